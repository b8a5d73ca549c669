package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import vortex7.market.Symbol;

/**
 * Everything of an exchange that must outlive it, as plain values: accounts with their orders, and
 * the counters. What agents or recordings put in the books is not part of it.
 *
 * @param timeMillis the venue's time of the export
 * @param lastOrderId last regular order id given out; likewise for {@code lastAlgoId}
 */
public record ExchangeState(
    long timeMillis,
    long lastOrderId,
    long lastAlgoId,
    List<MarketState> markets,
    List<AccountState> accounts) {

  public ExchangeState {
    markets = List.copyOf(markets);
    accounts = List.copyOf(accounts);
  }

  /**
   * @param lastPrice of the last trade, 0 when none
   * @param lastTradeId last given out
   */
  public record MarketState(
      Symbol symbol, BigDecimal lastPrice, BigDecimal markPrice, long lastTradeId) {}

  /**
   * @param orders open and finished, oldest first; open ones in order of time priority
   * @param algos open and finished, oldest first
   * @param trades fills, oldest first
   */
  public record AccountState(
      String id,
      boolean feeTokenBurn,
      List<WalletState> wallets,
      List<PositionState> positions,
      List<OrderView> orders,
      List<AlgoView> algos,
      List<UserTrade> trades) {

    public AccountState {
      wallets = List.copyOf(wallets);
      positions = List.copyOf(positions);
      orders = List.copyOf(orders);
      algos = List.copyOf(algos);
      trades = List.copyOf(trades);
    }
  }

  public record WalletState(String asset, BigDecimal wallet, long updateTime) {}

  /**
   * A symbol's position and settings.
   *
   * @param cost signed: Σ price × amount of what is open, quote units
   * @param realized cumulative, before fees
   * @param breakEvenCost {@code cost} with the USDT fees and less the results since it opened
   */
  public record PositionState(
      Symbol symbol,
      BigDecimal amount,
      BigDecimal cost,
      BigDecimal realized,
      BigDecimal breakEvenCost,
      int leverage,
      MarginType marginType,
      long updateTime) {}
}
