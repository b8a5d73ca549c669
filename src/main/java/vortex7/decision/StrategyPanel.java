package vortex7.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vortex7.market.Instrument;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.MarketPhase;
import vortex7.signal.PanelReading;
import vortex7.signal.StrategyPreference;

/** Hears every strategy at a mark, each by its own measure, and takes the best candidate. */
final class StrategyPanel {
  private final DecisionRules rules;
  private final List<Play> plays;
  private final Geometry geometry;

  StrategyPanel(Instrument instrument, DecisionRules rules) {
    this.rules = rules;
    plays =
        List.of(
            new MomentumRide(rules.strategyA()),
            new MeanReversion(rules.strategyB()),
            new LiquidationCascade(rules.strategyC()));
    geometry = new Geometry(instrument, rules);
  }

  /**
   * What one strategy said.
   *
   * @param score as it is with this strategy
   * @param preferred E5 would have this one
   * @param sketch of its bracket, also of one that a gate refused
   */
  record Heard(
      Play play,
      StrategyVerdict verdict,
      double score,
      boolean preferred,
      Optional<Sketch> sketch) {

    Strategy strategy() {
      return play.strategy();
    }
  }

  /** In the order of {@link Strategy}. */
  List<Heard> hear(PanelReading readings, Votes votes, FeeRates fees) {
    Direction direction = Direction.of(votes.raw());
    Scene scene = geometry.scene(readings, direction);
    List<Heard> all = new ArrayList<>(plays.size());
    for (Play play : plays) {
      all.add(hear(play, scene, votes, fees));
    }
    return all;
  }

  private Heard hear(Play play, Scene scene, Votes votes, FeeRates fees) {
    PanelReading readings = scene.readings();
    Checklist checklist = new Checklist();
    boolean preferred = preferred(readings, play.strategy());
    double score = score(votes, readings, preferred);
    askThreshold(
        checklist,
        votes,
        score,
        play.threshold().score(choppy(readings)),
        play.threshold().agreeing(votes.voting()));
    OptionalInt tenths = play.judge(readings, scene.direction(), checklist);
    boolean candidate = tenths.isPresent();
    checklist.ask(
        Gate.STRATEGY,
        candidate && tenths.getAsInt() >= rules.strategyTenthsMin(),
        tenths.orElse(0),
        rules.strategyTenthsMin(),
        candidate
            ? "strategy " + play.strategy() + " scores {v} tenths, needs >= {l}"
            : "not all of its trigger, confirmations and filter hold");
    Optional<Sketch> sketch = geometry.judge(play, scene, fees, checklist);
    return new Heard(
        play,
        new StrategyVerdict(play.strategy(), candidate, tenths.orElse(0), checklist.verdicts()),
        score,
        preferred,
        sketch);
  }

  static void askThreshold(
      Checklist checklist, Votes votes, double score, double scoreMin, int agreeingMin) {
    checklist.ask(
        Gate.SCORE,
        Math.abs(score) > scoreMin,
        Math.abs(score),
        scoreMin,
        "|score| {v}, needs > {l}");
    checklist.ask(
        Gate.AGREEMENT,
        votes.agreeing() >= agreeingMin,
        votes.agreeing(),
        agreeingMin,
        "{v} engines agree, needs >= {l}");
  }

  /** Without a candidate: by the measure of the most lenient strategy. */
  void askThreshold(Checklist checklist, Votes votes, PanelReading readings, double score) {
    double scoreMin = Double.POSITIVE_INFINITY;
    int agreeingMin = Integer.MAX_VALUE;
    for (Play play : plays) {
      scoreMin = Math.min(scoreMin, play.threshold().score(choppy(readings)));
      agreeingMin = Math.min(agreeingMin, play.threshold().agreeing(votes.voting()));
    }
    askThreshold(checklist, votes, score, scoreMin, agreeingMin);
  }

  /** The score of the votes when E5 prefers what is traded, and when it does not. */
  double score(Votes votes, PanelReading readings, boolean preferred) {
    int preference = choppy(readings) ? -1 : preferred ? 1 : 0;
    double score = votes.raw() * (1 + rules.preferenceGain() * preference);
    return Math.max(-1, Math.min(1, score));
  }

  static boolean choppy(PanelReading readings) {
    return readings.regime().phase() == MarketPhase.CHOPPY;
  }

  private static boolean preferred(PanelReading readings, Strategy strategy) {
    StrategyPreference preference = readings.regime().preferredStrategy();
    return readings.present(EngineId.REGIME)
        && switch (strategy) {
          case A -> preference == StrategyPreference.A;
          case B -> preference == StrategyPreference.B;
          case C -> preference == StrategyPreference.C;
        };
  }

  /**
   * The candidate with the most tenths; of several the one that E5 prefers, else the first in the
   * order of {@link Strategy}.
   */
  static Optional<Heard> best(List<Heard> heard) {
    Heard best = null;
    for (Heard each : heard) {
      if (each.verdict().candidate() && (best == null || better(each, best))) {
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean better(Heard one, Heard best) {
    int difference = one.verdict().tenths() - best.verdict().tenths();
    return difference > 0 || (difference == 0 && one.preferred() && !best.preferred());
  }

  Bracket bracket(Heard heard, Sketch sketch) {
    return geometry.bracket(sketch, heard.play().exits());
  }

  /** Where that strategy's bracket is admissible, in the direction in which it would go. */
  Optional<AtrWindow> admissibleAtr(Strategy strategy, PanelReading readings, FeeRates fees) {
    Play play = of(strategy);
    Scene scene = geometry.scene(readings, play.side(readings));
    if (!scene.priced() || scene.direction() == Direction.NEUTRAL) {
      return Optional.empty();
    }
    double price = readings.orderFlow().microPrice();
    return AdmissibleRange.of(share -> geometry.admissible(play, scene, price * share, fees));
  }

  private Play of(Strategy strategy) {
    for (Play play : plays) {
      if (play.strategy() == strategy) {
        return play;
      }
    }
    throw new IllegalStateException("no play of strategy " + strategy);
  }
}
