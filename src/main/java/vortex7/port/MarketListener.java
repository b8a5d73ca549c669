package vortex7.port;

import vortex7.market.BookSnapshot;
import vortex7.market.Candle;

/**
 * Receives one symbol's market data as it is decoded, on the connection's thread. Implementations
 * return at once and never block; {@code book} is only lent for the call. Times are epoch
 * milliseconds of the venue, {@code receivedNanos} is the process's monotonic clock at frame-in.
 */
public interface MarketListener {
  void onTrade(
      long id,
      double price,
      double quantity,
      boolean buyerIsMaker,
      long timeMillis,
      long receivedNanos);

  void onBook(BookSnapshot book, long receivedNanos);

  void onCandle(Candle candle, long receivedNanos);

  /** A stream's socket opened (again): what was missed is to be read over REST. */
  void onConnected(Stream stream);

  /** A stream's socket was cut, or could not be opened. */
  void onDisconnected(Stream stream, String reason);

  /** A frame that could not be decoded, counted and skipped. */
  void onMalformed(Stream stream, String reason);

  enum Stream {
    BOOK,
    TRADES,
    CANDLES
  }
}
