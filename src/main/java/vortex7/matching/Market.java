package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vortex7.market.BookSnapshot;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * One symbol's market. Prices in ticks (multiples of the tick size), quantities in lot steps; 0
 * stands for "no price".
 */
public abstract sealed class Market permits OrderBook, ReplayBook {
  /** Money has 8 decimals: so many may price and quantity have together, to stay exact. */
  static final int MONEY_SCALE = 8;

  final Clearing clearing;
  private final Instrument instrument;
  private final long tickUnscaled;
  private final int tickScale;
  private final double tickDivisor;
  private final long stepUnscaled;
  private final int stepScale;
  private final double stepDivisor;

  /** Conditional orders that wait for their trigger, oldest first. */
  final List<AlgoOrder> armed = new ArrayList<>();

  /** How far it trades from its index. */
  final Premium premium = new Premium();

  private PositionControl positionControl = PositionControl.NONE;
  private @Nullable BigDecimal markOverride;
  private long lastPrice;
  private long lastTradeId;
  private long updateId;
  private long lowestTrade = Long.MAX_VALUE;
  private long highestTrade;

  Market(Instrument instrument, Clearing clearing) {
    this.instrument = instrument;
    this.clearing = clearing;
    tickUnscaled = instrument.tickSize().unscaledValue().longValueExact();
    tickScale = scaleOf("tickSize", instrument.tickSize());
    tickDivisor = Double.parseDouble("1e" + tickScale);
    stepUnscaled = instrument.stepSize().unscaledValue().longValueExact();
    stepScale = scaleOf("stepSize", instrument.stepSize());
    stepDivisor = Double.parseDouble("1e" + stepScale);
    int decimals = instrument.priceScale() + instrument.quantityScale();
    if (decimals > MONEY_SCALE) {
      throw new IllegalArgumentException(
          instrument.symbol() + ": decimals of tick and step must be at most 8, were " + decimals);
    }
    if (instrument.minPrice().remainder(instrument.tickSize()).signum() != 0) {
      throw new IllegalArgumentException(
          instrument.symbol() + ": minPrice must be on a tick, was " + instrument.minPrice());
    }
  }

  private static int scaleOf(String name, BigDecimal step) {
    if (step.scale() < 0) {
      throw new IllegalArgumentException(name + " must be written without exponent, was " + step);
    }
    return step.scale();
  }

  public final Instrument instrument() {
    return instrument;
  }

  public final Symbol symbol() {
    return instrument.symbol();
  }

  /** Best bid in ticks, 0 without bids. */
  public abstract long bestBid();

  /** Best ask in ticks, 0 without asks. */
  public abstract long bestAsk();

  /** Displayed steps at a price of one side. */
  public abstract long quantityAt(boolean bid, long priceTicks);

  /**
   * Copies up to {@code limit} best levels of a side into the arrays, best first.
   *
   * @return how many there were
   */
  public abstract int copyLevels(boolean bids, int limit, long[] priceTicks, long[] quantitySteps);

  /** The last trade's price in ticks, 0 before the first. */
  public final long lastPrice() {
    return lastPrice;
  }

  /** The last trade's id, 0 before the first. */
  public final long lastTradeId() {
    return lastTradeId;
  }

  /** Grows with every change of the book. */
  public final long updateId() {
    return updateId;
  }

  /**
   * Fills the best {@code n} levels of both sides (at most {@link BookSnapshot#DEPTH}); times are
   * the exchange's, {@code previousUpdateId} the one the buffer held.
   */
  public final void copyTop(BookSnapshot into, int n) {
    long previous = into.updateId;
    into.clear();
    into.previousUpdateId = previous;
    into.updateId = updateId;
    into.eventTime = clearing.now();
    into.transactionTime = clearing.now();
    addLevels(into, Math.min(n, BookSnapshot.DEPTH));
  }

  abstract void addLevels(BookSnapshot into, int n);

  /**
   * The mark as set, else from the index, else the mid of the best prices, else the last price;
   * null without any.
   */
  final @Nullable BigDecimal mark() {
    if (markOverride != null) {
      return markOverride;
    }
    BigDecimal index = premium.index();
    return index == null ? middle() : clearing.funding().mark(this, index);
  }

  /** The mid of the best prices, else the last price; null without any. */
  final @Nullable BigDecimal middle() {
    long bid = bestBid();
    long ask = bestAsk();
    if (bid > 0 && ask > 0) {
      return BigDecimal.valueOf((bid + ask) * tickUnscaled * 5, tickScale + 1);
    }
    return lastPrice > 0 ? price(lastPrice) : null;
  }

  final void overrideMark(@Nullable BigDecimal mark) {
    markOverride = mark;
  }

  PositionControl positionControl() {
    return positionControl;
  }

  void positionControl(PositionControl control) {
    positionControl = control;
  }

  /** The mark; 0 when there is no price at all yet. */
  public final BigDecimal markPrice() {
    BigDecimal mark = mark();
    return mark == null ? BigDecimal.ZERO : mark;
  }

  /** Ticks as a price in quote units, with the tick size's scale. */
  public final BigDecimal price(long ticks) {
    return BigDecimal.valueOf(ticks * tickUnscaled, tickScale);
  }

  public final double priceAsDouble(long ticks) {
    return ticks * tickUnscaled / tickDivisor;
  }

  /** Steps as base units, with the step size's scale. */
  public final BigDecimal quantity(long steps) {
    return BigDecimal.valueOf(steps * stepUnscaled, stepScale);
  }

  public final double quantityAsDouble(long steps) {
    return steps * stepUnscaled / stepDivisor;
  }

  /** Ticks × steps, summed, as quote units. */
  final double quoteAsDouble(long ticksTimesSteps) {
    return ticksTimesSteps * (double) (tickUnscaled * stepUnscaled) / (tickDivisor * stepDivisor);
  }

  /**
   * A price on a tick as ticks.
   *
   * @throws ArithmeticException if it is not on a tick
   */
  public final long ticks(BigDecimal price) {
    return price.divide(instrument.tickSize()).longValueExact();
  }

  /**
   * A quantity on a step as steps.
   *
   * @throws ArithmeticException if it is not on a step
   */
  public final long steps(BigDecimal quantity) {
    return quantity.divide(instrument.stepSize()).longValueExact();
  }

  final void touched() {
    updateId++;
  }

  final long nextTradeId() {
    return ++lastTradeId;
  }

  /** Takes note of a public trade and publishes it. */
  final long publish(long priceTicks, long steps, boolean buyerIsMaker) {
    long id = nextTradeId();
    lastPrice = priceTicks;
    lowestTrade = Math.min(lowestTrade, priceTicks);
    highestTrade = Math.max(highestTrade, priceTicks);
    clearing.listener().onTrade(symbol(), id, priceTicks, steps, buyerIsMaker, clearing.now());
    return id;
  }

  /**
   * Publishes that a market source has closed a position that no client held, with an order that
   * {@link OrderBook} filled.
   *
   * @param limitTicks where the margin was used up
   * @param ticksTimesSteps of its fills, summed
   */
  public final void crowdLiquidated(
      boolean buy, long limitTicks, long ticksTimesSteps, long quantitySteps) {
    BigDecimal average =
        BigDecimal.valueOf(ticksTimesSteps)
            .multiply(instrument.tickSize())
            .divide(BigDecimal.valueOf(quantitySteps), MONEY_SCALE, RoundingMode.HALF_EVEN);
    Side side = buy ? Side.BUY : Side.SELL;
    clearing
        .listener()
        .onLiquidation(
            new Liquidated(
                Liquidated.CROWD,
                symbol(),
                side,
                price(limitTicks),
                average,
                quantity(quantitySteps),
                clearing.now()));
  }

  final void restore(long restoredLastPrice, long restoredLastTradeId) {
    if (lastPrice == 0) {
      lastPrice = restoredLastPrice;
    }
    lastTradeId = Math.max(lastTradeId, restoredLastTradeId);
  }

  /** True when something traded since {@link #forgetTrades}. */
  final boolean traded() {
    return highestTrade > 0;
  }

  final long lowestTrade() {
    return lowestTrade;
  }

  final long highestTrade() {
    return highestTrade;
  }

  final void forgetTrades() {
    lowestTrade = Long.MAX_VALUE;
    highestTrade = 0;
  }

  /** The worst price in ticks that a MARKET order may take: the mark and the venue's bound. */
  final long takeBound(Side side) {
    BigDecimal mark = mark();
    if (mark == null) {
      return side == Side.BUY ? Long.MAX_VALUE : 1;
    }
    BigDecimal share =
        BigDecimal.ONE.add(instrument.marketTakeBound().multiply(BigDecimal.valueOf(side.sign())));
    RoundingMode inward = side == Side.BUY ? RoundingMode.FLOOR : RoundingMode.CEILING;
    BigDecimal bound = mark.multiply(share).divide(instrument.tickSize(), 0, inward);
    return Math.max(1, bound.longValueExact());
  }

  /** True when the other side's best price is worse than a MARKET order may take. */
  final boolean beyondBound(Side side) {
    boolean buy = side == Side.BUY;
    long best = buy ? bestAsk() : bestBid();
    return best > 0 && !wouldTake(buy, takeBound(side));
  }

  /** What a MARKET order is taken to be worth per unit before it trades; 0 without any price. */
  final BigDecimal takePrice(Side side) {
    long best = side == Side.BUY ? bestAsk() : bestBid();
    return best > 0 ? price(best) : markPrice();
  }

  /** True when an order of this side and limit would trade at once. */
  final boolean wouldTake(boolean buy, long limitTicks) {
    long best = buy ? bestAsk() : bestBid();
    return best > 0 && (buy ? best <= limitTicks : best >= limitTicks);
  }

  /** Steps that an order of this side could take up to its limit, counted up to {@code enough}. */
  abstract long takeable(boolean buy, long limitTicks, long enough);

  /** Takes up to the order's remaining quantity, no worse than the limit. */
  abstract void take(ClientOrder order, long limitTicks);

  /** Puts the order's remaining quantity into the queue at its price. */
  abstract void rest(ClientOrder order);

  /** Takes a resting order out of its queue. */
  abstract void withdraw(ClientOrder order);

  /** Sets a resting order's remaining quantity, smaller than before, keeping its place. */
  abstract void shrink(ClientOrder order, long toSteps);
}
