package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;

/**
 * One trade: its plan, its orders by leg and attempt, and its fills, each counted once.
 *
 * @param state never RECONCILING
 * @param closing why it is on its way out; empty while it is not
 * @param settled the size that counts, base units; empty until the entry is over
 * @param tp1At when the target had filled its share and a rest stayed
 * @param external somebody else changed the position
 * @param orders in the order in which they were wanted
 * @param fills in the order in which they were counted
 */
public record OpenTrade(
    TradePlan plan,
    String epoch,
    Instant intendedAt,
    TradeState state,
    Optional<ExitReason> closing,
    Optional<BigDecimal> settled,
    Optional<Instant> tp1At,
    boolean external,
    List<TradeOrder> orders,
    List<CountedFill> fills,
    List<Funding> fundings) {

  /** Money paid (positive) or received for holding the position, quote units. */
  public record Funding(BigDecimal amount, Instant at) {}

  public OpenTrade {
    orders = List.copyOf(orders);
    fills = List.copyOf(fills);
    fundings = List.copyOf(fundings);
  }

  static OpenTrade intended(TradePlan plan, String epoch, Instant at) {
    TradeOrder entry =
        TradeOrder.wanted(
            Leg.ENTRY, 0, Optional.of(plan.quantity()), Optional.of(plan.entryPrice()), at);
    return new OpenTrade(
        plan,
        epoch,
        at,
        TradeState.PENDING_ENTRY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(entry),
        List.of(),
        List.of());
  }

  public long number() {
    return plan.positionNumber();
  }

  /** The side of the entry; exits are on the opposite. */
  public Side side() {
    return plan.side();
  }

  public ClientOrderId id(Leg leg, int attempt) {
    return new ClientOrderId(epoch, plan.symbol(), number(), leg, attempt);
  }

  public ClientOrderId id(TradeOrder order) {
    return id(order.leg(), order.attempt());
  }

  /**
   * The books of a trade that has ended flat.
   *
   * @throws IllegalStateException when it never filled or has not ended
   */
  public TradeSummary summary() {
    if (!state.ended() || state == TradeState.NO_FILL) {
      throw new IllegalStateException("trade " + number() + " has no books, it is " + state);
    }
    return Books.summary(this);
  }

  // ---- orders

  public Optional<TradeOrder> order(Leg leg, int attempt) {
    for (TradeOrder order : orders) {
      if (order.is(leg, attempt)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  public TradeOrder entry() {
    return order(Leg.ENTRY, 0)
        .orElseThrow(() -> new IllegalStateException("trade " + number() + " has no entry"));
  }

  /** Orders of a leg, oldest attempt first. */
  public List<TradeOrder> orders(Leg leg) {
    List<TradeOrder> ofLeg = new ArrayList<>();
    for (TradeOrder order : orders) {
      if (order.leg() == leg) {
        ofLeg.add(order);
      }
    }
    ofLeg.sort(Comparator.comparingInt(TradeOrder::attempt));
    return ofLeg;
  }

  public Optional<TradeOrder> newest(Leg leg) {
    List<TradeOrder> all = orders(leg);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** The last possible attempt is used again and again, rather than giving up. */
  int nextAttempt(Leg leg) {
    return newest(leg)
        .map(order -> Math.min(order.attempt() + 1, ClientOrderId.ATTEMPT_MAX))
        .orElse(0);
  }

  boolean anyOrder(Leg leg, Predicate<TradeOrder> test) {
    for (TradeOrder order : orders) {
      if (order.leg() == leg && test.test(order)) {
        return true;
      }
    }
    return false;
  }

  // ---- sums

  /** Filled by the entry, base units. */
  public BigDecimal entered() {
    return Fills.quantity(fills, CountedFill::entry);
  }

  /** Left again, by whomever, base units. */
  public BigDecimal exited() {
    return Fills.quantity(fills, fill -> !fill.entry());
  }

  /** Filled of one leg's orders, base units. */
  public BigDecimal filled(Leg leg) {
    return Fills.quantity(fills, fill -> fill.leg().isPresent() && fill.leg().get() == leg);
  }

  BigDecimal filled(TradeOrder order) {
    return Fills.quantity(
        fills,
        fill ->
            fill.leg().isPresent()
                && fill.leg().get() == order.leg()
                && fill.attempt() == order.attempt());
  }

  /** What is open now, base units, never negative. */
  public BigDecimal open() {
    return entered().subtract(exited());
  }

  /** What may be open, base units, when fills of the entry have not been told yet. */
  public BigDecimal mostOpen() {
    TradeOrder entry = entry();
    return entry.live() ? plan.quantity().subtract(exited()) : open().add(missing(entry));
  }

  /** Signed: negative is short. */
  public BigDecimal amount() {
    return side() == Side.BUY ? open() : open().negate();
  }

  boolean knows(long tradeId) {
    for (CountedFill fill : fills) {
      if (fill.tradeId() == tradeId) {
        return true;
      }
    }
    return false;
  }

  /** Told at an order's end but not yet seen as fills, base units. */
  BigDecimal missing(TradeOrder order) {
    return order.executed().subtract(filled(order)).max(BigDecimal.ZERO);
  }

  /** Average price of the entry fills, 8 decimals; the planned one before the first fill. */
  public BigDecimal averageEntry() {
    BigDecimal entered = entered();
    return entered.signum() == 0
        ? plan.entryPrice()
        : Fills.notional(fills, CountedFill::entry)
            .divide(entered, Fills.PRICE_SCALE, RoundingMode.HALF_EVEN);
  }

  /** Realised before fees, quote units: what was left again against the average entry. */
  public BigDecimal realisedGross() {
    BigDecimal gain = Fills.gainOfALong(fills);
    return side() == Side.BUY ? gain : gain.negate();
  }

  /** What the open rest would bring at {@code price}, before fees, quote units. */
  public BigDecimal unrealised(BigDecimal price) {
    BigDecimal gain = price.subtract(averageEntry()).multiply(open());
    return side() == Side.BUY ? gain : gain.negate();
  }

  public SortedMap<String, BigDecimal> feesByAsset() {
    return Fills.feesByAsset(fills);
  }

  /** Fees in quote units, of the fills whose fee asset had a price. */
  public BigDecimal feeTotal() {
    return Fills.feeTotal(fills);
  }

  public BigDecimal fundingTotal() {
    BigDecimal total = BigDecimal.ZERO;
    for (Funding funding : fundings) {
      total = total.add(funding.amount());
    }
    return total;
  }

  // ---- times

  public Optional<Instant> firstFillAt() {
    return fills.stream().filter(CountedFill::entry).map(CountedFill::at).min(Instant::compareTo);
  }

  public Optional<Instant> lastFillAt() {
    return fills.stream().map(CountedFill::at).max(Instant::compareTo);
  }

  /** When it is closed at the latest; empty before the first fill. */
  public Optional<Instant> plannedExitAt(ExecutionRules rules) {
    return firstFillAt().map(first -> first.plus(hold(rules)));
  }

  /** {@link #plannedExitAt}; before the first fill, as if that came at the entry's time-out. */
  public Instant exitAtTheLatest(ExecutionRules rules) {
    return plannedExitAt(rules)
        .orElseGet(() -> intendedAt.plus(plan.entryTimeout()).plus(hold(rules)));
  }

  private Duration hold(ExecutionRules rules) {
    return plan.longestHold().compareTo(rules.holdMax()) < 0 ? plan.longestHold() : rules.holdMax();
  }

  /** The newest moment from which the venue's lists must be younger to be compared with us. */
  Instant lastChangeAt() {
    Instant newest = intendedAt;
    for (CountedFill fill : fills) {
      newest = newest.isBefore(fill.at()) ? fill.at() : newest;
    }
    return newest;
  }

  // ---- protection

  /** Which stop protects: of those that stand, the best price; ties: the newest. */
  public Optional<TradeOrder> standingStop() {
    TradeOrder best = null;
    for (TradeOrder stop : orders(Leg.STOP)) {
      if (stop.standing()
          && stop.triggeredAt().isEmpty()
          && (best == null || betterOrSame(triggerOf(stop), triggerOf(best)))) {
        best = stop;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The price the position is or ought to be protected at. */
  public BigDecimal protectivePrice() {
    BigDecimal best = plan.stopPrice();
    for (TradeOrder stop : orders(Leg.STOP)) {
      if (stop.stood() && betterOrSame(triggerOf(stop), best)) {
        best = triggerOf(stop);
      }
    }
    return best;
  }

  /** True when a stop stands for the whole position. */
  public boolean stopAcknowledged() {
    return anyOrder(
        Leg.STOP, stop -> stop.standing() && stop.triggeredAt().isEmpty() && covers(stop));
  }

  boolean covers(TradeOrder stop) {
    return stop.quantity().map(all -> all.compareTo(open()) >= 0).orElse(true);
  }

  static BigDecimal triggerOf(TradeOrder stop) {
    return stop.price()
        .orElseThrow(
            () -> new IllegalStateException("stop " + stop.attempt() + " has no trigger price"));
  }

  /** True when a stop at {@code price} loses no more than one at {@code other}. */
  boolean betterOrSame(BigDecimal price, BigDecimal other) {
    int order = price.compareTo(other);
    return side() == Side.BUY ? order >= 0 : order <= 0;
  }

  // ---- copies

  OpenTrade withState(TradeState next) {
    TradeCopy copy = new TradeCopy(this);
    copy.state = next;
    return copy.trade();
  }

  OpenTrade withClosing(ExitReason reason) {
    TradeCopy copy = new TradeCopy(this);
    copy.state = state.open() ? TradeState.CLOSING : state;
    copy.closing = Optional.of(reason);
    return copy.trade();
  }

  OpenTrade withSettled(BigDecimal quantity) {
    TradeCopy copy = new TradeCopy(this);
    copy.state = state == TradeState.PARTIALLY_OPEN ? TradeState.ACTIVE : state;
    copy.settled = Optional.of(quantity);
    return copy.trade();
  }

  OpenTrade withTp1At(Instant at) {
    TradeCopy copy = new TradeCopy(this);
    copy.state = state == TradeState.ACTIVE ? TradeState.TP1_HIT : state;
    copy.tp1At = Optional.of(at);
    return copy.trade();
  }

  OpenTrade withExternal() {
    TradeCopy copy = new TradeCopy(this);
    copy.external = true;
    return copy.trade();
  }

  /** In place of an earlier one of the same leg and attempt, if there was one. */
  OpenTrade withOrder(TradeOrder order) {
    TradeCopy copy = new TradeCopy(this);
    copy.orders.removeIf(earlier -> earlier.is(order.leg(), order.attempt()));
    copy.orders.add(order);
    return copy.trade();
  }

  OpenTrade withOrder(Leg leg, int attempt, UnaryOperator<TradeOrder> change) {
    TradeCopy copy = new TradeCopy(this);
    copy.orders.replaceAll(order -> order.is(leg, attempt) ? change.apply(order) : order);
    return copy.trade();
  }

  OpenTrade withFill(CountedFill fill) {
    TradeCopy copy = new TradeCopy(this);
    copy.fills.add(fill);
    if (fill.entry() && state.awaitsEntry()) {
      copy.state = closing.isPresent() ? TradeState.CLOSING : TradeState.PARTIALLY_OPEN;
    }
    OpenTrade after = copy.trade();
    if (after.open().signum() < 0) {
      throw new IllegalStateException(
          "exits of " + plan.symbol() + " " + number() + " exceed its entry: open " + after.open());
    }
    if (after.entered().compareTo(plan.quantity()) > 0) {
      throw new IllegalStateException(
          "entry of "
              + plan.symbol()
              + " "
              + number()
              + " filled "
              + after.entered()
              + ", more than its "
              + plan.quantity());
    }
    return after;
  }

  OpenTrade withFunding(Funding funding) {
    TradeCopy copy = new TradeCopy(this);
    copy.fundings.add(funding);
    return copy.trade();
  }
}
