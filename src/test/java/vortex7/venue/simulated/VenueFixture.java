package vortex7.venue.simulated;

import akka.actor.ActorSystem;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A venue on a {@link ScriptedMarket} at 60 000 USDT, with a client. */
final class VenueFixture implements AutoCloseable {
  private final ActorSystem system;
  private final SimulatedVenue venue;
  private final ScriptedMarket market;
  private final VenueClient client;

  private VenueFixture(
      ActorSystem system, SimulatedVenue venue, ScriptedMarket market, VenueClient client) {
    this.system = system;
    this.venue = venue;
    this.market = market;
    this.client = client;
  }

  static VenueFixture start() {
    return start(Optional.empty(), UnaryOperator.identity());
  }

  static VenueFixture start(Path data) {
    return start(Optional.of(data), UnaryOperator.identity());
  }

  static VenueFixture start(Optional<Path> data, UnaryOperator<SimulatedVenueSettings> change) {
    SimulatedVenueSettings documents = SimulatedVenueSettings.documents();
    SimulatedVenueSettings settings =
        new SimulatedVenueSettings(
            documents.host(),
            0,
            data,
            7,
            documents.maxSpeed(),
            documents.speed(),
            documents.market(),
            List.of(ScriptedMarket.BTC),
            documents.accounts(),
            documents.fees(),
            documents.sockets(),
            documents.budgets(),
            documents.pacing());
    AtomicReference<ScriptedMarket> market = new AtomicReference<>();
    ActorSystem system =
        ActorSystem.create("venue-test", ConfigFactory.parseString("akka.log-dead-letters = off"));
    MarketSources sources =
        (used, start) -> {
          ScriptedMarket made = new ScriptedMarket(start, 60_000);
          market.set(made);
          return MarketSources.Opened.of(made);
        };
    try {
      SimulatedVenue venue =
          SimulatedVenue.start(change.apply(settings), sources, system, Optional.empty());
      return new VenueFixture(system, venue, market.get(), new VenueClient(venue));
    } catch (RuntimeException failed) {
      system.terminate();
      throw failed;
    }
  }

  SimulatedVenue venue() {
    return venue;
  }

  ScriptedMarket market() {
    return market;
  }

  VenueClient client() {
    return client;
  }

  /** Returns when what was asked of the market before has happened. */
  void awaitMarket() {
    CountDownLatch happened = new CountDownLatch(1);
    market.then(ignored -> happened.countDown());
    try {
      if (!happened.await(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the market stood still for 30 s");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  @Override
  public void close() {
    client.close();
    venue.close();
    system.terminate();
  }
}
