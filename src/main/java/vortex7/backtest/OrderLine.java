package vortex7.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import vortex7.backtest.EventClock.Stream;
import vortex7.market.Symbol;
import vortex7.matching.AlgoView;
import vortex7.matching.Answer;
import vortex7.matching.Exchange;
import vortex7.matching.NewAlgo;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderTerms;
import vortex7.matching.OrderType;
import vortex7.matching.OrderView;
import vortex7.matching.TimeInForce;
import vortex7.matching.WorkingType;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.VenueFacts;

/**
 * One symbol's requests on their way to the exchange, and its answers on their way back: each takes
 * its latency there and its latency back, on ways of its own as over HTTP.
 */
final class OrderLine {
  /** An order that the exchange does not know yet may still be on its way. */
  private static final long ASK_AGAIN_MILLIS = 500;

  /** So often it is asked for before it never arrived. */
  private static final int NOT_FOUND_MAX = 3;

  private final Exchange exchange;
  private final String account;
  private final Symbol symbol;
  private final int place;
  private final EventClock clock;
  private final Delays delays;
  private final SplittableRandom random;

  /**
   * @param place of the symbol among those of the run
   */
  OrderLine(
      Exchange exchange,
      String account,
      Symbol symbol,
      int place,
      EventClock clock,
      Delays delays,
      SplittableRandom random) {
    this.exchange = exchange;
    this.account = account;
    this.symbol = symbol;
    this.place = place;
    this.clock = clock;
    this.delays = delays;
    this.random = random;
  }

  private <T> void ask(Supplier<T> atTheExchange, Consumer<T> answered) {
    long there = clock.millis() + delays.orderEntry().drawMillis(random);
    clock.at(
        there,
        place,
        Stream.VENUE,
        () -> {
          T answer = atTheExchange.get();
          long back = clock.millis() + delays.acknowledgement().drawMillis(random);
          clock.at(back, place, Stream.ANSWER, () -> answered.accept(answer));
        });
  }

  /** Sends a request of ours; its answer comes in its time. */
  void send(OrderRequest request, Consumer<OrderReport> answered) {
    switch (request) {
      case OrderRequest.PlaceLimit limit -> ask(() -> place(limit.id(), order(limit)), answered);
      case OrderRequest.PlaceMarket market ->
          ask(() -> place(market.id(), order(market)), answered);
      case OrderRequest.PlaceStop stop ->
          ask(
              () ->
                  VenueReports.placedStop(
                      stop.id(), exchange.placeAlgo(account, algo(stop)), clock.instant()),
              answered);
      case OrderRequest.Cancel(ClientOrderId id) -> ask(() -> cancel(id), answered);
      case OrderRequest.Query(ClientOrderId id) -> query(id, 1, answered);
    }
  }

  private OrderReport place(ClientOrderId id, NewOrder order) {
    return VenueReports.placed(id, exchange.place(account, order), clock.instant());
  }

  private OrderReport cancel(ClientOrderId id) {
    return id.leg() == Leg.STOP
        ? VenueReports.canceledStop(id, exchange.cancelAlgo(account, id.text()), clock.instant())
        : VenueReports.canceled(id, exchange.cancel(account, symbol, id.text()), clock.instant());
  }

  /** Asks until the exchange knows the order or has said often and late enough that it does not. */
  private void query(ClientOrderId id, int asked, Consumer<OrderReport> answered) {
    ask(
        () -> found(id),
        found -> {
          if (found.isPresent()) {
            answered.accept(found.get());
          } else if (asked >= NOT_FOUND_MAX) {
            answered.accept(new OrderReport.NeverArrived(id, clock.instant()));
          } else {
            clock.at(
                clock.millis() + ASK_AGAIN_MILLIS,
                place,
                Stream.TIMER,
                () -> query(id, asked + 1, answered));
          }
        });
  }

  private Optional<OrderReport> found(ClientOrderId id) {
    if (id.leg() == Leg.STOP) {
      Answer<AlgoView> stop = exchange.algo(account, id.text());
      return stop.accepted().map(view -> VenueReports.state(id, view));
    }
    Answer<OrderView> order = exchange.order(account, symbol, id.text());
    return order.accepted().map(view -> VenueReports.state(id, view));
  }

  /** Asks for everything that the exchange holds of the symbol. */
  void facts(Instant since, Consumer<VenueFacts> came) {
    Instant asked = clock.instant();
    ask(() -> VenueReports.facts(exchange, account, symbol, since, asked), came);
  }

  /** Asks for the conditional orders that stand, and the mark. */
  void stops(Consumer<VenueFacts> came) {
    Instant asked = clock.instant();
    ask(
        () ->
            new VenueFacts(
                symbol,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                exchange.market(symbol).markPrice(),
                List.of(),
                VenueReports.stops(exchange, account, symbol),
                List.of(),
                asked),
        came);
  }

  /**
   * Asks for a leverage; the exchange confirms it, or what the symbol has when it allows no other.
   */
  void leverage(int wanted, IntConsumer confirmed) {
    ask(
        () ->
            exchange
                .setLeverage(account, symbol, wanted)
                .accepted()
                .orElseGet(() -> exchange.position(account, symbol).leverage()),
        confirmed::accept);
  }

  // ---- the exchange's own words

  private NewOrder order(OrderRequest.PlaceLimit limit) {
    return new NewOrder(
        symbol,
        limit.side(),
        OrderType.LIMIT,
        Optional.of(TimeInForce.valueOf(limit.timeInForce().name())),
        Optional.of(limit.quantity()),
        Optional.of(limit.price()),
        limit.reduceOnly(),
        Optional.of(limit.id().text()));
  }

  private NewOrder order(OrderRequest.PlaceMarket market) {
    return new NewOrder(
        symbol,
        market.side(),
        OrderType.MARKET,
        Optional.empty(),
        Optional.of(market.quantity()),
        Optional.empty(),
        market.reduceOnly(),
        Optional.of(market.id().text()));
  }

  private NewAlgo algo(OrderRequest.PlaceStop stop) {
    return new NewAlgo(
        symbol,
        stop.side(),
        OrderType.STOP_MARKET,
        stop.quantity(),
        Optional.of(stop.triggerPrice()),
        WorkingType.valueOf(stop.workingType().name()),
        stop.quantity().isEmpty(),
        stop.quantity().isPresent(),
        false,
        Optional.of(stop.id().text()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OrderTerms.DEFAULT);
  }
}
