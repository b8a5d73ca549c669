package vortex7.signal;

import vortex7.indicator.Swings;

/**
 * Whether price and an oscillator turned differently at the last two swings of the last candles;
 * adding never allocates.
 */
final class SwingDivergence {
  private final Swings swings;
  private final double[] oscillator;
  private final int capacity;

  SwingDivergence(int candles, int beside) {
    this.swings = new Swings(candles, beside);
    this.oscillator = new double[candles];
    this.capacity = candles;
  }

  /** A closed candle, with the oscillator as it was at its close. */
  void add(double high, double low, double value) {
    oscillator[(int) (swings.candles() % capacity)] = value;
    swings.add(high, low);
  }

  /**
   * +1: the last low is below the one before it and the oscillator is not; −1: the last high is
   * above the one before it and the oscillator is not; of both the one that turned last; else 0.
   */
  int sign() {
    long lastLow = previous(swings.candles(), false);
    long lastHigh = previous(swings.candles(), true);
    int atLows = turned(lastLow, false);
    int atHighs = turned(lastHigh, true);
    if (atLows != 0 && atHighs != 0) {
      return lastLow > lastHigh ? atLows : atHighs;
    }
    return atLows + atHighs;
  }

  private int turned(long last, boolean high) {
    long before = last < 0 ? -1 : previous(last, high);
    if (before < 0) {
      return 0;
    }
    double now = oscillator[(int) (last % capacity)];
    double then = oscillator[(int) (before % capacity)];
    if (high) {
      return swings.high(last) > swings.high(before) && now < then ? -1 : 0;
    }
    return swings.low(last) < swings.low(before) && now > then ? 1 : 0;
  }

  /** Number of the newest swing before {@code candle}; −1 when there is none. */
  private long previous(long candle, boolean high) {
    for (long i = candle - 1; i >= swings.oldest(); i--) {
      if (high ? swings.highAt(i) : swings.lowAt(i)) {
        return i;
      }
    }
    return -1;
  }
}
