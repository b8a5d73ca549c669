package vortex7.venue.binance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.port.MarketListener;
import vortex7.port.MarketListener.Stream;
import vortex7.venue.binance.FrameDecoder.Frame;

/**
 * Decodes the frames of one market socket and hands their values to the listener; trades and books
 * allocate nothing here. Called under its {@link RotatingSocket}'s lock.
 *
 * <p>What the venue sends twice or out of order goes through as it came, since the feed counts and
 * judges it; only while a replaced socket joins is what the old one delivered left out.
 */
final class MarketStream implements RotatingSocket.Handler {
  private final Symbol symbol;
  private final List<Stream> streams;
  private final MarketListener listener;
  private final FrameCounters counters;
  private final FrameDecoder decoder = new FrameDecoder();

  private long lastTradeId = -1;
  private long lastUpdateId = -1;
  private long lastEventTime = -1;
  private final Map<Timeframe, Long> lastCandle = new EnumMap<>(Timeframe.class);
  private boolean joining;

  MarketStream(
      Symbol symbol, List<Stream> streams, MarketListener listener, FrameCounters counters) {
    this.symbol = symbol;
    this.streams = streams;
    this.listener = listener;
    this.counters = counters;
  }

  @Override
  public void connected() {
    streams.forEach(listener::onConnected);
  }

  @Override
  public void disconnected(String reason) {
    streams.forEach(stream -> listener.onDisconnected(stream, reason));
  }

  @Override
  public void replaced() {
    joining = true;
  }

  @Override
  public boolean carriesOn(String text) {
    return switch (decoder.decode(text)) {
      case TRADE -> decoder.tradeId() <= lastTradeId + 1;
      case BOOK ->
          decoder.snapshot().updateId <= lastUpdateId
              || decoder.snapshot().previousUpdateId == lastUpdateId;
      case CANDLE -> decoder.eventTime() <= lastEventTime;
      case UNKNOWN, MALFORMED -> false;
    };
  }

  @Override
  public void frame(String text, long receivedNanos) {
    Frame frame = decoder.decode(text);
    if (frame == Frame.MALFORMED) {
      counters.malformed.increment();
      listener.onMalformed(streams.get(0), decoder.fault());
      return;
    }
    if (frame == Frame.UNKNOWN || !decoder.isFor(symbol)) {
      counters.unknown.increment();
      return;
    }
    counters.decoded.increment();
    switch (frame) {
      case TRADE -> trade(receivedNanos);
      case BOOK -> book(receivedNanos);
      case CANDLE -> candle(receivedNanos);
      case UNKNOWN, MALFORMED -> throw new IllegalStateException("returned above: " + frame);
    }
    lastEventTime = Math.max(lastEventTime, decoder.eventTime());
  }

  private void trade(long receivedNanos) {
    long id = decoder.tradeId();
    if (joining && id <= lastTradeId) {
      return;
    }
    joining = false;
    lastTradeId = Math.max(lastTradeId, id);
    listener.onTrade(
        id,
        decoder.price(),
        decoder.quantity(),
        decoder.buyerIsMaker(),
        decoder.tradeTime(),
        receivedNanos);
  }

  private void book(long receivedNanos) {
    BookSnapshot book = decoder.snapshot();
    if (joining && book.updateId <= lastUpdateId) {
      return;
    }
    joining = false;
    lastUpdateId = Math.max(lastUpdateId, book.updateId);
    listener.onBook(book, receivedNanos);
  }

  private void candle(long receivedNanos) {
    Long last = lastCandle.get(decoder.timeframe());
    if (joining && last != null && decoder.eventTime() <= last) {
      return;
    }
    lastCandle.put(decoder.timeframe(), decoder.eventTime());
    listener.onCandle(
        new Candle(
            decoder.timeframe(),
            decoder.openTime(),
            decoder.open(),
            decoder.high(),
            decoder.low(),
            decoder.close(),
            decoder.volume(),
            decoder.closed()),
        receivedNanos);
  }
}
