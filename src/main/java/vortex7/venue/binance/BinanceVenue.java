package vortex7.venue.binance;

import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's way to Binance USDT-M futures: market data and orders over one REST client, one rate
 * budget and one measured clock.
 */
public final class BinanceVenue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BinanceVenue.class);

  private final BinanceRest rest;
  private final VenueClock clock;
  private final BinanceMarketData marketData;
  private final BinanceOrderGateway orders;
  private final List<Cancellable> timers;

  private BinanceVenue(ClassicActorSystemProvider system, BinanceSettings settings, OwnTime time) {
    BinanceLimits limits = settings.limits();
    LongSupplier nanos = time.nanos();
    this.clock = new VenueClock(time, limits.clockSamples(), limits.clockSkewMax());
    this.rest = new BinanceRest(system, settings, clock);
    Instruments instruments = new Instruments(rest);
    SocketConnector connector = new AkkaConnector(system, settings, nanos);
    SocketConnector.Later later =
        (delay, what) ->
            system
                .classicSystem()
                .scheduler()
                .scheduleOnce(delay, what, system.classicSystem().dispatcher());
    this.marketData = new BinanceMarketData(rest, instruments, connector, later, nanos, settings);
    this.orders = new BinanceOrderGateway(rest, instruments, connector, later, nanos, settings);
    this.timers =
        List.of(
            every(system, Duration.ZERO, settings.limits().clockEvery(), rest::measureClock),
            every(
                system,
                settings.limits().instrumentsEvery(),
                settings.limits().instrumentsEvery(),
                () ->
                    instruments
                        .refresh()
                        .whenComplete(
                            (read, failure) -> {
                              if (failure != null) {
                                LOG.warn("msg=\"instruments not read\"", failure);
                              }
                            })));
  }

  /**
   * Opens nothing yet but starts to read the venue's clock.
   *
   * @param time this machine's, or the embedded venue's virtual one
   */
  public static BinanceVenue create(
      ClassicActorSystemProvider system, BinanceSettings settings, OwnTime time) {
    return new BinanceVenue(system, settings, time);
  }

  private static Cancellable every(
      ClassicActorSystemProvider system, Duration first, Duration interval, Runnable what) {
    return system
        .classicSystem()
        .scheduler()
        .scheduleWithFixedDelay(first, interval, what, system.classicSystem().dispatcher());
  }

  public BinanceMarketData marketData() {
    return marketData;
  }

  public BinanceOrderGateway orders() {
    return orders;
  }

  /** The venue's time: ours plus the measured offset. */
  public VenueClock clock() {
    return clock;
  }

  /**
   * Measures the clock at once and answers the offset; fails with a {@code VenueException} when the
   * venue does not answer.
   */
  public CompletionStage<Duration> measureClock() {
    RestCall call = RestCall.open("/fapi/v1/time", 1);
    return rest.measureClock()
        .thenApply(
            answer -> {
              RestAnswer.bodyOf(answer, call);
              return clock.offset();
            });
  }

  /** Ends the timers; subscriptions are closed by those who opened them. */
  @Override
  public void close() {
    timers.forEach(Cancellable::cancel);
  }
}
