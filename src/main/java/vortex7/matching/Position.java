package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import vortex7.market.Side;

/**
 * A one-way position of an account in one symbol, with the symbol's settings.
 *
 * <p>It keeps the cost of what is open instead of an average price, so that no rounding is ever
 * lost: what a partial close rounds away stays in the cost of the rest.
 */
final class Position {
  private final Market market;
  private long amountSteps;
  private BigDecimal cost = BigDecimal.ZERO;
  private BigDecimal realized = BigDecimal.ZERO;
  private BigDecimal breakEvenCost = BigDecimal.ZERO;
  private int leverage;
  private MarginType marginType = MarginType.ISOLATED;
  private long updateTime;

  Position(Market market, int leverage) {
    this.market = market;
    this.leverage = leverage;
  }

  static Position of(ExchangeState.PositionState state, Market market) {
    Position position = new Position(market, state.leverage());
    position.amountSteps = market.steps(state.amount());
    position.cost = state.cost();
    position.realized = state.realized();
    position.breakEvenCost = state.breakEvenCost();
    position.marginType = state.marginType();
    position.updateTime = state.updateTime();
    return position;
  }

  ExchangeState.PositionState state() {
    return new ExchangeState.PositionState(
        market.symbol(),
        market.quantity(amountSteps),
        cost,
        realized,
        breakEvenCost,
        leverage,
        marginType,
        updateTime);
  }

  Market market() {
    return market;
  }

  /** Signed steps: negative is short. */
  long amount() {
    return amountSteps;
  }

  boolean flat() {
    return amountSteps == 0;
  }

  int leverage() {
    return leverage;
  }

  void leverage(int to) {
    leverage = to;
  }

  MarginType marginType() {
    return marginType;
  }

  /** Steps that an order of this side can close; 0 when it would open or enlarge. */
  long reducible(Side side) {
    return side.sign() * amountSteps < 0 ? Math.abs(amountSteps) : 0;
  }

  /**
   * Books a fill; the result is what the closed part earned, before fees, with 8 decimals.
   *
   * @param price of the fill, quote units
   */
  BigDecimal fill(Side side, long steps, BigDecimal price, long now) {
    long closed = Math.min(steps, reducible(side));
    BigDecimal earned = BigDecimal.ZERO;
    if (closed > 0) {
      BigDecimal portion =
          closed == Math.abs(amountSteps)
              ? cost
              : cost.multiply(BigDecimal.valueOf(closed))
                  .divide(
                      BigDecimal.valueOf(Math.abs(amountSteps)),
                      Market.MONEY_SCALE,
                      RoundingMode.HALF_EVEN);
      BigDecimal proceeds = signedWorth(side.opposite(), closed, price);
      earned = proceeds.subtract(portion).setScale(Market.MONEY_SCALE, RoundingMode.HALF_EVEN);
      cost = cost.subtract(portion);
      amountSteps += side.sign() * closed;
      breakEvenCost = amountSteps == 0 ? BigDecimal.ZERO : breakEvenCost.subtract(proceeds);
    }
    long opened = steps - closed;
    if (opened > 0) {
      BigDecimal worth = signedWorth(side, opened, price);
      cost = cost.add(worth);
      breakEvenCost = breakEvenCost.add(worth);
      amountSteps += side.sign() * opened;
    }
    realized = realized.add(earned);
    updateTime = now;
    return earned;
  }

  /** A fee in the quote asset: the position must earn it back to break even. */
  void feePaid(BigDecimal fee) {
    if (amountSteps != 0) {
      breakEvenCost = breakEvenCost.add(fee);
    }
  }

  private BigDecimal signedWorth(Side side, long steps, BigDecimal price) {
    return price.multiply(market.quantity(side.sign() * steps));
  }

  BigDecimal unrealized() {
    return flat()
        ? BigDecimal.ZERO
        : money(market.markPrice().multiply(market.quantity(amountSteps)).subtract(cost));
  }

  /** Set aside at the entry price. */
  BigDecimal isolatedWallet() {
    return cost.abs()
        .divide(BigDecimal.valueOf(leverage), Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }

  /**
   * What resting orders hold: the margin of the larger of the positions that all BUY or all SELL
   * orders would make, less that of the present one.
   */
  BigDecimal openOrderMargin(BigDecimal bidNotional, BigDecimal askNotional) {
    BigDecimal held = notional();
    BigDecimal larger = held.add(bidNotional).abs().max(held.subtract(askNotional).abs());
    return larger
        .subtract(held.abs())
        .max(BigDecimal.ZERO)
        .divide(BigDecimal.valueOf(leverage), Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }

  /** Signed worth at the mark. */
  private BigDecimal notional() {
    return market.markPrice().multiply(market.quantity(amountSteps));
  }

  PositionView view(BigDecimal maintenanceRate, BigDecimal bidNotional, BigDecimal askNotional) {
    BigDecimal worth = money(notional());
    return new PositionView(
        market.symbol(),
        market.quantity(amountSteps),
        perUnit(cost),
        perUnit(breakEvenCost),
        market.markPrice(),
        unrealized(),
        realized,
        leverage,
        marginType,
        worth,
        isolatedWallet(),
        worth.abs().divide(BigDecimal.valueOf(leverage), Market.MONEY_SCALE, RoundingMode.HALF_UP),
        money(worth.abs().multiply(maintenanceRate)),
        openOrderMargin(bidNotional, askNotional),
        bidNotional,
        askNotional,
        updateTime);
  }

  private BigDecimal perUnit(BigDecimal money) {
    return flat()
        ? BigDecimal.ZERO
        : money.divide(market.quantity(amountSteps), Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }

  static BigDecimal money(BigDecimal value) {
    return value.setScale(Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }
}
