package vortex7.position;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.PositionEvent.CloseBegan;
import vortex7.position.PositionEvent.ExitWanted;
import vortex7.position.PositionEvent.OrderAsked;
import vortex7.position.PositionEvent.OrderEnded;
import vortex7.position.PositionEvent.StopWanted;
import vortex7.position.PositionEvent.TargetWanted;
import vortex7.position.Terms.Moment;

/**
 * An {@link Outcome} in the making: each event is folded in as it is emitted, so that the next step
 * decides on the state that it leads to. Lives for one verb's call.
 */
final class Draft {
  private final Moment moment;
  private final List<PositionEvent> events = new ArrayList<>();
  private final List<OrderRequest> urgent = new ArrayList<>();
  private final List<OrderRequest> requests = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();
  private Position position;
  private @Nullable Instant previous;
  private boolean reconcile;
  private boolean entryFilled;
  private @Nullable String halt;

  Draft(Position position, Moment moment) {
    this.position = position;
    this.moment = moment;
  }

  Position position() {
    return position;
  }

  Optional<OpenTrade> trade() {
    return position.trade();
  }

  OpenTrade open() {
    return position
        .trade()
        .orElseThrow(() -> new IllegalStateException(position.symbol() + " has no trade"));
  }

  Moment moment() {
    return moment;
  }

  Instant now() {
    return moment.now();
  }

  ExecutionRules rules() {
    return moment.terms().rules();
  }

  Instrument instrument() {
    return moment.terms().instrument();
  }

  Optional<Instant> previous() {
    return Optional.ofNullable(previous);
  }

  void previous(Instant tick) {
    previous = tick;
  }

  // ---- what comes of it

  void emit(PositionEvent event) {
    position = position.apply(event);
    events.add(event);
  }

  boolean emittedAny() {
    return !events.isEmpty();
  }

  void alert(String sentence) {
    alerts.add(sentence);
  }

  void reconcile() {
    reconcile = true;
  }

  /** The entry has filled at the venue, though its fills are still to be told. */
  void entryFilled() {
    entryFilled = true;
  }

  boolean isEntryFilled() {
    return entryFilled;
  }

  void halt(String reason) {
    halt = reason;
  }

  void close(ExitReason reason, String cause) {
    emit(new CloseBegan(open().number(), reason, cause, now()));
  }

  void ended(TradeOrder order, String status, BigDecimal executed, Instant at) {
    emit(new OrderEnded(open().number(), order.leg(), order.attempt(), status, executed, at));
  }

  /** The entry; its intent is among the events. */
  void sendEntry(OrderRequest.PlaceLimit entry) {
    requests.add(entry);
  }

  void wantStop(BigDecimal triggerPrice, Optional<BigDecimal> quantity, String cause) {
    int attempt = open().nextAttempt(Leg.STOP);
    emit(new StopWanted(open().number(), attempt, triggerPrice, quantity, cause, now()));
    urgent.add(
        new OrderRequest.PlaceStop(
            open().id(Leg.STOP, attempt),
            exitSide(),
            quantity,
            triggerPrice,
            rules().workingType()));
  }

  void wantTarget(BigDecimal price, BigDecimal quantity) {
    int attempt = open().nextAttempt(Leg.TARGET);
    emit(new TargetWanted(open().number(), attempt, price, quantity, now()));
    requests.add(
        new OrderRequest.PlaceLimit(
            open().id(Leg.TARGET, attempt),
            exitSide(),
            quantity,
            price,
            OrderRequest.TimeInForce.GTC,
            true));
  }

  void wantExit(BigDecimal quantity, Optional<BigDecimal> limitPrice, String cause) {
    int attempt = open().nextAttempt(Leg.EXIT);
    ClientOrderId id = open().id(Leg.EXIT, attempt);
    emit(new ExitWanted(open().number(), attempt, quantity, limitPrice, cause, now()));
    requests.add(
        limitPrice.isPresent()
            ? new OrderRequest.PlaceLimit(
                id, exitSide(), quantity, limitPrice.get(), OrderRequest.TimeInForce.IOC, true)
            : new OrderRequest.PlaceMarket(id, exitSide(), quantity, true));
  }

  /** Asks the venue to cancel the order, unless that was asked a moment ago. */
  void cancel(TradeOrder order, String cause) {
    if (!order.cancelWanted() || mayAsk(order)) {
      ask(order, true, cause);
    }
  }

  /** Asks what became of the order, unless it was asked a moment ago. */
  void query(TradeOrder order, String cause) {
    if (mayAsk(order)) {
      ask(order, false, cause);
    }
  }

  /** Asks at once, whenever it was asked last. */
  void ask(TradeOrder order, boolean cancel, String cause) {
    ClientOrderId id = open().id(order);
    emit(new OrderAsked(open().number(), order.leg(), order.attempt(), cancel, cause, now()));
    urgent.add(cancel ? new OrderRequest.Cancel(id) : new OrderRequest.Query(id));
  }

  /** Takes away an order of a finished trade. */
  void cancelLeftover(ClientOrderId id) {
    urgent.add(new OrderRequest.Cancel(id));
  }

  private boolean mayAsk(TradeOrder order) {
    return order.askedAt().map(at -> passed(at, rules().askAgainAfter())).orElse(true);
  }

  /** True when {@code wait} has passed since {@code from}. */
  boolean passed(Instant from, Duration wait) {
    return !now().isBefore(from.plus(wait));
  }

  Side exitSide() {
    return open().side().opposite();
  }

  Outcome outcome() {
    return new Outcome(
        events, urgent, requests, reconcile, alerts, Optional.ofNullable(halt), Optional.empty());
  }
}
