package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vortex7.market.Symbol;

/**
 * Everything of an exchange that must outlive it, as plain values: accounts with their orders, the
 * venue's own money, and the counters. What agents or recordings put in the books is not part of
 * it.
 *
 * @param timeMillis the venue's time of the export
 * @param lastOrderId last regular order id given out; likewise for {@code lastAlgoId}
 * @param lastPriority last place in time given to an order
 * @param house what the venue itself took and holds; empty in a state of an older version
 */
public record ExchangeState(
    long timeMillis,
    long lastOrderId,
    long lastAlgoId,
    List<MarketState> markets,
    List<AccountState> accounts,
    long lastPriority,
    Optional<HouseState> house) {

  public ExchangeState {
    markets = List.copyOf(markets);
    accounts = List.copyOf(accounts);
    lastPriority = Math.max(lastPriority, lastOrderId);
    house = Objects.requireNonNullElse(house, Optional.empty());
  }

  public ExchangeState(
      long timeMillis,
      long lastOrderId,
      long lastAlgoId,
      List<MarketState> markets,
      List<AccountState> accounts) {
    this(timeMillis, lastOrderId, lastAlgoId, markets, accounts, lastOrderId, Optional.empty());
  }

  /** This state with other accounts. */
  public ExchangeState with(List<AccountState> others) {
    return new ExchangeState(
        timeMillis, lastOrderId, lastAlgoId, markets, others, lastPriority, house);
  }

  /** This state with other markets. */
  public ExchangeState withMarkets(List<MarketState> others) {
    return new ExchangeState(
        timeMillis, lastOrderId, lastAlgoId, others, accounts, lastPriority, house);
  }

  /** This state at another time. */
  public ExchangeState at(long millis) {
    return new ExchangeState(
        millis, lastOrderId, lastAlgoId, markets, accounts, lastPriority, house);
  }

  /**
   * @param lastPrice of the last trade, 0 when none
   * @param lastTradeId last given out
   * @param funding empty in a state of an older version
   */
  public record MarketState(
      Symbol symbol,
      BigDecimal lastPrice,
      BigDecimal markPrice,
      long lastTradeId,
      Optional<FundingState> funding) {

    public MarketState {
      funding = Objects.requireNonNullElse(funding, Optional.empty());
    }

    public MarketState(
        Symbol symbol, BigDecimal lastPrice, BigDecimal markPrice, long lastTradeId) {
      this(symbol, lastPrice, markPrice, lastTradeId, Optional.empty());
    }
  }

  /**
   * How far a symbol's funding is.
   *
   * @param samples premiums since the last settlement
   * @param weighted Σ of sample number × premium
   * @param basis smoothed distance of the book's middle from the index, quote units
   * @param nextMillis of the next settlement; 0 before the first market event
   */
  public record FundingState(
      long samples, BigDecimal weighted, BigDecimal basis, long nextMillis) {}

  /**
   * The venue's own money.
   *
   * @param fees taken, by asset
   * @param funding taken from the accounts, less what was paid to them
   * @param fund the insurance fund's account
   */
  public record HouseState(List<WalletState> fees, BigDecimal funding, AccountState fund) {
    public HouseState {
      fees = List.copyOf(fees);
    }
  }

  /**
   * @param orders open and finished, oldest first
   * @param algos open and finished, oldest first
   * @param trades fills, oldest first
   * @param hedgeMode whether long and short are positions of their own
   * @param countdowns of the dead man's switch
   */
  public record AccountState(
      String id,
      boolean feeTokenBurn,
      List<WalletState> wallets,
      List<PositionState> positions,
      List<OrderView> orders,
      List<AlgoView> algos,
      List<UserTrade> trades,
      boolean hedgeMode,
      List<CountdownState> countdowns) {

    public AccountState {
      wallets = List.copyOf(wallets);
      positions = List.copyOf(positions);
      orders = List.copyOf(orders);
      algos = List.copyOf(algos);
      trades = List.copyOf(trades);
      countdowns = List.copyOf(Objects.requireNonNullElse(countdowns, List.of()));
    }

    public AccountState(
        String id,
        boolean feeTokenBurn,
        List<WalletState> wallets,
        List<PositionState> positions,
        List<OrderView> orders,
        List<AlgoView> algos,
        List<UserTrade> trades) {
      this(id, feeTokenBurn, wallets, positions, orders, algos, trades, false, List.of());
    }

    /** This state with other orders and fills. */
    public AccountState with(
        List<OrderView> otherOrders, List<AlgoView> otherAlgos, List<UserTrade> otherTrades) {
      return new AccountState(
          id,
          feeTokenBurn,
          wallets,
          positions,
          otherOrders,
          otherAlgos,
          otherTrades,
          hedgeMode,
          countdowns);
    }
  }

  public record WalletState(String asset, BigDecimal wallet, long updateTime) {}

  /** A symbol's orders are canceled at {@code dueMillis}. */
  public record CountdownState(Symbol symbol, long dueMillis) {}

  /**
   * A position and the symbol's settings.
   *
   * @param cost signed: Σ price × amount of what is open, quote units
   * @param realized cumulative, before fees
   * @param breakEvenCost {@code cost} with the USDT fees and less the results since it opened
   * @param extraMargin of an isolated position beside the initial margin: added, or paid as funding
   */
  public record PositionState(
      Symbol symbol,
      BigDecimal amount,
      BigDecimal cost,
      BigDecimal realized,
      BigDecimal breakEvenCost,
      int leverage,
      MarginType marginType,
      long updateTime,
      PositionSide positionSide,
      BigDecimal extraMargin) {

    public PositionState {
      positionSide = Objects.requireNonNullElse(positionSide, PositionSide.BOTH);
      extraMargin = Objects.requireNonNullElse(extraMargin, BigDecimal.ZERO);
    }

    public PositionState(
        Symbol symbol,
        BigDecimal amount,
        BigDecimal cost,
        BigDecimal realized,
        BigDecimal breakEvenCost,
        int leverage,
        MarginType marginType,
        long updateTime) {
      this(
          symbol,
          amount,
          cost,
          realized,
          breakEvenCost,
          leverage,
          marginType,
          updateTime,
          PositionSide.BOTH,
          BigDecimal.ZERO);
    }
  }
}
