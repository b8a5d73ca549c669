package vortex7.cli.bench;

/**
 * The least that a trade costs: the same kinds of sums and averages over plain arrays and fields,
 * in one method and for nobody. It is the limit that the engines are measured against, and decides
 * nothing.
 *
 * <p>Per trade: CVD, VWAP, streak, big trade and four sliding windows; per second, that is a candle
 * here, EMA 9, 12, 21 and 26, RSI 14, MACD, Bollinger 20, ATR 14; then a weighted score against a
 * threshold.
 */
public final class BareLoop {
  private static final long[] SPANS = {1_000, 3_000, 5_000, 30_000};
  private static final int RING = 1 << 16;

  private final long[] times = new long[RING];
  private final double[] signed = new double[RING];
  private final int[] tails = new int[SPANS.length];
  private final double[] volumes = new double[SPANS.length];
  private final double[] buys = new double[SPANS.length];
  private final double[] closes = new double[20];
  private int head;
  private double cvd;
  private double worth;
  private double volume;
  private int streak;
  private boolean streakBuys;
  private long bigAt;
  private long second = Long.MIN_VALUE;
  private double high;
  private double low;
  private double close;
  private double ema9;
  private double ema12;
  private double ema21;
  private double ema26;
  private double signal;
  private double rise;
  private double fall;
  private double range;
  private double sum;
  private double squares;
  private int candles;
  private long decisions;

  public double onTrade(double price, double quantity, boolean buy, long time) {
    if (time / 1_000 != second) {
      closeCandle();
      second = time / 1_000;
      high = price;
      low = price;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    double delta = buy ? quantity : -quantity;
    cvd += delta;
    worth += price * quantity;
    volume += quantity;
    streak = streakBuys == buy ? Math.min(20, streak + 1) : 1;
    streakBuys = buy;
    if (price * quantity > 50_000) {
      bigAt = time;
    }
    times[head & (RING - 1)] = time;
    signed[head++ & (RING - 1)] = delta;
    for (int i = 0; i < SPANS.length; i++) {
      volumes[i] += quantity;
      buys[i] += buy ? quantity : 0;
      while (times[tails[i] & (RING - 1)] <= time - SPANS[i]) {
        double leaving = signed[tails[i]++ & (RING - 1)];
        volumes[i] -= Math.abs(leaving);
        buys[i] -= Math.max(0, leaving);
      }
    }
    return score(price, time);
  }

  private void closeCandle() {
    double before = closes[(candles + 19) % 20];
    double leaving = closes[candles % 20];
    closes[candles++ % 20] = close;
    ema9 += (close - ema9) * 0.2;
    ema12 += (close - ema12) * (2.0 / 13);
    ema21 += (close - ema21) * (2.0 / 22);
    ema26 += (close - ema26) * (2.0 / 27);
    signal += (ema12 - ema26 - signal) * 0.2;
    rise += (Math.max(0, close - before) - rise) / 14;
    fall += (Math.max(0, before - close) - fall) / 14;
    range += (Math.max(high, before) - Math.min(low, before) - range) / 14;
    sum += close - leaving;
    squares += close * close - leaving * leaving;
  }

  private double score(double price, long time) {
    double mean = sum / 20;
    double band = 2 * Math.sqrt(Math.max(0, squares / 20 - mean * mean));
    double rsi = rise + fall == 0 ? 50 : 100 * rise / (rise + fall);
    double aggressor = volumes[2] > 0 ? buys[2] / volumes[2] : 0.5;
    double spike = volumes[3] > 0 ? volumes[1] * 10 / volumes[3] : 0;
    double pace = (head - tails[0]) * 30.0 / Math.max(1, head - tails[3]);
    double score =
        0.2 * Math.signum(ema9 - ema21)
            + 0.1 * Math.signum(ema12 - ema26 - signal)
            + 0.1 * (rsi < 30 ? 1 : rsi > 70 ? -1 : 0)
            + 0.1 * (price > mean + band ? -1 : price < mean - band ? 1 : 0)
            + 0.1 * Math.signum(price - worth / volume)
            + 0.2 * (aggressor - 0.5)
            + 0.1 * (streakBuys ? streak : -streak) / 20
            + 0.05 * Math.min(1, spike / 4)
            + 0.05 * Math.min(1, pace / 3)
            + 0.05 * Math.signum(cvd)
            + (time - bigAt < 5_000 ? 0.05 : 0);
    if (Math.abs(score) > 0.55 && range > 0) {
      decisions++;
    }
    return score;
  }

  public long decisions() {
    return decisions;
  }
}
