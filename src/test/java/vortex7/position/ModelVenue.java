package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import vortex7.market.Side;

/**
 * A small venue for one symbol: a price that wanders, orders that rest, fill in parts, trigger, are
 * refused; answers and events that get lost, doubled and out of order, as far as its faults say.
 */
final class ModelVenue {
  /** Probabilities of what goes wrong, each per occasion. */
  record Faults(
      double requestLost, double answerLost, double eventLost, double eventDoubled, double odd) {
    static final Faults NONE = new Faults(0, 0, 0, 0, 0);
  }

  /** A message on its way to us. */
  record Message(Instant arrives, OrderReport report) {}

  private static final class Resting {
    final OrderRequest request;
    final long venueId;
    BigDecimal executed = BigDecimal.ZERO;
    String status = "NEW";

    Resting(OrderRequest request, long venueId) {
      this.request = request;
      this.venueId = venueId;
    }

    boolean open() {
      return status.equals("NEW");
    }
  }

  private final SplittableRandom chance;
  private final Side side;
  private final TreeMap<String, Resting> orders = new TreeMap<>();
  private final List<Message> messages = new ArrayList<>();
  private final List<VenueFacts.Fill> fills = new ArrayList<>();
  private Faults faults;
  private Instant now;
  private BigDecimal price;
  private BigDecimal amount = BigDecimal.ZERO;
  private BigDecimal cash = BigDecimal.ZERO;
  private BigDecimal fees = BigDecimal.ZERO;
  private long ids = 1000;
  private int entriesSeen;

  ModelVenue(Side side, BigDecimal price, Instant now, Faults faults, SplittableRandom chance) {
    this.side = side;
    this.price = price;
    this.now = now;
    this.faults = faults;
    this.chance = chance;
  }

  // ---- what a test reads

  BigDecimal amount() {
    return amount;
  }

  BigDecimal price() {
    return price;
  }

  /** Money in less out by fills, without fees. */
  BigDecimal cash() {
    return cash;
  }

  BigDecimal fees() {
    return fees;
  }

  int entriesSeen() {
    return entriesSeen;
  }

  boolean hasOrders() {
    return orders.values().stream().anyMatch(Resting::open);
  }

  String describe() {
    StringBuilder text = new StringBuilder("price " + price + " amount " + amount);
    orders.forEach((id, order) -> text.append("\n ").append(id).append(' ').append(order.status));
    return text.toString();
  }

  /** True when a stop stands that covers the position. */
  boolean isProtected() {
    return amount.signum() == 0
        || orders.values().stream()
            .filter(Resting::open)
            .map(order -> order.request)
            .filter(OrderRequest.PlaceStop.class::isInstance)
            .map(OrderRequest.PlaceStop.class::cast)
            .anyMatch(
                stop ->
                    stop.quantity()
                        .map(quantity -> quantity.compareTo(amount.abs()) >= 0)
                        .orElse(true));
  }

  void calm() {
    faults = Faults.NONE;
  }

  // ---- time and price

  void advance(Instant to) {
    now = to;
    price = price.add(BigDecimal.valueOf(chance.nextInt(-200, 201), 1));
    match();
  }

  void priceIs(BigDecimal exactly) {
    price = exactly;
    match();
  }

  private void match() {
    for (Resting order : List.copyOf(orders.values())) {
      if (order.open()) {
        switch (order.request) {
          case OrderRequest.PlaceLimit limit -> matchLimit(order, limit);
          case OrderRequest.PlaceStop stop -> {
            boolean fires =
                stop.side() == Side.SELL
                    ? price.compareTo(stop.triggerPrice()) <= 0
                    : price.compareTo(stop.triggerPrice()) >= 0;
            if (fires) {
              trigger(order, stop);
            }
          }
          default -> {}
        }
      }
    }
  }

  private void matchLimit(Resting order, OrderRequest.PlaceLimit limit) {
    boolean crossed =
        limit.side() == Side.BUY
            ? price.compareTo(limit.price()) <= 0
            : price.compareTo(limit.price()) >= 0;
    if (!crossed) {
      return;
    }
    BigDecimal left = limit.quantity().subtract(order.executed);
    BigDecimal part = chance.nextInt(2) == 0 ? left : part(left);
    if (limit.reduceOnly()) {
      part = part.min(amount.abs());
    }
    if (part.signum() > 0) {
      fill(order, limit.side(), part, limit.price(), true, limit.quantity());
    }
  }

  private BigDecimal part(BigDecimal whole) {
    long steps = whole.movePointRight(3).longValueExact();
    return BigDecimal.valueOf(chance.nextLong(1, steps + 1), 3);
  }

  private void trigger(Resting order, OrderRequest.PlaceStop stop) {
    tell(new OrderReport.Triggered(stop.id(), now));
    BigDecimal wanted = stop.quantity().orElse(amount.abs()).min(amount.abs());
    if (wanted.signum() == 0) {
      order.status = "EXPIRED";
      tell(new OrderReport.Ended(stop.id(), "EXPIRED", BigDecimal.ZERO, now));
      return;
    }
    order.status = "TRIGGERED";
    sweep(order, stop.side(), wanted);
  }

  /** Fills all of it at the price, in one or two parts. */
  private void sweep(Resting order, Side orderSide, BigDecimal wanted) {
    BigDecimal first = chance.nextInt(3) == 0 ? part(wanted) : wanted;
    fill(order, orderSide, first, price, false, wanted);
    if (first.compareTo(wanted) < 0) {
      fill(order, orderSide, wanted.subtract(first), price, false, wanted);
    }
  }

  private void fill(
      Resting order,
      Side orderSide,
      BigDecimal quantity,
      BigDecimal at,
      boolean maker,
      BigDecimal whole) {
    order.executed = order.executed.add(quantity);
    boolean done = order.executed.compareTo(whole) >= 0;
    if (done) {
      order.status = "FILLED";
    }
    long tradeId = ids++;
    BigDecimal fee = quantity.multiply(at).multiply(new BigDecimal(maker ? "0.0002" : "0.0005"));
    BigDecimal notional = quantity.multiply(at);
    amount = orderSide == Side.BUY ? amount.add(quantity) : amount.subtract(quantity);
    cash = orderSide == Side.BUY ? cash.subtract(notional) : cash.add(notional);
    fees = fees.add(fee);
    ClientOrderId id = order.request.id();
    fills.add(
        new VenueFacts.Fill(
            id.text(), order.venueId, tradeId, orderSide, at, quantity, fee, "USDT", maker, now));
    tell(
        new OrderReport.Filled(
            id,
            order.venueId,
            tradeId,
            at,
            quantity,
            order.executed,
            done,
            fee,
            "USDT",
            maker,
            now));
    if (amount.signum() == 0) {
      flat();
    }
  }

  /** What is bound to a position goes with it. */
  private void flat() {
    for (Resting order : orders.values()) {
      boolean bound =
          order.open()
              && (order.request instanceof OrderRequest.PlaceStop stop
                  && stop.quantity().isEmpty());
      if (bound) {
        order.status = "EXPIRED";
        tell(new OrderReport.Ended(order.request.id(), "EXPIRED", order.executed, now));
      }
    }
  }

  // ---- hands of others

  void someoneCloses() {
    if (amount.signum() == 0) {
      return;
    }
    long tradeId = ids++;
    BigDecimal quantity = amount.abs();
    BigDecimal notional = quantity.multiply(price);
    cash = amount.signum() > 0 ? cash.add(notional) : cash.subtract(notional);
    fills.add(
        new VenueFacts.Fill(
            "web_1",
            1,
            tradeId,
            side.opposite(),
            price,
            quantity,
            BigDecimal.ZERO,
            "USDT",
            false,
            now));
    amount = BigDecimal.ZERO;
    flat();
  }

  /** A stop vanishes and nobody is told. */
  void loseStops() {
    for (Resting order : orders.values()) {
      if (order.open() && order.request instanceof OrderRequest.PlaceStop) {
        order.status = "CANCELED";
      }
    }
  }

  // ---- requests

  void send(OrderRequest request) {
    if (request.increasesExposure()) {
      entriesSeen++;
    }
    if (chance.nextDouble() < faults.requestLost()) {
      answer(new OrderReport.Unknown(request.id(), "timeout before", now), 400);
      return;
    }
    OrderReport report = obey(request);
    if (chance.nextDouble() < faults.answerLost()) {
      answer(new OrderReport.Unknown(request.id(), "timeout after", now), 400);
    } else {
      answer(report, chance.nextInt(1, 150));
    }
  }

  private OrderReport obey(OrderRequest request) {
    return switch (request) {
      case OrderRequest.PlaceLimit limit -> placeLimit(limit);
      case OrderRequest.PlaceMarket market -> placeMarket(market);
      case OrderRequest.PlaceStop stop -> placeStop(stop);
      case OrderRequest.Cancel cancel -> cancel(cancel);
      case OrderRequest.Query query -> query(query);
    };
  }

  private OrderReport placeLimit(OrderRequest.PlaceLimit limit) {
    boolean crosses =
        limit.side() == Side.BUY
            ? price.compareTo(limit.price()) < 0
            : price.compareTo(limit.price()) > 0;
    if (limit.timeInForce() == OrderRequest.TimeInForce.GTX
        && (crosses || chance.nextDouble() < faults.odd())) {
      return new OrderReport.Rejected(limit.id(), -5022, "post only", now);
    }
    if (limit.reduceOnly() && amount.signum() == 0) {
      return new OrderReport.Rejected(limit.id(), -2022, "reduce only", now);
    }
    Resting order = rest(limit);
    if (limit.timeInForce() == OrderRequest.TimeInForce.IOC) {
      sweep(order, limit.side(), limit.quantity().min(amount.abs()));
      if (order.executed.compareTo(limit.quantity()) < 0) {
        order.status = "EXPIRED";
        tell(new OrderReport.Ended(limit.id(), "EXPIRED", order.executed, now));
      }
    }
    return accepted(order);
  }

  private OrderReport placeMarket(OrderRequest.PlaceMarket market) {
    if (amount.signum() == 0) {
      return new OrderReport.Rejected(market.id(), -2022, "reduce only", now);
    }
    if (chance.nextDouble() < faults.odd()) {
      return new OrderReport.Rejected(market.id(), -4131, "thin", now);
    }
    Resting order = rest(market);
    BigDecimal wanted = market.quantity().min(amount.abs());
    if (chance.nextDouble() < faults.odd()) {
      sweep(order, market.side(), part(wanted));
      if (order.executed.compareTo(market.quantity()) < 0) {
        order.status = "EXPIRED";
        tell(new OrderReport.Ended(market.id(), "EXPIRED", order.executed, now));
      }
    } else {
      sweep(order, market.side(), wanted);
      if (order.open()) {
        order.status = "EXPIRED";
        tell(new OrderReport.Ended(market.id(), "EXPIRED", order.executed, now));
      }
    }
    return accepted(order);
  }

  private OrderReport placeStop(OrderRequest.PlaceStop stop) {
    boolean fires =
        stop.side() == Side.SELL
            ? price.compareTo(stop.triggerPrice()) <= 0
            : price.compareTo(stop.triggerPrice()) >= 0;
    boolean second =
        stop.quantity().isEmpty()
            && orders.values().stream()
                .filter(Resting::open)
                .anyMatch(
                    other ->
                        other.request instanceof OrderRequest.PlaceStop first
                            && first.quantity().isEmpty());
    if (second) {
      return new OrderReport.Rejected(stop.id(), -4130, "second closePosition", now);
    }
    if (fires) {
      return new OrderReport.Rejected(stop.id(), -2021, "would trigger", now);
    }
    if (amount.signum() == 0) {
      return new OrderReport.Rejected(stop.id(), -2022, "no position", now);
    }
    if (chance.nextDouble() < faults.odd()) {
      return new OrderReport.Rejected(stop.id(), -1001, "internal", now);
    }
    return accepted(rest(stop));
  }

  private Resting rest(OrderRequest request) {
    Resting order = new Resting(request, ids++);
    if (orders.put(request.id().text(), order) != null) {
      throw new IllegalStateException("id used twice: " + request.id());
    }
    return order;
  }

  private OrderReport accepted(Resting order) {
    OrderReport report = new OrderReport.Accepted(order.request.id(), order.venueId, now);
    tell(report);
    return report;
  }

  private OrderReport cancel(OrderRequest.Cancel cancel) {
    Resting order = orders.get(cancel.id().text());
    if (order == null || !order.open()) {
      return new OrderReport.CancelRefused(cancel.id(), -2011, "unknown order", now);
    }
    order.status = "CANCELED";
    OrderReport report = new OrderReport.Ended(cancel.id(), "CANCELED", order.executed, now);
    tell(report);
    return report;
  }

  private OrderReport query(OrderRequest.Query query) {
    Resting order = orders.get(query.id().text());
    if (order == null) {
      return new OrderReport.NeverArrived(query.id(), now);
    }
    return order.open()
        ? new OrderReport.Accepted(query.id(), order.venueId, now)
        : new OrderReport.Ended(query.id(), order.status, order.executed, now);
  }

  // ---- messages

  private void tell(OrderReport report) {
    if (chance.nextDouble() >= faults.eventLost()) {
      answer(report, chance.nextInt(1, 200));
    }
    if (chance.nextDouble() < faults.eventDoubled()) {
      answer(report, chance.nextInt(1, 2000));
    }
  }

  private void answer(OrderReport report, int delayMillis) {
    messages.add(new Message(now.plusMillis(delayMillis), report));
  }

  /** What has arrived by now, in the order of arrival. */
  List<OrderReport> arrived() {
    List<Message> due =
        messages.stream()
            .filter(message -> !message.arrives().isAfter(now))
            .sorted((a, b) -> a.arrives().compareTo(b.arrives()))
            .toList();
    messages.removeAll(due);
    return due.stream().map(Message::report).toList();
  }

  VenueFacts facts() {
    List<VenueFacts.OpenOrder> open = new ArrayList<>();
    List<VenueFacts.OpenStop> stops = new ArrayList<>();
    for (Resting order : orders.values()) {
      if (order.open()) {
        switch (order.request) {
          case OrderRequest.PlaceLimit limit ->
              open.add(
                  new VenueFacts.OpenOrder(
                      limit.id().text(),
                      order.venueId,
                      limit.side(),
                      limit.price(),
                      limit.quantity(),
                      order.executed,
                      limit.reduceOnly()));
          case OrderRequest.PlaceStop stop ->
              stops.add(
                  new VenueFacts.OpenStop(
                      stop.id().text(),
                      order.venueId,
                      stop.side(),
                      stop.triggerPrice(),
                      stop.quantity().orElse(BigDecimal.ZERO),
                      stop.quantity().isEmpty()));
          default -> {}
        }
      }
    }
    return new VenueFacts(
        Trades.BTC,
        amount,
        price.setScale(1, RoundingMode.HALF_UP),
        price,
        open,
        stops,
        fills,
        now);
  }
}
