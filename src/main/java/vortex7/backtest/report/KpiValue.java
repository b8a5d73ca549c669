package vortex7.backtest.report;

/**
 * One figure of a run.
 *
 * @param value in the KPI's unit; NaN when there is nothing to compute it from, infinite when there
 *     is nothing to divide by
 * @param note what a reader should know, empty for nothing
 */
public record KpiValue(Kpi kpi, double value, Grade grade, String note) {
  static KpiValue of(Kpi kpi, double value, String note) {
    return new KpiValue(kpi, value, kpi.grade(value), note);
  }

  static KpiValue of(Kpi kpi, double value) {
    return of(kpi, value, "");
  }

  /** Whether there is a number to show. */
  public boolean known() {
    return !Double.isNaN(value);
  }
}
