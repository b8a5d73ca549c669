package vortex7.venue.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.MarketSource;
import vortex7.matching.OrderBook;
import vortex7.matching.PastPositioning;
import vortex7.matching.Positioning;

/**
 * A BTCUSDT book that stands still around one price until a test tells it what to do: ten levels of
 * 5 BTC a side, one tick apart, the best bid just below the price.
 */
final class ScriptedMarket implements MarketSource {
  static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final int AGENT = 1;
  private static final int LEVELS = 10;
  private static final long LEVEL_STEPS = 5_000;

  private final long startMillis;
  private final long priceTicks;
  private final ConcurrentLinkedQueue<Consumer<ScriptedMarket>> script =
      new ConcurrentLinkedQueue<>();
  private final List<Long> resting = new ArrayList<>();
  private Optional<Positioning> crowd = Optional.empty();
  private List<PastPositioning> past = List.of();
  private Exchange exchange;
  private OrderBook book;
  private long dryUntilMillis;
  private double priceAfter;

  /**
   * @param price of the best ask, quote units
   */
  ScriptedMarket(long startMillis, double price) {
    this.startMillis = startMillis;
    this.priceTicks = Math.round(price * 10);
  }

  /** Who holds what beside the clients; nobody knows until this is told. */
  void crowd(
      long openInterestSteps,
      double longAccounts,
      double topLongAccounts,
      double topLongPositions) {
    crowd =
        Optional.of(
            new Positioning(openInterestSteps, longAccounts, topLongAccounts, topLongPositions));
  }

  @Override
  public Optional<Positioning> positioning(Symbol symbol) {
    return crowd;
  }

  /** Who held what before it began. */
  void past(List<PastPositioning> rows) {
    past = List.copyOf(rows);
  }

  @Override
  public List<PastPositioning> positioningPast(Symbol symbol, int limit) {
    return past.subList(Math.max(0, past.size() - limit), past.size());
  }

  /** Runs on the engine's thread when time moves on next. */
  void then(Consumer<ScriptedMarket> action) {
    script.add(action);
  }

  OrderBook book() {
    return book;
  }

  /** Clears the agent's levels and builds them anew, best ask at {@code price}. */
  void quoteAround(double price) {
    resting.forEach(book::cancel);
    resting.clear();
    long best = Math.round(price * 10);
    for (int i = 0; i < LEVELS; i++) {
      resting.add(book.placeLimit(AGENT, true, best - 1 - i, LEVEL_STEPS));
      resting.add(book.placeLimit(AGENT, false, best + i, LEVEL_STEPS));
    }
  }

  /** Another agent takes {@code steps} lot steps. */
  void take(boolean buy, long steps) {
    book.placeMarket(AGENT + 1, buy, steps);
  }

  @Override
  public void attach(Exchange to) {
    exchange = to;
    to.advanceTo(startMillis);
    book = to.addOrderBook(ListedSymbol.instrumentOf(BTC));
    quoteAround(priceTicks / 10.0);
  }

  @Override
  public long startMillis() {
    return startMillis;
  }

  @Override
  public void advance(long toMillis) {
    exchange.advanceTo(toMillis);
    if (dryUntilMillis > 0 && toMillis >= dryUntilMillis) {
      dryUntilMillis = 0;
      quoteAround(priceAfter);
    }
    Consumer<ScriptedMarket> action = script.poll();
    while (action != null) {
      action.accept(this);
      action = script.poll();
    }
  }

  @Override
  public List<Candle> history(Symbol symbol, Timeframe timeframe, int limit) {
    List<Candle> candles = new ArrayList<>();
    long open = timeframe.openOf(startMillis);
    for (int i = 20; i >= 1; i--) {
      candles.add(
          new Candle(
              timeframe,
              open - i * timeframe.millis(),
              59_990,
              60_010,
              59_980,
              60_000,
              12.5,
              true));
    }
    return candles;
  }

  @Override
  public boolean movable() {
    return true;
  }

  @Override
  public void gap(Symbol symbol, double fraction) {
    double price = Math.max(book.bestAsk(), book.lastPrice()) / 10.0 * (1.0 + fraction);
    resting.forEach(book::cancel);
    resting.clear();
    book.placeImmediate(AGENT + 1, fraction > 0, Math.round(price * 10), 1_000_000);
    quoteAround(price);
    take(fraction > 0, 1);
  }

  @Override
  public void dryUp(Symbol symbol, boolean bids, boolean asks, long untilMillis) {
    double price = book.bestAsk() / 10.0;
    if (bids) {
      book.placeImmediate(AGENT + 1, false, 1, 1_000_000);
    }
    if (asks) {
      book.placeImmediate(AGENT + 1, true, Long.MAX_VALUE, 1_000_000);
    }
    dryUntilMillis = untilMillis;
    priceAfter = price;
  }

  @Override
  public boolean exhausted() {
    return false;
  }

  @Override
  public SortedMap<String, Long> exportState() {
    return new TreeMap<>(java.util.Map.of("scripted", 1L));
  }

  @Override
  public void restore(SortedMap<String, Long> state) {
    quoteAround(book.lastPrice() == 0 ? priceTicks / 10.0 : book.lastPrice() / 10.0);
  }
}
