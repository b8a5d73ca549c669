package vortex7.matching.facts;

import static vortex7.matching.facts.Fact.*;

import vortex7.matching.Market;
import vortex7.matching.feed.AggTradeAggregator;

/**
 * The order flow of one symbol. A taker order is what trades in one millisecond on one side; an
 * aggregate is as the venue publishes it.
 */
final class FlowFacts {
  private static final double BIG = 50_000.0;

  private final Market market;
  private final AggTradeAggregator aggregator;
  private final WindowCounts trades = new WindowCounts(1_000);
  private final WindowCounts aggregates = new WindowCounts(1_000);
  private final WindowCounts tenths = new WindowCounts(100);
  private final WindowCounts seconds = new WindowCounts(1_000);
  private final WindowCounts tens = new WindowCounts(10_000);
  private final Series gaps = new Series();
  private final Series fills = new Series();
  private final Series coins = new Series();
  private final Series notionals = new Series();
  private final Series logs = new Series();
  private final Series signs = new Series();
  private final Series aggregateSigns = new Series();
  private final Series runs = new Series();
  private double walking;
  private double bigAggregates;
  private double notional;
  private long orderMillis = Long.MIN_VALUE;
  private boolean orderSells;
  private double orderFills;
  private double orderCoins;
  private double orderNotional;
  private long orderPrice;
  private boolean orderWalks;
  private double run;

  FlowFacts(Market market) {
    this.market = market;
    this.aggregator =
        new AggTradeAggregator(
            1,
            (id, price, steps, first, last, buyerIsMaker, time, published) -> {
              aggregates.add(time, 1.0);
              aggregateSigns.add(buyerIsMaker ? -1.0 : 1.0);
              double worth = market.priceAsDouble(price) * market.quantityAsDouble(steps);
              bigAggregates += worth > BIG ? 1.0 : 0.0;
            });
  }

  /**
   * @return true when this fill begins an order
   */
  boolean onTrade(long id, long priceTicks, long steps, boolean buyerIsMaker, long millis) {
    aggregator.onFill(id, priceTicks, steps, buyerIsMaker, millis);
    trades.add(millis, 1.0);
    boolean begins = millis != orderMillis || buyerIsMaker != orderSells;
    if (begins) {
      endOrder(buyerIsMaker);
      if (orderMillis != Long.MIN_VALUE) {
        gaps.add((double) (millis - orderMillis));
      }
      tenths.add(millis, 1.0);
      seconds.add(millis, 1.0);
      tens.add(millis, 1.0);
      signs.add(buyerIsMaker ? -1.0 : 1.0);
      orderMillis = millis;
      orderSells = buyerIsMaker;
      orderPrice = priceTicks;
    }
    double quantity = market.quantityAsDouble(steps);
    double worth = quantity * market.priceAsDouble(priceTicks);
    orderFills++;
    orderCoins += quantity;
    orderNotional += worth;
    orderWalks |= priceTicks != orderPrice;
    notional += worth;
    return begins;
  }

  private void endOrder(boolean nextSells) {
    if (orderFills > 0.0) {
      fills.add(orderFills);
      coins.add(orderCoins);
      logs.add(StrictMath.log(orderCoins));
      notionals.add(orderNotional);
      walking += orderWalks ? 1.0 : 0.0;
      run++;
      if (nextSells != orderSells) {
        runs.add(run);
        run = 0.0;
      }
    }
    orderFills = 0.0;
    orderCoins = 0.0;
    orderNotional = 0.0;
    orderWalks = false;
  }

  void look(long millis) {
    aggregator.onTime(millis);
    trades.advance(millis);
    aggregates.advance(millis - AggTradeAggregator.HOLD_MILLIS);
    tenths.advance(millis);
    seconds.advance(millis);
    tens.advance(millis);
  }

  void report(FactSheet into, double lasted) {
    Series perSecond = trades.counts();
    into.put(TRADES, perSecond.sum() / lasted, perSecond.quantiles(0.05, 0.5, 0.95, 0.99, 1.0));
    Series aggregated = aggregates.counts();
    into.put(
        AGGREGATES, aggregated.sum() / lasted, aggregated.quantiles(0.05, 0.5, 0.95, 0.99, 1.0));
    into.put(ORDERS, signs.size() / lasted, seconds.counts().quantiles(0.5, 0.95, 0.99));
    into.put(EMPTY_SECONDS, 1.0 - perSecond.share(0.5));
    into.put(ORDER_GAPS, gaps.quantiles(0.25, 0.5, 0.75, 0.95, 0.99));
    into.put(ORDER_GAP_VARIATION, gaps.sigma() / gaps.mean());
    double fano = tens.counts().fano();
    into.put(ORDER_FANO, tenths.counts().fano(), seconds.counts().fano(), fano);
    into.put(BRANCHING, 1.0 - 1.0 / Math.sqrt(Math.max(1.0, fano)));
    into.put(ORDER_RATE_MEMORY, seconds.counts().autocorrelations(1, 5, 10));
    into.put(FILLS, fills.mean(), fills.quantile(0.95));
    into.put(WALKING, walking / fills.size());
    into.put(ORDER_COINS, coins.quantile(0.5), coins.mean(), coins.quantile(0.99));
    into.put(ORDER_NOTIONAL, notionals.quantile(0.5), notionals.mean());
    into.put(ORDER_TAIL, coins.tailIndex(0.05));
    into.put(ORDER_SIGMA, logs.sigma());
    into.put(BIG_AGGREGATES, bigAggregates / lasted * 60.0);
    into.put(VOLUME, notional / lasted);
    into.put(SIGNS, signs.autocorrelations(1, 2, 3, 5, 10, 20));
    into.put(AGGREGATE_SIGNS, aggregateSigns.autocorrelations(1, 2, 5, 10, 20));
    into.put(RUNS, runs.mean(), runs.quantile(0.9), runs.quantile(0.99));
  }
}
