package vortex7.matching;

import java.math.BigDecimal;

/**
 * One asset of an account at one moment, in units of that asset, 8 decimals.
 *
 * @param wallet what is owned, without unrealised results
 * @param crossWallet the wallet less what isolated positions set aside
 * @param unrealized of all positions margined in the asset, at the mark
 * @param positionMargin initial margin of the positions
 * @param openOrderMargin what resting orders hold
 * @param available for new orders
 * @param crossUnrealized of the cross positions only
 */
public record BalanceView(
    String asset,
    BigDecimal wallet,
    BigDecimal crossWallet,
    BigDecimal unrealized,
    BigDecimal positionMargin,
    BigDecimal maintenanceMargin,
    BigDecimal openOrderMargin,
    BigDecimal available,
    long updateTime,
    BigDecimal crossUnrealized) {}
