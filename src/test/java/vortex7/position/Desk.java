package vortex7.position;

import static vortex7.position.Trades.BTC;
import static vortex7.position.Trades.NOON;
import static vortex7.position.Trades.TERMS;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.Terms.Moment;

/** Plays the venue by hand against one position and keeps what it said and sent. */
final class Desk {
  final List<PositionEvent> journal = new ArrayList<>();
  final List<OrderRequest> sent = new ArrayList<>();
  final List<String> alerts = new ArrayList<>();
  final long number;
  Position position = Position.initial(BTC);
  Outcome last = Outcome.refused("nothing yet");
  Instant now = NOON;
  BigDecimal price = dec("60000.0");
  Optional<BigDecimal> mark = Optional.empty();
  private long tradeIds = 100;
  private Optional<VenueFacts> earlier = Optional.empty();

  Desk(TradePlan plan) {
    number = plan.positionNumber();
    take(position.onIntent(plan, moment()));
  }

  static Desk aLong() {
    return new Desk(Trades.longPlan(1));
  }

  /** A long that has filled whole and whose stop and target stand. */
  static Desk active() {
    Desk desk = aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.accepted(Leg.STOP, 0);
    desk.accepted(Leg.TARGET, 0);
    return desk;
  }

  /** The same after its target has filled 60 % and the breakeven stop stands alone. */
  static Desk trailing() {
    Desk desk = active();
    desk.filled(Leg.TARGET, 0, "60128.0", "0.006", true);
    desk.accepted(Leg.STOP, 1);
    desk.ended(Leg.STOP, 0, "CANCELED", "0");
    desk.sent.clear();
    return desk;
  }

  Moment moment() {
    return TERMS.at(now, price, mark.orElse(price));
  }

  Outcome take(Outcome outcome) {
    last = outcome;
    journal.addAll(outcome.events());
    position = position.applyAll(outcome.events());
    sent.addAll(outcome.urgent());
    sent.addAll(outcome.requests());
    alerts.addAll(outcome.alerts());
    return outcome;
  }

  TradeState state() {
    return position.state().or(() -> position.last().map(OpenTrade::state)).orElseThrow();
  }

  OpenTrade trade() {
    return position.trade().orElseThrow();
  }

  Outcome report(OrderReport report) {
    return take(position.onReport(report, moment()));
  }

  Outcome accepted(Leg leg, int attempt) {
    return report(new OrderReport.Accepted(id(number, leg, attempt), 1, now));
  }

  Outcome rejected(Leg leg, int attempt, int code) {
    return report(new OrderReport.Rejected(id(number, leg, attempt), code, "no", now));
  }

  Outcome ended(Leg leg, int attempt, String status, String executed) {
    return report(new OrderReport.Ended(id(number, leg, attempt), status, dec(executed), now));
  }

  Outcome unknown(Leg leg, int attempt) {
    return report(new OrderReport.Unknown(id(number, leg, attempt), "timeout", now));
  }

  Outcome filled(Leg leg, int attempt, String at, String quantity, boolean done) {
    return report(fill(leg, attempt, at, quantity, done));
  }

  OrderReport.Filled fill(Leg leg, int attempt, String at, String quantity, boolean done) {
    BigDecimal before =
        position
            .trade()
            .flatMap(trade -> trade.order(leg, attempt).map(trade::filled))
            .orElse(BigDecimal.ZERO);
    boolean maker = leg == Leg.ENTRY || leg == Leg.TARGET;
    BigDecimal fee = dec(at).multiply(dec(quantity)).multiply(dec(maker ? "0.0002" : "0.0005"));
    return new OrderReport.Filled(
        id(number, leg, attempt),
        1,
        tradeIds++,
        dec(at),
        dec(quantity),
        before.add(dec(quantity)),
        done,
        fee,
        "USDT",
        maker,
        now);
  }

  /** Time passes in one step. */
  Outcome after(Duration time) {
    Instant previous = now;
    now = now.plus(time);
    return take(position.onTime(previous, moment()));
  }

  VenueFacts facts(String amount, List<VenueFacts.OpenOrder> orders, Leg... stops) {
    List<VenueFacts.OpenStop> standing = new ArrayList<>();
    for (Leg leg : stops) {
      standing.add(
          new VenueFacts.OpenStop(
              id(number, leg, 0).text(), 5, Side.SELL, dec("59940.0"), dec("0"), true));
    }
    return new VenueFacts(BTC, dec(amount), dec("60000"), price, orders, standing, List.of(), now);
  }

  Outcome reconcile(VenueFacts facts) {
    Outcome outcome = take(position.onFacts(facts, earlier, moment()));
    earlier = Optional.of(facts);
    return outcome;
  }

  /** The newest request that was sent. */
  OrderRequest newest() {
    return sent.get(sent.size() - 1);
  }

  <T extends OrderRequest> List<T> sent(Class<T> kind) {
    return sent.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
