package vortex7.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;
import vortex7.signal.TechnicalReading.KeyLevel;

/**
 * Turns what a strategy wants into prices, and judges their distances.
 *
 * <p>Distances are judged as they will stand, on whole ticks: the stop is rounded away from the
 * entry and the target as well, so that neither the least stop nor the least reward is undercut by
 * rounding. Fractions are of the entry price.
 */
final class Geometry {
  private static final double RATIO_SLACK = 1e-9;

  private final Instrument instrument;
  private final DistanceRules rules;
  private final int offsetTicks;
  private final double tick;

  Geometry(Instrument instrument, DecisionRules rules) {
    this.instrument = instrument;
    this.rules = rules.distances();
    offsetTicks = rules.offsetTicks();
    tick = instrument.tickSize().doubleValue();
  }

  Scene scene(PanelReading readings, Direction direction) {
    return Scene.of(readings, direction, tick, offsetTicks);
  }

  /** Records the gates about distances; empty when they cannot be computed. */
  Optional<Sketch> judge(Play play, Scene scene, FeeRates fees, Checklist checklist) {
    boolean known =
        checklist.ask(
            Gate.ATR,
            scene.ranged(),
            scene.atr(),
            Double.NaN,
            "ATR14(1m) is {v}, needed for the distances");
    if (!known || !scene.priced() || scene.direction() == Direction.NEUTRAL) {
      String why = known ? scene.priced() ? "no direction" : "no prices" : "no ATR14(1m)";
      checklist.ask(Gate.ENTRY, false, "no entry: " + why);
      refuse(checklist, why);
      return Optional.empty();
    }
    Optional<Proposal> proposal = play.propose(scene, checklist);
    if (proposal.isEmpty()) {
      refuse(checklist, "no entry");
      return Optional.empty();
    }
    List<KeyLevel> levels = scene.readings().technical().keyLevels();
    return measure(play, proposal.get(), scene, levels, fees, checklist);
  }

  private static void refuse(Checklist checklist, String why) {
    checklist.ask(Gate.STOP_DISTANCE, false, "no stop distance: " + why);
    checklist.ask(Gate.TARGET_FLOOR, false, "no target floor: " + why);
    refuseTarget(checklist, why);
  }

  private static void refuseTarget(Checklist checklist, String why) {
    checklist.ask(Gate.LEVEL_IN_THE_WAY, false, "no way to a target: " + why);
    checklist.ask(Gate.MINIMUM_TARGET, false, "no target: " + why);
    checklist.ask(Gate.GROSS_RR, false, "no gross R:R: " + why);
    checklist.ask(Gate.EFFECTIVE_RR, false, "no effective R:R: " + why);
  }

  private Optional<Sketch> measure(
      Play play,
      Proposal proposal,
      Scene scene,
      List<KeyLevel> levels,
      FeeRates fees,
      Checklist checklist) {
    RegimeReading regime = scene.readings().regime();
    double entry = proposal.entry();
    long stop = stop(proposal.stop() * regime.slMultiplier() / entry, entry, checklist);
    double stopShare = stop / entry;
    double win = rules.winFees(fees);
    double loss = rules.lossFees(fees);
    double minimum =
        Math.max(rules.targetMin(), win + scene.spread() + rules.minimumTargetMargin());
    double floor =
        Math.max(
            minimum,
            Math.max(
                rules.grossRrMin() * stopShare, rules.effectiveRrMin() * (stopShare + loss) + win));
    long wanted =
        switch (proposal.aim()) {
          case Proposal.Distance aim ->
              raised(aim.ticks() * regime.tpMultiplier() / entry, floor, entry, checklist);
          case Proposal.Places places -> reached(places, floor, entry, checklist);
        };
    if (wanted <= 0) {
      refuseTarget(checklist, "no target");
      return Optional.empty();
    }
    long target = wanted;
    if (scene.readings().present(EngineId.TECHNICAL)) {
      target =
          new LevelsAhead(scene, proposal.entry(), levels)
              .judge(wanted, Scene.up(floor * entry), rules.levelTouchesMin(), checklist);
    } else {
      checklist.absent(Gate.LEVEL_IN_THE_WAY, "no levels: E3 is not there");
    }
    double targetShare = target / entry;
    checklist.ask(
        Gate.MINIMUM_TARGET,
        targetShare >= minimum - RATIO_SLACK,
        percent(targetShare),
        percent(minimum),
        "target {v} %, needs >= {l} %");
    double gross = (double) target / stop;
    double effective = (targetShare - win) / (stopShare + loss);
    askRatios(gross, effective, checklist);
    double trail = play.exits().trailAtr() * scene.atr();
    return Optional.of(
        new Sketch(scene.direction(), proposal.entry(), stop, target, trail, gross, effective));
  }

  /** The stop's distance in ticks: widened to the least, refused beyond the most. */
  private long stop(double wanted, double entry, Checklist checklist) {
    checklist.ask(
        Gate.STOP_DISTANCE,
        wanted <= rules.stopMax(),
        percent(wanted),
        percent(rules.stopMax()),
        "stop {v} %, needs <= {l} %");
    return Scene.up(Math.max(wanted, rules.stopMin()) * entry);
  }

  /** A target by distance: raised to the floor where that is on, cut to the most. */
  private long raised(double multiple, double floor, double entry, Checklist checklist) {
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
    double aim = rules.targetFloor() ? Math.max(multiple, floor) : multiple;
    return Math.min(Scene.up(aim * entry), most(entry));
  }

  /** A target at a place: the nearer one that is at or beyond the floor; 0 when there is none. */
  private long reached(Proposal.Places places, double floor, double entry, Checklist checklist) {
    double place = places.from(floor * entry - RATIO_SLACK * entry);
    if (floor > rules.targetMax()) {
      checklist.ask(
          Gate.TARGET_FLOOR,
          false,
          percent(floor),
          percent(rules.targetMax()),
          "target floor {v} %, needs <= {l} %");
    } else {
      boolean found = Double.isFinite(place);
      checklist.ask(
          Gate.TARGET_FLOOR,
          found,
          percent((found ? place : places.farthest()) / entry),
          percent(floor),
          found
              ? "the mean is {v} % away, needs >= the target floor {l} %"
              : "VWAP and mid band are at most {v} % away, needs >= the target floor {l} %");
    }
    return Double.isFinite(place) ? Math.min(Scene.up(place), most(entry)) : 0;
  }

  private long most(double entry) {
    return Scene.down(rules.targetMax() * entry);
  }

  private void askRatios(double gross, double effective, Checklist checklist) {
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
  }

  private static double percent(double fraction) {
    return fraction * 100;
  }

  /**
   * Whether this strategy's bracket passes at that ATR14(1m), whatever levels there are; the price
   * is the scene's.
   */
  boolean admissible(Play play, Scene scene, double atr, FeeRates fees) {
    Checklist checklist = new Checklist();
    Scene ranged = scene.at(atr);
    Optional<Proposal> proposal = play.propose(ranged, checklist);
    return proposal.isPresent()
        && measure(play, proposal.get(), ranged, List.of(), fees, checklist).isPresent()
        && checklist.allPassed();
  }

  Bracket bracket(Sketch sketch, ExitTerms exits) {
    int sign = sketch.direction().sign();
    BigDecimal trail =
        instrument
            .roundPrice(sketch.trail(), RoundingMode.UP)
            .max(instrument.roundPrice(instrument.tickSize(), RoundingMode.UP));
    return new Bracket(
        price(sketch.entry()),
        price(sketch.entry() - sign * sketch.stop()),
        price(sketch.entry() + sign * sketch.target()),
        exits.targetShare(),
        exits.leavesRest() ? Optional.of(trail) : Optional.empty(),
        exits.entryTimeout(),
        exits.longestHold(),
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
