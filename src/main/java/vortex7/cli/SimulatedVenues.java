package vortex7.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vortex7.market.Symbol;
import vortex7.matching.Latency;
import vortex7.settings.ScenarioFile;
import vortex7.settings.Secret;
import vortex7.settings.Settings;
import vortex7.settings.SimSettings;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;
import vortex7.venue.simulated.SimulatedVenueSettings.Account;
import vortex7.venue.simulated.SimulatedVenueSettings.Control;
import vortex7.venue.simulated.SimulatedVenueSettings.Fees;
import vortex7.venue.simulated.SimulatedVenueSettings.Market;
import vortex7.venue.simulated.fault.Fault;
import vortex7.venue.simulated.fault.FaultRefused;
import vortex7.venue.simulated.fault.Scenario;

/** Turns the daemon's configuration into that of the simulated venue. */
final class SimulatedVenues {
  private SimulatedVenues() {}

  /**
   * @throws CommandFailure when a symbol is not listed at the venue
   */
  static SimulatedVenueSettings settings(Settings settings) {
    List<Symbol> trading = trading(settings);
    requireListed(trading);
    SimSettings sim = settings.sim();
    SimulatedVenueSettings defaults = SimulatedVenueSettings.documents();
    boolean maxSpeed = Double.isInfinite(settings.market().speedFactor());
    Market market =
        settings.market().replay()
            ? new Market.Replay(
                settings.market().recordings(),
                settings.market().history(),
                settings.market().queueModel())
            : new Market.Synthetic();
    Path state = settings.data().resolve("sim");
    return new SimulatedVenueSettings(
        sim.host(),
        sim.port(),
        Optional.of(state),
        settings.seed(),
        maxSpeed,
        maxSpeed ? 1.0 : settings.market().speedFactor(),
        market,
        trading,
        accounts(settings, sim),
        new Fees(sim.makerFee(), sim.takerFee(), defaults.fees().bnbDiscount()),
        defaults
            .sockets()
            .living(sim.sockets().lifetime(), sim.sockets().pingEvery(), sim.sockets().pongWithin())
            .admitting(
                sim.sockets().messagesPerSecond(), sim.sockets().connectionsPerFiveMinutes()),
        defaults.budgets(),
        defaults.pacing(),
        control(settings, sim));
  }

  private static Control control(Settings settings, SimSettings sim) {
    return new Control(
        settings.secrets().simToken().map(Secret::reveal),
        Latency.parse(sim.latency().marketData()),
        Latency.parse(sim.latency().orderEntry()),
        Latency.parse(sim.latency().acknowledgement()),
        sim.scenario().isBlank() ? List.of() : scenario(Path.of(sim.scenario())));
  }

  private static List<Fault> scenario(Path file) {
    try {
      return Scenario.parse(ScenarioFile.read(file));
    } catch (IllegalArgumentException unreadable) {
      throw CommandFailure.usage("scenario " + file + ": " + unreadable.getMessage());
    } catch (FaultRefused refused) {
      throw failure(refused);
    }
  }

  /** A fault of the scenario that this venue cannot have. */
  static CommandFailure failure(FaultRefused refused) {
    return CommandFailure.usage("scenario: " + refused.text());
  }

  /** The daemon's own account, and those of other people's bots. */
  private static List<Account> accounts(Settings settings, SimSettings sim) {
    List<Account> accounts = new ArrayList<>();
    accounts.add(new Account(sim.key(), sim.secret(), settings.balance(), sim.bnb()));
    for (SimSettings.OtherAccount other : sim.accounts()) {
      try {
        accounts.add(
            other.publicKey().isBlank()
                ? new Account(other.key(), other.secret(), other.usdt(), other.bnb())
                : Account.ofPublicKey(other.key(), other.publicKey(), other.usdt(), other.bnb()));
      } catch (IllegalArgumentException notAKey) {
        throw CommandFailure.usage("sim.accounts: " + other.key() + ": " + notAKey.getMessage());
      }
    }
    return accounts;
  }

  /** The configured symbols, and who may take the place {@code TOP_ALT}. */
  static List<Symbol> trading(Settings settings) {
    Set<Symbol> trading = new LinkedHashSet<>(settings.symbols());
    if (settings.topAlt()) {
      trading.addAll(settings.sim().alts());
    }
    return List.copyOf(trading);
  }

  private static void requireListed(List<Symbol> symbols) {
    List<Symbol> listed = SimulatedVenue.listed();
    for (Symbol symbol : symbols) {
      if (!listed.contains(symbol)) {
        throw CommandFailure.usage(
            "symbols: the simulated venue does not list "
                + symbol
                + ", only "
                + String.join(", ", listed.stream().map(Symbol::code).toList()));
      }
    }
  }

  /** What went wrong at the start, for the person who started it. */
  static CommandFailure failure(UncheckedIOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return CommandFailure.unavailable("the simulated venue: " + cause.getMessage());
  }
}
