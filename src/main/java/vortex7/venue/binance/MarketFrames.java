package vortex7.venue.binance;

import java.util.List;
import vortex7.market.Symbol;
import vortex7.port.MarketListener;
import vortex7.port.MarketListener.Stream;

/**
 * What the adapter does with the text frames of one symbol's market sockets, without the sockets:
 * for frames that come from elsewhere, such as a recording played for a measurement. Thread-safe.
 */
public final class MarketFrames {
  private final MarketStream stream;
  private final FrameCounters counters = new FrameCounters();

  public MarketFrames(Symbol symbol, MarketListener listener) {
    stream = new MarketStream(symbol, List.of(Stream.values()), listener, counters);
  }

  /** Frames will come from now on. */
  public synchronized void connected() {
    stream.connected();
  }

  /** A frame came in at {@code receivedNanos} of the monotonic clock: decoded and handed on. */
  public synchronized void frame(String text, long receivedNanos) {
    stream.frame(text, receivedNanos);
  }

  /** No more frames will come. */
  public synchronized void disconnected(String reason) {
    stream.disconnected(reason);
  }

  public FrameCounters counters() {
    return counters;
  }
}
