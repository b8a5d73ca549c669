package vortex7.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import vortex7.market.Candle;

/** E5's volatility and phase reckoned from all closed 3m candles at once, by other means. */
final class RegimeBatch {
  private final List<Candle> candles;

  RegimeBatch(List<Candle> candles) {
    this.candles = List.copyOf(candles);
  }

  /** Wilder's averages after each value: the mean of the first n, then the recurrence. */
  private static List<Double> wilder(List<Double> values, int n) {
    List<Double> averages = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += values.get(i);
      averages.add(i < n ? sum / (i + 1) : (averages.get(i - 1) * (n - 1) + values.get(i)) / n);
    }
    return averages;
  }

  private double trueRange(int i) {
    Candle now = candles.get(i);
    if (i == 0) {
      return now.high() - now.low();
    }
    double before = candles.get(i - 1).close();
    return Math.max(now.high(), before) - Math.min(now.low(), before);
  }

  List<Double> atrPct() {
    List<Double> ranges = new ArrayList<>();
    for (int i = 0; i < candles.size(); i++) {
      ranges.add(trueRange(i));
    }
    List<Double> atr = wilder(ranges, 14);
    List<Double> share = new ArrayList<>();
    for (int i = 13; i < candles.size(); i++) {
      share.add(atr.get(i) / candles.get(i).close());
    }
    return share;
  }

  VolatilityPhase volatility() {
    List<Double> all = atrPct();
    List<Double> day = all.subList(Math.max(0, all.size() - 480), all.size());
    if (day.size() < 60) {
      return VolatilityPhase.NORMAL;
    }
    double now = day.getLast();
    List<Double> sorted = day.stream().sorted().toList();
    if (now < rank(sorted, 20)) {
      return VolatilityPhase.LOW;
    }
    if (now < rank(sorted, 80)) {
      return VolatilityPhase.NORMAL;
    }
    return now < rank(sorted, 95) ? VolatilityPhase.HIGH : VolatilityPhase.EXTREME;
  }

  private static double rank(List<Double> sorted, int percent) {
    return sorted.get((percent * sorted.size() + 99) / 100 - 1);
  }

  double adx() {
    List<Double> ranges = new ArrayList<>();
    List<Double> ups = new ArrayList<>();
    List<Double> downs = new ArrayList<>();
    for (int i = 1; i < candles.size(); i++) {
      double up = candles.get(i).high() - candles.get(i - 1).high();
      double down = candles.get(i - 1).low() - candles.get(i).low();
      ups.add(up > down ? Math.max(0, up) : 0);
      downs.add(down > up ? Math.max(0, down) : 0);
      ranges.add(trueRange(i));
    }
    List<Double> range = wilder(ranges, 14);
    List<Double> up = wilder(ups, 14);
    List<Double> down = wilder(downs, 14);
    List<Double> indices = new ArrayList<>();
    for (int i = 13; i < ranges.size(); i++) {
      double plus = 100 * up.get(i) / range.get(i);
      double minus = 100 * down.get(i) / range.get(i);
      indices.add(plus + minus == 0 ? 0 : 100 * Math.abs(plus - minus) / (plus + minus));
    }
    return wilder(indices, 14).getLast();
  }

  double slopePct() {
    List<Double> average = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < candles.size(); i++) {
      double close = candles.get(i).close();
      sum += close;
      average.add(i < 9 ? sum / (i + 1) : 0.2 * close + 0.8 * average.get(i - 1));
    }
    int last = candles.size() - 1;
    return (average.get(last) - average.get(last - 5)) / 5 / candles.get(last).close();
  }

  private double ofChannel(ToDoubleFunction<Candle> what, int sign) {
    return sign
        * candles.subList(candles.size() - 20, candles.size()).stream()
            .mapToDouble(candle -> sign * what.applyAsDouble(candle))
            .max()
            .orElseThrow();
  }

  MarketPhase phase(double price, boolean channelTest) {
    double adx = adx();
    if (adx > 25 && Math.abs(slopePct()) > 0.0001) {
      return MarketPhase.TRENDING;
    }
    if (adx <= 20) {
      return MarketPhase.CHOPPY;
    }
    double widening = 0.25 * atrPct().getLast() * candles.getLast().close();
    boolean inside =
        price <= ofChannel(Candle::high, 1) + widening
            && price >= ofChannel(Candle::low, -1) - widening;
    return inside || !channelTest ? MarketPhase.RANGING : MarketPhase.TRENDING;
  }
}
