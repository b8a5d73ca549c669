package vortex7.cli;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import vortex7.admin.AdminRules;
import vortex7.admin.AdminServer;
import vortex7.admin.ConfiguredRisk;
import vortex7.admin.Credentials;
import vortex7.admin.History;
import vortex7.admin.KamonMetrics;
import vortex7.admin.Management;
import vortex7.live.Daemon;
import vortex7.live.Threads;
import vortex7.market.Symbol;
import vortex7.settings.Settings;

/**
 * What the daemon shows to people and programs: metrics, management, API; and the file that says
 * where.
 */
final class Faces {
  private static final Duration MAILBOXES_EVERY = Duration.ofSeconds(5);

  private final Settings settings;
  private final PrintWriter out;
  private final Parts parts;
  private final KamonMetrics metrics;
  private final Config management;

  private Faces(
      Settings settings, PrintWriter out, Parts parts, KamonMetrics metrics, Config management) {
    this.settings = settings;
    this.out = out;
    this.parts = parts;
    this.metrics = metrics;
    this.management = management;
  }

  /**
   * Takes the metrics' port and decides management's.
   *
   * @throws CommandFailure when a port is not to be had
   */
  static Faces prepare(Settings settings, PrintWriter out, Parts parts) {
    String host = settings.http().host();
    try {
      KamonMetrics metrics = KamonMetrics.start(host, settings.http().metricsPort());
      parts.add("metrics", metrics);
      Config management = Management.config(host, settings.http().managementPort());
      return new Faces(settings, out, parts, metrics, management);
    } catch (IOException e) {
      throw taken(e);
    }
  }

  KamonMetrics metrics() {
    return metrics;
  }

  Config management() {
    return management;
  }

  /**
   * Opens management and API, prints every address, writes {@code run.json}.
   *
   * @throws CommandFailure when a port is not to be had
   */
  void open(
      ActorSystem<?> system,
      Daemon daemon,
      Storage storage,
      InstantSource venueClock,
      VenueLink link) {
    AdminRules rules = AdminRules.documents();
    Credentials credentials = Credentials.open(settings.data(), settings.secrets(), rules);
    try {
      String managementUrl = Management.start(system);
      AdminServer api =
          AdminServer.start(
              system,
              new AdminServer.Parts(
                  daemon,
                  History.of(
                      storage.database(),
                      storage.scope(),
                      system.dispatchers().lookup(DispatcherSelector.fromConfig(Threads.BLOCKING))),
                  credentials,
                  rules,
                  configuredRisk(),
                  venueClock,
                  InstantSource.system(),
                  Version.text()),
              settings.http().host(),
              settings.http().port());
      parts.add("api", () -> api.stop().toCompletableFuture().get(3, TimeUnit.SECONDS));
      RunFile run =
          new RunFile(
              ProcessHandle.current().pid(),
              Version.text(),
              Instant.now().toString(),
              api.url(),
              metrics.url(),
              managementUrl,
              link.simulated().map(venue -> link.rest().toString()).orElse(null),
              link.simulated().map(venue -> link.streams().toString()).orElse(null));
      publish(run, settings.data());
    } catch (IOException e) {
      throw taken(e);
    }
    credentials.announcements().forEach(out::println);
    out.flush();
    watchMailboxes(system, daemon);
  }

  private ConfiguredRisk configuredRisk() {
    BigDecimal share = settings.rules().risk().riskPerTrade();
    Map<Symbol, BigDecimal> overrides = new TreeMap<>();
    for (Symbol symbol : settings.named()) {
      BigDecimal own = settings.rulesOf(symbol).risk().riskPerTrade();
      if (own.compareTo(share) != 0) {
        overrides.put(symbol, own);
      }
    }
    return new ConfiguredRisk(share, overrides);
  }

  private void publish(RunFile run, Path data) throws IOException {
    run.write(data);
    parts.add("run.json", () -> RunFile.delete(data));
    out.println("  API         " + run.http() + "  (health: /health, ready: /ready)");
    out.println("  metrics     " + run.metrics());
    out.println("  management  " + run.management());
    if (run.simRest() != null) {
      out.println("  venue       " + run.simRest() + "  (simulated; its truth: /sim/truth)");
    }
    out.println("  data        " + data.toAbsolutePath());
  }

  private void watchMailboxes(ActorSystem<?> system, Daemon daemon) {
    system
        .scheduler()
        .scheduleWithFixedDelay(
            MAILBOXES_EVERY,
            MAILBOXES_EVERY,
            () -> daemon.actors().thenAccept(metrics::mailboxes),
            system.executionContext());
  }

  private static CommandFailure taken(IOException e) {
    Throwable cause = e.getCause();
    return CommandFailure.unavailable(
        e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()));
  }
}
