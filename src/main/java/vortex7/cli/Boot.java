package vortex7.cli;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.journal.DecisionWriter;
import vortex7.journal.JournalConfig;
import vortex7.journal.JournalSettings;
import vortex7.journal.Projections;
import vortex7.journal.TradeRepository;
import vortex7.live.AccountActor;
import vortex7.live.CommandMemory;
import vortex7.live.Daemon;
import vortex7.live.DaemonNode;
import vortex7.live.ExitsLog;
import vortex7.live.FeedLimits;
import vortex7.live.Guardian;
import vortex7.live.JournalGate;
import vortex7.live.KillSwitch;
import vortex7.live.LiveParts;
import vortex7.live.LiveRules;
import vortex7.live.Metrics;
import vortex7.live.NewsBus;
import vortex7.live.OpenPosition;
import vortex7.live.OpenPositionsFile;
import vortex7.live.ProgressTracker;
import vortex7.live.Threads;
import vortex7.live.TradedSymbols;
import vortex7.live.Wiring;
import vortex7.risk.TopAltRules;
import vortex7.settings.Mode;
import vortex7.settings.Settings;
import vortex7.venue.binance.BinanceVenue;
import vortex7.venue.simulated.SimulatedVenue;

/**
 * The composition root of the daemon: starts its parts in order and ends them in the reverse one;
 * whatever has been started is ended when a later part cannot be.
 */
final class Boot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Boot.class);
  private static final String SYSTEM = "vortex7";
  private static final String JOURNAL = "JOURNAL";
  private static final Duration TERMINATION = Duration.ofSeconds(5);

  private final Settings settings;
  private final PrintWriter out;
  private final Taps taps;
  private final long startedNanos = System.nanoTime();
  private final Parts parts = new Parts();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final DecisionTally tally = new DecisionTally();

  /** Listens before the first actor decides; what it hears waits for its writer. */
  private final CompletableFuture<DecisionWriter> decisionWriter = new CompletableFuture<>();

  private final DecisionJournal decisionRows =
      new DecisionJournal(row -> decisionWriter.join().accept(row));
  private final CompletableFuture<AutoCloseable> decisionNews = new CompletableFuture<>();
  private volatile Optional<FinalState> finalState = Optional.empty();

  Boot(Settings settings, PrintWriter out) {
    this(settings, out, Taps.NONE);
  }

  Boot(Settings settings, PrintWriter out, Taps taps) {
    this.settings = settings;
    this.out = out;
    this.taps = taps;
  }

  /**
   * Starts everything.
   *
   * @throws CommandFailure when a part is not to be had
   */
  Daemon start() {
    out.printf(
        "VORTEX-7 %s: %s on %s, profile %s, %s, seed %d%n",
        Version.text(),
        lower(settings.mode()),
        lower(settings.venue()),
        lower(settings.profile()),
        settings.named(),
        settings.seed());
    out.println("No profile has an edge of its own: nothing here is known to earn its fees.");
    settings.departures().forEach(departure -> out.println("calibrated: " + departure));
    settings.notes().forEach(out::println);
    out.flush();
    CompletableFuture<VenueLink> venue =
        CompletableFuture.supplyAsync(() -> VenueLink.open(settings, parts));
    Storage storage = Storage.open(settings, out, parts);
    taps.storage(storage);
    VenueLink link = taps.venue(joined(venue));
    Faces faces = Faces.prepare(settings, out, parts);
    CompletableFuture<Wiring> wired = new CompletableFuture<>();
    Recorded recorded = new Recorded(settings);
    parts.add("recorder", recorded); // Ends after the actors, whose last words it takes.
    ActorSystem<Guardian.Command> system =
        ActorSystem.create(
            root(link, taps.metrics(faces.metrics()), storage.watch().gate(), recorded, wired),
            SYSTEM,
            akka(storage, faces.management()));
    parts.add("actors", () -> terminate(system));
    system.getWhenTerminated().thenAccept(done -> ended.complete(ExitCode.FAILED));
    Wiring wiring = joined(wired);
    keepRecords(system, storage);
    storage.watch().onChange(away -> system.tell(entries(away, wiring.clock().instant())));
    DaemonNode daemon = new DaemonNode(system, wiring);
    FinalState last = finalState(daemon, storage, link, faces, wiring.clock().instant());
    finalState = Optional.of(last);
    parts.add("entries", last::quiesce);
    parts.add("recorder's end", recorded::ending);
    faces.open(system, daemon, storage, wiring.clock(), link);
    link.simulated().ifPresent(this::endWithMarket);
    if (link.simulated().isEmpty()) {
      new KeyCheck(
              wiring.gateway(),
              system,
              why ->
                  ended.completeExceptionally(
                      CommandFailure.venueRefused("the venue refuses the key: " + why)))
          .begin();
    }
    new ReadyWatch(daemon, system, out, startedNanos).begin();
    return daemon;
  }

  private FinalState finalState(
      DaemonNode daemon, Storage storage, VenueLink link, Faces faces, Instant since) {
    return new FinalState(
        daemon,
        out,
        link.simulated()
            .map(
                venue ->
                    new BooksAudit(
                        daemon,
                        venue,
                        settings.sim().key(),
                        new TradeRepository(storage.database(), storage.scope()),
                        since)),
        settings.market().replay()
            ? Optional.of(new ReplayReport(tally, faces.metrics()))
            : Optional.empty());
  }

  /**
   * A recording that is over, or broken in its middle, leaves nothing to trade on: the daemon ends
   * and says what is left.
   */
  private void endWithMarket(SimulatedVenue venue) {
    venue
        .marketOver()
        .whenComplete(
            (over, broken) -> {
              Instant at = venue.clock().instant();
              if (broken == null) {
                out.println("the recording is over, at " + at);
                ended.complete(ExitCode.DONE);
              } else {
                out.println("the recording ends at " + at + ", broken: " + broken.getMessage());
                ended.complete(ExitCode.USAGE);
              }
              out.flush();
            });
    venue
        .ended()
        .whenComplete(
            (end, fault) -> {
              if (fault != null) {
                out.println("the simulated venue failed: " + fault);
                out.flush();
                ended.complete(ExitCode.FAILED);
              }
            });
  }

  /** Entries are off while the database is away: also those that rest at the venue. */
  private static Guardian.Command entries(Optional<String> away, Instant now) {
    return new Guardian.ToAccount(
        away.<AccountActor.Command>map(why -> new AccountActor.EntriesOff(JOURNAL, why, now))
            .orElseGet(() -> new AccountActor.EntriesOn(JOURNAL, now)));
  }

  private Behavior<Guardian.Command> root(
      VenueLink link,
      Metrics metrics,
      JournalGate gate,
      Recorded recorded,
      CompletableFuture<Wiring> wired) {
    return Behaviors.setup(
        context -> {
          try {
            BinanceVenue client = link.connect(context.getSystem(), settings);
            Executor blocking =
                context
                    .getSystem()
                    .dispatchers()
                    .lookup(DispatcherSelector.fromConfig(Threads.BLOCKING));
            Wiring wiring = wiring(link, client, metrics, gate, recorded, blocking);
            wired.complete(wiring);
            return Guardian.create(wiring, actors(), true);
          } catch (UncheckedIOException unreadable) {
            wired.completeExceptionally(
                CommandFailure.unavailable(String.valueOf(unreadable.getMessage())));
            return Behaviors.stopped();
          } catch (RuntimeException failed) {
            wired.completeExceptionally(failed);
            return Behaviors.stopped();
          }
        });
  }

  private LiveParts actors() {
    Optional<BigDecimal> cap =
        settings.mode() == Mode.LIVE && settings.balanceGiven()
            ? Optional.of(settings.balance())
            : Optional.empty();
    return new LiveParts(
        settings::rulesOf, settings.account(), cap, settings.rules().regime().correlation(), tally);
  }

  private Wiring wiring(
      VenueLink link,
      BinanceVenue client,
      Metrics metrics,
      JournalGate gate,
      Recorded recorded,
      Executor blocking) {
    OpenPositionsFile open =
        OpenPositionsFile.in(
            settings.data(), blocking, fault -> LOG.error("event=open_positions_file {}", fault));
    TradedSymbols traded =
        TradedSymbols.of(
            settings.symbols(),
            settings.topAlt() ? Optional.of(settings.section(TopAltRules.class)) : Optional.empty(),
            open.positions().stream().map(OpenPosition::symbol).toList());
    NewsBus news = new NewsBus();
    decisionNews.complete(news.subscribe(decisionRows::onNews));
    return new Wiring(
        new Wiring.Identity(
            lower(settings.mode()),
            lower(settings.venue()),
            lower(settings.profile()),
            settings.departures(),
            Version.text()),
        traded,
        settings.section(FeedLimits.class),
        symbol -> settings.rulesOf(symbol).feed(),
        settings.section(LiveRules.class),
        client.clock(),
        System::nanoTime,
        taps.marketData(client.marketData()),
        taps.orders(client.orders()),
        metrics,
        news,
        new CommandMemory(),
        KillSwitch.in(settings.data()),
        gate,
        ExitsLog.in(settings.data()),
        open,
        new ProgressTracker(traded.now(), link.progress()),
        recorded.begin(client.clock(), metrics),
        settings.data());
  }

  /** Decisions and trades go from the journal, and past it, into their tables. */
  private void keepRecords(ActorSystem<?> system, Storage storage) {
    DecisionWriter decisions =
        DecisionWriter.start(
            system,
            storage.address(),
            storage.scope(),
            settings.section(JournalSettings.class),
            settings.data());
    parts.add("decisions", decisions);
    decisionWriter.complete(decisions);
    parts.add("decision rows", decisionRows);
    parts.add("news", decisionNews.join());
    storage
        .watch()
        .there()
        .thenRun(
            () ->
                system.systemActorOf(
                    Projections.create(storage.database(), storage.scope()),
                    "projections",
                    Props.empty()))
        .whenComplete(
            (done, fault) -> {
              if (fault != null) {
                LOG.error("event=projections_not_started", fault);
              }
            });
  }

  private Config akka(Storage storage, Config management) {
    Map<String, Object> own = new HashMap<>();
    own.put("akka.remote.artery.canonical.hostname", settings.cluster().host());
    own.put("akka.remote.artery.canonical.port", settings.cluster().remotingPort());
    return ConfigFactory.parseMap(own, "the daemon's settings")
        .withFallback(management)
        .withFallback(
            JournalConfig.render(
                storage.address(), storage.scope(), settings.section(JournalSettings.class)))
        .withFallback(ConfigFactory.parseResources("vortex7-akka.conf"))
        .withFallback(ConfigFactory.load());
  }

  private static void terminate(ActorSystem<?> system)
      throws InterruptedException, ExecutionException, TimeoutException {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .get(TERMINATION.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Blocks until there is a reason to end, ends, and answers the exit status: FAILED too when the
   * books differ from the venue's.
   */
  int awaitEnd() throws InterruptedException {
    try {
      int status = ended.get();
      close();
      boolean sound = finalState.map(FinalState::sound).orElse(true);
      return status == ExitCode.DONE && !sound ? ExitCode.FAILED : status;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CommandFailure failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    parts.close();
    ended.complete(ExitCode.DONE);
  }
}
