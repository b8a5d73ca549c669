package vortex7.matching;

import java.math.BigDecimal;
import vortex7.market.Symbol;

/**
 * What the venue decides for all its symbols and accounts.
 *
 * @param quoteAsset of all instruments, in which positions are margined
 * @param makerFee of the notional, as a fraction
 * @param takerFee of the notional, as a fraction
 * @param feeTokenDiscount fraction less when the fee is paid in {@code feeToken}
 * @param feeToken the asset that fees may be paid in, when the account holds enough of it
 * @param feeTokenSymbol whose mark converts a fee into {@code feeToken}
 * @param maintenanceRate of the notional, as a fraction
 * @param defaultLeverage of every symbol of a new account
 * @param maxLeverage that can be set
 * @param openOrdersMax regular orders that rest, per account and symbol
 * @param openAlgosMax conditional orders, per account over all symbols
 * @param triggerDelayMillis from a trigger to the order it spawns, venue's time
 * @param finishedOrdersKept finished orders (and as many conditional ones and fills) an account can
 *     still query
 */
public record ExchangeRules(
    String quoteAsset,
    BigDecimal makerFee,
    BigDecimal takerFee,
    BigDecimal feeTokenDiscount,
    String feeToken,
    Symbol feeTokenSymbol,
    BigDecimal maintenanceRate,
    int defaultLeverage,
    int maxLeverage,
    int openOrdersMax,
    int openAlgosMax,
    long triggerDelayMillis,
    int finishedOrdersKept) {

  /** The venue as specified: 0.020 % and 0.050 %, 10 % less in BNB, 200 orders and 200 stops. */
  public static ExchangeRules documents() {
    return new ExchangeRules(
        "USDT",
        new BigDecimal("0.00020"),
        new BigDecimal("0.00050"),
        new BigDecimal("0.10"),
        "BNB",
        Symbol.of("BNBUSDT"),
        new BigDecimal("0.004"),
        20,
        125,
        200,
        200,
        100,
        1000);
  }

  /** These rules with triggered stops spawning their order after {@code millis}. */
  public ExchangeRules withTriggerDelay(long millis) {
    return new ExchangeRules(
        quoteAsset,
        makerFee,
        takerFee,
        feeTokenDiscount,
        feeToken,
        feeTokenSymbol,
        maintenanceRate,
        defaultLeverage,
        maxLeverage,
        openOrdersMax,
        openAlgosMax,
        millis,
        finishedOrdersKept);
  }
}
