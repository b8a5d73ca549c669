package vortex7.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.venue.simulated.SimulatedVenue;

/** The simulated venue alone, for other people's clients, until it is interrupted. */
@Command(
    name = "sim",
    description = "Only the simulated venue, for any Binance USDT-M futures client.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nPointing a client at it:%n",
    footer = {
      "  REST     http://127.0.0.1:8090        instead of https://fapi.binance.com",
      "  streams  ws://127.0.0.1:8090          instead of wss://fstream.binance.com",
      "  key      sim-key, secret sim-secret (vortex7.sim.* in the configuration)",
      "  truth    http://127.0.0.1:8090/sim/truth says what the venue itself knows"
    })
final class SimCommand extends ConsoleCommand {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = RecordedSymbols.only(options.load(), out());
    Logs.into(settings.data());
    SimulatedVenue venue;
    try {
      venue = SimulatedVenue.start(SimulatedVenues.settings(settings));
    } catch (UncheckedIOException e) {
      throw SimulatedVenues.failure(e);
    } catch (RecordingException e) {
      throw RecordedSymbols.failure(String.valueOf(e.getMessage()));
    }
    Interrupt interrupt = Interrupt.install(venue::close);
    PrintWriter out = out();
    out.println("simulated venue: " + settings.market().source() + ", seed " + settings.seed());
    out.println("  REST     " + venue.restUrl());
    out.println("  streams  " + venue.webSocketUrl());
    out.println("  truth    " + venue.restUrl() + "/sim/truth");
    out.println("  account  key " + settings.sim().key() + ", " + settings.balance() + " USDT");
    out.println("Ctrl-C ends it; its state stays in " + settings.data().resolve("sim"));
    out.flush();
    venue.marketOver().whenComplete((over, broken) -> onMarketOver(broken, out));
    try {
      venue.ended().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw CommandFailure.failed("the simulated venue ended: " + e.getCause());
    } finally {
      interrupt.done();
    }
    return ExitCode.DONE;
  }

  /** The venue stays: a client may want to see where its orders ended. */
  private static void onMarketOver(@Nullable Throwable broken, PrintWriter out) {
    out.println(
        broken == null
            ? "the recording is over; the venue goes on without a market"
            : "the recording is broken, the venue goes on without a market: "
                + broken.getMessage());
    out.flush();
  }
}
