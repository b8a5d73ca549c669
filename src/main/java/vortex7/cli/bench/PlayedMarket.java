package vortex7.cli.bench;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketData;
import vortex7.port.MarketListener;
import vortex7.venue.binance.MarketFrames;

/**
 * The daemon's market data while it is measured: frames of a tape, sent by whoever calls {@link
 * #send}, through the venue client's own decoder; candles that stay calm; and the instruments of
 * the venue that the orders go to.
 */
public final class PlayedMarket implements MarketData {
  private static final long CANDLE_EVERY_MILLIS = 250;

  private final MarketData venue;
  private final InstantSource clock;
  private final FrameWriter writer;
  private final CalmCandles candles;
  private final Map<Timeframe, Long> openCandles = new TreeMap<>();
  private volatile @Nullable MarketFrames frames;
  private volatile @Nullable Subscription opening;
  private final long beganMillis;
  private long nextCandleMillis;

  public PlayedMarket(MarketData venue, Tape tape, InstantSource clock) {
    this.venue = venue;
    this.clock = clock;
    this.writer = new FrameWriter(tape, clock);
    this.beganMillis = clock.millis();
    this.candles = new CalmCandles(tape.middle(), beganMillis);
  }

  /** Whether somebody listens. */
  public boolean heard() {
    return frames != null;
  }

  /** Frames decoded, and those that were not. */
  public long decoded() {
    MarketFrames to = frames;
    return to == null ? 0 : to.counters().decoded();
  }

  public long notDecoded() {
    MarketFrames to = frames;
    return to == null ? 0 : to.counters().malformed() + to.counters().unknown();
  }

  /** Sends the next frame of the tape; only one thread may call it. */
  public void send() {
    MarketFrames to = frames;
    if (to != null) {
      String text = writer.next();
      to.frame(text, System.nanoTime());
    }
  }

  /** Sends candles when they are due, between frames of the tape; the thread of {@link #send}. */
  public void sendCandles() {
    MarketFrames to = frames;
    long now = clock.millis();
    if (to == null || now < nextCandleMillis) {
      return;
    }
    nextCandleMillis = now + CANDLE_EVERY_MILLIS;
    if (now > beganMillis) {
      close(opening);
      opening = null;
    }
    for (Timeframe timeframe : Timeframe.values()) {
      long open = timeframe.openOf(now);
      Long before = openCandles.put(timeframe, open);
      if (before != null && before < open) {
        to.frame(writer.candle(candles.at(timeframe, before, true)), System.nanoTime());
      }
      to.frame(writer.candle(candles.at(timeframe, now, false)), System.nanoTime());
    }
  }

  @Override
  public CompletionStage<Map<Symbol, Instrument>> instruments() {
    return venue.instruments();
  }

  @Override
  public CompletionStage<List<Listing>> listings() {
    return venue.listings();
  }

  @Override
  public CompletionStage<List<Candle>> candles(Symbol symbol, Timeframe timeframe, int limit) {
    return CompletableFuture.completedStage(candles.newest(timeframe, clock.millis(), limit));
  }

  /** A tape has no gap: nothing is ever missing. */
  @Override
  public CompletionStage<List<Trade>> trades(Symbol symbol, long fromId, int limit) {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public CompletionStage<BigDecimal> markPrice(Symbol symbol) {
    return venue.markPrice(symbol);
  }

  @Override
  public CompletionStage<OpenInterest> openInterest(Symbol symbol) {
    return venue.openInterest(symbol);
  }

  @Override
  public CompletionStage<List<PastOpenInterest>> openInterestHistory(Symbol symbol, int limit) {
    return venue.openInterestHistory(symbol, limit);
  }

  @Override
  public CompletionStage<List<LongShare>> accountRatios(Symbol symbol, int limit) {
    return venue.accountRatios(symbol, limit);
  }

  @Override
  public CompletionStage<List<LongShare>> topTraderRatios(Symbol symbol, int limit) {
    return venue.topTraderRatios(symbol, limit);
  }

  @Override
  public CompletionStage<Funding> funding(Symbol symbol) {
    return venue.funding(symbol);
  }

  @Override
  public CompletionStage<List<PastFunding>> fundingHistory(Symbol symbol, int limit) {
    return venue.fundingHistory(symbol, limit);
  }

  @Override
  public Subscription subscribe(Symbol symbol, MarketListener listener) {
    MarketFrames opened = new MarketFrames(symbol, listener);
    opened.connected();
    frames = opened;
    opening = venue.subscribe(symbol, new Deaf()); // A recording stands while nobody listens.
    return () -> {
      close(opening);
      if (frames == opened) {
        frames = null;
      }
    };
  }

  private static void close(@Nullable Subscription subscription) {
    if (subscription != null) {
      subscription.close();
    }
  }

  private static final class Deaf implements MarketListener {
    @Override
    public void onTrade(
        long id,
        double price,
        double quantity,
        boolean buyerIsMaker,
        long timeMillis,
        long receivedNanos) {}

    @Override
    public void onBook(BookSnapshot book, long receivedNanos) {}

    @Override
    public void onCandle(Candle candle, long receivedNanos) {}

    @Override
    public void onConnected(Stream stream) {}

    @Override
    public void onDisconnected(Stream stream, String reason) {}

    @Override
    public void onMalformed(Stream stream, String reason) {}
  }
}
