package vortex7.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vortex7.market.Symbol;
import vortex7.risk.AccountRules;
import vortex7.signal.EngineId;

/**
 * Reads the whole configuration and reports every mistake in it at once.
 *
 * <p>Nothing is opened or connected: what a value means for the machine is {@code check}'s
 * business.
 */
public final class SettingsLoader {
  /** The file that is read when none is named, if it is there. */
  public static final Path DEFAULT_FILE = Path.of("application.conf");

  private static final int SECRET_MIN = 16;
  private static final BigDecimal LOOKS_LIKE_PERCENT = new BigDecimal("0.05");

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private SettingsLoader() {}

  /**
   * The settings of the given layers.
   *
   * @param commandLine values by path under {@code vortex7}
   * @param process the process's environment
   * @param file what {@code --config} named; empty for {@link #DEFAULT_FILE}, if it exists
   * @param folder where {@code .env} is looked for
   * @param sections records of packages that this one does not know, by the path of their section,
   *     with their defaults
   * @throws InvalidSettings with all mistakes
   */
  public static Settings load(
      SortedMap<String, String> commandLine,
      Map<String, String> process,
      Optional<Path> file,
      Path folder,
      List<Section> sections) {
    return new SettingsLoader().read(commandLine, process, file, folder, sections);
  }

  /** A section of the configuration that belongs to another package. */
  public record Section(String path, Record defaults) {}

  private Settings read(
      SortedMap<String, String> commandLine,
      Map<String, String> process,
      Optional<Path> file,
      Path folder,
      List<Section> sections) {
    Environment environment = Environment.of(process, folder, problems);
    for (String ignored : EnvironmentKeys.IGNORED) {
      environment
          .get(ignored)
          .ifPresent(value -> notes.add(ignored + " is accepted and ignored: there is no Redis"));
    }
    Optional<Path> chosen = file.or(() -> Optional.of(DEFAULT_FILE).filter(Files::isRegularFile));
    TreeMap<String, String> first = new TreeMap<>(commandLine);
    testnetOf(environment, first);
    Config config = SettingsSource.merge(first, environment, chosen, problems);
    reportPercent(config);
    RecordReader reader = new RecordReader(config, SettingsSource.ROOT + ".", problems);
    reader.accept("overrides");

    General general = reader.read("", General.defaults());
    Config thresholds = general.profile() == Profile.DOCUMENTS ? config : wishes(config);
    MarketSettings market = reader.read("market", MarketSettings.defaults());
    TradingRules base =
        general.profile() == Profile.DOCUMENTS
            ? TradingRules.documents()
            : TradingRules.calibrated();
    TradingRules rules = known(TradingRules.read(reader, thresholds, base), market);
    SortedMap<Symbol, TradingRules> bySymbol = overrides(reader, thresholds, general, market);
    Settings settings =
        new Settings(
            general.mode(),
            general.venue(),
            general.profile(),
            general.symbols().stream().filter(each -> !each.equals(Settings.TOP_ALT)).toList(),
            general.symbols().contains(Settings.TOP_ALT),
            general.data(),
            general.seed(),
            general.balance(),
            balanceGiven(first, environment, general),
            market,
            reader.read("http", HttpSettings.defaults()),
            reader.read("sim", SimSettings.defaults()),
            reader.read("cluster", ClusterSettings.defaults()),
            reader.read("live", LiveSettings.defaults()),
            rules,
            bySymbol,
            reader.read("breakers", AccountRules.documents()),
            secrets(environment),
            sections.stream()
                .<Record>map(section -> reader.read(section.path(), section.defaults()))
                .toList(),
            general.profile() == Profile.DOCUMENTS ? List.of() : departures(rules, bySymbol),
            notes);
    reader.reportUnknown();
    reportSymbols(general.symbols());
    reportContradictions(settings);
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return settings;
  }

  /** Recordings know nothing of open interest: E4 is left out, and its weight with it. */
  private static TradingRules known(TradingRules rules, MarketSettings market) {
    boolean alone = rules.engines().engines().equals(List.of(EngineId.SENTIMENT));
    return market.replay() && !alone
        ? rules.with(rules.engines().without(EngineId.SENTIMENT))
        : rules;
  }

  /** The file at the top of the repository names every default: that alone is nobody's wish. */
  private static boolean balanceGiven(
      SortedMap<String, String> commandLine, Environment environment, General general) {
    return commandLine.containsKey("balance")
        || environment.get("BASE_BALANCE").isPresent()
        || general.balance().compareTo(General.defaults().balance()) != 0;
  }

  /** {@code BINANCE_TESTNET=true} chooses venue and mode where nobody else does. */
  private void testnetOf(Environment environment, Map<String, String> commandLine) {
    Optional<String> testnet = environment.get("BINANCE_TESTNET");
    if (testnet.isEmpty() || testnet.get().equalsIgnoreCase("false")) {
      return;
    }
    if (!testnet.get().equalsIgnoreCase("true")) {
      problems.add(new Problem("BINANCE_TESTNET", "must be true or false, was " + testnet.get()));
    } else if (!commandLine.containsKey("venue") && !commandLine.containsKey("mode")) {
      commandLine.put("venue", "binance");
      commandLine.put("mode", "testnet");
    }
  }

  private SortedMap<Symbol, TradingRules> overrides(
      RecordReader reader, Config thresholds, General general, MarketSettings market) {
    SortedMap<Symbol, TradingRules> bySymbol = new TreeMap<>();
    for (Symbol symbol : new TreeSet<>(general.symbols())) {
      Config own = own(thresholds, symbol);
      if (general.profile() == Profile.DOCUMENTS && own.isEmpty()) {
        continue;
      }
      String path = SettingsSource.ROOT + ".overrides." + symbol + ".";
      Config merged = own.withFallback(thresholds);
      RecordReader merging = new RecordReader(merged, path, new ArrayList<>());
      TradingRules profile = TradingRules.of(general.profile(), symbol);
      bySymbol.put(symbol, known(TradingRules.read(merging, merged, profile), market));
      // Reading the symbol's own part alone finds its mistakes and the keys that do not belong.
      RecordReader checker = new RecordReader(own, path, problems);
      TradingRules.read(checker, own, profile);
      checker.reportUnknown();
    }
    reportStrangers(thresholds, general.symbols());
    // Known to the symbols' own readers, hence not unknown here.
    reader.accept("overrides");
    return bySymbol;
  }

  private static Config own(Config thresholds, Symbol symbol) {
    String path = "overrides." + symbol;
    return thresholds.hasPath(path) ? thresholds.getConfig(path) : ConfigFactory.empty();
  }

  private void reportStrangers(Config thresholds, List<Symbol> symbols) {
    if (!thresholds.hasPath("overrides")) {
      return;
    }
    for (String name : new TreeSet<>(thresholds.getObject("overrides").keySet())) {
      String path = SettingsSource.ROOT + ".overrides." + name;
      try {
        if (!symbols.contains(Symbol.of(name))) {
          problems.add(new Problem(path, "is for a symbol that is not traded"));
        }
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(path, String.valueOf(e.getMessage())));
      }
    }
  }

  /**
   * What somebody wants otherwise than the shipped file has it. That file names every key with the
   * documents' value, and a copy of it is nobody's wish: it must not undo the profile.
   */
  private static Config wishes(Config config) {
    Config shipped = defaultsOnly();
    Config wishes = config;
    for (Map.Entry<String, ConfigValue> entry : shipped.entrySet()) {
      String key = entry.getKey();
      if (config.hasPath(key)
          && config.getValue(key).unwrapped().equals(entry.getValue().unwrapped())) {
        wishes = wishes.withoutPath(key);
      }
    }
    return wishes;
  }

  private static List<String> departures(
      TradingRules rules, SortedMap<Symbol, TradingRules> bySymbol) {
    List<String> departures =
        new ArrayList<>(rules.departures(TradingRules.documents(), "documents"));
    bySymbol.forEach(
        (symbol, own) ->
            own.departures(rules, "others")
                .forEach(departure -> departures.add(symbol + ": " + departure)));
    return departures;
  }

  private Secrets secrets(Environment environment) {
    Optional<Secret> secret =
        secret(environment, "BINANCE_SECRET_KEY")
            .or(() -> secret(environment, "BINANCE_API_SECRET"));
    return new Secrets(
        secret(environment, "BINANCE_API_KEY"),
        secret,
        secret(environment, "POSTGRES_URL"),
        login(environment, "VORTEX7_API_TOKEN"),
        login(environment, "DASHBOARD_SECRET"),
        login(environment, "VORTEX7_VIEWER_TOKEN"),
        login(environment, "DASHBOARD_VIEWER_SECRET"),
        login(environment, "VORTEX7_ADMIN_TOKEN"),
        login(environment, "DASHBOARD_ADMIN_SECRET"),
        login(environment, "VORTEX7_SIM_TOKEN"));
  }

  private static Optional<Secret> secret(Environment environment, String name) {
    return environment.get(name).map(Secret::of);
  }

  private Optional<Secret> login(Environment environment, String name) {
    Optional<Secret> secret = secret(environment, name);
    if (secret.isPresent() && secret.get().length() < SECRET_MIN) {
      problems.add(
          new Problem(
              name,
              "must have at least "
                  + SECRET_MIN
                  + " characters, has "
                  + secret.get().length()
                  + " (unset it to have one generated)"));
    }
    return secret;
  }

  private void reportSymbols(List<Symbol> symbols) {
    if (symbols.isEmpty()) {
      report("symbols", "must name at least one symbol");
    }
    if (new TreeSet<>(symbols).size() != symbols.size()) {
      report("symbols", "must not name a symbol twice, was " + symbols);
    }
  }

  private void reportContradictions(Settings settings) {
    if (settings.balance().signum() <= 0) {
      report("balance", "must be above 0 USDT, was " + settings.balance());
    }
    settings
        .secrets()
        .postgresUrl()
        .filter(url -> !url.reveal().matches("(jdbc:)?postgres(ql)?://.+/.+"))
        .ifPresent(
            url ->
                problems.add(
                    new Problem(
                        "POSTGRES_URL",
                        "must be postgresql://user:password@host/db or"
                            + " jdbc:postgresql://host/db")));
    if (settings.venue() == VenueName.SIMULATED) {
      if (settings.mode() != Mode.PAPER) {
        report("mode", "must be paper on the simulated venue, was " + text(settings.mode()));
      }
      return;
    }
    if (settings.mode() == Mode.PAPER) {
      report(
          "mode", "paper on venue binance is not available yet; use testnet, or venue simulated");
    }
    if (settings.market().replay()) {
      report("market.source", "a replay needs venue simulated");
    }
    if (settings.secrets().binanceKey().isEmpty()) {
      problems.add(new Problem("BINANCE_API_KEY", "must be set for venue binance"));
    }
    if (settings.secrets().binanceSecret().isEmpty()) {
      problems.add(new Problem("BINANCE_SECRET_KEY", "must be set for venue binance"));
    }
    if (settings.mode() == Mode.LIVE) {
      reportLive(settings);
    }
    if (settings.mode() == Mode.TESTNET) {
      reportTestnet(settings);
    }
  }

  /** A live address left over in the environment must not turn play money into real money. */
  private void reportTestnet(Settings settings) {
    LiveSettings live = settings.live();
    for (URI uri : List.of(live.rest(Mode.TESTNET), live.streams(Mode.TESTNET))) {
      if (!LiveSettings.allowedTestnet(uri)) {
        report(
            "live",
            "mode testnet talks to the venue's demo hosts over TLS or to this machine only, was "
                + uri);
      }
    }
  }

  private void reportLive(Settings settings) {
    if (!settings.live().iUnderstandTheRisk()) {
      report("live.i-understand-the-risk", "must be yes before real money trades");
    }
    for (URI uri : List.of(settings.live().rest(Mode.LIVE), settings.live().streams(Mode.LIVE))) {
      if (!LiveSettings.allowedLive(uri)) {
        report("live", "mode live talks to the venue's own hosts over TLS only, was " + uri);
      }
    }
  }

  /** The one fraction that people write as percent, and that would cost them most. */
  private void reportPercent(Config config) {
    String key = "risk.risk-per-trade";
    String text = config.getString(key).strip();
    try {
      if (!text.endsWith("%") && new BigDecimal(text).compareTo(LOOKS_LIKE_PERCENT) > 0) {
        report(key, "is a fraction, and " + text + " looks like percent; write " + text + " %");
      }
    } catch (NumberFormatException notANumber) {
      // The reader reports it with its path.
      return;
    }
  }

  private void report(String key, String message) {
    problems.add(new Problem(SettingsSource.ROOT + "." + key, message));
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The keys that stand directly under {@code vortex7}. */
  record General(
      Mode mode,
      VenueName venue,
      Profile profile,
      List<Symbol> symbols,
      Path data,
      long seed,
      BigDecimal balance) {
    static General defaults() {
      return new General(
          Mode.PAPER,
          VenueName.SIMULATED,
          Profile.DOCUMENTS,
          List.of(Symbol.of("BTCUSDT"), Symbol.of("ETHUSDT")),
          Path.of("data"),
          7,
          new BigDecimal("500"));
    }
  }

  /** The defaults that the program carries, alone. */
  static Config defaultsOnly() {
    return ConfigFactory.empty()
        .withFallback(SettingsSource.defaults())
        .resolve()
        .getConfig(SettingsSource.ROOT);
  }
}
