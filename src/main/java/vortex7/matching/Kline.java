package vortex7.matching;

import vortex7.market.Candle;

/**
 * A candle with what the venue's klines carry beside it. Quantities in base, {@code quote…} in
 * quote units.
 *
 * @param firstTradeId −1 without trades; likewise {@code lastTradeId}
 * @param trades number of fills
 * @param takerBuyVolume of trades whose aggressor bought
 */
public record Kline(
    Candle candle,
    double quoteVolume,
    long firstTradeId,
    long lastTradeId,
    long trades,
    double takerBuyVolume,
    double takerBuyQuoteVolume) {

  /** Of a candle that has no trades of its own: its volume at its typical price. */
  public static Kline untraded(Candle candle) {
    return new Kline(candle, candle.volume() * candle.typicalPrice(), -1, -1, 0, 0, 0);
  }
}
