package vortex7.decision;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.PanelReading;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TechnicalReading.KeyLevel;
import vortex7.signal.VolatilityPhase;

/** Strategy B: against an overdone move, back to the mean. */
final class MeanReversion implements Play {
  private static final Set<VolatilityPhase> REFUSED = EnumSet.of(VolatilityPhase.EXTREME);
  private static final double RSI_FULL = 100;

  private final StrategyBRules rules;

  MeanReversion(StrategyBRules rules) {
    this.rules = rules;
  }

  @Override
  public Strategy strategy() {
    return Strategy.B;
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
    boolean phase =
        Play.phase(
            Gate.B_PHASE,
            readings,
            rules.phases().admits(readings.regime().phase()),
            rules.phases() == StrategyBRules.Phases.RANGING_ONLY ? "needs RANGING" : "must not be",
            checklist);
    boolean calm = Play.volatility(Gate.B_VOLATILITY, readings, REFUSED, checklist);
    return triggered && confirmed && phase && calm
        ? OptionalInt.of(tenths(readings, direction))
        : OptionalInt.empty();
  }

  private boolean triggered(PanelReading readings, Direction direction, Checklist checklist) {
    if (!readings.present(EngineId.TECHNICAL)) {
      checklist.absent(Gate.B_RSI, "no RSI: E3 is not there");
      checklist.absent(Gate.B_BAND, "no bands: E3 is not there");
      return false;
    }
    TechnicalReading technical = readings.technical();
    boolean down = direction == Direction.LONG;
    boolean up = direction == Direction.SHORT;
    double limit = up ? RSI_FULL - rules.rsiBelow() : rules.rsiBelow();
    boolean overdone =
        checklist.condition(
            Gate.B_RSI,
            (down && technical.rsi() < limit) || (up && technical.rsi() > limit),
            technical.rsi(),
            limit,
            up ? "RSI {v}, needs > {l}" : "RSI {v}, needs < {l}");
    double price = readings.orderFlow().microPrice();
    double band = up ? technical.bandUpper() : technical.bandLower();
    boolean outside =
        checklist.condition(
            Gate.B_BAND,
            (down && price <= band) || (up && price >= band),
            price,
            band,
            up
                ? "price {v}, needs >= the upper band {l}"
                : "price {v}, needs <= the lower band {l}");
    return overdone && outside;
  }

  private boolean confirmed(PanelReading readings, Direction direction, Checklist checklist) {
    int confirmations = 0;
    if (absorbing(readings, direction)) {
      confirmations++;
    }
    // A divergence of the delta carries the sign of the move that it contradicts.
    if (Play.with(direction, readings.orderFlow().cvdDivergence()) < 0) {
      confirmations++;
    }
    if (Play.with(direction, readings.technical().rsiDivergence()) > 0) {
      confirmations++;
    }
    return checklist.condition(
        Gate.B_CONFIRMATIONS,
        confirmations >= rules.confirmationsMin(),
        confirmations,
        rules.confirmationsMin(),
        "{v} confirmations of imbalance, CVD divergence and RSI divergence, needs >= {l}");
  }

  /** The book leans against the overdone move. */
  private boolean absorbing(PanelReading readings, Direction direction) {
    return Play.with(direction, readings.orderFlow().imbalance()) > rules.imbalanceAbove();
  }

  private int tenths(PanelReading readings, Direction direction) {
    int tenths = rules.rsiTenths() + rules.bandTenths();
    if (absorbing(readings, direction)) {
      tenths += rules.imbalanceTenths();
    }
    return tenths
        + switch (readings.regime().phase()) {
          case RANGING -> rules.rangingTenths();
          case TRENDING -> rules.trendingTenths();
          case CHOPPY, UNKNOWN -> 0;
        };
  }

  /** Towards the middle of the bands. */
  @Override
  public Direction side(PanelReading readings) {
    return Direction.of(readings.technical().bandMiddle() - readings.orderFlow().microPrice());
  }

  /**
   * Enters at the band, or at what rests as maker when that is farther out. The band is then never
   * behind the entry, so that the stop's distance is counted from the entry alone.
   */
  @Override
  public Optional<Proposal> propose(Scene scene, Checklist checklist) {
    TechnicalReading technical = scene.readings().technical();
    boolean up = scene.direction() == Direction.LONG;
    double band = up ? technical.bandLower() : technical.bandUpper();
    if (!Double.isFinite(band)) {
      checklist.ask(Gate.ENTRY, false, "no entry: the bands are not known");
      return Optional.empty();
    }
    long maker = scene.makerEntry();
    long outer = scene.behind(band);
    long entry = supported(scene, up ? Math.min(outer, maker) : Math.max(outer, maker));
    checklist.ask(
        Gate.ENTRY,
        true,
        scene.price(entry),
        band,
        "entry at {v}, as maker, no nearer than the band {l}");
    return Optional.of(
        new Proposal(
            entry,
            rules.stopAtr() * scene.atr() / scene.tick(),
            new Proposal.Places(
                scene.ahead(entry, technical.vwap()), scene.ahead(entry, technical.bandMiddle()))));
  }

  /** A level just behind the entry holds the price better than the entry itself. */
  private long supported(Scene scene, long entry) {
    double nearest = Double.POSITIVE_INFINITY;
    long best = entry;
    for (KeyLevel level : scene.readings().technical().keyLevels()) {
      double behind = -scene.ahead(entry, level.price());
      if (Scene.within(0, behind)
          && Scene.within(behind, rules.supportWithin() * entry)
          && behind < nearest) {
        nearest = behind;
        best = scene.behind(level.price());
      }
    }
    return best;
  }
}
