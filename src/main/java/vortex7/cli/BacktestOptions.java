package vortex7.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vortex7.settings.Profile;
import vortex7.settings.Settings;

/** Those of the configuration's keys that mean something to a backtest. */
final class BacktestOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration merged over the defaults (default: application.conf, if there)")
  private @Nullable Path config;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "thresholds to trade by (default: documents)")
  private @Nullable String profile;

  @Option(
      names = "--symbols",
      paramLabel = "LIST",
      description = "what to trade (default: BTCUSDT,ETHUSDT, of a recording what it holds)")
  private @Nullable String symbols;

  @Option(
      names = "--history",
      paramLabel = "FILES",
      description = "1m candles that go before a recording, one file a symbol, comma separated")
  private @Nullable String history;

  @Option(
      names = "--queue",
      paramLabel = "MODEL",
      description =
          "how our orders move up in a recorded queue: risk-averse (only by trades) or"
              + " proportional (by a share of cancellations too) (default: risk-averse)")
  private @Nullable String queue;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the synthetic market and of every draw (default: 7)")
  private @Nullable String seed;

  @Option(
      names = "--balance",
      paramLabel = "USDT",
      description = "opens the account (default: 500)")
  private @Nullable String balance;

  /**
   * The settings of these options, the environment, the file and the defaults.
   *
   * @param recordings to be replayed; none for the synthetic market
   * @throws vortex7.settings.InvalidSettings with every mistake
   */
  Settings load(List<Path> recordings) {
    return load(recordings, new TreeMap<>());
  }

  /** The same under another profile. */
  Settings load(List<Path> recordings, Profile other) {
    return load(recordings, other, new TreeMap<>());
  }

  /** The same with other values of some keys. */
  Settings load(List<Path> recordings, SortedMap<String, String> changed) {
    return load(recordings, Optional.ofNullable(profile), changed);
  }

  /** The same under another profile. */
  Settings load(List<Path> recordings, Profile other, SortedMap<String, String> changed) {
    return load(recordings, Optional.of(other.name().toLowerCase(Locale.ROOT)), changed);
  }

  private Settings load(
      List<Path> recordings, Optional<String> thresholds, SortedMap<String, String> changed) {
    SortedMap<String, String> values = new TreeMap<>();
    // Whatever the daemon is told to trade on, nothing of this leaves the process.
    values.put("venue", "simulated");
    values.put("mode", "paper");
    values.put("market.speed", "max");
    values.put("market.source", recordings.isEmpty() ? "synthetic" : source(recordings));
    thresholds.ifPresent(name -> values.put("profile", name));
    SettingsOptions.put(values, "symbols", symbols);
    SettingsOptions.put(values, "market.history", history);
    SettingsOptions.put(values, "market.queue-model", queue);
    SettingsOptions.put(values, "seed", seed);
    SettingsOptions.put(values, "balance", balance);
    values.putAll(changed);
    return withoutTopAlt(SettingsOptions.load(values, config));
  }

  private static String source(List<Path> recordings) {
    return "replay:" + String.join(",", recordings.stream().map(Path::toString).toList());
  }

  /**
   * The symbols that are named, without the place {@code TOP_ALT}: who takes it is asked of a
   * venue, day by day, and no data say who else traded.
   *
   * @throws CommandFailure when no other symbol is named
   */
  static Settings withoutTopAlt(Settings settings) {
    if (settings.topAlt() && settings.symbols().isEmpty()) {
      throw CommandFailure.usage(
          "symbols: TOP_ALT is chosen by a running daemon; name the symbols themselves here");
    }
    return settings.withoutTopAlt("TOP_ALT is chosen by a running daemon, and left out here");
  }
}
