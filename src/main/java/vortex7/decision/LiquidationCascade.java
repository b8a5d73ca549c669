package vortex7.decision;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.PanelReading;
import vortex7.signal.SentimentReading;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentReading.OpenInterestMove;
import vortex7.signal.TickReading;
import vortex7.signal.VolatilityPhase;

/** Strategy C: with the momentum into a cluster of liquidations, which feeds it. */
final class LiquidationCascade implements Play {
  private static final Set<VolatilityPhase> REFUSED =
      EnumSet.of(VolatilityPhase.LOW, VolatilityPhase.EXTREME);

  private final StrategyCRules rules;

  LiquidationCascade(StrategyCRules rules) {
    this.rules = rules;
  }

  @Override
  public Strategy strategy() {
    return Strategy.C;
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
    boolean near = near(readings, checklist);
    boolean spike = spike(readings, checklist);
    boolean towards = towards(readings, direction, checklist);
    boolean confirmed = confirmed(readings, direction, checklist);
    boolean admitted = Play.volatility(Gate.C_VOLATILITY, readings, REFUSED, checklist);
    return near && spike && towards && confirmed && admitted
        ? OptionalInt.of(tenths(readings))
        : OptionalInt.empty();
  }

  /** Of the cluster that the momentum points to, at the price of this mark. */
  private boolean near(PanelReading readings, Checklist checklist) {
    if (!readings.present(EngineId.SENTIMENT)) {
      checklist.absent(Gate.C_PROXIMITY, "no liquidation map: E4 is not there");
      return false;
    }
    double proximity = proximity(readings);
    return checklist.condition(
        Gate.C_PROXIMITY,
        proximity > rules.proximityAbove(),
        proximity,
        rules.proximityAbove(),
        "liquidation proximity {v}, needs > {l}");
  }

  /** 0 also for a cluster that the price has reached since E4 looked: it is not ahead any more. */
  private double proximity(PanelReading readings) {
    Direction momentum = momentum(readings);
    Optional<Cluster> cluster = cluster(readings, momentum);
    double price = readings.orderFlow().microPrice();
    if (cluster.isEmpty() || Play.with(momentum, cluster.get().nearEdge() - price) <= 0) {
      return 0;
    }
    return cluster.get().proximity(price, rules.proximityRange());
  }

  private boolean spike(PanelReading readings, Checklist checklist) {
    if (!readings.present(EngineId.TICK)) {
      checklist.absent(Gate.C_VOLUME_SPIKE, "no volume spike: E2 is not there");
      return false;
    }
    TickReading tick = readings.tick();
    return checklist.condition(
        Gate.C_VOLUME_SPIKE,
        tick.volumeSpike(),
        tick.spikeRatio(),
        Double.NaN,
        tick.volumeSpike() ? "volume spike {v}" : "volume {v} of its mean is no spike");
  }

  private static boolean towards(PanelReading readings, Direction direction, Checklist checklist) {
    Direction momentum = momentum(readings);
    boolean with = momentum != Direction.NEUTRAL && momentum == direction;
    return checklist.condition(
        Gate.C_MOMENTUM,
        with,
        with
            ? "the momentum points where the trade would go"
            : "the momentum does not point where the trade would go");
  }

  /** E2's direction, E1's when that is neutral. */
  private static Direction momentum(PanelReading readings) {
    Direction tick = readings.tick().direction();
    return tick == Direction.NEUTRAL ? readings.orderFlow().direction() : tick;
  }

  private static Optional<Cluster> cluster(PanelReading readings, Direction momentum) {
    return switch (momentum) {
      case LONG -> readings.sentiment().above();
      case SHORT -> readings.sentiment().below();
      case NEUTRAL -> Optional.empty();
    };
  }

  private boolean confirmed(PanelReading readings, Direction direction, Checklist checklist) {
    int confirmations = 0;
    if (readings.sentiment().openInterestChange() < -rules.openInterestFall()) {
      confirmations++;
    }
    TickReading tick = readings.tick();
    if (tick.bigTrade() && direction != Direction.NEUTRAL && tick.bigTradeSide() == direction) {
      confirmations++;
    }
    if (Play.with(direction, readings.orderFlow().wallAbsorbed()) > 0) {
      confirmations++;
    }
    return checklist.condition(
        Gate.C_CONFIRMATIONS,
        confirmations >= rules.confirmationsMin(),
        confirmations,
        rules.confirmationsMin(),
        "{v} confirmations of falling open interest, big trade and absorbed wall, needs >= {l}");
  }

  private int tenths(PanelReading readings) {
    int tenths = rules.proximityTenths();
    if (readings.tick().spikeRatio() > rules.spikeAbove()) {
      tenths += rules.spikeTenths();
    }
    OpenInterestMove move = readings.sentiment().openInterestMove();
    return move == OpenInterestMove.LONG_LIQ || move == OpenInterestMove.SHORT_COVER
        ? tenths + rules.openInterestTenths()
        : tenths;
  }

  /** Where the momentum points. */
  @Override
  public Direction side(PanelReading readings) {
    return momentum(readings);
  }

  @Override
  public Optional<Proposal> propose(Scene scene, Checklist checklist) {
    SentimentReading sentiment = scene.readings().sentiment();
    Optional<Cluster> cluster =
        scene.direction() == Direction.LONG ? sentiment.above() : sentiment.below();
    if (cluster.isEmpty()) {
      checklist.ask(Gate.ENTRY, false, "no entry: no liquidation cluster that way");
      return Optional.empty();
    }
    long entry = scene.makerEntry();
    double edge = scene.ahead(entry, cluster.get().nearEdge());
    boolean before =
        checklist.ask(
            Gate.ENTRY,
            edge > 0 && Scene.within(edge, rules.edgeAheadMax() * entry),
            edge / entry * 100,
            rules.edgeAheadMax() * 100,
            edge > 0
                ? "the cluster's near edge is {v} % ahead, needs <= {l} %"
                : "the cluster's near edge is reached");
    return before
        ? Optional.of(
            new Proposal(entry, stop(scene, entry, edge), aim(scene, entry, cluster.get())))
        : Optional.empty();
  }

  private double stop(Scene scene, long entry, double edge) {
    double least = Math.max(rules.stopMin() * entry, rules.stopAtr() * scene.atr() / scene.tick());
    return rules.stopAtEdge() ? Math.max(edge, least) : least;
  }

  private Proposal.Aim aim(Scene scene, long entry, Cluster cluster) {
    double from =
        rules.targetFrom() == StrategyCRules.Edge.FAR ? cluster.farEdge() : cluster.nearEdge();
    return new Proposal.Distance(
        scene.ahead(entry, from) + rules.targetAtr() * scene.atr() / scene.tick());
  }
}
