package vortex7.decision;

import java.util.Locale;

/**
 * What one gate said of one decision: the value, the limit and the outcome.
 *
 * @param value the figure that was judged; NaN when the gate judges no figure
 * @param limit what it was held against; NaN when there is none
 * @param detail the sentence, with {@code {v}} and {@code {l}} where value and limit go
 */
public record GateVerdict(Gate gate, Outcome outcome, double value, double limit, String detail) {

  /** What came of a gate. */
  public enum Outcome {
    PASSED,
    /** It refuses the trade. */
    FAILED,
    /**
     * It does not hold, but refuses nothing by itself: a condition of a strategy, or a distance of
     * no strategy. {@link Gate#STRATEGY} refuses when no strategy is left.
     */
    UNMET,
    /** The engine that it asks for is not there, so it does not refuse. */
    ABSENT
  }

  static GateVerdict of(Gate gate, boolean passed, double value, double limit, String detail) {
    return new GateVerdict(gate, passed ? Outcome.PASSED : Outcome.FAILED, value, limit, detail);
  }

  static GateVerdict of(Gate gate, boolean passed, String detail) {
    return of(gate, passed, Double.NaN, Double.NaN, detail);
  }

  static GateVerdict condition(Gate gate, boolean held, double value, double limit, String detail) {
    return new GateVerdict(gate, held ? Outcome.PASSED : Outcome.UNMET, value, limit, detail);
  }

  static GateVerdict absent(Gate gate, String detail) {
    return new GateVerdict(gate, Outcome.ABSENT, Double.NaN, Double.NaN, detail);
  }

  public String name() {
    return gate.name();
  }

  public boolean passed() {
    return outcome == Outcome.PASSED;
  }

  public boolean failed() {
    return outcome == Outcome.FAILED;
  }

  /** It held, or nobody could ask. */
  public boolean open() {
    return outcome == Outcome.PASSED || outcome == Outcome.ABSENT;
  }

  /** A sentence with the value and the limit, such as "streak 6, needs >= 8". */
  public String explanation() {
    return detail.replace("{v}", figure(value)).replace("{l}", figure(limit));
  }

  /** At most six decimals, none that say nothing. */
  private static String figure(double figure) {
    if (!Double.isFinite(figure)) {
      return "unknown";
    }
    String text = String.format(Locale.ROOT, "%.6f", figure);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.charAt(end - 1) == '.' ? text.substring(0, end - 1) : text.substring(0, end);
  }
}
