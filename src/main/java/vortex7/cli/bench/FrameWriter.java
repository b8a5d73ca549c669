package vortex7.cli.bench;

import java.time.InstantSource;
import java.util.Locale;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * Plays a {@link Tape} over and over as the venue's text frames, each with the venue's time and
 * with ids that go on, so that the seam between two rounds of the tape is no gap.
 */
public final class FrameWriter {
  private final Tape tape;
  private final InstantSource clock;
  private final String symbol;
  private final String stream;
  private final StringBuilder text = new StringBuilder(2_048);
  private int next;
  private long aggTradeId = 1;
  private long tradeId = 1;
  private long updateId = 1;

  public FrameWriter(Tape tape, InstantSource clock) {
    this.tape = tape;
    this.clock = clock;
    this.symbol = tape.symbol().code();
    this.stream = symbol.toLowerCase(Locale.ROOT);
  }

  /** The next frame. */
  public String next() {
    Tape.Event event = tape.events().get(next);
    next = (next + 1) % tape.events().size();
    long now = clock.millis();
    text.setLength(0);
    switch (event) {
      case Tape.AggTrade trade -> aggTrade(trade, now);
      case Tape.Book book -> book(book, now);
    }
    return text.toString();
  }

  private void aggTrade(Tape.AggTrade trade, long now) {
    text.append("{\"stream\":\"")
        .append(stream)
        .append("@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":")
        .append(now)
        .append(",\"s\":\"")
        .append(symbol)
        .append("\",\"a\":")
        .append(aggTradeId++)
        .append(',')
        .append(trade.figures())
        .append(",\"f\":")
        .append(tradeId);
    tradeId += trade.fills();
    text.append(",\"l\":")
        .append(tradeId - 1)
        .append(",\"T\":")
        .append(now)
        .append(",\"m\":")
        .append(trade.buyerIsMaker())
        .append(",\"st\":1}}");
  }

  private void book(Tape.Book book, long now) {
    text.append("{\"stream\":\"")
        .append(stream)
        .append("@depth20@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":")
        .append(now)
        .append(",\"T\":")
        .append(now)
        .append(",\"s\":\"")
        .append(symbol)
        .append("\",\"ps\":\"")
        .append(symbol)
        .append("\",\"st\":1,\"U\":")
        .append(updateId + 1)
        .append(",\"u\":")
        .append(updateId + 1)
        .append(",\"pu\":")
        .append(updateId)
        .append(',')
        .append(book.levels())
        .append("}}");
    updateId++;
  }

  /** The frame of a candle that is forming or has closed. */
  public String candle(Candle candle) {
    Timeframe timeframe = candle.timeframe();
    return """
    {"stream":"%s@kline_%s","data":{"e":"kline","E":%d,"s":"%s","k":{"t":%d,"T":%d,"s":"%s",\
    "i":"%s","o":"%.2f","c":"%.2f","h":"%.2f","l":"%.2f","v":"%.3f","n":1,"x":%b}}}\
    """
        .formatted(
            stream,
            timeframe.code(),
            clock.millis(),
            symbol,
            candle.openTime(),
            candle.closeTime(),
            symbol,
            timeframe.code(),
            candle.open(),
            candle.close(),
            candle.high(),
            candle.low(),
            candle.volume(),
            candle.closed());
  }
}
