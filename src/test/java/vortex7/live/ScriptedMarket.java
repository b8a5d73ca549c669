package vortex7.live;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketData;
import vortex7.port.MarketListener;

/** Market data that a test plays by hand. */
final class ScriptedMarket implements MarketData {
  /** The requests for missing trades, as "from+limit". */
  final List<String> tradeRequests = new CopyOnWriteArrayList<>();

  volatile Function<Timeframe, CompletionStage<List<Candle>>> candles =
      timeframe -> CompletableFuture.completedStage(List.of());
  volatile Function<Long, CompletionStage<List<Trade>>> missing =
      from -> CompletableFuture.completedStage(List.of());
  final List<Symbol> alsoListed = new CopyOnWriteArrayList<>();
  volatile Instrument listed = instrument(LiveFixture.BTC);
  volatile @Nullable MarketListener listener;
  final Map<Symbol, MarketListener> listeners = new ConcurrentHashMap<>();
  volatile int subscriptions;
  volatile int candleReads;
  final List<Integer> candleLimits = new CopyOnWriteArrayList<>();

  /** Mark prices by symbol. */
  volatile Function<Symbol, CompletionStage<BigDecimal>> marks =
      symbol -> CompletableFuture.completedStage(new BigDecimal("600"));

  @Override
  public CompletionStage<BigDecimal> markPrice(Symbol symbol) {
    return marks.apply(symbol);
  }

  /** How often each kind was polled, and what a poll answers; an unscripted one never does. */
  final Map<String, Integer> polls = new ConcurrentHashMap<>();

  volatile Supplier<CompletionStage<OpenInterest>> openInterest = CompletableFuture::new;
  volatile Supplier<CompletionStage<List<PastOpenInterest>>> openInterestHistory =
      () -> CompletableFuture.completedStage(List.of());
  volatile Function<Integer, CompletionStage<List<LongShare>>> accounts =
      limit -> CompletableFuture.completedStage(List.of());
  volatile Function<Integer, CompletionStage<List<LongShare>>> topTraders =
      limit -> CompletableFuture.completedStage(List.of());
  volatile Supplier<CompletionStage<Funding>> funding = CompletableFuture::new;

  @Override
  public CompletionStage<OpenInterest> openInterest(Symbol symbol) {
    polls.merge("openInterest", 1, Integer::sum);
    return openInterest.get();
  }

  @Override
  public CompletionStage<List<PastOpenInterest>> openInterestHistory(Symbol symbol, int limit) {
    polls.merge("openInterestHistory " + limit, 1, Integer::sum);
    return openInterestHistory.get();
  }

  @Override
  public CompletionStage<List<LongShare>> accountRatios(Symbol symbol, int limit) {
    polls.merge("accountRatios " + limit, 1, Integer::sum);
    return accounts.apply(limit);
  }

  @Override
  public CompletionStage<List<LongShare>> topTraderRatios(Symbol symbol, int limit) {
    polls.merge("topTraderRatios " + limit, 1, Integer::sum);
    return topTraders.apply(limit);
  }

  volatile Supplier<CompletionStage<List<PastFunding>>> fundingHistory =
      () -> CompletableFuture.completedStage(List.of());

  @Override
  public CompletionStage<List<PastFunding>> fundingHistory(Symbol symbol, int limit) {
    polls.merge("fundingHistory " + limit, 1, Integer::sum);
    return fundingHistory.get();
  }

  @Override
  public CompletionStage<Funding> funding(Symbol symbol) {
    polls.merge("funding", 1, Integer::sum);
    return funding.get();
  }

  @Override
  public CompletionStage<Map<Symbol, Instrument>> instruments() {
    Map<Symbol, Instrument> instruments = new TreeMap<>();
    instruments.put(LiveFixture.BTC, listed);
    alsoListed.forEach(symbol -> instruments.put(symbol, instrument(symbol)));
    return CompletableFuture.completedStage(instruments);
  }

  /** What the venue lists, with volumes and prices. */
  volatile Supplier<CompletionStage<List<Listing>>> listings =
      () -> CompletableFuture.completedStage(List.of());

  @Override
  public CompletionStage<List<Listing>> listings() {
    polls.merge("listings", 1, Integer::sum);
    return listings.get();
  }

  static Instrument instrument(Symbol symbol) {
    return new Instrument(
        symbol,
        symbol.code().replace("USDT", ""),
        "USDT",
        new BigDecimal("0.1"),
        new BigDecimal("0.1"),
        new BigDecimal("1000000"),
        new BigDecimal("0.001"),
        new BigDecimal("0.001"),
        new BigDecimal("1000"),
        new BigDecimal("120"),
        new BigDecimal("50"),
        new BigDecimal("1.05"),
        new BigDecimal("0.95"),
        new BigDecimal("0.05"),
        new BigDecimal("0.05"));
  }

  @Override
  public synchronized CompletionStage<List<Candle>> candles(
      Symbol symbol, Timeframe timeframe, int limit) {
    candleLimits.add(limit);
    candleReads++;
    return candles.apply(timeframe);
  }

  @Override
  public CompletionStage<List<Trade>> trades(Symbol symbol, long fromId, int limit) {
    tradeRequests.add(fromId + "+" + limit);
    return missing.apply(fromId);
  }

  @Override
  public synchronized Subscription subscribe(Symbol symbol, MarketListener told) {
    listener = told;
    listeners.put(symbol, told);
    subscriptions++;
    return () -> listeners.remove(symbol, told);
  }

  MarketListener listener() {
    MarketListener told = listener;
    if (told == null) {
      throw new IllegalStateException("nobody subscribed yet");
    }
    return told;
  }

  /** Closed candles of a timeframe up to, without, {@code end}, and the forming one. */
  static List<Candle> history(Timeframe timeframe, int closed, long end) {
    List<Candle> candles = new ArrayList<>();
    long open = timeframe.openOf(end);
    for (int i = closed; i >= 0; i--) {
      candles.add(
          new Candle(timeframe, open - i * timeframe.millis(), 100, 101, 99, 100, 5, i > 0));
    }
    return candles;
  }
}
