package vortex7.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vortex7.cli.TestSettings;
import vortex7.decision.Decision;
import vortex7.decision.Gate;
import vortex7.decision.GateFunnel;
import vortex7.market.Symbol;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Latency;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.settings.Settings;
import vortex7.settings.TradingRules;
import vortex7.signal.SentimentReading;

class BacktestTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Symbol ETH = Symbol.of("ETHUSDT");
  private static final long NOON = Instant.parse("2025-11-19T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final int MINUTES = 2;

  /** Rules under which strategy A enters on nearly every mark, and holds nothing for long. */
  private static final Map<String, String> BRISK = eager("5 s");

  private static final BacktestResult BOTH = run(rules(BRISK, Delays.none(), BTC, ETH), MINUTES);

  private static Map<String, String> eager(String longestHold) {
    return Map.ofEntries(
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
        Map.entry("strategies.a.entry-timeout", "4 s"),
        Map.entry("strategies.a.longest-hold", longestHold),
        Map.entry("risk.risk-per-trade", "0.02 %"),
        Map.entry("risk.kelly", "off"),
        Map.entry("breakers.loss-streak-every", "1000"),
        Map.entry("breakers.hourly-losses", "50"),
        Map.entry("breakers.trades-per-hour", "4"),
        Map.entry("signal.regime.trend.choppy-up-to", "-1"),
        Map.entry("signal.order-flow.warm-up-millis", "2000"),
        Map.entry("signal.tick.warm-up-millis", "2000"),
        Map.entry("signal.tick.votes-min", "1"),
        Map.entry("signal.tick.streak-min", "1"));
  }

  private static BacktestRules rules(
      Map<String, String> changed, Delays delays, Symbol... symbols) {
    Settings settings = TestSettings.with(changed);
    SortedMap<Symbol, TradingRules> traded = new TreeMap<>();
    for (Symbol symbol : symbols) {
      traded.put(symbol, settings.rulesOf(symbol));
    }
    return new BacktestRules(
        "documents",
        traded,
        settings.account(),
        ExchangeRules.documents(),
        new BigDecimal("10000"),
        BigDecimal.ONE,
        new BigDecimal("600"),
        delays,
        Pace.documents(),
        1);
  }

  private static SyntheticMarket market() {
    return new SyntheticMarket(SyntheticSettings.documents(), NOON);
  }

  private static BacktestResult run(BacktestRules rules, int minutes) {
    return new Backtest(rules, market()).run(NOON + minutes * MINUTE, ignored -> {});
  }

  @Test
  void trades_on_the_synthetic_market_end_and_are_listed() {
    assertThat(BOTH.trades()).isNotEmpty();
    for (TradeSummary trade : BOTH.trades()) {
      assertThat(trade.strategy()).isEqualTo('A');
      assertThat(trade.entryTime()).isBetween(BOTH.from(), BOTH.to());
      assertThat(trade.exitTime()).isAfter(trade.entryTime());
      assertThat(trade.exitReason()).isNotEqualTo(ExitReason.EXTERNAL);
      assertThat(trade.unpricedFeeAssets()).isEmpty();
    }
    assertThat(BOTH.entries().size())
        .isEqualTo(BOTH.trades().size() + BOTH.noFills().size() + BOTH.openTrades());
    assertThat(BOTH.entries()).allMatch(Decision::trades);
    assertThat(BOTH.from()).isEqualTo(Instant.ofEpochMilli(NOON));
    assertThat(BOTH.to()).isEqualTo(Instant.ofEpochMilli(NOON + MINUTES * MINUTE));
  }

  @Test
  void the_trades_books_equal_the_exchanges_own_account() {
    assertThat(BOTH.openTrades()).isZero();
    BigDecimal gross = sum(BOTH.trades().stream().map(TradeSummary::pnlGross).toList());
    BigDecimal funding = sum(BOTH.trades().stream().map(TradeSummary::funding).toList());
    BigDecimal bnb =
        sum(
            BOTH.trades().stream()
                .map(trade -> trade.feesByAsset().getOrDefault("BNB", BigDecimal.ZERO))
                .toList());
    BigDecimal usdt =
        sum(
            BOTH.trades().stream()
                .map(trade -> trade.feesByAsset().getOrDefault("USDT", BigDecimal.ZERO))
                .toList());
    assertThat(change("USDT")).isEqualByComparingTo(gross.subtract(funding).subtract(usdt));
    assertThat(change("BNB")).isEqualByComparingTo(bnb.negate());
    assertThat(bnb).isPositive();
  }

  private static BigDecimal change(String asset) {
    return BOTH.closing().get(asset).subtract(BOTH.opening().get(asset));
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void the_same_seed_gives_the_same_run() {
    BacktestResult again = run(rules(BRISK, Delays.none(), BTC, ETH), MINUTES);
    assertThat(again.decisionHash()).isEqualTo(BOTH.decisionHash());
    assertThat(again.decisions()).isEqualTo(BOTH.decisions()).isGreaterThan(2_000);
    assertThat(again.events()).isEqualTo(BOTH.events());
    assertThat(again.trades()).isEqualTo(BOTH.trades());
    assertThat(again.noFills()).isEqualTo(BOTH.noFills());
    assertThat(again.equity()).isEqualTo(BOTH.equity());
    assertThat(again.closing()).isEqualTo(BOTH.closing());
    assertThat(again.alerts()).isEqualTo(BOTH.alerts());
  }

  @Test
  void the_liquidation_map_begins_with_the_markets_past_of_open_interest() {
    List<Decision> seen = new ArrayList<>();
    new Backtest(rules(BRISK, Delays.none(), BTC, ETH), market())
        .watched(seen::add)
        .run(NOON + 17_000, ignored -> {});
    for (Symbol symbol : List.of(BTC, ETH)) {
      SentimentReading last =
          seen.stream()
              .filter(decision -> decision.symbol().equals(symbol))
              .reduce((first, second) -> second)
              .orElseThrow()
              .readings()
              .sentiment();
      assertThat(last.above().isPresent() || last.below().isPresent()).as(symbol.code()).isTrue();
      assertThat(last.longShare()).isBetween(0.05, 0.95);
    }
  }

  @Test
  void an_order_that_takes_its_time_meets_another_market() {
    Delays slow =
        new Delays(new Latency.Constant(40), new Latency.Constant(60), new Latency.Constant(60));
    BacktestResult late = run(rules(BRISK, slow, BTC, ETH), MINUTES);
    assertThat(late.entries()).isNotEmpty();
    for (TradeSummary trade : late.trades()) {
      Decision decision =
          late.entries().stream()
              .filter(entry -> entry.ref().equals(trade.ref()))
              .findFirst()
              .orElseThrow();
      // The book took 40 ms to us, and the order 60 ms back.
      assertThat(trade.entryTime()).isAfterOrEqualTo(decision.time().plusMillis(100));
    }
    assertThat(late.decisionHash()).isNotEqualTo(BOTH.decisionHash());
  }

  @Test
  void two_symbols_share_the_account_and_its_last_slot() {
    Map<String, String> oneSlot = new TreeMap<>(eager("30 s"));
    oneSlot.put("decision.open-positions-max", "1");
    BacktestResult one = run(rules(oneSlot, Delays.none(), BTC, ETH), MINUTES);
    assertThat(one.entries()).isNotEmpty();
    Symbol first = one.entries().getFirst().symbol();
    Symbol other = first.equals(BTC) ? ETH : BTC;
    GateFunnel.Count slots = count(one.funnels().get(other), Gate.OPEN_POSITIONS);
    assertThat(slots.passedAlone())
        .as("marks of %s while %s held the only slot", other, first)
        .isLessThan(one.funnels().get(other).total().getFirst().marks());
    List<TradeSummary> trades = new ArrayList<>(one.trades());
    trades.sort(Comparator.comparing(TradeSummary::entryTime));
    for (int i = 1; i < trades.size(); i++) {
      assertThat(trades.get(i).entryTime()).isAfterOrEqualTo(trades.get(i - 1).exitTime());
    }
  }

  private static GateFunnel.Count count(GateFunnel funnel, Gate gate) {
    return funnel.total().getFirst().counts().stream()
        .filter(count -> count.gate() == gate)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void equity_is_noted_each_minute_and_at_both_ends() {
    assertThat(BOTH.equity()).hasSize(MINUTES + 2);
    assertThat(BOTH.equity().getFirst().wallet()).isEqualByComparingTo("10000");
    assertThat(BOTH.equity().getLast().wallet()).isEqualByComparingTo(BOTH.closing().get("USDT"));
    assertThat(BOTH.equity().getLast().at()).isEqualTo(BOTH.to());
  }

  @Test
  void a_symbol_that_the_market_does_not_hold_is_named() {
    assertThatThrownBy(
            () -> new Backtest(rules(BRISK, Delays.none(), Symbol.of("SOLUSDT")), market()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SOLUSDT");
  }
}
