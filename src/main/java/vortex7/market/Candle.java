package vortex7.market;

/**
 * A candle of one symbol. Prices in quote units, {@code volume} in base units, {@code openTime} in
 * epoch milliseconds of the venue; {@code closed} is false while the candle is still forming.
 */
public record Candle(
    Timeframe timeframe,
    long openTime,
    double open,
    double high,
    double low,
    double close,
    double volume,
    boolean closed) {

  /** The last millisecond that belongs to the candle. */
  public long closeTime() {
    return openTime + timeframe.millis() - 1;
  }

  public double typicalPrice() {
    return (high + low + close) / 3.0;
  }
}
