package vortex7.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vortex7.market.Symbol;
import vortex7.matching.AlgoUpdate;
import vortex7.matching.AlgoView;
import vortex7.matching.Answer;
import vortex7.matching.Exchange;
import vortex7.matching.OrderUpdate;
import vortex7.matching.OrderView;
import vortex7.matching.PositionView;
import vortex7.matching.Refused;
import vortex7.matching.UserTrade;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.VenueFacts;

/**
 * The exchange's words in those of a position: what an answer, an event or a list means, read as
 * the client of the real venue reads them.
 */
final class VenueReports {
  /** Duplicate id and the like: whether the order works is open. */
  private static final Set<Integer> OPEN_CODES = Set.of(-1000, -1006, -1007, -4116);

  private static final Set<Integer> NOT_FOUND = Set.of(-2011, -2013);
  private static final int TRIGGERING = -4117;

  private VenueReports() {}

  static boolean notFound(Refused refused) {
    return NOT_FOUND.contains(refused.code());
  }

  // ---- answers

  static OrderReport placed(ClientOrderId id, Answer<OrderView> answer, Instant now) {
    return switch (answer) {
      case Answer.Accepted<OrderView>(OrderView view) -> state(id, view);
      case Answer.Rejected<OrderView>(Refused why) -> refused(id, why, now);
    };
  }

  static OrderReport placedStop(ClientOrderId id, Answer<AlgoView> answer, Instant now) {
    return switch (answer) {
      case Answer.Accepted<AlgoView>(AlgoView view) -> state(id, view);
      case Answer.Rejected<AlgoView>(Refused why) -> refused(id, why, now);
    };
  }

  private static OrderReport refused(ClientOrderId id, Refused why, Instant now) {
    return OPEN_CODES.contains(why.code())
        ? new OrderReport.Unknown(id, why.toString(), now)
        : new OrderReport.Rejected(id, why.code(), why.message(), now);
  }

  static OrderReport canceled(ClientOrderId id, Answer<OrderView> answer, Instant now) {
    return switch (answer) {
      case Answer.Accepted<OrderView>(OrderView view) -> state(id, view);
      case Answer.Rejected<OrderView>(Refused why) -> notCanceled(id, why, now);
    };
  }

  static OrderReport canceledStop(ClientOrderId id, Answer<AlgoView> answer, Instant now) {
    return switch (answer) {
      case Answer.Accepted<AlgoView> ignored ->
          new OrderReport.Ended(id, "CANCELED", BigDecimal.ZERO, now);
      case Answer.Rejected<AlgoView>(Refused why) -> notCanceled(id, why, now);
    };
  }

  private static OrderReport notCanceled(ClientOrderId id, Refused why, Instant now) {
    return notFound(why) || why.code() == TRIGGERING
        ? new OrderReport.CancelRefused(id, why.code(), why.message(), now)
        : new OrderReport.Unknown(id, "cancel: " + why, now);
  }

  static OrderReport state(ClientOrderId id, OrderView order) {
    Instant at = Instant.ofEpochMilli(order.updateTime());
    return order.status().open()
        ? new OrderReport.Accepted(id, order.orderId(), order.executedQuantity(), at)
        : new OrderReport.Ended(id, order.status().name(), order.executedQuantity(), at);
  }

  static OrderReport state(ClientOrderId id, AlgoView stop) {
    Instant at = Instant.ofEpochMilli(stop.updateTime());
    return switch (stop.status()) {
      case NEW -> new OrderReport.Accepted(id, stop.algoId(), stop.executedQuantity(), at);
      case TRIGGERING, TRIGGERED -> new OrderReport.Triggered(id, at);
      case REJECTED -> new OrderReport.Rejected(id, 0, "REJECTED " + stop.rejectReason(), at);
      case FINISHED, CANCELED, EXPIRED ->
          new OrderReport.Ended(id, stop.status().name(), stop.executedQuantity(), at);
    };
  }

  // ---- events

  /** What the event of an order of ours tells; nothing of an amendment, which we never make. */
  static Optional<OrderReport> told(ClientOrderId id, OrderUpdate update) {
    OrderView order = update.order();
    Instant at = Instant.ofEpochMilli(update.time());
    return switch (update.execution()) {
      // The order that a stop spawned has the stop's client id: it tells that the stop fired.
      case NEW ->
          Optional.of(
              id.leg() == Leg.STOP
                  ? new OrderReport.Triggered(id, at)
                  : new OrderReport.Accepted(id, order.orderId(), at));
      case TRADE, CALCULATED -> update.fill().map(fill -> filled(id, order, fill));
      case CANCELED, EXPIRED ->
          Optional.of(
              new OrderReport.Ended(id, order.status().name(), order.executedQuantity(), at));
      case AMENDMENT -> Optional.empty();
    };
  }

  private static OrderReport filled(ClientOrderId id, OrderView order, UserTrade fill) {
    return new OrderReport.Filled(
        id,
        order.orderId(),
        fill.tradeId(),
        fill.price(),
        fill.quantity(),
        order.executedQuantity(),
        !order.status().open(),
        fill.fee(),
        fill.feeAsset(),
        fill.maker(),
        Instant.ofEpochMilli(fill.time()));
  }

  static OrderReport told(ClientOrderId id, AlgoUpdate update) {
    Instant at = Instant.ofEpochMilli(update.time());
    AlgoView stop = update.algo();
    return switch (stop.status()) {
      case NEW -> new OrderReport.Accepted(id, stop.algoId(), at);
      case TRIGGERING, TRIGGERED -> new OrderReport.Triggered(id, at);
      case REJECTED -> new OrderReport.Rejected(id, 0, "REJECTED " + stop.rejectReason(), at);
      case FINISHED -> new OrderReport.Ended(id, stop.status().name(), stop.executedQuantity(), at);
      case CANCELED, EXPIRED ->
          new OrderReport.Ended(id, stop.status().name(), BigDecimal.ZERO, at);
    };
  }

  // ---- lists

  static List<VenueFacts.OpenStop> stops(Exchange exchange, String account, Symbol symbol) {
    return exchange.openAlgos(account, Optional.of(symbol)).stream()
        .map(
            stop ->
                new VenueFacts.OpenStop(
                    stop.clientAlgoId(),
                    stop.algoId(),
                    stop.side(),
                    stop.triggerPrice(),
                    stop.closePosition() ? BigDecimal.ZERO : stop.quantity(),
                    stop.closePosition()))
        .toList();
  }

  /**
   * Everything that the exchange holds of a symbol now.
   *
   * @param asked when it was asked for: what we had heard by then is what it is compared with
   */
  static VenueFacts facts(
      Exchange exchange, String account, Symbol symbol, Instant since, Instant asked) {
    PositionView position = exchange.position(account, symbol);
    return new VenueFacts(
        symbol,
        position.amount(),
        position.entryPrice(),
        position.markPrice(),
        exchange.openOrders(account, Optional.of(symbol)).stream()
            .map(
                order ->
                    new VenueFacts.OpenOrder(
                        order.clientOrderId(),
                        order.orderId(),
                        order.side(),
                        order.price(),
                        order.originalQuantity(),
                        order.executedQuantity(),
                        order.reduceOnly()))
            .toList(),
        stops(exchange, account, symbol),
        exchange.userTrades(account, symbol, since.toEpochMilli()).stream()
            .map(
                fill ->
                    new VenueFacts.Fill(
                        fill.clientOrderId(),
                        fill.orderId(),
                        fill.tradeId(),
                        fill.side(),
                        fill.price(),
                        fill.quantity(),
                        fill.fee(),
                        fill.feeAsset(),
                        fill.maker(),
                        Instant.ofEpochMilli(fill.time())))
            .toList(),
        asked);
  }
}
