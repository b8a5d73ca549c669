package vortex7.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.decision.Geometry.Sketch;
import vortex7.market.Instrument;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.PanelReading;
import vortex7.signal.Validity;

/**
 * Decides at each complete mark of one symbol whether to enter, in which direction and between
 * which prices, and records what every gate said.
 *
 * <p>Remembers nothing but the scores of the last marks, for the stability gate. Not thread-safe.
 */
public final class DecisionEngine {
  private static final List<EngineId> VOTING =
      List.of(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.TECHNICAL, EngineId.SENTIMENT);

  private final Instrument instrument;
  private final DecisionRules rules;
  private final MomentumRide momentumRide;
  private final Geometry geometry;
  private final RecentScores recent = new RecentScores();

  public DecisionEngine(Instrument instrument, DecisionRules rules) {
    this.instrument = instrument;
    this.rules = rules;
    momentumRide = new MomentumRide(rules.strategyA());
    geometry = new Geometry(instrument, rules.strategyA(), rules.distances());
  }

  public Decision decide(PanelReading readings, EntryContext context) {
    Votes votes = Votes.of(readings, rules.weights(), rules.reliability());
    // No engine that is there knows the phase yet, so none prefers a strategy: q is 0.
    double score = Math.max(-1, Math.min(1, votes.raw()));
    Direction direction = Direction.of(score);
    Checklist checklist = new Checklist();
    askReadings(checklist, readings);
    askSignals(checklist, readings, votes, score);
    int tenths = momentumRide.judge(readings, direction, checklist);
    boolean selected = tenths >= rules.strategyTenthsMin();
    checklist.ask(
        Gate.STRATEGY,
        selected,
        tenths,
        rules.strategyTenthsMin(),
        tenths == 0
            ? "no strategy's trigger, confirmations and filter all hold"
            : "strategy A scores {v} tenths, needs >= {l}");
    Optional<Sketch> sketch = geometry.judge(readings, direction, context.fees(), checklist);
    askContext(checklist, readings, context);
    askStability(checklist, readings.mark().eventTime(), score);
    boolean enter = checklist.allPassed() && sketch.isPresent();
    return new Decision(
        instrument.symbol(),
        readings.mark(),
        enter ? direction == Direction.LONG ? Action.LONG : Action.SHORT : Action.NO_TRADE,
        selected ? Optional.of(Strategy.A) : Optional.empty(),
        score,
        votes.agreeing(),
        confidence(score, votes.agreeing(), tenths),
        checklist.verdicts(),
        readings,
        enter ? sketch.map(geometry::bracket) : Optional.empty());
  }

  /** Where strategy A's bracket is admissible with these prices, multipliers and fees. */
  public Optional<AtrWindow> admissibleAtr(PanelReading readings, FeeRates fees) {
    return geometry.admissible(readings, fees);
  }

  private void askSignals(Checklist checklist, PanelReading readings, Votes votes, double score) {
    checklist.ask(
        Gate.SCORE,
        Math.abs(score) > rules.scoreMin(),
        Math.abs(score),
        rules.scoreMin(),
        "|score| {v}, needs > {l}");
    int needed = Math.max(1, Math.min(rules.agreeingMin(), votes.voting()));
    checklist.ask(
        Gate.AGREEMENT,
        votes.agreeing() >= needed,
        votes.agreeing(),
        needed,
        "{v} engines agree, needs >= {l}");
    askOrderFlow(checklist, readings, score);
    askRegime(checklist, readings);
  }

  private static void askOrderFlow(Checklist checklist, PanelReading readings, double score) {
    if (!readings.present(EngineId.ORDER_FLOW)) {
      checklist.absent(Gate.ORDER_FLOW_NOT_OPPOSITE, "E1 is not there");
      return;
    }
    Direction flow = readings.orderFlow().direction();
    boolean opposite = flow.sign() * Math.signum(score) < 0;
    checklist.ask(
        Gate.ORDER_FLOW_NOT_OPPOSITE,
        !opposite,
        opposite ? "E1 points the other way" : "E1 does not point the other way");
  }

  private static void askRegime(Checklist checklist, PanelReading readings) {
    if (!readings.present(EngineId.REGIME)) {
      checklist.absent(Gate.TRADEABLE, "E5 is not there");
      checklist.absent(Gate.SPREAD, "E5 is not there");
      return;
    }
    boolean tradeable = readings.regime().tradeable();
    checklist.ask(
        Gate.TRADEABLE,
        tradeable,
        tradeable ? "volatility is tradeable" : "volatility EXTREME is not tradeable");
    boolean spreadOk = readings.regime().spreadOk();
    checklist.ask(
        Gate.SPREAD,
        spreadOk,
        readings.regime().spread() * 100,
        Double.NaN,
        spreadOk ? "spread {v} % is ordinary" : "spread {v} % is too wide or abnormal");
  }

  private void askContext(Checklist checklist, PanelReading readings, EntryContext context) {
    checklist.ask(
        Gate.ONE_TRADE_A_SYMBOL,
        !context.symbolBusy(),
        context.symbolBusy()
            ? "the symbol has an open position or a pending entry"
            : "the symbol is free");
    checklist.ask(
        Gate.OPEN_POSITIONS,
        context.openPositions() < rules.openPositionsMax(),
        context.openPositions(),
        rules.openPositionsMax(),
        "{v} positions open, needs < {l}");
    Instant now = Instant.ofEpochMilli(readings.mark().eventTime());
    askPause(checklist, Gate.NO_FILL_PAUSE, context.lastNoFill(), rules.noFillPause(), now);
    askPause(checklist, Gate.CLOSE_PAUSE, context.lastClose(), rules.closePause(), now);
    checklist.ask(
        Gate.BREAKERS,
        context.breakers().isEmpty(),
        context.breakers().isEmpty()
            ? "no breaker is active"
            : String.join("; ", context.breakers()));
    checklist.ask(
        Gate.TRADING_ENABLED,
        context.tradingEnabled(),
        context.tradingEnabled() ? "trading is on" : "trading is off: " + context.tradingReason());
    checklist.ask(
        Gate.LEVERAGE,
        context.leverageConfirmed(),
        context.leverageConfirmed()
            ? "the venue confirmed the leverage"
            : "the venue has not confirmed the leverage");
  }

  private static void askPause(
      Checklist checklist, Gate gate, Optional<Instant> last, Duration pause, Instant now) {
    String what = gate == Gate.NO_FILL_PAUSE ? "unfilled entry" : "close";
    if (last.isEmpty()) {
      checklist.ask(gate, true, "no " + what + " yet");
      return;
    }
    Duration since = Duration.between(last.get(), now);
    checklist.ask(
        gate,
        since.compareTo(pause) >= 0,
        since.toMillis() / 1_000.0,
        pause.toMillis() / 1_000.0,
        "{v} s since the last " + what + ", needs >= {l} s");
  }

  private void askStability(Checklist checklist, long now, double score) {
    double jump = recent.largestJump(score, now - rules.stableWindow().toMillis());
    recent.add(now, score);
    checklist.ask(
        Gate.STABLE,
        jump <= rules.stableJumpMax(),
        jump,
        rules.stableJumpMax(),
        "score moved by {v} in the last moments, needs <= {l}");
  }

  private static void askReadings(Checklist checklist, PanelReading readings) {
    for (EngineId engine : VOTING) {
      Validity validity = readings.validity(engine);
      if (validity != Validity.VALID && validity != Validity.ABSENT) {
        checklist.ask(Gate.READINGS, false, engine.number() + " is " + validity);
        return;
      }
    }
    Validity regime = readings.validity(EngineId.REGIME);
    boolean usable =
        regime == Validity.VALID || regime == Validity.ABSENT || regime == Validity.NOT_WARM;
    checklist.ask(Gate.READINGS, usable, usable ? "every reading is usable" : "E5 is " + regime);
  }

  private double confidence(double score, int agreeing, int tenths) {
    double gain = 1 + (agreeing - rules.agreeingNorm()) * rules.agreeingGain();
    double confidence = Math.abs(score) * gain * tenths / 10.0 * 100;
    return Math.min(100, Math.max(0, confidence));
  }
}
