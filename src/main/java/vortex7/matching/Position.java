package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import vortex7.market.Side;

/**
 * One position of an account in one symbol.
 *
 * <p>It keeps the cost of what is open instead of an average price, so that no rounding is ever
 * lost: what a partial close rounds away stays in the cost of the rest.
 */
final class Position {
  final SymbolAccount of;
  final PositionSide side;
  private long amountSteps;
  private BigDecimal cost = BigDecimal.ZERO;
  private BigDecimal realized = BigDecimal.ZERO;
  private BigDecimal breakEvenCost = BigDecimal.ZERO;
  private BigDecimal extraMargin = BigDecimal.ZERO;
  private long updateTime;

  /** The account was warned that its margin runs out, and it has not recovered since. */
  boolean called;

  Position(SymbolAccount of, PositionSide side) {
    this.of = of;
    this.side = side;
  }

  void restore(ExchangeState.PositionState state) {
    amountSteps = of.market.steps(state.amount());
    cost = state.cost();
    realized = state.realized();
    breakEvenCost = state.breakEvenCost();
    extraMargin = state.extraMargin();
    updateTime = state.updateTime();
  }

  ExchangeState.PositionState state() {
    return new ExchangeState.PositionState(
        of.market.symbol(),
        of.market.quantity(amountSteps),
        cost,
        realized,
        breakEvenCost,
        of.leverage,
        of.marginType,
        updateTime,
        side,
        extraMargin);
  }

  /** True while nothing ever happened to it. */
  boolean untouched() {
    return updateTime == 0;
  }

  Market market() {
    return of.market;
  }

  /** Signed steps: negative is short. */
  long amount() {
    return amountSteps;
  }

  boolean flat() {
    return amountSteps == 0;
  }

  boolean isolated() {
    return of.marginType == MarginType.ISOLATED;
  }

  /** Steps that an order of this side can close; 0 when it would open or enlarge. */
  long reducible(Side orderSide) {
    return orderSide.sign() * amountSteps < 0 ? Math.abs(amountSteps) : 0;
  }

  /** The side of an order that closes it. */
  Side closingSide() {
    return amountSteps > 0 ? Side.SELL : Side.BUY;
  }

  /**
   * Books a fill; the result is what the closed part earned, before fees, with 8 decimals.
   *
   * @param price of the fill, quote units
   */
  BigDecimal fill(Side orderSide, long steps, BigDecimal price, long now) {
    long closed = Math.min(steps, reducible(orderSide));
    BigDecimal earned = BigDecimal.ZERO;
    if (closed > 0) {
      boolean whole = closed == Math.abs(amountSteps);
      BigDecimal portion = whole ? cost : share(cost, closed);
      BigDecimal proceeds = signedWorth(orderSide.opposite(), closed, price);
      earned = proceeds.subtract(portion).setScale(Market.MONEY_SCALE, RoundingMode.HALF_EVEN);
      cost = cost.subtract(portion);
      extraMargin = whole ? BigDecimal.ZERO : extraMargin.subtract(share(extraMargin, closed));
      amountSteps += orderSide.sign() * closed;
      breakEvenCost = amountSteps == 0 ? BigDecimal.ZERO : breakEvenCost.subtract(proceeds);
    }
    long opened = steps - closed;
    if (opened > 0) {
      BigDecimal worth = signedWorth(orderSide, opened, price);
      cost = cost.add(worth);
      breakEvenCost = breakEvenCost.add(worth);
      amountSteps += orderSide.sign() * opened;
    }
    realized = realized.add(earned);
    updateTime = now;
    return earned;
  }

  private BigDecimal share(BigDecimal money, long steps) {
    return money
        .multiply(BigDecimal.valueOf(steps))
        .divide(
            BigDecimal.valueOf(Math.abs(amountSteps)), Market.MONEY_SCALE, RoundingMode.HALF_EVEN);
  }

  /** A fee in the quote asset: the position must earn it back to break even. */
  void feePaid(BigDecimal fee) {
    if (amountSteps != 0) {
      breakEvenCost = breakEvenCost.add(fee);
    }
  }

  /** Changes an isolated position's margin: added or taken by the client, or funding. */
  void addMargin(BigDecimal amount, long now) {
    extraMargin = extraMargin.add(amount);
    updateTime = now;
  }

  private BigDecimal signedWorth(Side orderSide, long steps, BigDecimal price) {
    return price.multiply(of.market.quantity(orderSide.sign() * steps));
  }

  BigDecimal cost() {
    return cost;
  }

  BigDecimal unrealized() {
    return flat() ? BigDecimal.ZERO : money(notional().subtract(cost));
  }

  /** Set aside at the entry price, and what was added since; 0 of a cross position. */
  BigDecimal isolatedWallet() {
    return isolated() && !flat() ? byLeverage(cost.abs()).add(extraMargin) : BigDecimal.ZERO;
  }

  BigDecimal initialMargin() {
    return byLeverage(notional().abs());
  }

  BigDecimal maintenanceMargin() {
    return flat() ? BigDecimal.ZERO : money(of.brackets.maintenance(notional().abs()));
  }

  /** The worth of the larger of the positions that all BUY or all SELL orders would make. */
  BigDecimal largest(BigDecimal bidNotional, BigDecimal askNotional) {
    BigDecimal held = notional();
    return held.add(bidNotional).abs().max(held.subtract(askNotional).abs());
  }

  /**
   * What resting orders hold: the margin of the larger of the positions that all BUY or all SELL
   * orders would make, less that of the present one.
   */
  BigDecimal openOrderMargin(BigDecimal bidNotional, BigDecimal askNotional) {
    BigDecimal larger = largest(bidNotional, askNotional);
    return byLeverage(larger.subtract(notional().abs()).max(BigDecimal.ZERO));
  }

  BigDecimal openOrderMargin() {
    return openOrderMargin(of.openNotional(side, Side.BUY), of.openNotional(side, Side.SELL));
  }

  private BigDecimal byLeverage(BigDecimal worth) {
    return worth.divide(BigDecimal.valueOf(of.leverage), Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }

  /** Signed worth at the mark. */
  BigDecimal notional() {
    return of.market.markPrice().multiply(of.market.quantity(amountSteps));
  }

  /**
   * The price at which the position has used up {@code margin}; below 0 if it never does. With a
   * maintenance rate and its deduction: at which it falls to the maintenance margin.
   */
  BigDecimal priceLeaving(BigDecimal margin, BigDecimal rate, BigDecimal deduction) {
    BigDecimal amount = of.market.quantity(amountSteps);
    BigDecimal divisor = amount.subtract(amount.abs().multiply(rate));
    return cost.subtract(margin)
        .subtract(deduction)
        .divide(divisor, Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }

  /** {@code otherMargin}: what a cross account has beside this position, above its maintenance. */
  BigDecimal liquidationPrice(BigDecimal otherMargin) {
    if (flat()) {
      return BigDecimal.ZERO;
    }
    LeverageBrackets.Bracket bracket = of.brackets.of(notional().abs());
    BigDecimal margin = isolated() ? isolatedWallet() : otherMargin;
    return priceLeaving(margin, bracket.maintenanceRate(), bracket.cumulative())
        .max(BigDecimal.ZERO);
  }

  PositionView view(BigDecimal liquidationPrice) {
    BigDecimal bids = of.openNotional(side, Side.BUY);
    BigDecimal asks = of.openNotional(side, Side.SELL);
    return new PositionView(
        of.market.symbol(),
        of.market.quantity(amountSteps),
        perUnit(cost),
        perUnit(breakEvenCost),
        of.market.markPrice(),
        unrealized(),
        realized,
        of.leverage,
        of.marginType,
        money(notional()),
        isolatedWallet(),
        initialMargin(),
        maintenanceMargin(),
        openOrderMargin(bids, asks),
        bids,
        asks,
        updateTime,
        side,
        liquidationPrice);
  }

  private BigDecimal perUnit(BigDecimal amount) {
    return flat()
        ? BigDecimal.ZERO
        : amount.divide(of.market.quantity(amountSteps), Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }

  static BigDecimal money(BigDecimal value) {
    return value.setScale(Market.MONEY_SCALE, RoundingMode.HALF_UP);
  }
}
