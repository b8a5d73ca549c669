package vortex7.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import vortex7.backtest.report.Figures;
import vortex7.backtest.report.RunReport;
import vortex7.cli.TestSettings;
import vortex7.market.Symbol;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Latency;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.settings.Settings;
import vortex7.settings.TradingRules;

/** Runs by random seeds: their books equal the exchange's, and they can be had again to the bit. */
class AccountingTest {
  /** Funding is paid at 16:00. */
  private static final long START = Instant.parse("2025-11-19T15:59:30Z").toEpochMilli();

  private static final Map<String, String> EAGER =
      Map.ofEntries(
          Map.entry("decision.strategy-tenths-min", "0"),
          Map.entry("decision.stable-jump-max", "2"),
          Map.entry("decision.no-fill-pause", "1 s"),
          Map.entry("decision.close-pause", "1 s"),
          Map.entry("strategies.a.threshold.score-min", "0.02"),
          Map.entry("strategies.a.threshold.choppy-gain", "0"),
          Map.entry("strategies.a.threshold.agreeing-min", "1"),
          Map.entry("strategies.a.velocity-above", "-1"),
          Map.entry("strategies.a.streak-min", "0"),
          Map.entry("strategies.a.spike-above", "-1"),
          Map.entry("strategies.a.confirmations-min", "0"),
          Map.entry("strategies.a.longest-hold", "20 s"),
          Map.entry("risk.kelly", "off"),
          Map.entry("breakers.loss-streak-every", "1000"),
          Map.entry("breakers.trades-per-hour", "4"),
          Map.entry("signal.regime.trend.choppy-up-to", "-1"),
          Map.entry("signal.order-flow.warm-up-millis", "2000"),
          Map.entry("signal.tick.warm-up-millis", "2000"),
          Map.entry("signal.tick.votes-min", "1"),
          Map.entry("signal.tick.streak-min", "1"));

  private static BacktestResult run(long seed, Delays delays, long millis) {
    Settings settings = TestSettings.with(EAGER);
    TreeMap<Symbol, TradingRules> symbols = new TreeMap<>();
    for (Symbol symbol : List.of(Symbol.of("BTCUSDT"), Symbol.of("ETHUSDT"))) {
      symbols.put(symbol, settings.rulesOf(symbol));
    }
    BacktestRules rules =
        new BacktestRules(
            "documents",
            symbols,
            settings.account(),
            ExchangeRules.documents(),
            new BigDecimal("10000"),
            BigDecimal.ONE,
            new BigDecimal("600"),
            delays,
            Pace.documents(),
            seed);
    SyntheticSettings market = SyntheticSettings.of(SyntheticSettings.documents().symbols(), seed);
    return new Backtest(rules, new SyntheticMarket(market, START))
        .run(START + millis, ignored -> {});
  }

  @Test
  void profit_fees_and_funding_equal_the_exchanges_own_account() {
    SplittableRandom random = new SplittableRandom(2_025);
    int compared = 0;
    boolean funded = false;
    for (int i = 0; i < 4; i++) {
      Delays delays =
          new Delays(
              new Latency.Constant(random.nextInt(30)),
              new Latency.Constant(random.nextInt(30)),
              new Latency.Constant(random.nextInt(30)));
      BacktestResult result = run(random.nextLong(1_000_000), delays, 90_000);
      RunReport report =
          RunReport.of(result, new TreeMap<>(Map.of('A', Duration.ofSeconds(20))), 1);
      Figures figures = report.figures();
      assertThat(figures.net())
          .isEqualByComparingTo(
              figures.gross().subtract(figures.fees()).subtract(figures.funding()));
      if (result.openTrades() > 0 || result.trades().isEmpty()) {
        continue;
      }
      compared++;
      funded |= figures.funding().signum() != 0;
      BigDecimal inQuote = report.charged().getOrDefault("USDT", BigDecimal.ZERO);
      BigDecimal inToken = report.charged().getOrDefault("BNB", BigDecimal.ZERO);
      assertThat(change(result, "USDT"))
          .isEqualByComparingTo(figures.gross().subtract(figures.funding()).subtract(inQuote));
      assertThat(change(result, "BNB")).isEqualByComparingTo(inToken.negate());
    }
    assertThat(compared).as("runs that traded and ended flat").isGreaterThan(1);
    assertThat(funded).as("a trade that was held over the funding time").isTrue();
  }

  private static BigDecimal change(BacktestResult result, String asset) {
    return result.closing().get(asset).subtract(result.opening().get(asset));
  }

  @Test
  void ten_runs_alone_and_two_at_a_time_are_the_same_run() {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      runs.add(words(run(7, Delays.none(), 12_000)));
    }
    CompletableFuture<String> one =
        CompletableFuture.supplyAsync(() -> words(run(7, Delays.none(), 12_000)));
    CompletableFuture<String> other =
        CompletableFuture.supplyAsync(() -> words(run(7, Delays.none(), 12_000)));
    runs.add(one.join());
    runs.add(other.join());
    assertThat(runs).hasSize(12).containsOnly(runs.getFirst());
    assertThat(words(run(8, Delays.none(), 12_000))).isNotEqualTo(runs.getFirst());
  }

  private static String words(BacktestResult result) {
    return result.decisionHash() + result.trades() + result.noFills() + result.closing();
  }
}
