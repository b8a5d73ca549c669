package vortex7.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.journal.JournalSettings;
import vortex7.live.FeedLimits;
import vortex7.live.LiveRules;
import vortex7.live.recorder.RecorderRules;
import vortex7.market.Symbol;
import vortex7.risk.AccountRules;
import vortex7.risk.TopAltRules;
import vortex7.signal.EngineId;
import vortex7.venue.binance.BinanceLimits;

class SettingsLoaderTest {
  private static final List<SettingsLoader.Section> SECTIONS =
      List.of(
          new SettingsLoader.Section("signal.feed", FeedLimits.documents()),
          new SettingsLoader.Section("execution", LiveRules.documents()),
          new SettingsLoader.Section("journal", JournalSettings.documents()),
          new SettingsLoader.Section("recorder", RecorderRules.documents()),
          new SettingsLoader.Section("top-alt", TopAltRules.documents()),
          new SettingsLoader.Section("live.limits", BinanceLimits.documents()));
  private static final Symbol BTC = Symbol.of("BTCUSDT");

  @TempDir private Path folder = Path.of("unset");

  private Settings load(String conf, Map<String, String> environment, String... options)
      throws IOException {
    Path file = Files.writeString(folder.resolve("test.conf"), conf);
    SortedMap<String, String> commandLine = new TreeMap<>();
    for (int i = 0; i < options.length; i += 2) {
      commandLine.put(options[i], options[i + 1]);
    }
    return SettingsLoader.load(commandLine, environment, Optional.of(file), folder, SECTIONS);
  }

  private List<Problem> problems(String conf, Map<String, String> environment, String... options) {
    List<Problem> found = new ArrayList<>();
    assertThatThrownBy(() -> load(conf, environment, options))
        .isInstanceOfSatisfying(InvalidSettings.class, invalid -> found.addAll(invalid.problems()));
    return found;
  }

  @Test
  void without_anything_it_trades_paper_money_on_the_simulated_venue_on_loopback()
      throws IOException {
    Settings settings = load("", Map.of());
    assertThat(settings.mode()).isEqualTo(Mode.PAPER);
    assertThat(settings.venue()).isEqualTo(VenueName.SIMULATED);
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.sim().host()).isEqualTo("127.0.0.1");
    assertThat(settings.symbols()).containsExactly(BTC, Symbol.of("ETHUSDT"));
    assertThat(settings.balance()).isEqualByComparingTo("500");
  }

  @Test
  void the_command_line_beats_the_environment_which_beats_the_file() throws IOException {
    String file = "vortex7 { balance = 1000 }";
    Map<String, String> environment = Map.of("BASE_BALANCE", "2000");
    assertThat(load(file, Map.of()).balance()).isEqualByComparingTo("1000");
    assertThat(load(file, environment).balance()).isEqualByComparingTo("2000");
    assertThat(load(file, environment, "balance", "3000").balance()).isEqualByComparingTo("3000");
  }

  @Test
  void every_mistake_is_reported_at_once_with_its_path() {
    List<Problem> found =
        problems(
            """
            vortex7 {
              mode = gambling
              balance = lots
              http { port = 70000 }
              market { speed = backwards }
              no-such-key = 1
            }
            """,
            Map.of("DASHBOARD_SECRET", "short"));
    assertThat(found)
        .extracting(Problem::path)
        .contains(
            "vortex7.mode",
            "vortex7.balance",
            "vortex7.http",
            "vortex7.market",
            "vortex7.no-such-key",
            "DASHBOARD_SECRET");
  }

  @Test
  void the_place_of_the_perpetual_with_the_highest_volume_stands_beside_the_symbols_or_alone()
      throws IOException {
    Settings without = load("", Map.of());
    assertThat(without.topAlt()).isFalse();
    assertThat(without.named()).isEqualTo(without.symbols());
    assertThat(without.section(TopAltRules.class)).isEqualTo(TopAltRules.documents());
    assertThat(without.sim().alts()).containsExactly(Symbol.of("BNBUSDT"), Symbol.of("SOLUSDT"));
    Settings beside = load("vortex7 { symbols = [TOP_ALT, BTCUSDT] }", Map.of());
    assertThat(beside.topAlt()).isTrue();
    assertThat(beside.symbols()).containsExactly(BTC);
    assertThat(beside.named()).containsExactly(BTC, Settings.TOP_ALT);
    Settings alone = load("", Map.of("TRADING_PAIRS", "TOP_ALT"));
    assertThat(alone.topAlt()).isTrue();
    assertThat(alone.symbols()).isEmpty();
    assertThat(problems("vortex7 { symbols = [TOP_ALT, BTCUSDT, TOP_ALT] }", Map.of()))
        .extracting(Problem::message)
        .containsExactly("must not name a symbol twice, was [TOP_ALT, BTCUSDT, TOP_ALT]");
    assertThat(problems("vortex7 { top-alt.spread-max = 0 }", Map.of()))
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("spread-max must be above 0 and below 1, was 0"));
  }

  @Test
  void without_the_place_a_note_is_left_and_the_symbols_stay() throws IOException {
    Settings settings = load("vortex7 { symbols = [BTCUSDT, TOP_ALT] }", Map.of());
    Settings left = settings.withoutTopAlt("left out");
    assertThat(left.topAlt()).isFalse();
    assertThat(left.symbols()).containsExactly(BTC);
    assertThat(left.notes()).contains("left out");
    assertThat(left.withoutTopAlt("again")).isSameAs(left);
    assertThat(settings.withSymbols(List.of(BTC)).topAlt()).isFalse();
  }

  @Test
  void whoever_takes_the_place_trades_by_its_overrides_and_nobody_else() throws IOException {
    Settings settings =
        load(
            """
            vortex7 {
              symbols = [BTCUSDT, TOP_ALT]
              overrides.TOP_ALT.signal.tick.big-trade-notional = 12345
            }
            """,
            Map.of());
    double base = settings.rules().tick().bigTradeNotional();
    assertThat(settings.rulesOf(Symbol.of("SOLUSDT")).tick().bigTradeNotional()).isEqualTo(12345);
    assertThat(settings.rulesOf(BTC).tick().bigTradeNotional()).isEqualTo(base).isNotEqualTo(12345);
    assertThat(
            problems("vortex7 { overrides.TOP_ALT.signal.tick.big-trade-notional = 1 }", Map.of()))
        .extracting(Problem::message)
        .containsExactly("is for a symbol that is not traded");
  }

  @Test
  void a_mistake_names_the_rule_and_the_value_but_never_a_secret() {
    assertThat(problems("vortex7 { mode = gambling }", Map.of()))
        .extracting(Problem::message)
        .containsExactly("must be one of paper, testnet, live, was gambling");
    assertThat(problems("", Map.of("VORTEX7_API_TOKEN", "hunter2")).toString())
        .contains("at least 16")
        .doesNotContain("hunter2");
  }

  @Test
  void an_unknown_key_is_refused_with_a_hint_at_the_right_one() {
    assertThat(problems("vortex7 { metrics-port = 1 }", Map.of()))
        .containsExactly(
            new Problem(
                "vortex7.metrics-port",
                "is not a setting of this program; did you mean vortex7.http.metrics-port?"));
  }

  @Test
  void a_section_outside_vortex7_is_refused() {
    assertThat(problems("vortx7 { balance = 1 }", Map.of()))
        .extracting(Problem::path)
        .containsExactly("vortx7");
  }

  @Test
  void broken_hocon_is_reported_with_its_line() {
    assertThat(problems("vortex7 {\n  balance = [1\n}", Map.of()))
        .anySatisfy(problem -> assertThat(problem.message()).contains("not valid HOCON"));
  }

  @Test
  void a_fraction_may_be_written_in_percent() throws IOException {
    assertThat(load("vortex7 { sim { maker-fee = 0.018 % } }", Map.of()).sim().makerFee())
        .isEqualByComparingTo(new BigDecimal("0.00018"));
  }

  @Test
  void secrets_come_from_a_named_file_and_are_never_printed() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef0123\n");
    Settings settings = load("", Map.of("VORTEX7_API_TOKEN_FILE", token.toString()));
    assertThat(settings.secrets().apiToken()).map(Secret::reveal).hasValue("0123456789abcdef0123");
    assertThat(settings.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void the_dot_env_file_stands_below_the_process_environment() throws IOException {
    Files.writeString(
        folder.resolve(".env"), "# money\nexport BASE_BALANCE=\"700\"\nTRADING_PAIRS=ETHUSDT\n");
    Settings settings = load("", Map.of("BASE_BALANCE", "800"));
    assertThat(settings.balance()).isEqualByComparingTo("800");
    assertThat(settings.symbols()).containsExactly(Symbol.of("ETHUSDT"));
  }

  @Test
  void testnet_by_environment_chooses_venue_and_mode_and_asks_for_keys() {
    assertThat(problems("", Map.of("BINANCE_TESTNET", "true")))
        .extracting(Problem::path)
        .containsExactly("BINANCE_API_KEY", "BINANCE_SECRET_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "https://fapi.binance.com, true",
    "https://fapi.binance.com.evil.example, false",
    "http://fapi.binance.com, false",
    "https://127.0.0.1:8090, false"
  })
  void real_money_goes_to_the_venues_own_hosts_over_tls_only(String url, boolean allowed) {
    assertThat(LiveSettings.allowedLive(java.net.URI.create(url))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://demo-fapi.binance.com, true",
    "http://127.0.0.1:8090, true",
    "http://demo-fapi.binance.com, false",
    "https://fapi.binance.com, false",
    "https://demo-fapi.binance.com.evil.example, false"
  })
  void play_money_never_goes_where_real_money_is(String url, boolean allowed) {
    assertThat(LiveSettings.allowedTestnet(java.net.URI.create(url))).isEqualTo(allowed);
  }

  @Test
  void a_live_address_left_over_in_the_environment_stops_a_testnet_start() {
    assertThat(
            problems(
                "",
                Map.of(
                    "BINANCE_TESTNET",
                    "true",
                    "BINANCE_API_KEY",
                    "k",
                    "BINANCE_SECRET_KEY",
                    "s",
                    "BINANCE_REST_URL",
                    "https://fapi.binance.com")))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("mode testnet", "https://fapi.binance.com");
  }

  @Test
  void only_a_balance_that_somebody_asked_for_caps_sizing() throws IOException {
    assertThat(load("", Map.of()).balanceGiven()).isFalse();
    assertThat(load("vortex7.balance = 500", Map.of()).balanceGiven()).isFalse();
    assertThat(load("vortex7.balance = 300", Map.of()).balanceGiven()).isTrue();
    assertThat(load("", Map.of("BASE_BALANCE", "500")).balanceGiven()).isTrue();
  }

  @Test
  void mode_live_needs_an_explicit_yes() {
    assertThat(
            problems(
                "",
                Map.of("BINANCE_API_KEY", "k", "BINANCE_SECRET_KEY", "s"),
                "venue",
                "binance",
                "mode",
                "live"))
        .extracting(Problem::path)
        .containsExactly("vortex7.live.i-understand-the-risk");
  }

  @Test
  void the_simulated_venue_has_as_many_accounts_as_are_written_down() throws IOException {
    Settings settings =
        load(
            """
            vortex7.sim.accounts = [
              { key = mine, secret = hush, usdt = 1000 }
              { key = other, public-key = "-----BEGIN PUBLIC KEY-----", bnb = 2 }
            ]
            """,
            Map.of());
    assertThat(settings.sim().accounts())
        .containsExactly(
            new SimSettings.OtherAccount(
                "mine", "hush", "", new BigDecimal("1000"), BigDecimal.ZERO),
            new SimSettings.OtherAccount(
                "other",
                "",
                "-----BEGIN PUBLIC KEY-----",
                new BigDecimal("500"),
                new BigDecimal("2")));
  }

  @Test
  void latencies_of_the_simulated_venue_are_distributions() throws IOException {
    Settings settings =
        load("vortex7.sim.latency { market-data = uniform 2 8, order-entry = 5 }", Map.of());
    assertThat(settings.sim().latency().marketData()).isEqualTo("uniform 2 8");
    assertThat(settings.sim().latency().orderEntry()).isEqualTo("5");
    assertThat(problems("vortex7.sim.latency.order-entry = soon", Map.of()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("vortex7.sim.latency");
              assertThat(problem.toString()).contains("order-entry").contains("was soon");
            });
  }

  @Test
  void an_account_of_the_simulated_venue_must_be_able_to_sign_and_have_a_key_of_its_own() {
    assertThat(problems("vortex7.sim.accounts = [{ key = mine }]", Map.of()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("vortex7.sim");
              assertThat(problem.message()).contains("mine must have a secret or a public-key");
            });
    assertThat(problems("vortex7.sim.accounts = [{ key = sim-key, secret = x }]", Map.of()))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("two are sim-key");
    assertThat(problems("vortex7.sim.accounts = [{ key = a, secret = b, sceret = c }]", Map.of()))
        .extracting(Problem::path)
        .containsExactly("vortex7.sim.accounts[0].sceret");
  }

  @Test
  void a_symbol_may_have_thresholds_of_its_own() throws IOException {
    Settings settings = load("vortex7.overrides.BTCUSDT.strategies.a.streak-min = 12", Map.of());
    assertThat(settings.rulesOf(BTC).decision().strategyA().streakMin()).isEqualTo(12);
    assertThat(settings.rulesOf(Symbol.of("ETHUSDT")).decision().strategyA().streakMin())
        .isEqualTo(8);
  }

  @Test
  void engines_can_be_left_out_for_one_symbol_too_and_a_replay_has_no_sentiment()
      throws IOException {
    String file =
        """
        vortex7 {
          signal.engines = "regime, sentiment, tick, order-flow"
          overrides.BTCUSDT.signal.engines = [tick]
        }
        """;
    Settings settings = load(file, Map.of());
    assertThat(settings.rulesOf(BTC).pipeline().engines()).containsExactly(EngineId.TICK);
    assertThat(settings.rules().pipeline().engines())
        .containsExactly(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.SENTIMENT, EngineId.REGIME);
    assertThat(
            load(file, Map.of(), "market.source", "replay:somewhere.gz")
                .rules()
                .pipeline()
                .engines())
        .containsExactly(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.REGIME);
    assertThat(problems("vortex7.signal.engines = []", Map.of()))
        .extracting(Problem::toString)
        .containsExactly("vortex7.signal: engines must name at least one");
    assertThat(problems("vortex7.signal.engines = [tick, tick]", Map.of()))
        .extracting(Problem::message)
        .containsExactly("engines must not name one twice, were [TICK, TICK]");
    assertThat(problems("vortex7.signal.engines = [tock]", Map.of()))
        .extracting(Problem::path)
        .containsExactly("vortex7.signal.engines");
  }

  @Test
  void an_override_of_an_unknown_key_or_symbol_is_refused() {
    assertThat(
            problems(
                """
                vortex7.overrides {
                  BTCUSDT.strategies.a.streek-min = 12
                  DOGEUSDT.strategies.a.streak-min = 12
                }
                """,
                Map.of()))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "vortex7.overrides.BTCUSDT.strategies.a.streek-min", "vortex7.overrides.DOGEUSDT");
  }

  private Settings calibrated(String conf) throws IOException {
    return load("vortex7 { profile = calibrated\n" + conf + "}", Map.of());
  }

  @Test
  void the_profiles_values_stand_where_nobody_wants_others() throws IOException {
    Settings settings = calibrated("");
    assertThat(settings.profile()).isEqualTo(Profile.CALIBRATED);
    assertThat(settings.rules()).isEqualTo(TradingRules.calibrated());
    assertThat(settings.rules().orderFlow().imbalance().threshold()).isEqualTo(0.60);
    assertThat(settings.rulesOf(BTC).tick().bigTradeNotional()).isEqualTo(250_000);
    assertThat(settings.rulesOf(BTC).feed().bigTradeNotional()).isEqualTo(250_000);
    assertThat(settings.rulesOf(Symbol.of("ETHUSDT")).tick().bigTradeNotional()).isEqualTo(100_000);
    assertThat(settings.rulesOf(Symbol.of("SOLUSDT")).tick().bigTradeNotional()).isEqualTo(50_000);
  }

  /** The file at the top of the repository is read without being named, and names every key. */
  @Test
  void a_copy_of_the_shipped_file_does_not_undo_the_profile() throws IOException {
    Path shipped = Path.of("application.conf");
    Settings settings =
        SettingsLoader.load(
            new TreeMap<>(Map.of("profile", "calibrated")),
            Map.of(),
            Optional.of(shipped),
            folder,
            SECTIONS);
    assertThat(settings.rules()).isEqualTo(TradingRules.calibrated());
  }

  @Test
  void a_value_of_ones_own_beats_the_profile_and_a_symbols_beats_both() throws IOException {
    Settings settings =
        calibrated(
            """
            signal { order-flow.imbalance.threshold = 0.45, tick.bullish-above = 0.7 }
            overrides.BTCUSDT.signal {
              order-flow.imbalance.threshold = 0.30
              tick.big-trade-notional = 300000
            }
            """);
    TradingRules btc = settings.rulesOf(BTC);
    TradingRules eth = settings.rulesOf(Symbol.of("ETHUSDT"));
    assertThat(eth.orderFlow().imbalance().threshold()).isEqualTo(0.45);
    assertThat(eth.tick().bullishAbove()).isEqualTo(0.7);
    assertThat(eth.tick().bearishBelow()).as("the profile's").isEqualTo(0.20);
    assertThat(eth.tick().bigTradeNotional()).isEqualTo(100_000);
    assertThat(btc.orderFlow().imbalance().threshold())
        .as("for a symbol the documents' value can be wanted")
        .isEqualTo(0.30);
    assertThat(btc.tick().bigTradeNotional()).isEqualTo(300_000);
    assertThat(btc.feed().bigTradeNotional()).isEqualTo(300_000);
    assertThat(btc.tick().bullishAbove()).isEqualTo(0.7);
  }

  @Test
  void every_departure_of_the_profile_is_named() throws IOException {
    assertThat(load("", Map.of()).departures()).isEmpty();
    List<String> departures = calibrated("signal.tick.bullish-above = 0.7").departures();
    assertThat(departures)
        .contains(
            "signal.order-flow.imbalance.threshold = 0.6 (documents: 0.3)",
            "signal.tick.bullish-above = 0.7 (documents: 0.65)",
            "signal.tick.bearish-below = 0.2 (documents: 0.35)",
            "risk.effective-rr-min = 1 (documents: 1.3)",
            "risk.loss-fees = taker (documents: maker)",
            "BTCUSDT: signal.tick.big-trade-notional = 250000 (others: 50000)")
        .noneMatch(departure -> departure.contains("streak-window"));
    int keys = TradingRules.documents().written().size();
    assertThat(keys).isGreaterThan(150);
    Config shipped = SettingsLoader.defaultsOnly();
    assertThat(TradingRules.documents().written().keySet())
        .allSatisfy(key -> assertThat(shipped.hasPath(key)).as(key).isTrue());
  }

  @Test
  void the_file_at_the_top_names_every_key_and_its_default() throws IOException {
    Settings fromFile = load("", Map.of());
    assertThat(fromFile.rules()).isEqualTo(TradingRules.documents());
    Config defaults = SettingsLoader.defaultsOnly();
    List<Problem> none = new ArrayList<>();
    RecordReader reader = new RecordReader(defaults, "", none);
    TradingRules.read(reader, defaults, TradingRules.documents());
    reader.read("market", MarketSettings.defaults());
    reader.read("http", HttpSettings.defaults());
    reader.read("sim", SimSettings.defaults());
    reader.read("cluster", ClusterSettings.defaults());
    reader.read("live", LiveSettings.defaults());
    reader.read("", SettingsLoader.General.defaults());
    reader.read("breakers", AccountRules.documents());
    for (SettingsLoader.Section section : SECTIONS) {
      assertThat(reader.read(section.path(), section.defaults())).isEqualTo(section.defaults());
    }
    assertThat(none).isEmpty();
    assertThat(reader.known()).allSatisfy(key -> assertThat(defaults.hasPath(key)).isTrue());
  }
}
