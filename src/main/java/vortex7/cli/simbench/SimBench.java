package vortex7.cli.simbench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vortex7.market.Symbol;
import vortex7.settings.Secret;
import vortex7.venue.simulated.RateGovernor;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;
import vortex7.venue.simulated.SimulatedVenueSettings.Account;

/** What the simulated venue can take, measured part after part on venues made for it. */
public final class SimBench {
  /**
   * What is to be measured.
   *
   * @param seconds of each part
   * @param symbols whose books are sent
   * @param clients that hear them
   * @param virtual the venue's time over which its heap is watched
   * @param mainClass of this program, to be started anew
   */
  public record Plan(
      int seconds, long seed, int symbols, int clients, Duration virtual, String mainClass) {}

  /** Told what is being measured, and how much of all is done (0 to 1). */
  @FunctionalInterface
  public interface Progress {
    void at(String part, double done);
  }

  private static final String KEY = "sim-key";
  private static final String SECRET = "sim-secret";
  private static final int NO_LIMIT = Integer.MAX_VALUE / 2;
  private static final long BAN_MILLIS = 1_000;

  private final Plan plan;
  private final Path folder;

  /**
   * @param folder for what the venues keep; whoever made it removes it
   */
  public SimBench(Plan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * Measures everything.
   *
   * @throws IllegalStateException when a venue did something else than it was asked for
   */
  public List<Figure> measure(Progress progress) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    long nanos = TimeUnit.SECONDS.toNanos(plan.seconds());
    progress.at("start to first tick", 0);
    figures.add(FirstTick.measure(folder, plan.mainClass()));
    progress.at("orders in process", 0.1);
    figures.addAll(new MatchedOrders(plan.seed()).measure(nanos));
    progress.at("orders over REST", 0.3);
    try (SimulatedVenue venue = SimulatedVenue.start(trading("rest"))) {
      RestingOrder order = RestingOrder.at(venue.restUrl());
      OrderLoad load = new OrderLoad(new RestDoor(venue.restUrl(), KEY, Secret.of(SECRET), order));
      figures.add(Figure.told("orders over REST, each on disk", load.measure(nanos), "orders/s"));
    }
    progress.at("orders over WebSocket", 0.4);
    try (SimulatedVenue venue = SimulatedVenue.start(trading("socket"))) {
      RestingOrder order = RestingOrder.at(venue.restUrl());
      try (SocketDoor door = new SocketDoor(venue.webSocketUrl(), KEY, Secret.of(SECRET), order)) {
        double rate = new OrderLoad(door).measure(nanos);
        figures.add(Figure.told("orders over WebSocket, each on disk", rate, "orders/s"));
      }
    }
    progress.at("books to many clients", 0.5);
    List<Symbol> symbols = SimulatedVenue.listed().subList(0, plan.symbols());
    try (SimulatedVenue venue = SimulatedVenue.start(settings(symbols, Optional.empty()));
        DepthListeners listeners = new DepthListeners(venue, symbols, plan.clients())) {
      figures.addAll(listeners.measure(nanos));
    }
    progress.at("memory", 0.7);
    List<Symbol> two = symbols.subList(0, 2);
    SimulatedVenueSettings fast = settings(two, Optional.of(folder.resolve("memory"))).atMaxSpeed();
    try (SimulatedVenue venue = SimulatedVenue.start(fast)) {
      figures.addAll(
          MemoryCourse.measure(
              venue, plan.virtual(), done -> progress.at("memory", 0.7 + 0.3 * done)));
    }
    return figures;
  }

  private SimulatedVenueSettings trading(String name) {
    return settings(List.of(Symbol.of("BTCUSDT")), Optional.of(folder.resolve(name)));
  }

  private SimulatedVenueSettings settings(List<Symbol> symbols, Optional<Path> data) {
    SimulatedVenueSettings defaults = SimulatedVenueSettings.documents();
    return new SimulatedVenueSettings(
        defaults.host(),
        0,
        data,
        plan.seed(),
        false,
        1.0,
        defaults.market(),
        symbols,
        List.of(new Account(KEY, SECRET, new BigDecimal("1000000"), BigDecimal.ZERO)),
        defaults.fees(),
        defaults.sockets().admitting(NO_LIMIT, NO_LIMIT),
        new RateGovernor.Budgets(NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, BAN_MILLIS, BAN_MILLIS),
        defaults.pacing());
  }
}
