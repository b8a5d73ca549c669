package vortex7.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.signal.Direction;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;

/**
 * Strategy A's prices and the rules about their distances.
 *
 * <p>Distances are judged as they will stand, on whole ticks: the stop is rounded away from the
 * entry and the target as well, so that neither the least stop nor the least reward is undercut by
 * rounding. Fractions are of the entry price.
 */
final class Geometry {
  private static final double TICK_SLACK = 1e-6;
  private static final double RATIO_SLACK = 1e-9;

  /** The search for admissible ATRs: up to 1 % of price. */
  private static final double ATR_STEP = 0.000_01;

  private static final int ATR_STEPS = 1_000;

  private final Instrument instrument;
  private final StrategyARules strategy;
  private final DistanceRules rules;
  private final double tick;

  Geometry(Instrument instrument, StrategyARules strategy, DistanceRules rules) {
    this.instrument = instrument;
    this.strategy = strategy;
    this.rules = rules;
    tick = instrument.tickSize().doubleValue();
  }

  /**
   * Whole ticks of one trade, and its ratios.
   *
   * @param entry in ticks from 0
   * @param stop distance in ticks
   * @param target distance in ticks
   */
  record Sketch(
      Direction direction,
      long entry,
      long stop,
      long target,
      double trail,
      double grossRr,
      double effectiveRr) {}

  /** Records the gates about distances; empty when they cannot be computed. */
  Optional<Sketch> judge(
      PanelReading readings, Direction direction, FeeRates fees, Checklist checklist) {
    OrderFlowReading flow = readings.orderFlow();
    RegimeReading volatility = readings.regime();
    double atr = volatility.atr();
    boolean priced = flow.bestBid() > 0 && flow.bestAsk() > flow.bestBid();
    boolean known =
        checklist.ask(
            Gate.ATR,
            Double.isFinite(atr) && atr > 0,
            atr,
            strategy.stopAtr(),
            "ATR14(1m) is {v}, needed for the distances");
    checklist.absent(Gate.LEVEL_IN_THE_WAY, "no levels: E3 is not there");
    if (!known || !priced || direction == Direction.NEUTRAL) {
      refuseAll(checklist, known ? priced ? "no direction" : "no prices" : "no ATR14(1m)");
      return Optional.empty();
    }
    long entry = entry(flow, direction);
    return Optional.of(measure(entry, direction, volatility, flow, fees, checklist));
  }

  private static void refuseAll(Checklist checklist, String why) {
    checklist.ask(Gate.STOP_DISTANCE, false, "no stop distance: " + why);
    checklist.ask(Gate.TARGET_FLOOR, false, "no target floor: " + why);
    checklist.ask(Gate.MINIMUM_TARGET, false, "no target: " + why);
    checklist.ask(Gate.GROSS_RR, false, "no gross R:R: " + why);
    checklist.ask(Gate.EFFECTIVE_RR, false, "no effective R:R: " + why);
  }

  /** The best price of the own side, improved while it stays maker. */
  private long entry(OrderFlowReading flow, Direction direction) {
    long bid = Math.round(flow.bestBid() / tick);
    long ask = Math.round(flow.bestAsk() / tick);
    long improvement = Math.max(0, Math.min(strategy.offsetTicks(), ask - bid - 1));
    return direction == Direction.LONG ? bid + improvement : ask - improvement;
  }

  private Sketch measure(
      long entry,
      Direction direction,
      RegimeReading volatility,
      OrderFlowReading flow,
      FeeRates fees,
      Checklist checklist) {
    double price = entry * tick;
    double atr = volatility.atr() / price;
    double wanted = strategy.stopAtr() * atr * volatility.slMultiplier();
    checklist.ask(
        Gate.STOP_DISTANCE,
        wanted <= rules.stopMax(),
        percent(wanted),
        percent(rules.stopMax()),
        "stop {v} %, needs <= {l} %");
    long stop = ticksUp(Math.max(wanted, rules.stopMin()) * entry);
    double stopShare = (double) stop / entry;
    double win = rules.winFees(fees);
    double loss = rules.lossFees(fees);
    double spread = (flow.bestAsk() - flow.bestBid()) / flow.bestBid();
    double minimum = Math.max(rules.targetMin(), win + spread + rules.minimumTargetMargin());
    double floor =
        Math.max(
            minimum,
            Math.max(
                rules.grossRrMin() * stopShare, rules.effectiveRrMin() * (stopShare + loss) + win));
    double multiple = strategy.targetAtr() * atr * volatility.tpMultiplier();
    double aim =
        Math.min(rules.targetMax(), rules.targetFloor() ? Math.max(multiple, floor) : multiple);
    long target = Math.min(ticksUp(aim * entry), ticksDown(rules.targetMax() * entry));
    double targetShare = (double) target / entry;
    askTarget(checklist, floor, multiple, targetShare, minimum);
    double gross = (double) target / stop;
    double effective = (targetShare - win) / (stopShare + loss);
    checklist.ask(
        Gate.GROSS_RR,
        gross >= rules.grossRrMin() - RATIO_SLACK,
        gross,
        rules.grossRrMin(),
        "gross R:R {v}, needs >= {l}");
    checklist.ask(
        Gate.EFFECTIVE_RR,
        effective >= rules.effectiveRrMin() - RATIO_SLACK,
        effective,
        rules.effectiveRrMin(),
        "effective R:R {v}, needs >= {l}");
    double trail = strategy.trailAtr() * volatility.atr();
    return new Sketch(direction, entry, stop, target, trail, gross, effective);
  }

  private void askTarget(
      Checklist checklist, double floor, double multiple, double target, double minimum) {
    if (rules.targetFloor() || floor > rules.targetMax()) {
      checklist.ask(
          Gate.TARGET_FLOOR,
          floor <= rules.targetMax(),
          percent(floor),
          percent(rules.targetMax()),
          "target floor {v} %, needs <= {l} %");
    } else {
      checklist.ask(
          Gate.TARGET_FLOOR,
          multiple >= floor,
          percent(multiple),
          percent(floor),
          "target {v} %, needs >= its floor {l} % (raising is off)");
    }
    checklist.ask(
        Gate.MINIMUM_TARGET,
        target >= minimum - RATIO_SLACK,
        percent(target),
        percent(minimum),
        "target {v} %, needs >= {l} %");
  }

  private static double percent(double fraction) {
    return fraction * 100;
  }

  private static long ticksUp(double ticks) {
    return (long) Math.ceil(ticks - TICK_SLACK);
  }

  private static long ticksDown(double ticks) {
    return (long) Math.floor(ticks + TICK_SLACK);
  }

  /**
   * The range of ATR in which a long bracket passes at these prices and multipliers, to a
   * thousandth of a percent; empty when it passes nowhere.
   */
  Optional<AtrWindow> admissible(PanelReading readings, FeeRates fees) {
    OrderFlowReading flow = readings.orderFlow();
    if (!(flow.bestBid() > 0 && flow.bestAsk() > flow.bestBid())) {
      return Optional.empty();
    }
    long entry = entry(flow, Direction.LONG);
    int first = 0;
    int last = 0;
    for (int step = 1; step <= ATR_STEPS; step++) {
      Checklist checklist = new Checklist();
      RegimeReading volatility = readings.regime().withAtr(entry * tick * step * ATR_STEP);
      measure(entry, Direction.LONG, volatility, flow, fees, checklist);
      if (checklist.allPassed()) {
        first = first == 0 ? step : first;
        last = step;
      }
    }
    return first == 0
        ? Optional.empty()
        : Optional.of(new AtrWindow(first * ATR_STEP, last * ATR_STEP));
  }

  Bracket bracket(Sketch sketch) {
    int sign = sketch.direction().sign();
    BigDecimal trail =
        instrument
            .roundPrice(sketch.trail(), RoundingMode.UP)
            .max(instrument.roundPrice(instrument.tickSize(), RoundingMode.UP));
    boolean rest = strategy.targetShare().compareTo(BigDecimal.ONE) < 0;
    return new Bracket(
        price(sketch.entry()),
        price(sketch.entry() - sign * sketch.stop()),
        price(sketch.entry() + sign * sketch.target()),
        strategy.targetShare(),
        rest ? Optional.of(trail) : Optional.empty(),
        strategy.entryTimeout(),
        strategy.longestHold(),
        sketch.grossRr(),
        sketch.effectiveRr());
  }

  private BigDecimal price(long ticks) {
    return instrument
        .tickSize()
        .multiply(BigDecimal.valueOf(ticks))
        .setScale(instrument.priceScale(), RoundingMode.UNNECESSARY);
  }
}
