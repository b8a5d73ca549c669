package vortex7.live.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One evaluated mark: what was seen, what each gate said, what came of it.
 *
 * @param ref {@code d_yyyyMMdd_HHmmssSSS_SYMBOL}
 * @param action LONG, SHORT or NO_TRADE
 * @param gates every verdict; score, agreement and distances by the selected strategy's measure
 * @param strategies what each strategy said by its own measure
 * @param sizeMultiplier what the regime leaves of the size
 * @param outcome NO_TRADE, or how far the entry came: REFUSED with its reason, SENT, …
 */
public record DecisionView(
    String ref,
    String symbol,
    long mark,
    Instant time,
    String action,
    Optional<String> strategy,
    double score,
    double confidence,
    int agreeing,
    String reason,
    List<GateView> gates,
    List<StrategyView> strategies,
    double sizeMultiplier,
    List<ReadingView> readings,
    String outcome) {
  public DecisionView {
    gates = List.copyOf(gates);
    strategies = List.copyOf(strategies);
    readings = List.copyOf(readings);
  }

  /**
   * A gate's verdict.
   *
   * @param verdict PASSED, REFUSED, ABSENT, or UNMET: it does not hold, but refuses nothing by
   *     itself
   * @param reason the rule and the value, such as "risk 0.3 % > limit 0.2 %"
   */
  public record GateView(String gate, String verdict, String reason) {}

  /**
   * One strategy's answer.
   *
   * @param candidate its trigger, confirmations and filter hold
   * @param selected it is the one that would trade
   * @param tenths its score; 0 when it is no candidate
   * @param missing what did not hold, each with value and limit, such as "RSI 27.4, needs < 25"
   */
  public record StrategyView(
      String strategy, boolean candidate, boolean selected, int tenths, List<String> missing) {
    public StrategyView {
      missing = List.copyOf(missing);
    }
  }
}
