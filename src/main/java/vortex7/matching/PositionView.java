package vortex7.matching;

import java.math.BigDecimal;
import java.util.Objects;
import vortex7.market.Symbol;

/**
 * A position at one moment, with the symbol's settings. Amounts in base, prices and money in quote
 * units (USDT).
 *
 * @param amount signed: negative is short
 * @param entryPrice average of what is open, 0 when flat
 * @param breakEvenPrice where closing would pay for the USDT fees paid and results taken since it
 *     opened; 0 when flat
 * @param realized cumulative, before fees ({@code cr})
 * @param isolatedWallet margin set aside at the entry price
 * @param initialMargin notional at the mark ÷ leverage
 * @param openOrderMargin what resting orders hold
 * @param bidNotional of resting BUY orders that do not only reduce
 * @param askNotional of resting SELL orders that do not only reduce
 * @param positionSide BOTH in one-way mode
 * @param liquidationPrice the mark at which it would be liquidated, 0 when flat or never
 */
public record PositionView(
    Symbol symbol,
    BigDecimal amount,
    BigDecimal entryPrice,
    BigDecimal breakEvenPrice,
    BigDecimal markPrice,
    BigDecimal unrealized,
    BigDecimal realized,
    int leverage,
    MarginType marginType,
    BigDecimal notional,
    BigDecimal isolatedWallet,
    BigDecimal initialMargin,
    BigDecimal maintenanceMargin,
    BigDecimal openOrderMargin,
    BigDecimal bidNotional,
    BigDecimal askNotional,
    long updateTime,
    PositionSide positionSide,
    BigDecimal liquidationPrice) {

  public PositionView {
    positionSide = Objects.requireNonNullElse(positionSide, PositionSide.BOTH);
    liquidationPrice = Objects.requireNonNullElse(liquidationPrice, BigDecimal.ZERO);
  }

  /** A one-way position far from its liquidation. */
  public PositionView(
      Symbol symbol,
      BigDecimal amount,
      BigDecimal entryPrice,
      BigDecimal breakEvenPrice,
      BigDecimal markPrice,
      BigDecimal unrealized,
      BigDecimal realized,
      int leverage,
      MarginType marginType,
      BigDecimal notional,
      BigDecimal isolatedWallet,
      BigDecimal initialMargin,
      BigDecimal maintenanceMargin,
      BigDecimal openOrderMargin,
      BigDecimal bidNotional,
      BigDecimal askNotional,
      long updateTime) {
    this(
        symbol,
        amount,
        entryPrice,
        breakEvenPrice,
        markPrice,
        unrealized,
        realized,
        leverage,
        marginType,
        notional,
        isolatedWallet,
        initialMargin,
        maintenanceMargin,
        openOrderMargin,
        bidNotional,
        askNotional,
        updateTime,
        PositionSide.BOTH,
        BigDecimal.ZERO);
  }

  public boolean flat() {
    return amount.signum() == 0;
  }
}
