package vortex7.matching.facts;

/**
 * What is measured of one symbol's market; each fact is one row of figures, in the order that its
 * name tells. Quantities are coins, times milliseconds where nothing else is said.
 */
public enum Fact {
  TRADES("trades/s: mean, p5, p50, p95, p99, most"),
  AGGREGATES("aggTrades/s: mean, p5, p50, p95, p99, most"),
  ORDERS("taker orders/s: mean, p50, p95, p99"),
  EMPTY_SECONDS("seconds without a trade"),
  ORDER_GAPS("gap between taker orders, ms: p25, p50, p75, p95, p99"),
  ORDER_GAP_VARIATION("its coefficient of variation"),
  ORDER_FANO("Fano factor of taker orders in 0.1, 1, 10 s"),
  BRANCHING("branching of taker orders, 1 − 1/√F(10 s)"),
  ORDER_RATE_MEMORY("autocorrelation of taker orders/s at 1, 5, 10 s"),
  FILLS("fills a taker order: mean, p95"),
  WALKING("taker orders at more than one price"),
  ORDER_COINS("taker order, coins: median, mean, p99"),
  ORDER_NOTIONAL("taker order, USDT: median, mean"),
  ORDER_TAIL("tail index of taker orders (Hill, top 5 %)"),
  ORDER_SIGMA("σ of ln(size), taker orders"),
  BIG_AGGREGATES("aggTrades > 50 k a minute"),
  VOLUME("USDT/s"),
  SIGNS("sign autocorrelation, taker orders, lags 1, 2, 3, 5, 10, 20"),
  AGGREGATE_SIGNS("sign autocorrelation, aggTrades, lags 1, 2, 5, 10, 20"),
  RUNS("run of one side, taker orders: mean, p90, p99"),
  SPREAD("spread in ticks, share of time: 1, 2, 3–5, 6–20, > 20"),
  LEVELS("mean quantity at levels 1, 2, 5, 10, 20"),
  DISTANCES("median distance of level 10, 20 from the best, ticks"),
  LEVEL_GAPS("gap between levels, ticks: mean; share that is 1"),
  HEAVY_LEVELS("levels > 5 × mean of the 40"),
  WALLS("snapshots with a level > 8, 10, 15, 20 × mean"),
  MID_CHANGES("mid changes/s"),
  BOOK_CHANGES("increases, decreases of levels/s, top 20"),
  INCREASE_PLACES("increases at the best level, 2–5, 6–20"),
  BOOK_FLOW("added, removed, traded, coins/s"),
  CANCELLED("added quantity cancelled untraded within 100, 500, 1000, 5000 ms"),
  LIFETIMES("lifetime of cancelled quantity, ms: p25, p50, p75, p90"),
  IMBALANCE("share of |imbalance of the top 10| > 0.30"),
  RETURN_SIGMA("std of mid return, bp: 100 ms, 1 s, 10 s, 60 s"),
  KURTOSIS("kurtosis of mid return: 100 ms, 1 s, 10 s"),
  ZERO_RETURNS("zero returns: 100 ms, 1 s"),
  RETURN_MEMORY_TENTH("autocorrelation of 100 ms returns, lags 1, 2, 3, 5"),
  RETURN_MEMORY("autocorrelation of 1 s returns, lags 1, 2, 5"),
  VOLATILITY_MEMORY("autocorrelation of |r| 1 s, lags 1, 5, 10, 30"),
  VARIANCE_RATIO("variance ratio 1 s : 100 ms, 10 s : 1 s"),
  FLOW_IMBALANCE("R² of return on order-flow imbalance: 100 ms, 1 s, 10 s"),
  IMPACT("impact of a taker order, bp after 100 ms, 1 s, 10 s"),
  MARK("mark − index (median), mark − mid (p5, p50, p95), bp"),
  MINUTES("1 m candles: std bp, ATR14 in % (median)"),
  MINUTE_MEMORY("autocorrelation of |r| 1 m, lags 1, 10"),
  MINUTE_VOLUME("correlation of volume and |r|, 1 m");

  private final String label;

  Fact(String label) {
    this.label = label;
  }

  /** What the figures are, for a table's first column. */
  public String label() {
    return label;
  }
}
