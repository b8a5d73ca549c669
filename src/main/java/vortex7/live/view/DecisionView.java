package vortex7.live.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One evaluated mark: what was seen, what each gate said, what came of it.
 *
 * @param ref {@code d_yyyyMMdd_HHmmssSSS_SYMBOL}
 * @param action LONG, SHORT or NO_TRADE
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
    List<ReadingView> readings,
    String outcome) {
  public DecisionView {
    gates = List.copyOf(gates);
    readings = List.copyOf(readings);
  }

  /**
   * A gate's verdict.
   *
   * @param verdict PASSED, REFUSED or ABSENT
   * @param reason the rule and the value, such as "risk 0.3 % > limit 0.2 %"
   */
  public record GateView(String gate, String verdict, String reason) {}
}
