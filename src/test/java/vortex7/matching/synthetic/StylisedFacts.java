package vortex7.matching.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.matching.Market;
import vortex7.matching.feed.AggTradeAggregator;

/**
 * Measures one symbol's market as the recordings were measured: order flow, book and returns. Fed
 * with its fills as they happen, and with a look at its book every {@link #LOOK_MILLIS}.
 */
final class StylisedFacts {
  static final long LOOK_MILLIS = 10;

  private static final int DEPTH = 20;
  private static final long DIFF_MILLIS = 50;

  private final Market market;
  private final AggTradeAggregator aggregator;
  private final List<Integer> signs = new ArrayList<>();
  private final List<Double> orderSizes = new ArrayList<>();
  private final List<Integer> ordersASecond = new ArrayList<>();
  private final List<Double> mids = new ArrayList<>();
  private final TreeMap<Long, long[]> shown = new TreeMap<>();
  private final TreeMap<Long, List<double[]>> resting = new TreeMap<>();
  private final TreeMap<Long, Double> tradedAt = new TreeMap<>();
  private double fills;
  private double coins;
  private double notional;
  private double aggregates;
  private double bigAggregates;
  private double orders;
  private double order;
  private long orderMillis = -1;
  private boolean orderSells;
  private int second;
  private double looks;
  private double oneTick;
  private double midChanges;
  private double lastMid;
  private double queue;
  private double secondLevel;
  private double tenthDistance;
  private double twentiethDistance;
  private double gap;
  private double imbalanced;
  private double added;
  private double goneIn500;
  private double increases;
  private double high = Double.NaN;
  private double low = Double.NaN;
  private double minuteClose = Double.NaN;
  private final List<Double> ranges = new ArrayList<>();
  private final long[] bidTicks = new long[DEPTH];
  private final long[] bidSteps = new long[DEPTH];
  private final long[] askTicks = new long[DEPTH];
  private final long[] askSteps = new long[DEPTH];

  StylisedFacts(Market market) {
    this.market = market;
    this.aggregator =
        new AggTradeAggregator(
            1,
            (id, price, steps, first, last, buyerIsMaker, time, published) -> {
              aggregates++;
              double value = market.priceAsDouble(price) * market.quantityAsDouble(steps);
              bigAggregates += value > 50_000 ? 1 : 0;
            });
  }

  void onTrade(long id, long priceTicks, long steps, boolean buyerIsMaker, long millis) {
    aggregator.onFill(id, priceTicks, steps, buyerIsMaker, millis);
    double quantity = market.quantityAsDouble(steps);
    fills++;
    coins += quantity;
    notional += quantity * market.priceAsDouble(priceTicks);
    if (millis != orderMillis || buyerIsMaker != orderSells) {
      endOrder();
      orders++;
      second++;
      signs.add(buyerIsMaker ? -1 : 1);
      orderMillis = millis;
      orderSells = buyerIsMaker;
    }
    order += quantity;
    tradedAt.merge(priceTicks * 2 + (buyerIsMaker ? 1 : 0), quantity, Double::sum);
    double price = market.priceAsDouble(priceTicks);
    high = Double.isNaN(high) ? price : Math.max(high, price);
    low = Double.isNaN(low) ? price : Math.min(low, price);
  }

  private void endOrder() {
    if (order > 0) {
      orderSizes.add(order);
    }
    order = 0;
  }

  void look(long millis) {
    aggregator.onTime(millis);
    long bid = market.bestBid();
    long ask = market.bestAsk();
    if (bid == 0 || ask == 0) {
      return;
    }
    looks++;
    oneTick += ask - bid == 1 ? 1 : 0;
    double mid = 0.5 * (double) (bid + ask);
    midChanges += mid != lastMid ? 1 : 0;
    lastMid = mid;
    if (millis % 100 == 0) {
      mids.add(mid);
      lookAtLevels();
    }
    if (millis % DIFF_MILLIS == 0) {
      difference(millis);
    }
    if (millis % 1000 == 0) {
      ordersASecond.add(second);
      second = 0;
    }
    if (millis % 60_000 == 0) {
      endMinute(mid * market.priceAsDouble(1));
    }
  }

  private void endMinute(double close) {
    if (!Double.isNaN(minuteClose) && !Double.isNaN(high)) {
      ranges.add((Math.max(high, minuteClose) - Math.min(low, minuteClose)) / close);
    }
    minuteClose = close;
    high = Double.NaN;
    low = Double.NaN;
  }

  private void lookAtLevels() {
    int bids = market.copyLevels(true, DEPTH, bidTicks, bidSteps);
    int asks = market.copyLevels(false, DEPTH, askTicks, askSteps);
    queue += 0.5 * market.quantityAsDouble(bidSteps[0] + askSteps[0]);
    secondLevel += 0.5 * market.quantityAsDouble(bidSteps[1] + askSteps[1]);
    tenthDistance += (double) (bidTicks[0] - bidTicks[Math.min(9, bids - 1)]);
    twentiethDistance += (double) (bidTicks[0] - bidTicks[bids - 1]);
    gap += (double) (askTicks[asks - 1] - askTicks[0]) / (asks - 1);
    double bidSum = 0;
    double askSum = 0;
    for (int i = 0; i < 10; i++) {
      bidSum += (double) bidSteps[i];
      askSum += (double) askSteps[i];
    }
    imbalanced += Math.abs((bidSum - askSum) / (bidSum + askSum)) > 0.3 ? 1 : 0;
  }

  /** What was added to the visible levels, and what of it went again untraded: newest first. */
  private void difference(long millis) {
    TreeMap<Long, long[]> now = new TreeMap<>();
    put(now, true, bidTicks, bidSteps, millis);
    put(now, false, askTicks, askSteps, millis);
    for (var level : now.entrySet()) {
      long before = shown.containsKey(level.getKey()) ? shown.get(level.getKey())[0] : 0;
      change(level.getKey(), level.getValue()[0] - before, millis);
    }
    for (var level : shown.entrySet()) {
      if (!now.containsKey(level.getKey())) {
        boolean bid = level.getKey() % 2 == 1;
        long ticks = level.getKey() / 2;
        long left = market.quantityAt(bid, ticks);
        change(level.getKey(), left - level.getValue()[0], millis);
        resting.remove(level.getKey());
      }
    }
    shown.clear();
    shown.putAll(now);
    tradedAt.clear();
  }

  private void put(
      SortedMap<Long, long[]> into, boolean bids, long[] ticks, long[] steps, long millis) {
    int n = market.copyLevels(bids, DEPTH, ticks, steps);
    for (int i = 0; i < n; i++) {
      into.put(ticks[i] * 2 + (bids ? 1 : 0), new long[] {steps[i], millis});
    }
  }

  private void change(long key, long steps, long millis) {
    double quantity = market.quantityAsDouble(Math.abs(steps));
    if (steps > 0) {
      added += quantity;
      increases++;
      resting
          .computeIfAbsent(key, k -> new ArrayList<>())
          .add(new double[] {quantity, (double) millis});
    } else if (steps < 0) {
      double cancelled = quantity - tradedAt.getOrDefault(key, 0.0);
      List<double[]> stack = resting.getOrDefault(key, new ArrayList<>());
      while (cancelled > 1e-12 && !stack.isEmpty()) {
        double[] newest = stack.getLast();
        double taken = Math.min(cancelled, newest[0]);
        goneIn500 += (double) millis - newest[1] <= 500 ? taken : 0;
        newest[0] -= taken;
        cancelled -= taken;
        if (newest[0] < 1e-12) {
          stack.removeLast();
        }
      }
    }
  }

  private double seconds() {
    return looks * (double) LOOK_MILLIS / 1000.0;
  }

  double tradesASecond() {
    return fills / seconds();
  }

  double takerOrdersASecond() {
    return orders / seconds();
  }

  double aggTradesASecond() {
    return aggregates / seconds();
  }

  double fillsAnOrder() {
    return fills / orders;
  }

  double oneTickShare() {
    return oneTick / looks;
  }

  double midChangesASecond() {
    return midChanges / seconds();
  }

  double cancelledWithin500() {
    return goneIn500 / added;
  }

  /** Mean range of a minute over its price: what ATR(1m) averages. */
  double minuteRange() {
    return ranges.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  double signAutocorrelation(int lag) {
    double mean = signs.stream().mapToInt(Integer::intValue).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < signs.size(); i++) {
      variance += (signs.get(i) - mean) * (signs.get(i) - mean);
      covariance += i >= lag ? (signs.get(i) - mean) * (signs.get(i - lag) - mean) : 0;
    }
    return covariance / variance;
  }

  /** Share of orders that others caused, from the dispersion of counts in ten seconds. */
  double branching() {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i + 10 <= ordersASecond.size(); i += 10) {
      counts.add(ordersASecond.subList(i, i + 10).stream().mapToInt(Integer::intValue).sum());
    }
    double mean = counts.stream().mapToInt(Integer::intValue).average().orElse(0);
    double variance =
        counts.stream().mapToDouble(c -> (c - mean) * (c - mean)).sum() / counts.size();
    return 1.0 - 1.0 / Math.sqrt(Math.max(1.0, variance / mean));
  }

  /** Returns of the mid over {@code tenths} of a second, not overlapping. */
  double[] returns(int tenths) {
    int n = (mids.size() - 1) / tenths;
    double[] returns = new double[n];
    for (int i = 0; i < n; i++) {
      returns[i] = Math.log(mids.get((i + 1) * tenths) / mids.get(i * tenths));
    }
    return returns;
  }

  double returnSigma(int tenths) {
    double[] returns = returns(tenths);
    return Math.sqrt(Arrays.stream(returns).map(r -> r * r).average().orElse(0));
  }

  double zeroReturns(int tenths) {
    return Arrays.stream(returns(tenths)).mapToInt(r -> r == 0 ? 1 : 0).average().orElse(0);
  }

  static double correlation(double[] x, double[] y) {
    int n = Math.min(x.length, y.length);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xy += x[i] * y[i];
      xx += x[i] * x[i];
      yy += y[i] * y[i];
    }
    return xy / Math.sqrt(xx * yy);
  }

  double tailIndex() {
    double[] sizes = orderSizes.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int k = sizes.length / 20;
    double threshold = sizes[sizes.length - k - 1];
    double sum = 0;
    for (int i = sizes.length - k; i < sizes.length; i++) {
      sum += Math.log(sizes[i] / threshold);
    }
    return k / sum;
  }

  double medianOrder() {
    double[] sizes = orderSizes.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sizes[sizes.length / 2];
  }

  double meanOrder() {
    return orderSizes.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  String report() {
    double shots = mids.size();
    return String.format(
        Locale.ROOT,
        "trades/s %.1f, orders/s %.1f, agg/s %.1f, fills/order %.2f, big/min %.0f, USDT/s"
            + " %.0f%norder median %.4f mean %.3f tail %.2f; sign acf 1/5/10/20/50 %.2f %.2f %.2f"
            + " %.2f %.2f; branching %.2f; max orders/s %d%none tick %.4f, mid changes/s %.2f,"
            + " queue %.2f, level 2 %.2f, d10 %.0f d20 %.0f gap %.1f, |I|>.3 %.2f%nincreases/s"
            + " %.0f, added %.1f coin/s, traded %.2f coin/s, cancelled<500ms %.2f%nsigma bp"
            + " .1/1/10/60 s %.2f %.2f %.2f %.2f; zero .1/1 s %.2f %.2f; minute range %% %.4f",
        tradesASecond(),
        takerOrdersASecond(),
        aggTradesASecond(),
        fillsAnOrder(),
        bigAggregates / seconds() * 60,
        notional / seconds(),
        medianOrder(),
        meanOrder(),
        tailIndex(),
        signAutocorrelation(1),
        signAutocorrelation(5),
        signAutocorrelation(10),
        signAutocorrelation(20),
        signAutocorrelation(50),
        branching(),
        ordersASecond.stream().mapToInt(Integer::intValue).max().orElse(0),
        oneTickShare(),
        midChangesASecond(),
        queue / shots,
        secondLevel / shots,
        tenthDistance / shots,
        twentiethDistance / shots,
        gap / shots,
        imbalanced / shots,
        increases / seconds(),
        added / seconds(),
        coins / seconds(),
        cancelledWithin500(),
        returnSigma(1) * 1e4,
        returnSigma(10) * 1e4,
        returnSigma(100) * 1e4,
        returnSigma(600) * 1e4,
        zeroReturns(1),
        zeroReturns(10),
        minuteRange() * 100);
  }
}
