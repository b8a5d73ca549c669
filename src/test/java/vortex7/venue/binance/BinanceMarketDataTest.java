package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketData;
import vortex7.port.MarketData.Subscription;
import vortex7.port.MarketListener;
import vortex7.port.VenueException;

class BinanceMarketDataTest {
  private static final ActorTestKit KIT = ActorTestKit.create("binance-market-data");
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final String PREMIUM_INDEX =
      "{\"markPrice\":\"76916.95\",\"lastFundingRate\":\"0.00010000\","
          + "\"nextFundingTime\":1789488000000,\"time\":1789478303000}";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final List<BinanceVenue> venues = new ArrayList<>();
  private StubVenue stub;
  private BinanceVenue venue;

  @BeforeEach
  void open() {
    stub = new StubVenue(KIT.system());
    venue = venue(stub.settings());
  }

  @AfterEach
  void close() {
    subscriptions.forEach(Subscription::close);
    venues.forEach(BinanceVenue::close);
    stub.close();
  }

  @AfterAll
  static void shutdown() {
    KIT.shutdownTestKit();
  }

  @Test
  void instruments_carry_every_filter_and_leave_out_what_does_not_trade() {
    stub.ok("GET /fapi/v1/exchangeInfo", Bodies.EXCHANGE_INFO);
    Map<Symbol, Instrument> instruments = get(venue.marketData().instruments());
    assertThat(instruments).containsOnlyKeys(BTC);
    assertThat(instruments.get(BTC))
        .isEqualTo(
            new Instrument(
                BTC,
                "BTC",
                "USDT",
                new BigDecimal("0.10"),
                new BigDecimal("556.80"),
                new BigDecimal("4529764"),
                new BigDecimal("0.001"),
                new BigDecimal("0.001"),
                new BigDecimal("1000"),
                new BigDecimal("120"),
                new BigDecimal("50"),
                new BigDecimal("1.0500"),
                new BigDecimal("0.9500"),
                new BigDecimal("0.05"),
                new BigDecimal("0.0500")));
  }

  @Test
  void listings_join_what_is_listed_with_its_day_and_its_best_prices() {
    stub.ok("GET /fapi/v1/exchangeInfo", Bodies.EXCHANGE_INFO);
    stub.ok(
        "GET /fapi/v1/ticker/24hr",
        "[{\"symbol\":\"BTCUSDT\",\"volume\":\"169924.020\",\"quoteVolume\":\"13258734360.38\"},"
            + "{\"symbol\":\"HALTUSDT\",\"quoteVolume\":\"12.50\"},"
            + "{\"symbol\":\"UNLISTEDUSDT\",\"quoteVolume\":\"99\"}]");
    stub.ok(
        "GET /fapi/v1/ticker/bookTicker",
        "[{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"76914.90\",\"bidQty\":\"4.218\","
            + "\"askPrice\":\"76915.00\",\"askQty\":\"6.128\",\"time\":1789478303376}]");
    Listing.Best best = new Listing.Best(new BigDecimal("76914.90"), new BigDecimal("76915.00"));
    assertThat(get(venue.marketData().listings()))
        .containsExactly(
            new Listing(
                BTC,
                "TRADING",
                "PERPETUAL",
                "USDT",
                true,
                Optional.of(new BigDecimal("13258734360.38")),
                Optional.of(best)),
            new Listing(
                Symbol.of("HALTUSDT"),
                "TRADING_HALT",
                "PERPETUAL",
                "",
                false,
                Optional.of(new BigDecimal("12.50")),
                Optional.empty()),
            listed("BTCUSDT_261225", "CURRENT_QUARTER"),
            listed("ODDUSDT", "PERPETUAL"));
    assertThat(stub.asked("GET /fapi/v1/ticker/24hr").get(0).parameters()).isEmpty();
    assertThat(stub.asked("GET /fapi/v1/ticker/bookTicker").get(0).parameters()).isEmpty();
  }

  private static Listing listed(String code, String contractType) {
    return new Listing(
        Symbol.of(code), "TRADING", contractType, "", false, Optional.empty(), Optional.empty());
  }

  @Test
  void listings_of_an_answer_that_is_no_list_are_refused_by_its_name() {
    stub.ok("GET /fapi/v1/exchangeInfo", Bodies.EXCHANGE_INFO);
    stub.ok("GET /fapi/v1/ticker/24hr", "[]");
    stub.ok("GET /fapi/v1/ticker/bookTicker", "{\"code\":0}");
    assertThatThrownBy(() -> get(venue.marketData().listings()))
        .rootCause()
        .isInstanceOf(VenueException.class)
        .hasMessageContaining("ticker/bookTicker is no list");
  }

  @Test
  void the_newest_candle_of_an_answer_is_still_forming() {
    long minute = System.currentTimeMillis() / 60_000 * 60_000;
    stub.ok(
        "GET /fapi/v1/klines",
        "[" + Bodies.kline(minute - 60_000) + "," + Bodies.kline(minute) + "]");
    List<Candle> candles = get(venue.marketData().candles(BTC, Timeframe.M1, 500));
    assertThat(candles).extracting(Candle::closed).containsExactly(true, false);
    assertThat(candles.get(0).high()).isEqualTo(76965.50);
    assertThat(stub.asked("GET /fapi/v1/klines").get(0).parameters())
        .containsEntry("symbol", "BTCUSDT")
        .containsEntry("interval", "1m")
        .containsEntry("limit", "500");
  }

  @Test
  void a_newest_candle_that_ended_long_ago_is_final() {
    long past = System.currentTimeMillis() / 60_000 * 60_000 - 120_000;
    stub.ok("GET /fapi/v1/klines", "[" + Bodies.kline(past) + "]");
    assertThat(get(venue.marketData().candles(BTC, Timeframe.M1, 1)).get(0).closed()).isTrue();
  }

  @Test
  void missed_trades_are_read_by_id() {
    stub.ok(
        "GET /fapi/v1/aggTrades",
        "[{\"a\":3450415493,\"p\":\"76906.00\",\"q\":\"0.004\",\"nq\":\"0.004\",\"f\":1,\"l\":1,"
            + "\"T\":1789478330891,\"m\":false}]");
    assertThat(get(venue.marketData().trades(BTC, 3_450_415_493L, 1000)))
        .containsExactly(new Trade(3_450_415_493L, 76906.00, 0.004, false, 1_789_478_330_891L));
  }

  @Test
  void statistics_are_asked_for_in_periods_of_five_minutes() {
    stub.ok("GET /futures/data/openInterestHist", "[]");
    stub.ok("GET /futures/data/globalLongShortAccountRatio", "[]");
    stub.ok("GET /futures/data/topLongShortPositionRatio", "[]");
    assertThat(get(venue.marketData().openInterestHistory(BTC, 500))).isEmpty();
    assertThat(get(venue.marketData().accountRatios(BTC, 288))).isEmpty();
    assertThat(get(venue.marketData().topTraderRatios(BTC, 1))).isEmpty();
    assertThat(stub.asked("GET /futures/data/openInterestHist").get(0).raw())
        .endsWith("symbol=BTCUSDT&period=5m&limit=500");
    assertThat(stub.asked("GET /futures/data/globalLongShortAccountRatio").get(0).raw())
        .endsWith("symbol=BTCUSDT&period=5m&limit=288");
    assertThat(stub.asked("GET /futures/data/topLongShortPositionRatio").get(0).raw())
        .endsWith("symbol=BTCUSDT&period=5m&limit=1");
    assertThatThrownBy(() -> venue.marketData().accountRatios(BTC, 501))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be in [1, 500], was 501");
  }

  @Test
  void funding_has_the_symbols_own_interval_which_is_read_once_for_all() {
    stub.ok("GET /fapi/v1/fundingInfo", "[{\"symbol\":\"BTCUSDT\",\"fundingIntervalHours\":4}]");
    stub.ok("GET /fapi/v1/premiumIndex", PREMIUM_INDEX);
    stub.ok("GET /fapi/v1/premiumIndex", PREMIUM_INDEX);
    assertThat(get(venue.marketData().funding(BTC)))
        .isEqualTo(
            new MarketData.Funding(
                1_789_478_303_000L, 76_916.95, 0.0001, 1_789_488_000_000L, Duration.ofHours(4)));
    assertThat(get(venue.marketData().funding(Symbol.of("ETHUSDT"))).interval())
        .isEqualTo(Duration.ofHours(8));
    assertThat(stub.asked("GET /fapi/v1/fundingInfo")).hasSize(1);
  }

  @Test
  void without_the_intervals_there_is_no_funding_until_they_can_be_read() {
    stub.answers("GET /fapi/v1/fundingInfo", 500, "{}");
    stub.ok("GET /fapi/v1/fundingInfo", "[]");
    stub.ok("GET /fapi/v1/premiumIndex", PREMIUM_INDEX);
    assertThatThrownBy(() -> get(venue.marketData().funding(BTC)))
        .hasCauseInstanceOf(VenueException.class)
        .hasMessageContaining("GET /fapi/v1/fundingInfo: status 500");
    assertThat(get(venue.marketData().funding(BTC)).interval()).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void an_open_interest_that_the_venue_refuses_says_so() {
    stub.answers(
        "GET /fapi/v1/openInterest", 400, Bodies.error(-1020, "This operation is not supported."));
    stub.ok("GET /fapi/v1/openInterest", "{\"openInterest\":\"10.5\",\"time\":1700000000000}");
    assertThatThrownBy(() -> get(venue.marketData().openInterest(BTC)))
        .hasCauseInstanceOf(VenueException.class)
        .hasMessageContaining("GET /fapi/v1/openInterest: This operation is not supported.");
    assertThat(get(venue.marketData().openInterest(BTC)))
        .isEqualTo(new MarketData.OpenInterest(1_700_000_000_000L, 10.5));
  }

  @Test
  void streams_use_the_routed_paths_and_deliver_decoded_values() {
    subscribe(venue);
    StubVenue.Socket book = socket("/public/", 1);
    StubVenue.Socket market = socket("/market/", 1);
    assertThat(book.uri).endsWith("/public/stream?streams=btcusdt@depth20@100ms");
    assertThat(market.uri)
        .endsWith(
            "/market/stream?streams=btcusdt@aggTrade/btcusdt@kline_1m/btcusdt@kline_3m"
                + "/btcusdt@kline_5m/btcusdt@kline_15m");
    book.send(Frames.DEPTH_20);
    awaitTold("book 11563384769463");
    market.send(Frames.AGG_TRADE);
    market.send(Frames.KLINE.replace("\"s\":\"BTCUSDT\",\"k\"", "\"k\""));
    market.sendInPieces(Frames.KLINE);
    market.send("{\"e\":\"aggTrade\",");
    market.send("{\"result\":null,\"id\":1}");
    awaitTold("trade 3450415493", "candle 15m", "malformed TRADES");
    await().until(() -> venue.marketData().counters().unknown() == 2);
    assertThat(venue.marketData().counters().decoded()).isEqualTo(3);
    assertThat(venue.marketData().counters().malformed()).isEqualTo(1);
  }

  @Test
  void a_cut_socket_is_told_and_reopened_while_the_other_one_stays() {
    subscribe(venue);
    awaitTold("connected BOOK", "connected TRADES", "connected CANDLES");
    socket("/public/", 1).cut();
    socket("/public/", 2).send(Frames.DEPTH_20);
    awaitTold("book 11563384769463");
    assertThat(told.stream().filter("connected BOOK"::equals)).hasSize(2);
    assertThat(told).anyMatch(line -> line.startsWith("disconnected BOOK"));
    assertThat(told).noneMatch(line -> line.startsWith("disconnected TRADES"));
  }

  @Test
  void a_venue_that_is_away_is_tried_again_until_it_is_back() {
    stub.refuseSockets(true);
    subscribe(impatient());
    await()
        .until(
            () -> told.stream().filter(line -> line.startsWith("disconnected BOOK")).count() >= 3);
    assertThat(told).doesNotContain("connected BOOK");
    assertThat(told).anyMatch(line -> line.contains("503"));
    stub.refuseSockets(false);
    awaitTold("connected BOOK");
  }

  @Test
  void a_socket_that_falls_silent_is_closed_and_reopened() {
    subscribe(impatient());
    socket("/public/", 2);
    assertThat(told).anyMatch(line -> line.startsWith("disconnected BOOK No elements"));
  }

  private BinanceVenue impatient() {
    return venue(stub.settings().with(TestLimits.quick()));
  }

  private BinanceVenue venue(BinanceSettings settings) {
    BinanceVenue opened = BinanceVenue.create(KIT.system(), settings, OwnTime.ofMachine());
    venues.add(opened);
    return opened;
  }

  private void subscribe(BinanceVenue to) {
    subscriptions.add(to.marketData().subscribe(BTC, new Recorder()));
  }

  private StubVenue.Socket socket(String path, int count) {
    await().until(() -> stub.sockets(path).size() >= count);
    return stub.sockets(path).get(count - 1);
  }

  private void awaitTold(String... lines) {
    await().untilAsserted(() -> assertThat(told).contains(lines));
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private final class Recorder implements MarketListener {
    @Override
    public void onTrade(
        long id, double price, double quantity, boolean maker, long time, long nanos) {
      told.add("trade " + id);
    }

    @Override
    public void onBook(BookSnapshot book, long receivedNanos) {
      told.add("book " + book.updateId);
    }

    @Override
    public void onCandle(Candle candle, long receivedNanos) {
      told.add("candle " + candle.timeframe().code());
    }

    @Override
    public void onConnected(Stream stream) {
      told.add("connected " + stream);
    }

    @Override
    public void onDisconnected(Stream stream, String reason) {
      told.add("disconnected " + stream + " " + reason);
    }

    @Override
    public void onMalformed(Stream stream, String reason) {
      told.add("malformed " + stream);
    }
  }
}
