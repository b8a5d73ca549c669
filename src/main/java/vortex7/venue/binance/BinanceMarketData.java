package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketData;
import vortex7.port.MarketListener;
import vortex7.port.MarketListener.Stream;
import vortex7.port.VenueException;
import vortex7.port.VenueException.Kind;
import vortex7.venue.binance.SocketConnector.Idle;

/**
 * Market data of Binance USDT-M futures. Each subscription has two sockets of its own, one for the
 * book and one for trades and candles, so that symbols do not share a fate.
 */
public final class BinanceMarketData implements MarketData {
  private final BinanceRest rest;
  private final Instruments instruments;
  private final SocketConnector connector;
  private final SocketConnector.Later later;
  private final LongSupplier nanos;
  private final BinanceSettings settings;
  private final FundingIntervals fundingIntervals;
  private final FrameCounters counters = new FrameCounters();
  private final AtomicLong sockets = new AtomicLong();

  BinanceMarketData(
      BinanceRest rest,
      Instruments instruments,
      SocketConnector connector,
      SocketConnector.Later later,
      LongSupplier nanos,
      BinanceSettings settings) {
    this.rest = rest;
    this.instruments = instruments;
    this.connector = connector;
    this.later = later;
    this.nanos = nanos;
    this.settings = settings;
    this.fundingIntervals = new FundingIntervals(rest, settings.limits().instrumentsEvery());
  }

  public FrameCounters counters() {
    return counters;
  }

  @Override
  public CompletionStage<Map<Symbol, Instrument>> instruments() {
    return instruments.refresh();
  }

  @Override
  public CompletionStage<List<Listing>> listings() {
    return rest.body(RestCall.open("/fapi/v1/exchangeInfo", 1))
        .thenCompose(
            info ->
                rest.body(RestCall.open("/fapi/v1/ticker/24hr", 40))
                    .thenCompose(
                        days ->
                            // Last, because nothing grows old as fast as prices do.
                            rest.body(RestCall.open("/fapi/v1/ticker/bookTicker", 5))
                                .thenApply(books -> ListingReader.read(info, days, books))));
  }

  @Override
  public CompletionStage<List<Candle>> candles(Symbol symbol, Timeframe timeframe, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be in [1, 1000], was " + limit);
    }
    int weight = limit < 100 ? 1 : limit < 500 ? 2 : 5;
    RestCall call =
        BinanceRest.of(symbol, RestCall.open("/fapi/v1/klines", weight))
            .with("interval", timeframe.code())
            .with("limit", limit);
    return rest.body(call).thenApply(rows -> candles(rows, timeframe));
  }

  @Override
  public CompletionStage<BigDecimal> markPrice(Symbol symbol) {
    return rest.body(BinanceRest.of(symbol, RestCall.open("/fapi/v1/premiumIndex", 1)))
        .thenApply(body -> Decimals.of(body, "markPrice"));
  }

  @Override
  public CompletionStage<OpenInterest> openInterest(Symbol symbol) {
    return rest.body(BinanceRest.of(symbol, RestCall.open("/fapi/v1/openInterest", 1)))
        .thenApply(StatisticsReader::openInterest);
  }

  @Override
  public CompletionStage<List<PastOpenInterest>> openInterestHistory(Symbol symbol, int limit) {
    return rest.body(statistic("openInterestHist", symbol, limit))
        .thenApply(StatisticsReader::openInterestHistory);
  }

  @Override
  public CompletionStage<List<LongShare>> accountRatios(Symbol symbol, int limit) {
    return rest.body(statistic("globalLongShortAccountRatio", symbol, limit))
        .thenApply(StatisticsReader::longShares);
  }

  @Override
  public CompletionStage<List<LongShare>> topTraderRatios(Symbol symbol, int limit) {
    return rest.body(statistic("topLongShortPositionRatio", symbol, limit))
        .thenApply(StatisticsReader::longShares);
  }

  @Override
  public CompletionStage<Funding> funding(Symbol symbol) {
    return fundingIntervals
        .of(symbol)
        .thenCompose(
            interval ->
                rest.body(BinanceRest.of(symbol, RestCall.open("/fapi/v1/premiumIndex", 1)))
                    .thenApply(body -> StatisticsReader.funding(body, interval)));
  }

  @Override
  public CompletionStage<List<PastFunding>> fundingHistory(Symbol symbol, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be in [1, 1000], was " + limit);
    }
    RestCall call =
        BinanceRest.of(symbol, RestCall.open("/fapi/v1/fundingRate", 0)).with("limit", limit);
    return rest.body(call).thenApply(StatisticsReader::fundingHistory);
  }

  /** They cost no weight, but have budgets of their own that our periods stay far below. */
  private static RestCall statistic(String name, Symbol symbol, int limit) {
    if (limit < 1 || limit > 500) {
      throw new IllegalArgumentException("limit must be in [1, 500], was " + limit);
    }
    return BinanceRest.of(symbol, RestCall.open("/futures/data/" + name, 0))
        .with("period", "5m")
        .with("limit", limit);
  }

  private List<Candle> candles(JsonNode rows, Timeframe timeframe) {
    // The newest row is the forming candle, unless nothing has traded since its end.
    long finalBefore = rest.clock().millis() - settings.limits().candleGrace().toMillis();
    List<Candle> read = new ArrayList<>(rows.size());
    int last = rows.size() - 1;
    for (int i = 0; i <= last; i++) {
      JsonNode row = rows.get(i);
      long openTime = row.path(0).asLong();
      boolean closed = i < last || openTime + timeframe.millis() <= finalBefore;
      read.add(
          new Candle(
              timeframe,
              openTime,
              number(row, 1),
              number(row, 2),
              number(row, 3),
              number(row, 4),
              number(row, 5),
              closed));
    }
    return List.copyOf(read);
  }

  @Override
  public CompletionStage<List<Trade>> trades(Symbol symbol, long fromId, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be in [1, 1000], was " + limit);
    }
    RestCall call =
        BinanceRest.of(symbol, RestCall.open("/fapi/v1/aggTrades", 20))
            .with("fromId", fromId)
            .with("limit", limit);
    return rest.body(call).thenApply(BinanceMarketData::trades);
  }

  private static List<Trade> trades(JsonNode rows) {
    List<Trade> read = new ArrayList<>(rows.size());
    for (JsonNode row : rows) {
      read.add(
          new Trade(
              row.path("a").asLong(),
              Double.parseDouble(text(row.path("p"))),
              Double.parseDouble(text(row.path("q"))),
              row.path("m").asBoolean(),
              row.path("T").asLong()));
    }
    return List.copyOf(read);
  }

  private static double number(JsonNode row, int column) {
    return Double.parseDouble(text(row.path(column)));
  }

  private static String text(JsonNode value) {
    if (!value.isTextual() && !value.isNumber()) {
      throw new VenueException(Kind.UNKNOWN, 0, "an answer lacks a number, has " + value);
    }
    return value.asText();
  }

  @Override
  public Subscription subscribe(Symbol symbol, MarketListener listener) {
    RotatingSocket book =
        socket(
            StreamUrls.book(settings, symbol),
            settings.limits().bookIdle(),
            new MarketStream(symbol, List.of(Stream.BOOK), listener, counters));
    RotatingSocket market =
        socket(
            StreamUrls.tradesAndCandles(settings, symbol),
            settings.limits().marketIdle(),
            new MarketStream(symbol, List.of(Stream.TRADES, Stream.CANDLES), listener, counters));
    book.start();
    market.start();
    return () -> {
      book.close();
      market.close();
    };
  }

  private RotatingSocket socket(String url, Duration silence, MarketStream stream) {
    long seed = settings.seed() + sockets.getAndIncrement();
    Idle idle = new Idle(silence, silence.plus(settings.limits().connectTimeout()));
    return new RotatingSocket(
        connector,
        later,
        nanos,
        () -> CompletableFuture.completedStage(url),
        idle,
        settings.limits(),
        seed,
        stream);
  }
}
