package vortex7.matching;

import java.math.BigDecimal;
import vortex7.market.Symbol;

/**
 * What the venue decides for all its symbols and accounts.
 *
 * @param quoteAsset of all instruments, in which positions are margined
 * @param fees of trading
 * @param brackets leverage and maintenance by size of the position
 * @param defaultLeverage of every symbol of a new account
 * @param defaultMarginType of every symbol of a new account
 * @param openOrdersMax regular orders that rest, per account and symbol
 * @param openAlgosMax conditional orders, per account over all symbols
 * @param amendmentsMax of one order
 * @param triggerDelayMillis from a trigger to the order it spawns, venue's time
 * @param countdownCancelsAlgos whether the dead man's switch takes conditional orders too: the
 *     venue does not say, so both readings can be had
 * @param finishedOrdersKept finished orders (and as many conditional ones and fills) an account can
 *     still query
 * @param funding between the positions
 * @param liquidation of positions without the margin they need
 */
public record ExchangeRules(
    String quoteAsset,
    Fees fees,
    LeverageBrackets brackets,
    int defaultLeverage,
    MarginType defaultMarginType,
    int openOrdersMax,
    int openAlgosMax,
    int amendmentsMax,
    long triggerDelayMillis,
    boolean countdownCancelsAlgos,
    int finishedOrdersKept,
    FundingRules funding,
    LiquidationRules liquidation) {

  /**
   * Fractions of the notional.
   *
   * @param tokenDiscount fraction less when the fee is paid in {@code token}
   * @param token the asset that fees may be paid in, when the account holds enough of it
   * @param tokenSymbol whose mark converts a fee into {@code token}
   */
  public record Fees(
      BigDecimal maker,
      BigDecimal taker,
      BigDecimal tokenDiscount,
      String token,
      Symbol tokenSymbol) {}

  /**
   * Funding: longs pay shorts a positive rate, per interval, of their notional at the mark.
   *
   * @param intervalMillis between settlements, which fall on its multiples
   * @param interest the rate while mark and index agree
   * @param clamp how far the interest may bend the rate from the premium
   * @param cap the largest rate, of either sign
   */
  public record FundingRules(
      long intervalMillis, BigDecimal interest, BigDecimal clamp, BigDecimal cap) {}

  /**
   * Liquidation.
   *
   * @param fee fraction of the liquidated notional, for the insurance fund, as far as margin is
   *     left
   * @param callRatio maintenance over margin above which the account is warned
   * @param checkMillis how often margins are checked, venue's time
   */
  public record LiquidationRules(BigDecimal fee, BigDecimal callRatio, long checkMillis) {}

  /** The venue as specified: 0.020 % and 0.050 %, 10 % less in BNB, 200 orders and 200 stops. */
  public static ExchangeRules documents() {
    return new ExchangeRules(
        "USDT",
        new Fees(
            new BigDecimal("0.00020"),
            new BigDecimal("0.00050"),
            new BigDecimal("0.10"),
            "BNB",
            Symbol.of("BNBUSDT")),
        LeverageBrackets.documents(),
        20,
        MarginType.ISOLATED,
        200,
        200,
        10_000,
        100,
        false,
        1000,
        new FundingRules(
            8 * 3_600_000L,
            new BigDecimal("0.0001"),
            new BigDecimal("0.0005"),
            new BigDecimal("0.02")),
        new LiquidationRules(new BigDecimal("0.0125"), new BigDecimal("0.8"), 1_000));
  }

  /** These rules with other fractions of the notional. */
  public ExchangeRules withFees(BigDecimal maker, BigDecimal taker, BigDecimal tokenDiscount) {
    Fees other = new Fees(maker, taker, tokenDiscount, fees.token(), fees.tokenSymbol());
    return with(other, triggerDelayMillis, countdownCancelsAlgos, finishedOrdersKept);
  }

  /** These rules with triggered stops spawning their order after {@code millis}. */
  public ExchangeRules withTriggerDelay(long millis) {
    return with(fees, millis, countdownCancelsAlgos, finishedOrdersKept);
  }

  /** These rules with the other reading of what the dead man's switch cancels. */
  public ExchangeRules withCountdownCancelingAlgos(boolean cancels) {
    return with(fees, triggerDelayMillis, cancels, finishedOrdersKept);
  }

  /** These rules with so many finished orders kept for queries. */
  public ExchangeRules withFinishedOrdersKept(int kept) {
    return with(fees, triggerDelayMillis, countdownCancelsAlgos, kept);
  }

  /** These rules with another margin type of every symbol of a new account. */
  public ExchangeRules withDefaultMarginType(MarginType other) {
    return new ExchangeRules(
        quoteAsset,
        fees,
        brackets,
        defaultLeverage,
        other,
        openOrdersMax,
        openAlgosMax,
        amendmentsMax,
        triggerDelayMillis,
        countdownCancelsAlgos,
        finishedOrdersKept,
        funding,
        liquidation);
  }

  /** These rules with other funding. */
  public ExchangeRules withFunding(FundingRules other) {
    return new ExchangeRules(
        quoteAsset,
        fees,
        brackets,
        defaultLeverage,
        defaultMarginType,
        openOrdersMax,
        openAlgosMax,
        amendmentsMax,
        triggerDelayMillis,
        countdownCancelsAlgos,
        finishedOrdersKept,
        other,
        liquidation);
  }

  private ExchangeRules with(Fees otherFees, long delay, boolean cancels, int kept) {
    return new ExchangeRules(
        quoteAsset,
        otherFees,
        brackets,
        defaultLeverage,
        defaultMarginType,
        openOrdersMax,
        openAlgosMax,
        amendmentsMax,
        delay,
        cancels,
        kept,
        funding,
        liquidation);
  }
}
