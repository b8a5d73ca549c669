package vortex7.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vortex7.settings.Settings;
import vortex7.settings.SettingsLoader;

/**
 * The options that are configuration keys as well; mixed into the commands that start something.
 */
final class SettingsOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration merged over the defaults (default: application.conf, if there)")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of everything that outlives the process (default: data)")
  private @Nullable String data;

  @Option(
      names = "--venue",
      paramLabel = "NAME",
      description = "simulated or binance (default: simulated)")
  private @Nullable String venue;

  @Option(
      names = "--mode",
      paramLabel = "NAME",
      description = "paper, testnet or live (default: paper)")
  private @Nullable String mode;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "thresholds to trade by (default: documents)")
  private @Nullable String profile;

  @Option(
      names = "--symbols",
      paramLabel = "LIST",
      description = "what to trade (default: BTCUSDT,ETHUSDT)")
  private @Nullable String symbols;

  @Option(
      names = "--market",
      paramLabel = "SOURCE",
      description = "synthetic, or replay:PATH[,PATH...] (default: synthetic)")
  private @Nullable String market;

  @Option(
      names = "--history",
      paramLabel = "FILES",
      description = "1m candles that go before a replay, one file a symbol, comma separated")
  private @Nullable String history;

  @Option(names = "--speed", paramLabel = "X", description = "1, any factor, or max (default: 1)")
  private @Nullable String speed;

  @Option(
      names = "--queue",
      paramLabel = "MODEL",
      description =
          "how our orders move up in a replayed queue: risk-averse (only by trades) or"
              + " proportional (by a share of cancellations too) (default: risk-averse)")
  private @Nullable String queue;

  @Option(names = "--seed", paramLabel = "N", description = "of the synthetic market")
  private @Nullable String seed;

  @Option(
      names = "--balance",
      paramLabel = "USDT",
      description = "opens a paper account (default: 500)")
  private @Nullable String balance;

  @Option(names = "--http", paramLabel = "PORT", description = "of the API (default: 8080, 0: any)")
  private @Nullable String http;

  @Option(
      names = "--metrics",
      paramLabel = "PORT",
      description = "of the Prometheus endpoint (default: 9095, 0: any)")
  private @Nullable String metrics;

  @Option(
      names = "--management",
      paramLabel = "PORT",
      description = "of Akka Management (default: 8558, 0: any)")
  private @Nullable String management;

  @Option(
      names = "--sim",
      paramLabel = "PORT",
      description = "of the simulated venue (default: 8090, 0: any)")
  private @Nullable String sim;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "faults of the simulated venue with their times (src/docs/simulated-venue.md)")
  private @Nullable String scenario;

  @Option(
      names = "--remoting",
      paramLabel = "PORT",
      description = "between the nodes of a cluster (default: 25520, 0: any)")
  private @Nullable String remoting;

  /**
   * The settings of these options, the environment, the file and the defaults.
   *
   * @throws vortex7.settings.InvalidSettings with every mistake
   */
  Settings load() {
    SortedMap<String, String> values = new TreeMap<>();
    put(values, "data", data);
    put(values, "venue", venue);
    put(values, "mode", mode);
    put(values, "profile", profile);
    put(values, "symbols", symbols);
    put(values, "market.source", market);
    put(values, "market.history", history);
    put(values, "market.speed", speed);
    put(values, "market.queue-model", queue);
    put(values, "seed", seed);
    put(values, "balance", balance);
    put(values, "http.port", http);
    put(values, "http.metrics-port", metrics);
    put(values, "http.management-port", management);
    put(values, "sim.port", sim);
    put(values, "sim.scenario", scenario);
    put(values, "cluster.remoting-port", remoting);
    return load(values, config);
  }

  /**
   * The settings of options that were given, by their keys, over those of the environment, the file
   * and the defaults.
   *
   * @throws vortex7.settings.InvalidSettings with every mistake
   */
  static Settings load(SortedMap<String, String> values, @Nullable Path config) {
    return SettingsLoader.load(
        values,
        System.getenv(),
        Optional.ofNullable(config),
        Path.of("").toAbsolutePath(),
        Sections.ALL);
  }

  /** Takes an option that was given; one that was not leaves its key to others. */
  static void put(SortedMap<String, String> values, String path, @Nullable String value) {
    if (value != null) {
      values.put(path, value);
    }
  }
}
