package vortex7.journal;

import java.time.Instant;

/**
 * One row of {@code decisions}.
 *
 * @param ref {@code d_yyyyMMdd_HHmmssSSS_SYMBOL}
 * @param mark the number of the mark that was decided
 * @param time the mark's, of the venue's clock
 * @param readings the engines' readings as JSON text
 * @param gates the gates' verdicts as JSON text
 * @param outcome what came of it, at most 200 characters
 * @param detail whatever else explains it, as JSON text
 */
public record DecisionRow(
    String ref,
    long mark,
    Instant time,
    String symbol,
    double score,
    String readings,
    String gates,
    String outcome,
    String detail) {
  private static final int OUTCOME_MAX = 200;

  public DecisionRow {
    if (outcome.length() > OUTCOME_MAX) {
      outcome = outcome.substring(0, OUTCOME_MAX - 1) + "…";
    }
  }
}
