package vortex7.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vortex7.matching.replay.RecordingException;
import vortex7.settings.Settings;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;
import vortex7.venue.simulated.SimulatedVenueSettings.Account;
import vortex7.venue.simulated.fault.FaultRefused;

/** The simulated venue alone, for other people's clients, until it is interrupted. */
@Command(
    name = "sim",
    description = {
      "Only the simulated venue: a Binance USDT-M Futures for any client of it, with play money."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nPointing a bot at it (README, \"Point your own bot at it\"):%n",
    footer = {
      "  REST     http://127.0.0.1:8090    for https://fapi.binance.com",
      "  streams  ws://127.0.0.1:8090      for wss://fstream.binance.com",
      "  orders   ws://127.0.0.1:8090/ws-fapi/v1",
      "                                    for wss://ws-fapi.binance.com/ws-fapi/v1",
      "  key      sim-key, secret sim-secret; more accounts with --account",
      "  truth    http://127.0.0.1:8090/sim/truth, what the venue itself holds",
      "  faults   http://127.0.0.1:8090/sim/faults, and its clock: /sim/clock",
      "           (src/docs/simulated-venue.md)",
      "",
      "Examples:",
      "  ./vortex7 sim --balance 10000 --account mine:my-secret:2500",
      "  ./vortex7 sim --symbols BTCUSDT,SOLUSDT --seed 42 --speed 10",
      "  ./vortex7 sim --market replay:RECORDING.gz --speed max"
    })
final class SimCommand extends ConsoleCommand {
  @Mixin private SimOptions options = new SimOptions();

  @Option(
      names = "--account",
      paramLabel = "KEY:SECRET[:USDT[:BNB]]",
      description = "another account, opened with so much (default: 500 USDT); may be repeated")
  private List<String> accounts = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    // The libraries' own defaults, which the actor system needs, are read beside our settings.
    CompletableFuture<Config> defaults = CompletableFuture.supplyAsync(ConfigFactory::load);
    List<Account> others = accounts.stream().map(AccountOption::parse).toList();
    Settings settings = RecordedSymbols.only(options.load(), out());
    Logs.into(settings.data());
    defaults.join();
    SimulatedVenue.Begun begun = SimulatedVenue.begin();
    SimulatedVenueSettings venueSettings;
    SimulatedVenue venue;
    try {
      venueSettings = SimulatedVenues.settings(settings);
      venueSettings =
          venueSettings.withAccounts(AccountOption.together(venueSettings.accounts(), others));
      venue = SimulatedVenue.start(venueSettings, begun);
    } catch (CommandFailure wrong) {
      begun.abandon();
      throw wrong;
    } catch (UncheckedIOException e) {
      throw SimulatedVenues.failure(e);
    } catch (FaultRefused e) {
      throw SimulatedVenues.failure(e);
    } catch (RecordingException e) {
      throw RecordedSymbols.failure(String.valueOf(e.getMessage()));
    }
    Interrupt interrupt = Interrupt.install(venue::close);
    PrintWriter out = out();
    tell(out, settings, venueSettings, venue);
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

  private static void tell(
      PrintWriter out,
      Settings settings,
      SimulatedVenueSettings venueSettings,
      SimulatedVenue venue) {
    out.println("simulated venue: " + settings.market().source() + ", seed " + settings.seed());
    out.println("  REST     " + venue.restUrl());
    out.println("  streams  " + venue.webSocketUrl());
    out.println("  truth    " + venue.restUrl() + "/sim/truth");
    for (Account account : venueSettings.accounts()) {
      out.println(
          "  account  key "
              + account.key()
              + ", opened with "
              + account.usdt().toPlainString()
              + " USDT and "
              + account.bnb().toPlainString()
              + " BNB");
    }
    out.println("Ctrl-C ends it; its state stays in " + settings.data().resolve("sim"));
    out.flush();
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
