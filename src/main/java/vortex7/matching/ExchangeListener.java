package vortex7.matching;

import java.math.BigDecimal;
import vortex7.market.Symbol;

/**
 * Told what the exchange publishes, in the order in which it happened and on the exchange's thread,
 * while the command or market event that caused it still runs: it must not call back into it.
 */
public interface ExchangeListener {
  /**
   * A public trade (one fill).
   *
   * @param tradeId consecutive per symbol
   * @param priceTicks price in ticks
   * @param quantitySteps quantity in lot steps
   * @param buyerIsMaker the aggressor sold
   */
  default void onTrade(
      Symbol symbol,
      long tradeId,
      long priceTicks,
      long quantitySteps,
      boolean buyerIsMaker,
      long timeMillis) {}

  default void onOrderUpdate(OrderUpdate update) {}

  default void onAlgoUpdate(AlgoUpdate update) {}

  default void onAccountUpdate(AccountUpdate update) {}

  default void onLiquidation(Liquidated liquidated) {}

  default void onMarginCall(MarginCall call) {}

  /** Funding of a symbol was settled at {@code rate} of the notional at {@code mark}. */
  default void onFunding(Symbol symbol, BigDecimal rate, BigDecimal mark, long timeMillis) {}
}
