package vortex7.cli;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vortex7.settings.Settings;

/** Those of the configuration's keys that mean something to the simulated venue alone. */
final class SimOptions {
  @Option(
      names = {"--port", "--sim"},
      paramLabel = "PORT",
      description = "of REST and streams (default: 8090, 0: any)")
  private @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "to listen on (default: 127.0.0.1)")
  private @Nullable String host;

  @Option(
      names = "--symbols",
      paramLabel = "LIST",
      description = "what can be traded (default: BTCUSDT,ETHUSDT)")
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

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "of the venue's clock: 1, any factor, or max (default: 1)")
  private @Nullable String speed;

  @Option(names = "--seed", paramLabel = "N", description = "of the synthetic market (default: 7)")
  private @Nullable String seed;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "faults with their times (src/docs/simulated-venue.md)")
  private @Nullable String scenario;

  @Option(
      names = "--balance",
      paramLabel = "USDT",
      description = "opens the account sim-key (default: 500)")
  private @Nullable String balance;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "accounts and orders outlive the process in DIR/sim (default: data)")
  private @Nullable String data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration merged over the defaults (default: application.conf, if there)")
  private @Nullable Path config;

  /**
   * The settings of these options, the environment, the file and the defaults.
   *
   * @throws vortex7.settings.InvalidSettings with every mistake
   */
  Settings load() {
    SortedMap<String, String> values = new TreeMap<>();
    // Whatever the daemon is told to trade on, this is the simulated venue.
    values.put("venue", "simulated");
    values.put("mode", "paper");
    SettingsOptions.put(values, "sim.port", port);
    SettingsOptions.put(values, "sim.host", host);
    SettingsOptions.put(values, "sim.scenario", scenario);
    SettingsOptions.put(values, "symbols", symbols);
    SettingsOptions.put(values, "market.source", market);
    SettingsOptions.put(values, "market.history", history);
    SettingsOptions.put(values, "market.speed", speed);
    SettingsOptions.put(values, "seed", seed);
    SettingsOptions.put(values, "balance", balance);
    SettingsOptions.put(values, "data", data);
    return SettingsOptions.load(values, config);
  }
}
