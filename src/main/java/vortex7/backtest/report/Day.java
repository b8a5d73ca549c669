package vortex7.backtest.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;

/**
 * One UTC day of a run.
 *
 * @param balance wallet at its beginning, or at the run's on the first day, quote units
 * @param trades that closed on it, fragments among them
 * @param net of those
 */
public record Day(LocalDate date, BigDecimal balance, int trades, BigDecimal net) {
  /** Net over balance; 0 without a balance. */
  public double share() {
    return balance.signum() <= 0 ? 0 : net.divide(balance, MathContext.DECIMAL64).doubleValue();
  }
}
