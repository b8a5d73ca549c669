package vortex7.backtest.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;

/**
 * What some trades came to, quote units. A fragment counts in the money and as a no-fill, and
 * nowhere else. The rates are NaN while there is nothing to divide, and infinite over nothing.
 *
 * @param trades closed, without fragments
 * @param noFills entries without a fill, fragments among them
 * @param attempts entries that were sent
 * @param wins trades with a net result above 0
 * @param losses trades with a net result below 0
 * @param grossProfit sum of the positive gross results
 * @param net {@code gross - fees - funding}
 * @param won sum of the wins' net results
 * @param lost sum of the losses' net results, positive
 * @param held sum of the trades' holds
 */
public record Figures(
    int trades,
    int fragments,
    int noFills,
    int attempts,
    int wins,
    int losses,
    BigDecimal gross,
    BigDecimal grossProfit,
    BigDecimal fees,
    BigDecimal funding,
    BigDecimal net,
    BigDecimal won,
    BigDecimal lost,
    int makerFills,
    int takerFills,
    int takerExits,
    Duration held) {
  private static final double MILLIS_PER_MINUTE = 60_000;

  /**
   * Counts.
   *
   * @param noFills entries that ended without a fill, without the fragments
   * @param underWay entries whose trade has not ended
   */
  public static Figures of(Collection<TradeSummary> closed, int noFills, int underWay) {
    int fragments = 0;
    int wins = 0;
    int losses = 0;
    int makerFills = 0;
    int takerFills = 0;
    int takerExits = 0;
    BigDecimal gross = BigDecimal.ZERO;
    BigDecimal grossProfit = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    BigDecimal funding = BigDecimal.ZERO;
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal won = BigDecimal.ZERO;
    BigDecimal lost = BigDecimal.ZERO;
    Duration held = Duration.ZERO;
    for (TradeSummary trade : closed) {
      gross = gross.add(trade.pnlGross());
      grossProfit = grossProfit.add(trade.pnlGross().max(BigDecimal.ZERO));
      fees = fees.add(trade.feeTotal());
      funding = funding.add(trade.funding());
      net = net.add(trade.pnlNet());
      makerFills += trade.makerFills();
      takerFills += trade.takerFills();
      takerExits += trade.takerExits();
      if (fragment(trade)) {
        fragments++;
        continue;
      }
      held = held.plus(trade.hold());
      if (trade.pnlNet().signum() > 0) {
        wins++;
        won = won.add(trade.pnlNet());
      } else if (trade.pnlNet().signum() < 0) {
        losses++;
        lost = lost.subtract(trade.pnlNet());
      }
    }
    return new Figures(
        closed.size() - fragments,
        fragments,
        noFills + fragments,
        closed.size() + noFills + underWay,
        wins,
        losses,
        gross,
        grossProfit,
        fees,
        funding,
        net,
        won,
        lost,
        makerFills,
        takerFills,
        takerExits,
        held);
  }

  static boolean fragment(TradeSummary trade) {
    return trade.exitReason() == ExitReason.FRAGMENT;
  }

  public double winRate() {
    return (double) wins / noneIsUnknown(trades);
  }

  public double feeRatio() {
    return ratio(fees, grossProfit);
  }

  public double averageHoldMinutes() {
    return held.toMillis() / MILLIS_PER_MINUTE / noneIsUnknown(trades);
  }

  public double profitFactor() {
    return ratio(won, lost);
  }

  public double makerRate() {
    return makerFills / noneIsUnknown(makerFills + takerFills);
  }

  /** Mean net result of a win. */
  public double meanWin() {
    return won.doubleValue() / noneIsUnknown(wins);
  }

  /** Mean net result of a loss, positive. */
  public double meanLoss() {
    return lost.doubleValue() / noneIsUnknown(losses);
  }

  public double averageRewardToRisk() {
    return meanWin() / meanLoss();
  }

  public double noFillRate() {
    return noFills / noneIsUnknown(attempts);
  }

  /** Mean net result of a trade, from the share of wins and the mean win and loss. */
  public double expectancy() {
    double p = winRate();
    return p * (wins == 0 ? 0 : meanWin()) - (1 - p) * (losses == 0 ? 0 : meanLoss());
  }

  /** Share of wins at which nothing is gained or lost. */
  public double breakEven() {
    return meanLoss() / (meanWin() + meanLoss());
  }

  private static double noneIsUnknown(int count) {
    return count == 0 ? Double.NaN : count;
  }

  /** NaN for nothing over nothing, infinite for something over nothing. */
  private static double ratio(BigDecimal part, BigDecimal of) {
    return part.doubleValue() / of.doubleValue();
  }
}
