package vortex7.backtest;

/** A price over a while that begins at {@code openMillis}. */
public record PricePoint(long openMillis, double low, double high, double last) {
  PricePoint with(PricePoint later) {
    return new PricePoint(
        openMillis, Math.min(low, later.low), Math.max(high, later.high), later.last);
  }
}
