package vortex7.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.decision.StrategyPanel.Heard;
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
  private final StrategyPanel strategies;
  private final RecentScores recent = new RecentScores();

  public DecisionEngine(Instrument instrument, DecisionRules rules) {
    this.instrument = instrument;
    this.rules = rules;
    strategies = new StrategyPanel(instrument, rules);
  }

  public Decision decide(PanelReading readings, EntryContext context) {
    Votes votes = Votes.of(readings, rules.weights(), rules.reliability());
    List<Heard> heard = strategies.hear(readings, votes, context.fees());
    Optional<Heard> best = StrategyPanel.best(heard);
    Optional<Heard> selected =
        best.filter(each -> each.verdict().tenths() >= rules.strategyTenthsMin());
    double score =
        selected.map(Heard::score).orElseGet(() -> strategies.score(votes, readings, false));
    Checklist checklist = new Checklist();
    askReadings(checklist, readings);
    askThreshold(checklist, readings, votes, score, selected);
    askOrderFlow(checklist, readings, votes);
    askRegime(checklist, readings);
    recordConditions(checklist, heard);
    recordStrategy(checklist, best);
    recordDistances(checklist, selected);
    askContext(checklist, readings, context);
    askStability(checklist, readings.mark().eventTime(), score);
    boolean enter = checklist.allPassed();
    int agreeing = votes.agreeing() + (selected.isPresent() && selected.get().preferred() ? 1 : 0);
    return new Decision(
        instrument.symbol(),
        readings.mark(),
        enter ? votes.raw() > 0 ? Action.LONG : Action.SHORT : Action.NO_TRADE,
        selected.map(Heard::strategy),
        score,
        agreeing,
        confidence(score, agreeing, selected.map(each -> each.verdict().tenths()).orElse(0)),
        readings.regime().sizeMultiplier(),
        checklist.verdicts(),
        heard.stream().map(Heard::verdict).toList(),
        readings,
        enter
            ? selected.flatMap(each -> each.sketch().map(it -> strategies.bracket(each, it)))
            : Optional.empty());
  }

  /** Where that strategy's bracket is admissible with these prices, multipliers and fees. */
  public Optional<AtrWindow> admissibleAtr(
      Strategy strategy, PanelReading readings, FeeRates fees) {
    return strategies.admissibleAtr(strategy, readings, fees);
  }

  private void askThreshold(
      Checklist checklist,
      PanelReading readings,
      Votes votes,
      double score,
      Optional<Heard> selected) {
    if (selected.isEmpty()) {
      strategies.askThreshold(checklist, votes, readings, score);
    } else {
      checklist.take(selected.get().verdict().of(Gate.SCORE));
      checklist.take(selected.get().verdict().of(Gate.AGREEMENT));
    }
  }

  private static void askOrderFlow(Checklist checklist, PanelReading readings, Votes votes) {
    if (!readings.present(EngineId.ORDER_FLOW)) {
      checklist.absent(Gate.ORDER_FLOW_NOT_OPPOSITE, "E1 is not there");
      return;
    }
    Direction flow = readings.orderFlow().direction();
    boolean opposite = flow.sign() * Math.signum(votes.raw()) < 0;
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

  /** Every strategy's conditions are recorded; none of them refuses but through STRATEGY. */
  private static void recordConditions(Checklist checklist, List<Heard> heard) {
    for (Heard each : heard) {
      for (GateVerdict verdict : each.verdict().gates()) {
        if (verdict.gate().condition()) {
          checklist.take(verdict);
        }
      }
    }
  }

  private void recordStrategy(Checklist checklist, Optional<Heard> best) {
    if (best.isPresent()) {
      checklist.take(best.get().verdict().of(Gate.STRATEGY));
    } else {
      checklist.ask(
          Gate.STRATEGY,
          false,
          0,
          rules.strategyTenthsMin(),
          "no strategy's trigger, confirmations and filter all hold");
    }
  }

  /** Those of the selected strategy; without one there is nothing to measure. */
  private static void recordDistances(Checklist checklist, Optional<Heard> selected) {
    if (selected.isEmpty()) {
      for (Gate gate : Gate.DISTANCES) {
        checklist.condition(gate, false, "not measured: no strategy");
      }
      return;
    }
    for (GateVerdict verdict : selected.get().verdict().gates()) {
      if (Gate.DISTANCES.contains(verdict.gate())) {
        checklist.take(verdict);
      }
    }
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
