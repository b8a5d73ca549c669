package vortex7.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * The Kelly fraction {@code f = (p·b − q)/b} of a row of closed trades, {@code b} the mean win over
 * the mean loss.
 */
public final class Kelly {
  private Kelly() {}

  /**
   * The fraction, at most 1; with no loss it is the share of wins, with no win −1.
   *
   * @param nets results after fees, quote units; at least one
   */
  public static BigDecimal fraction(List<BigDecimal> nets) {
    if (nets.isEmpty()) {
      throw new IllegalArgumentException("Kelly needs at least one closed trade");
    }
    BigDecimal won = BigDecimal.ZERO;
    BigDecimal lost = BigDecimal.ZERO;
    int wins = 0;
    int losses = 0;
    for (BigDecimal net : nets) {
      if (net.signum() > 0) {
        won = won.add(net);
        wins++;
      } else if (net.signum() < 0) {
        lost = lost.subtract(net);
        losses++;
      }
    }
    if (wins == 0) {
      return BigDecimal.ONE.negate();
    }
    BigDecimal p = share(wins, nets.size());
    if (losses == 0) {
      return p;
    }
    BigDecimal b =
        won.multiply(BigDecimal.valueOf(losses))
            .divide(lost.multiply(BigDecimal.valueOf(wins)), MathContext.DECIMAL64);
    BigDecimal q = BigDecimal.ONE.subtract(p);
    return p.subtract(q.divide(b, MathContext.DECIMAL64));
  }

  private static BigDecimal share(int part, int whole) {
    return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64);
  }
}
