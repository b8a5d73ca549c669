package vortex7.cli;

import akka.actor.ClassicActorSystemProvider;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Mode;
import vortex7.settings.Secret;
import vortex7.settings.Settings;
import vortex7.settings.VenueName;
import vortex7.venue.binance.BinanceLimits;
import vortex7.venue.binance.BinanceSettings;
import vortex7.venue.binance.BinanceVenue;
import vortex7.venue.binance.OwnTime;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.fault.FaultRefused;

/**
 * Where the daemon trades: the embedded venue, or Binance.
 *
 * @param simulated present when the venue runs in this process
 * @param time this machine's, or the embedded venue's own
 * @param progress told how far decisions have come, for a venue that waits for them
 */
record VenueLink(
    Optional<SimulatedVenue> simulated,
    URI rest,
    URI streams,
    OwnTime time,
    LongConsumer progress) {

  /**
   * Starts the embedded venue, or only names Binance: nothing is called yet.
   *
   * @throws CommandFailure when the embedded venue's port or folder is not to be had
   */
  static VenueLink open(Settings settings, Parts parts) {
    if (settings.venue() == VenueName.BINANCE) {
      return new VenueLink(
          Optional.empty(),
          settings.live().rest(settings.mode()),
          settings.live().streams(settings.mode()),
          OwnTime.ofMachine(),
          time -> {});
    }
    try {
      SimulatedVenue venue = SimulatedVenue.start(SimulatedVenues.settings(settings));
      parts.add("simulated venue", venue);
      return new VenueLink(
          Optional.of(venue),
          venue.restUrl(),
          venue.webSocketUrl(),
          OwnTime.ofVenue(venue.clock(), System::nanoTime),
          venue.progressSink());
    } catch (UncheckedIOException e) {
      throw SimulatedVenues.failure(e);
    } catch (FaultRefused e) {
      throw SimulatedVenues.failure(e);
    } catch (RecordingException e) {
      throw RecordedSymbols.failure(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // Its accounts, as they were kept, know symbols that do not trade there any more.
      throw CommandFailure.usage(
          "the simulated venue: "
              + e.getMessage()
              + "; if "
              + settings.data().resolve("sim")
              + " was made with more symbols (TOP_ALT adds sim.alts), name these as well, or use"
              + " another --data");
    }
  }

  /** The client of this venue; it reads the venue's clock from now on. */
  BinanceVenue connect(ClassicActorSystemProvider system, Settings settings) {
    boolean embedded = simulated.isPresent();
    Secret key =
        embedded ? Secret.of(settings.sim().key()) : settings.secrets().binanceKey().orElseThrow();
    Secret secret =
        embedded
            ? Secret.of(settings.sim().secret())
            : settings.secrets().binanceSecret().orElseThrow();
    Set<String> hosts = settings.mode() == Mode.LIVE ? BinanceSettings.LIVE_HOSTS : Set.of();
    BinanceSettings client =
        new BinanceSettings(
            rest,
            streams,
            key,
            secret,
            hosts,
            settings.seed(),
            Optional.empty(),
            Optional.of(settings.data().resolve("backoff")),
            settings.section(BinanceLimits.class));
    return BinanceVenue.create(system, client, time);
  }
}
