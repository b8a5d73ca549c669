package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketData;
import vortex7.port.MarketData.Subscription;
import vortex7.port.MarketListener;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderReport.Accepted;
import vortex7.position.OrderReport.CancelRefused;
import vortex7.position.OrderReport.Ended;
import vortex7.position.OrderReport.Filled;
import vortex7.position.OrderReport.NeverArrived;
import vortex7.position.OrderReport.Rejected;
import vortex7.position.OrderReport.Triggered;
import vortex7.position.OrderRequest;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;
import vortex7.position.OrderRequest.TimeInForce;
import vortex7.position.OrderRequest.WorkingType;
import vortex7.position.VenueFacts;
import vortex7.settings.Secret;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;

/** The adapter against the simulated venue, over its sockets: one round trip of a trade. */
class BinanceOnSimulatedVenueIT {
  private static final ActorTestKit KIT = ActorTestKit.create("binance-on-sim");
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger ATTEMPTS = new AtomicInteger();

  private final UserRecorder user = new UserRecorder();
  private final Market market = new Market();

  /** The newest best prices, and what else came. */
  private static final class Market implements MarketListener {
    volatile double bid;
    volatile double ask;
    volatile long lastTrade;
    final AtomicInteger trades = new AtomicInteger();
    final AtomicInteger candles = new AtomicInteger();
    final AtomicInteger malformed = new AtomicInteger();

    @Override
    public void onTrade(
        long id, double price, double quantity, boolean maker, long time, long nanos) {
      lastTrade = id;
      trades.incrementAndGet();
    }

    @Override
    public void onBook(BookSnapshot book, long receivedNanos) {
      bid = book.bidPrice[0];
      ask = book.askPrice[0];
    }

    @Override
    public void onCandle(Candle candle, long receivedNanos) {
      candles.incrementAndGet();
    }

    @Override
    public void onConnected(Stream stream) {}

    @Override
    public void onDisconnected(Stream stream, String reason) {}

    @Override
    public void onMalformed(Stream stream, String reason) {
      malformed.incrementAndGet();
    }
  }

  @BeforeAll
  static void patience() {
    org.awaitility.Awaitility.setDefaultTimeout(PATIENCE);
  }

  @AfterAll
  static void shutdown() {
    org.awaitility.Awaitility.reset();
    KIT.shutdownTestKit();
  }

  /** The client has one connection, and forty questions wait for it in front of the entry. */
  @Test
  void an_entry_in_the_clients_queue_does_not_reach_the_venue_behind_a_kill_switch() {
    try (SimulatedVenue sim =
            SimulatedVenue.start(SimulatedVenueSettings.documents(), KIT.system());
        BinanceVenue venue =
            BinanceVenue.create(
                KIT.system(),
                BinanceSettings.open(
                        sim.restUrl(),
                        sim.webSocketUrl(),
                        Secret.of("sim-key"),
                        Secret.of("sim-secret"))
                    .with(TestLimits.quick(1)),
                OwnTime.ofVenue(sim.clock(), System::nanoTime))) {
      Instrument rules = setUp(venue);
      BigDecimal mark = get(venue.orders().facts(BTC, sim.clock().instant())).markPrice();
      BigDecimal price = rules.roundPrice(mark.multiply(new BigDecimal("0.99")), RoundingMode.DOWN);
      AtomicReference<Optional<String>> fence = new AtomicReference<>(Optional.empty());
      ClientOrderId id = id(Leg.ENTRY);
      OrderRequest entry =
          new PlaceLimit(id, Side.BUY, new BigDecimal("0.002"), price, TimeInForce.GTX, false);

      List<CompletionStage<OrderReport>> before = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        before.add(venue.orders().send(new Cancel(id(Leg.ENTRY))));
      }
      CompletionStage<OrderReport> answer = venue.orders().send(entry, fence::get);
      fence.set(Optional.of("kill switch: stop by a test"));

      assertThat(get(answer))
          .isInstanceOfSatisfying(
              Rejected.class,
              refused -> assertThat(refused.reason()).contains("not sent", "kill switch"));
      assertThat(before).allSatisfy(one -> assertThat(get(one)).isInstanceOf(CancelRefused.class));
      assertThat(get(venue.orders().send(new Query(id)))).isInstanceOf(NeverArrived.class);

      fence.set(Optional.empty());
      assertThat(get(venue.orders().send(entry, fence::get)))
          .as("without the kill switch the same order goes through")
          .isInstanceOf(Accepted.class);
    }
  }

  @Test
  void a_trade_goes_in_is_protected_and_comes_out_by_its_stop() {
    try (SimulatedVenue sim =
            SimulatedVenue.start(SimulatedVenueSettings.documents(), KIT.system());
        BinanceVenue venue =
            BinanceVenue.create(
                KIT.system(),
                BinanceSettings.open(
                    sim.restUrl(),
                    sim.webSocketUrl(),
                    Secret.of("sim-key"),
                    Secret.of("sim-secret")),
                OwnTime.ofVenue(sim.clock(), System::nanoTime))) {
      Instrument rules = setUp(venue);
      Subscription streams = venue.marketData().subscribe(BTC, market);
      Subscription account = venue.orders().subscribe(user);
      try {
        await().until(() -> user.told.contains("connected") && market.bid > 0);
        historyIsThere(venue);
        statisticsAreThere(venue, sim);
        statisticsAreThere(venue, sim);
        Filled entry = enter(venue, rules);
        protectAndExit(venue, rules, entry);
        afterwards(venue, entry);
      } finally {
        streams.close();
        account.close();
      }
      assertThat(market.trades.get()).isPositive();
      assertThat(market.candles.get()).isPositive();
      assertThat(market.malformed.get()).isZero();
    }
  }

  private static Instrument setUp(BinanceVenue venue) {
    assertThat(get(venue.measureClock()).abs()).isLessThan(Duration.ofSeconds(1));
    for (int i = 0; i < 2; i++) { // Idempotent.
      get(venue.orders().prepareAccount());
      get(venue.orders().prepareSymbol(BTC));
    }
    Map<Symbol, Instrument> instruments = get(venue.marketData().instruments());
    assertThat(instruments).containsKey(BTC);
    assertThat(get(venue.orders().setLeverage(BTC, 10))).isEqualTo(10);
    assertThat(get(venue.orders().balance()).wallet("USDT")).isEqualByComparingTo("500");
    assertThat(get(venue.orders().openPositions())).isEmpty();
    assertThat(get(venue.orders().fees(BTC)).maker())
        .isBetween(new BigDecimal("0.0001"), new BigDecimal("0.0003"));
    return instruments.get(BTC);
  }

  private void historyIsThere(BinanceVenue venue) {
    List<Candle> candles = get(venue.marketData().candles(BTC, Timeframe.M1, 500));
    assertThat(candles).hasSize(500);
    assertThat(candles.subList(0, 499)).allMatch(Candle::closed);
    assertThat(candles.get(499).closed()).isFalse();
    await().until(() -> market.lastTrade > 0);
    List<Trade> missed = get(venue.marketData().trades(BTC, market.lastTrade, 10));
    assertThat(missed.get(0).id()).isEqualTo(market.lastTrade);
  }

  /** Open interest, shares and funding of the synthetic crowd, in the venue's own words. */
  private void statisticsAreThere(BinanceVenue venue, SimulatedVenue sim) {
    MarketData.OpenInterest open = get(venue.marketData().openInterest(BTC));
    assertThat(open.quantity()).isBetween(1_000.0, 1_000_000.0);
    assertThat(open.timeMillis()).isCloseTo(sim.clock().millis(), within(60_000L));
    MarketData.Funding funding = get(venue.marketData().funding(BTC));
    assertThat(funding.markPrice()).isCloseTo(market.bid, withinPercentage(1));
    assertThat(funding.lastRate()).isBetween(-0.003, 0.003);
    assertThat(funding.interval()).isEqualTo(Duration.ofHours(8));
    assertThat(funding.nextSettlementMillis())
        .isBetween(funding.timeMillis(), funding.timeMillis() + funding.interval().toMillis());
  }

  /** At a hundred times the clock's pace a period of five minutes ends every three seconds. */
  @Test
  void statistics_of_the_past_are_there_once_a_period_has_ended() {
    SimulatedVenueSettings settings = SimulatedVenueSettings.documents().withSpeed(100);
    try (SimulatedVenue sim = SimulatedVenue.start(settings, KIT.system());
        BinanceVenue venue =
            BinanceVenue.create(
                KIT.system(),
                BinanceSettings.open(
                    sim.restUrl(),
                    sim.webSocketUrl(),
                    Secret.of("sim-key"),
                    Secret.of("sim-secret")),
                OwnTime.ofVenue(sim.clock(), System::nanoTime))) {
      await().until(() -> !get(venue.marketData().openInterestHistory(BTC, 500)).isEmpty());
      double mark = get(venue.marketData().funding(BTC)).markPrice();
      assertThat(get(venue.marketData().openInterestHistory(BTC, 500)))
          .allSatisfy(past -> assertThat(past.price()).isCloseTo(mark, withinPercentage(10)));
      assertThat(get(venue.marketData().accountRatios(BTC, 288)))
          .isNotEmpty()
          .allSatisfy(ratio -> assertThat(ratio.share()).isBetween(0.05, 0.95))
          .allSatisfy(ratio -> assertThat(ratio.timeMillis() % 300_000).isZero());
      assertThat(get(venue.marketData().topTraderRatios(BTC, 1)))
          .hasSize(1)
          .allSatisfy(ratio -> assertThat(ratio.share()).isBetween(0.05, 0.95));
    }
  }

  /** Bids at the best price until somebody sells to us. */
  private Filled enter(BinanceVenue venue, Instrument rules) {
    BigDecimal quantity =
        rules
            .minNotional()
            .multiply(BigDecimal.valueOf(2))
            .divide(BigDecimal.valueOf(market.bid), rules.quantityScale(), RoundingMode.UP);
    for (int i = 0; i < 20; i++) {
      ClientOrderId id = id(Leg.ENTRY);
      BigDecimal price = rules.roundPrice(market.bid, RoundingMode.HALF_UP);
      OrderReport answer =
          get(
              venue
                  .orders()
                  .send(new PlaceLimit(id, Side.BUY, quantity, price, TimeInForce.GTX, false)));
      if (answer instanceof Rejected refused) {
        assertThat(refused.code()).isEqualTo(-5022); // The market moved onto our price.
        continue;
      }
      assertThat(answer).isInstanceOf(Accepted.class);
      Optional<Filled> filled = filled(id, Duration.ofSeconds(10));
      if (filled.isPresent()) {
        assertThat(filled.get().maker()).isTrue();
        assertThat(filled.get().fee()).isPositive();
        return filled.get();
      }
      assertThat(get(venue.orders().send(new Cancel(id))))
          .isInstanceOfAny(Ended.class, CancelRefused.class);
      Optional<Filled> late = filled(id, Duration.ofSeconds(1));
      if (late.isPresent()) {
        return late.get();
      }
    }
    throw new AssertionError("no fill at the best bid in 20 attempts");
  }

  private Optional<Filled> filled(ClientOrderId id, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < end) {
      Optional<Filled> done =
          user.reports.stream()
              .filter(Filled.class::isInstance)
              .map(Filled.class::cast)
              .filter(fill -> fill.id().equals(id) && fill.orderDone())
              .findFirst();
      if (done.isPresent()) {
        return done;
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
    return Optional.empty();
  }

  private void protectAndExit(BinanceVenue venue, Instrument rules, Filled entry) {
    ClientOrderId whole = id(Leg.STOP);
    BigDecimal far = rules.roundPrice(market.bid * 0.98, RoundingMode.HALF_UP);
    assertThat(get(venue.orders().send(stop(whole, Optional.empty(), far))))
        .isInstanceOf(Accepted.class);
    await().untilAsserted(() -> assertThat(reports(whole)).contains(Accepted.class));
    VenueFacts stops = get(venue.orders().openStops(BTC));
    assertThat(stops.stops())
        .singleElement()
        .satisfies(
            stop -> {
              assertThat(stop.clientOrderId()).isEqualTo(whole.text());
              assertThat(stop.closePosition()).isTrue();
              assertThat(stop.triggerPrice()).isEqualByComparingTo(far);
            });
    VenueFacts facts = get(venue.orders().facts(BTC, entry.at().minusSeconds(60)));
    assertThat(facts.positionAmount()).isEqualByComparingTo(entry.cumulative());
    assertThat(facts.fills())
        .isNotEmpty()
        .allMatch(fill -> fill.clientOrderId().equals(entry.id().text()));
    assertThat(get(venue.orders().openPositions())).containsOnlyKeys(BTC);

    // A second stop for the whole position is refused: the replacement reduces a quantity.
    assertThat(get(venue.orders().send(stop(id(Leg.STOP), Optional.empty(), far))))
        .isInstanceOfSatisfying(
            Rejected.class, refused -> assertThat(refused.code()).isEqualTo(-4130));
    ClientOrderId near = nearStop(venue, rules, entry.cumulative());
    assertThat(get(venue.orders().send(new Cancel(whole)))).isInstanceOf(Ended.class);
    assertThat(get(venue.orders().send(new Cancel(whole)))).isInstanceOf(CancelRefused.class);
    await()
        .untilAsserted(
            () -> assertThat(reports(near)).contains(Triggered.class, Filled.class, Ended.class));
    await()
        .untilAsserted(
            () -> assertThat(user.told).anyMatch(line -> line.startsWith("position BTCUSDT 0")));
    assertThat(get(venue.orders().send(new Query(near))))
        .isInstanceOfSatisfying(
            Ended.class,
            ended -> assertThat(ended.executed()).isEqualByComparingTo(entry.cumulative()));
  }

  /** A stop so close that the market's own noise fires it; the price may run into it at once. */
  private ClientOrderId nearStop(BinanceVenue venue, Instrument rules, BigDecimal quantity) {
    for (int i = 0; i < 20; i++) {
      ClientOrderId id = id(Leg.STOP);
      BigDecimal trigger =
          rules
              .roundPrice(market.bid, RoundingMode.HALF_UP)
              .subtract(rules.tickSize().multiply(BigDecimal.valueOf(3)));
      OrderReport answer = get(venue.orders().send(stop(id, Optional.of(quantity), trigger)));
      if (answer instanceof Accepted) {
        return id;
      }
      assertThat(answer)
          .isInstanceOfSatisfying(
              Rejected.class, refused -> assertThat(refused.code()).isEqualTo(-2021));
    }
    throw new AssertionError("no stop stood in 20 attempts");
  }

  private void afterwards(BinanceVenue venue, Filled entry) {
    Instant since = entry.at().minusSeconds(60);
    VenueFacts facts = get(venue.orders().facts(BTC, since));
    assertThat(facts.positionAmount()).isZero();
    assertThat(facts.markPrice()).isPositive();
    assertThat(facts.stops()).isEmpty();
    BigDecimal balanceOfFills =
        facts.fills().stream()
            .map(fill -> fill.quantity().multiply(BigDecimal.valueOf(fill.side().sign())))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(balanceOfFills).isZero();
    assertThat(facts.fills())
        .allMatch(fill -> ClientOrderId.parse(fill.clientOrderId()).isPresent());
    assertThat(get(venue.orders().send(new Query(entry.id()))))
        .isInstanceOfSatisfying(
            Ended.class, ended -> assertThat(ended.status()).isEqualTo("FILLED"));
    assertThat(get(venue.orders().send(new Query(id(Leg.ENTRY))))).isInstanceOf(NeverArrived.class);
    OrderRequest nothingToReduce =
        new OrderRequest.PlaceMarket(id(Leg.EXIT), Side.SELL, entry.cumulative(), true);
    assertThat(get(venue.orders().send(nothingToReduce)))
        .isInstanceOfSatisfying(
            Rejected.class, refused -> assertThat(refused.code()).isEqualTo(-2022));
  }

  private List<Class<?>> reports(ClientOrderId id) {
    return user.reports.stream()
        .filter(report -> report.id().equals(id))
        .<Class<?>>map(OrderReport::getClass)
        .toList();
  }

  private static OrderRequest stop(
      ClientOrderId id, Optional<BigDecimal> quantity, BigDecimal trigger) {
    return new PlaceStop(id, Side.SELL, quantity, trigger, WorkingType.CONTRACT_PRICE);
  }

  private static ClientOrderId id(Leg leg) {
    return new ClientOrderId("0a1b2c", BTC, 1, leg, ATTEMPTS.getAndIncrement());
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
