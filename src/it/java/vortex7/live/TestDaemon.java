package vortex7.live;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.JournalConfig;
import vortex7.journal.JournalScope;
import vortex7.journal.JournalSettings;
import vortex7.live.recorder.InputSink;
import vortex7.market.Symbol;
import vortex7.port.MarketData;
import vortex7.risk.AccountRules;
import vortex7.risk.TopAltRules;
import vortex7.settings.Secret;
import vortex7.settings.Settings;
import vortex7.settings.TradingRules;
import vortex7.venue.binance.BinanceSettings;
import vortex7.venue.binance.BinanceVenue;
import vortex7.venue.binance.OwnTime;
import vortex7.venue.simulated.SimulatedVenue;

/** The whole tree in this process, on a simulated venue and a real database. */
final class TestDaemon implements AutoCloseable {
  private static final Duration END_WITHIN = Duration.ofSeconds(20);

  final ActorSystem<Guardian.Command> system;
  final DaemonNode node;
  final Wiring wiring;
  private final BinanceVenue venue;
  private final ActorSystem<Void> clientSystem;

  TestDaemon(
      SimulatedVenue sim,
      DatabaseAddress database,
      Path data,
      TradingRules rules,
      LiveRules live,
      Metrics metrics,
      List<Symbol> symbols) {
    this(
        sim,
        database,
        data,
        rules,
        live,
        metrics,
        symbols,
        new RuledParts(
            symbol -> rules, AccountRules.documents(), Optional.empty(), DecisionSink.NONE),
        UnaryOperator.identity());
  }

  /**
   * With {@code parts} of a test, and the place {@code TOP_ALT} if {@code symbols} have it.
   *
   * @param symbols as they would be configured
   * @param market stands between the daemon and the venue's market data
   */
  TestDaemon(
      SimulatedVenue sim,
      DatabaseAddress database,
      Path data,
      TradingRules rules,
      LiveRules live,
      Metrics metrics,
      List<Symbol> symbols,
      TreeParts parts,
      UnaryOperator<MarketData> market) {
    JournalScope scope = new JournalScope("simulated", "paper");
    Config config =
        ConfigFactory.parseString(
                """
                akka.remote.artery.canonical.port = 0
                akka.loglevel = WARNING
                """)
            .withFallback(JournalConfig.render(database, scope, JournalSettings.documents()))
            .withFallback(ConfigFactory.parseResources("vortex7-akka.conf"))
            .withFallback(ConfigFactory.load());
    clientSystem =
        ActorSystem.create(
            akka.actor.typed.javadsl.Behaviors.empty(),
            "client",
            ConfigFactory.parseString("akka.loglevel = WARNING")
                .withFallback(ConfigFactory.load()));
    venue =
        BinanceVenue.create(
            clientSystem,
            BinanceSettings.open(
                sim.restUrl(), sim.webSocketUrl(), Secret.of("sim-key"), Secret.of("sim-secret")),
            OwnTime.ofVenue(sim.clock(), System::nanoTime));
    OpenPositionsFile open = OpenPositionsFile.in(data, Runnable::run, fault -> {});
    TreeSet<Symbol> listed = new TreeSet<>(symbols);
    boolean topAlt = listed.remove(Settings.TOP_ALT);
    TradedSymbols traded =
        TradedSymbols.of(
            listed,
            topAlt ? Optional.of(TopAltRules.documents()) : Optional.empty(),
            open.positions().stream().map(OpenPosition::symbol).toList());
    wiring =
        new Wiring(
            new Wiring.Identity("paper", "simulated", "documents", List.of(), "test"),
            traded,
            FeedLimits.documents(),
            symbol -> rules.feed(),
            live,
            sim.clock(),
            System::nanoTime,
            market.apply(venue.marketData()),
            venue.orders(),
            metrics,
            new NewsBus(),
            new CommandMemory(),
            KillSwitch.in(data),
            JournalGate.opened(),
            ExitsLog.in(data),
            open,
            new ProgressTracker(traded.now(), sim.progressSink()),
            InputSink.NONE,
            data);
    system = ActorSystem.create(Guardian.create(wiring, parts, true), "vortex7", config);
    node = new DaemonNode(system, wiring);
  }

  @Override
  public void close() {
    end(system);
    venue.close();
    end(clientSystem);
  }

  private static void end(ActorSystem<?> system) {
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException late) {
      throw new IllegalStateException("the system does not end", late);
    }
  }
}
