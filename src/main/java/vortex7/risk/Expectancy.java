package vortex7.risk;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What a way of trading brings, from its mean win and its mean loss, both positive and after fees,
 * in quote units.
 */
public record Expectancy(BigDecimal meanWin, BigDecimal meanLoss) {
  public Expectancy {
    if (meanWin.signum() < 0 || meanLoss.signum() < 0) {
      throw new IllegalArgumentException(
          "means must not be negative, were " + meanWin + " and " + meanLoss);
    }
  }

  /** Mean result a trade at {@code wins} won out of {@code trades}, times the trades: exact. */
  public BigDecimal total(int wins, int trades) {
    return meanWin
        .multiply(BigDecimal.valueOf(wins))
        .subtract(meanLoss.multiply(BigDecimal.valueOf(trades - wins)));
  }

  /** Share of wins at which nothing is gained or lost: {@code avgLoss / (avgWin + avgLoss)}. */
  public BigDecimal breakEven() {
    return meanLoss.divide(meanWin.add(meanLoss), MathContext.DECIMAL64);
  }
}
