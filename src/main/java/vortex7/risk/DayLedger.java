package vortex7.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import vortex7.position.ExitReason;
import vortex7.risk.AccountEvent.TradeCounted;

/**
 * What a UTC day brought, realised only, quote units.
 *
 * @param balance wallet balance at 00:00 UTC
 * @param transfers in less out, since then
 * @param grossProfit sum of the trades' positive gross results
 * @param noFills entries without a fill, fragments among them
 */
public record DayLedger(
    LocalDate day,
    BigDecimal balance,
    BigDecimal transfers,
    BigDecimal gross,
    BigDecimal grossProfit,
    BigDecimal fees,
    BigDecimal funding,
    BigDecimal net,
    int trades,
    int wins,
    int losses,
    int noFills,
    int makerFills,
    int takerFills) {

  static DayLedger begun(LocalDate day, BigDecimal balance) {
    BigDecimal zero = BigDecimal.ZERO;
    return new DayLedger(day, balance, zero, zero, zero, zero, zero, zero, 0, 0, 0, 0, 0, 0);
  }

  /** What the day's loss is measured against. */
  public BigDecimal base() {
    return balance.add(transfers);
  }

  /** Net result over {@link #base}, a fraction; 0 without a base. */
  public BigDecimal share() {
    return base().signum() <= 0 ? BigDecimal.ZERO : net.divide(base(), MathContext.DECIMAL64);
  }

  DayLedger withTransfer(BigDecimal amount) {
    return new DayLedger(
        day,
        balance,
        transfers.add(amount),
        gross,
        grossProfit,
        fees,
        funding,
        net,
        trades,
        wins,
        losses,
        noFills,
        makerFills,
        takerFills);
  }

  DayLedger withNoFill() {
    return new DayLedger(
        day,
        balance,
        transfers,
        gross,
        grossProfit,
        fees,
        funding,
        net,
        trades,
        wins,
        losses,
        noFills + 1,
        makerFills,
        takerFills);
  }

  DayLedger with(TradeCounted trade) {
    boolean fragment = trade.exitReason() == ExitReason.FRAGMENT;
    return new DayLedger(
        day,
        balance,
        transfers,
        gross.add(trade.gross()),
        grossProfit.add(trade.gross().max(BigDecimal.ZERO)),
        fees.add(trade.fees()),
        funding.add(trade.funding()),
        net.add(trade.net()),
        trades + (fragment ? 0 : 1),
        wins + (!fragment && trade.net().signum() > 0 ? 1 : 0),
        losses + (!fragment && trade.net().signum() < 0 ? 1 : 0),
        noFills + (fragment ? 1 : 0),
        makerFills + trade.makerFills(),
        takerFills + trade.takerFills());
  }
}
