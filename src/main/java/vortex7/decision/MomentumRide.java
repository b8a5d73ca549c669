package vortex7.decision;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.MarketPhase;
import vortex7.signal.PanelReading;
import vortex7.signal.TechnicalReading.KeyLevel;
import vortex7.signal.TickReading;
import vortex7.signal.VolatilityPhase;

/** Strategy A: follows a burst of trades in one direction. */
final class MomentumRide implements Play {
  private static final Set<VolatilityPhase> REFUSED = EnumSet.of(VolatilityPhase.EXTREME);

  private final StrategyARules rules;

  MomentumRide(StrategyARules rules) {
    this.rules = rules;
  }

  @Override
  public Strategy strategy() {
    return Strategy.A;
  }

  @Override
  public EntryThreshold threshold() {
    return rules.threshold();
  }

  @Override
  public ExitTerms exits() {
    return rules.exits();
  }

  @Override
  public OptionalInt judge(PanelReading readings, Direction direction, Checklist checklist) {
    boolean triggered = triggered(readings, direction, checklist);
    boolean confirmed = confirmed(readings, direction, checklist);
    boolean admitted = admitted(readings, direction, checklist);
    return triggered && confirmed && admitted
        ? OptionalInt.of(tenths(readings))
        : OptionalInt.empty();
  }

  private boolean triggered(PanelReading readings, Direction direction, Checklist checklist) {
    if (!readings.present(EngineId.TICK)) {
      checklist.absent(Gate.A_VELOCITY, "no velocity: E2 is not there");
      checklist.absent(Gate.A_STREAK, "no streak: E2 is not there");
      checklist.absent(Gate.A_VOLUME_SPIKE, "no volume spike: E2 is not there");
      return false;
    }
    TickReading tick = readings.tick();
    boolean fast =
        checklist.condition(
            Gate.A_VELOCITY,
            tick.velocityRatio() > rules.velocityAbove(),
            tick.velocityRatio(),
            rules.velocityAbove(),
            "velocity {v}, needs > {l}");
    boolean with = direction != Direction.NEUTRAL && tick.streakSide() == direction;
    boolean burst =
        checklist.condition(
            Gate.A_STREAK,
            with && tick.streak() >= rules.streakMin(),
            tick.streak(),
            rules.streakMin(),
            with || tick.streak() == 0
                ? "streak {v}, needs >= {l}"
                : "streak {v} against the direction, needs >= {l} with it");
    boolean spike =
        checklist.condition(
            Gate.A_VOLUME_SPIKE,
            tick.spikeRatio() > rules.spikeAbove(),
            tick.spikeRatio(),
            rules.spikeAbove(),
            "volume spike {v}, needs > {l}");
    return fast && burst && spike;
  }

  private boolean confirmed(PanelReading readings, Direction direction, Checklist checklist) {
    int confirmations = 0;
    if (Play.with(direction, readings.orderFlow().imbalance()) > rules.imbalanceAbove()) {
      confirmations++;
    }
    if (Play.with(direction, readings.orderFlow().cvdSlope()) > rules.slopeAbove()) {
      confirmations++;
    }
    boolean averages = readings.present(EngineId.TECHNICAL);
    if (averages && Play.with(direction, readings.technical().emaTrend()) > 0) {
      confirmations++;
    }
    return checklist.condition(
        Gate.A_CONFIRMATIONS,
        confirmations >= rules.confirmationsMin(),
        confirmations,
        rules.confirmationsMin(),
        averages
            ? "{v} confirmations of imbalance, CVD slope and EMA trend, needs >= {l}"
            : "{v} confirmations of imbalance and CVD slope (no EMA trend), needs >= {l}");
  }

  private boolean admitted(PanelReading readings, Direction direction, Checklist checklist) {
    boolean phase =
        Play.phase(
            Gate.A_PHASE,
            readings,
            readings.regime().phase() != MarketPhase.CHOPPY,
            "must not be",
            checklist);
    boolean calm = Play.volatility(Gate.A_VOLATILITY, readings, REFUSED, checklist);
    boolean free = free(readings, direction, checklist);
    return phase && calm && free;
  }

  /** No level so near ahead that the ride would end at it. */
  private boolean free(PanelReading readings, Direction direction, Checklist checklist) {
    if (!readings.present(EngineId.TECHNICAL)) {
      checklist.absent(Gate.A_LEVEL, "no levels: E3 is not there");
      return true;
    }
    double price = readings.orderFlow().microPrice();
    double nearest = Double.POSITIVE_INFINITY;
    for (KeyLevel level : readings.technical().keyLevels()) {
      double ahead = Play.with(direction, level.price() - price) / price;
      if (ahead >= 0 && ahead < nearest) {
        nearest = ahead;
      }
    }
    boolean none = nearest == Double.POSITIVE_INFINITY;
    return checklist.condition(
        Gate.A_LEVEL,
        nearest > rules.levelWithin(),
        none ? Double.NaN : nearest * 100,
        rules.levelWithin() * 100,
        none ? "no level ahead" : "the next level is {v} % ahead, needs > {l} %");
  }

  private int tenths(PanelReading readings) {
    int tenths = rules.velocityTenths() + rules.streakTenths();
    if (readings.orderFlow().strength() > rules.strongFlowAbove()) {
      tenths += rules.strongFlowTenths();
    }
    return tenths
        + switch (readings.regime().phase()) {
          case TRENDING -> rules.trendingTenths();
          case RANGING -> rules.rangingTenths();
          case CHOPPY, UNKNOWN -> 0;
        };
  }

  /** Either; its distances are the same. */
  @Override
  public Direction side(PanelReading readings) {
    return Direction.LONG;
  }

  @Override
  public Optional<Proposal> propose(Scene scene, Checklist checklist) {
    long entry = scene.makerEntry();
    double range = scene.atr() / scene.tick();
    checklist.ask(Gate.ENTRY, true, scene.price(entry), Double.NaN, "entry at {v}, as maker");
    return Optional.of(
        new Proposal(
            entry, rules.stopAtr() * range, new Proposal.Distance(rules.targetAtr() * range)));
  }
}
