package vortex7.matching.replay;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.MarketSource;
import vortex7.matching.QueueModel;
import vortex7.matching.feed.CandleJoin;

/**
 * Recorded markets at their recorded times: trades and books of one or more recordings, merged by
 * the venue's time, into books in which clients' orders fill by a queue model. How fast time goes
 * is the caller's matter.
 */
public final class ReplayMarket implements MarketSource {
  /** Recordings that begin within this of the first one begin together, with the last of them. */
  private static final long TOGETHER_MILLIS = 10_000;

  /** Longer silence means that recordings of different times were put together. */
  private static final Duration SILENCE_MAX = Duration.ofMinutes(10);

  private final List<ReplayedSymbol> symbols;
  private final QueueModel queueModel;
  private final MergedRecordings events;
  private final long startMillis;
  private final SortedMap<Symbol, ReplayedBook> books = new TreeMap<>();
  private final SortedMap<Symbol, List<Candle>> minutes = new TreeMap<>();
  private final SortedMap<String, ReplayedBook> bySymbolName = new TreeMap<>();
  private @Nullable Exchange exchange;
  private long nowMillis;

  /**
   * @param symbols what is listed; events of other symbols are passed over
   * @throws RecordingException when there is nothing to replay
   */
  public ReplayMarket(
      List<ReplayedSymbol> symbols, List<Recording> recordings, QueueModel queueModel) {
    this.symbols = List.copyOf(symbols);
    this.queueModel = queueModel;
    this.events = new MergedRecordings(recordings);
    this.startMillis = begin(events);
    this.nowMillis = startMillis;
    for (ReplayedSymbol symbol : symbols) {
      minutes.put(symbol.instrument().symbol(), past(symbol));
    }
  }

  private static long begin(MergedRecordings events) {
    List<Long> starts = events.starts();
    if (starts.isEmpty()) {
      throw new RecordingException("the recordings hold no trade and no book");
    }
    long earliest = starts.stream().mapToLong(Long::longValue).min().getAsLong();
    long latest = starts.stream().mapToLong(Long::longValue).max().getAsLong();
    if (latest - earliest > SILENCE_MAX.toMillis()) {
      throw new RecordingException(
          "replay recordings of different times apart; these begin at "
              + String.join(", ", events.beginnings()));
    }
    return starts.stream()
        .mapToLong(Long::longValue)
        .filter(start -> start - earliest <= TOGETHER_MILLIS)
        .max()
        .getAsLong();
  }

  private List<Candle> past(ReplayedSymbol symbol) {
    String code = symbol.instrument().symbol().code();
    long price = events.firstPrice(code);
    if (price == 0 && !symbol.history().isEmpty()) {
      throw new RecordingException(
          "no price of " + code + " near the beginning: its history cannot be scaled to it");
    }
    double firstPrice = BigDecimal.valueOf(price, 8).doubleValue();
    double tick = symbol.instrument().tickSize().doubleValue();
    return ShiftedHistory.fit(symbol.history(), startMillis, firstPrice, tick);
  }

  @Override
  public void attach(Exchange to) {
    if (exchange != null) {
      throw new IllegalStateException("a market is attached once");
    }
    exchange = to;
    for (ReplayedSymbol symbol : symbols) {
      ReplayedBook book =
          new ReplayedBook(symbol.instrument(), to.addReplayBook(symbol.instrument(), queueModel));
      books.put(symbol.instrument().symbol(), book);
      bySymbolName.put(symbol.instrument().symbol().code(), book);
    }
    to.advanceTo(startMillis);
    skipTo(to, startMillis);
  }

  /** Brings the books to where they stood at {@code millis}; trades until then are not told. */
  private void skipTo(Exchange at, long millis) {
    while (events.nextTimeMillis() <= millis) {
      RecordedEvent event = events.next();
      if (event.kind != RecordedEvent.Kind.TRADE) {
        apply(at, event);
      }
    }
  }

  @Override
  public long startMillis() {
    return startMillis;
  }

  @Override
  public void advance(long toMillis) {
    Exchange at = attached();
    for (long time = events.nextTimeMillis(); time <= toMillis; time = events.nextTimeMillis()) {
      if (time - nowMillis > SILENCE_MAX.toMillis()) {
        throw new RecordingException(
            events.next().where()
                + "nothing is recorded for %d min before %s: replay recordings of different times apart"
                    .formatted((time - nowMillis) / 60_000, Instant.ofEpochMilli(time)));
      }
      nowMillis = Math.max(nowMillis, time);
      at.advanceTo(nowMillis);
      apply(at, events.next());
    }
    if (toMillis > nowMillis) {
      at.advanceTo(toMillis);
    }
  }

  @Override
  public long nextAfter(long millis) {
    return Math.max(millis + 1, events.nextTimeMillis());
  }

  private void apply(Exchange at, RecordedEvent event) {
    ReplayedBook book = bySymbolName.get(event.symbol);
    if (book == null) {
      return;
    }
    try {
      apply(at, book, event);
    } catch (RecordingException e) {
      throw new RecordingException(event.where() + e.getMessage(), e);
    }
  }

  private static void apply(Exchange at, ReplayedBook book, RecordedEvent event) {
    switch (event.kind) {
      case TRADE -> book.onTrade(event);
      case DIFF, SNAPSHOT, TOP -> book.onBook(event);
      case MARK_PRICE ->
          at.setMarkPrice(
              Symbol.of(event.symbol),
              Optional.of(BigDecimal.valueOf(event.price, 8).stripTrailingZeros()));
    }
  }

  /** Differences of any symbol that did not follow the one before, so far. */
  public long gaps() {
    return books.values().stream().mapToLong(ReplayedBook::gaps).sum();
  }

  @Override
  public List<Candle> history(Symbol symbol, Timeframe timeframe, int limit) {
    List<Candle> past = minutes.get(symbol);
    if (past == null) {
      throw new IllegalArgumentException(symbol + " is not traded here");
    }
    List<Candle> candles = CandleJoin.join(past, timeframe);
    return candles.subList(Math.max(0, candles.size() - limit), candles.size());
  }

  @Override
  public boolean exhausted() {
    return events.nextTimeMillis() == Long.MAX_VALUE;
  }

  @Override
  public SortedMap<String, Long> exportState() {
    SortedMap<String, Long> state = new TreeMap<>();
    state.put("replayed", nowMillis);
    return state;
  }

  @Override
  public void restore(SortedMap<String, Long> state) {
    Exchange at = attached();
    Long replayed = state.get("replayed");
    if (replayed == null) {
      throw new IllegalArgumentException("the market's state does not say how far it was replayed");
    }
    nowMillis = Math.max(nowMillis, replayed);
    skipTo(at, nowMillis);
  }

  private Exchange attached() {
    if (exchange == null) {
      throw new IllegalStateException("a market is attached before it is used");
    }
    return exchange;
  }
}
