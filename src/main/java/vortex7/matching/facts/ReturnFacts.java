package vortex7.matching.facts;

import static vortex7.matching.facts.Fact.*;

import vortex7.matching.Market;

/** The mid of one symbol, looked at every 10 ms: its returns, and what orders do to it. */
final class ReturnFacts {
  private static final double BASIS_POINTS = 1e4;

  /** Looks in 100 ms, 1 s, 10 s and 60 s. */
  private static final int[] LOOKS = {10, 100, 1_000, 6_000};

  private final Market market;
  private final Series mids = new Series();
  private final Series flows = new Series();
  private final Series orderLooks = new Series();
  private final Series orderSigns = new Series();
  private long lastBid;
  private long lastAsk;
  private long lastBidSteps;
  private long lastAskSteps;

  ReturnFacts(Market market) {
    this.market = market;
  }

  /** A taker order begins to trade now. */
  void onOrder(boolean buys) {
    orderLooks.add(mids.size() - 1.0);
    orderSigns.add(buys ? 1.0 : -1.0);
  }

  void look() {
    long bid = market.bestBid();
    long ask = market.bestAsk();
    long bidSteps = market.quantityAt(true, bid);
    long askSteps = market.quantityAt(false, ask);
    mids.add(StrictMath.log(0.5 * (double) (bid + ask)));
    // After Cont, Kukanov and Stoikov: what came to the best bid less what came to the best ask.
    long flow = 0;
    if (lastBid != 0) {
      flow += bid >= lastBid ? bidSteps : 0;
      flow -= bid <= lastBid ? lastBidSteps : 0;
      flow -= ask <= lastAsk ? askSteps : 0;
      flow += ask >= lastAsk ? lastAskSteps : 0;
    }
    flows.add((double) flow);
    lastBid = bid;
    lastAsk = ask;
    lastBidSteps = bidSteps;
    lastAskSteps = askSteps;
  }

  /** Log returns over {@code looks}, one after the other. */
  Series returns(int looks) {
    Series returns = new Series();
    for (int i = looks; i < mids.size(); i += looks) {
      returns.add(mids.get(i) - mids.get(i - looks));
    }
    return returns;
  }

  private Series overlapping(int looks) {
    Series returns = new Series();
    for (int i = looks; i < mids.size(); i += 10) {
      returns.add(mids.get(i) - mids.get(i - looks));
    }
    return returns;
  }

  private Series flowsOver(int looks) {
    Series sums = new Series();
    double sum = 0.0;
    for (int i = 1; i < flows.size(); i++) {
      sum += flows.get(i);
      if (i % looks == 0) {
        sums.add(sum);
        sum = 0.0;
      }
    }
    return sums;
  }

  void report(FactSheet into) {
    Series tenths = returns(LOOKS[0]);
    Series seconds = returns(LOOKS[1]);
    Series tens = returns(LOOKS[2]);
    into.put(
        RETURN_SIGMA,
        BASIS_POINTS * tenths.sigma(),
        BASIS_POINTS * seconds.sigma(),
        BASIS_POINTS * tens.sigma(),
        BASIS_POINTS * overlapping(LOOKS[3]).sigma());
    into.put(KURTOSIS, tenths.kurtosis(), seconds.kurtosis(), tens.kurtosis());
    into.put(
        ZERO_RETURNS, 1.0 - tenths.absolute().share(1e-12), 1.0 - seconds.absolute().share(1e-12));
    into.put(RETURN_MEMORY_TENTH, tenths.autocorrelations(1, 2, 3, 5));
    into.put(RETURN_MEMORY, seconds.autocorrelations(1, 2, 5));
    into.put(VOLATILITY_MEMORY, seconds.absolute().autocorrelations(1, 5, 10, 30));
    into.put(
        VARIANCE_RATIO,
        seconds.variance() / (10.0 * tenths.variance()),
        tens.variance() / (10.0 * seconds.variance()));
    into.put(FLOW_IMBALANCE, explained(LOOKS[0]), explained(LOOKS[1]), explained(LOOKS[2]));
    into.put(IMPACT, impact(LOOKS[0]), impact(LOOKS[1]), impact(LOOKS[2]));
  }

  private double explained(int looks) {
    double correlation = Series.correlation(returns(looks), flowsOver(looks));
    return correlation * correlation;
  }

  /** Mean move in an order's direction, from just before it, in basis points. */
  private double impact(int looks) {
    Series moves = new Series();
    for (int i = 0; i < orderLooks.size(); i++) {
      int before = (int) orderLooks.get(i);
      if (before >= 0 && before + looks < mids.size()) {
        moves.add(orderSigns.get(i) * (mids.get(before + looks) - mids.get(before)));
      }
    }
    return BASIS_POINTS * moves.mean();
  }
}
