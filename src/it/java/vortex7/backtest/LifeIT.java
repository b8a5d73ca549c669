package vortex7.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vortex7.cli.TestSettings;
import vortex7.decision.Gate;
import vortex7.market.Symbol;
import vortex7.matching.ExchangeRules;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.matching.synthetic.SyntheticSymbol;
import vortex7.position.TradeSummary;
import vortex7.settings.Settings;
import vortex7.settings.TradingRules;
import vortex7.venue.simulated.SimulatedMarkets;

/**
 * Life on the synthetic market under the default profile and through the real rules: each strategy
 * trades, and every trade ends as its rules say.
 *
 * <p>The balance is large for what a trade risks (the least that may be configured), so that the
 * limits of the day's and the account's losses are not met by expectation.
 */
class LifeIT {
  private static final Instant NOON = Instant.parse("2025-11-19T12:00:00Z");
  private static final BigDecimal BALANCE = new BigDecimal("100000");
  private static final List<String> TWO = List.of("BTCUSDT", "ETHUSDT");

  /** Of the venue's perpetuals those whose tick is fine enough for the rule of the spread. */
  private static final List<String> NINE =
      List.of(
          "BTCUSDT",
          "ETHUSDT",
          "SOLUSDT",
          "BNBUSDT",
          "BCHUSDT",
          "LTCUSDT",
          "LINKUSDT",
          "AVAXUSDT",
          "DOTUSDT");

  private static BacktestResult live(List<String> codes, Duration time) {
    Settings settings = TestSettings.with(Map.of("risk.risk-per-trade", "0.01 %"));
    SortedMap<Symbol, TradingRules> symbols = new TreeMap<>();
    List<SyntheticSymbol> markets = new ArrayList<>();
    for (String code : codes) {
      Symbol symbol = Symbol.of(code);
      symbols.put(symbol, settings.rulesOf(symbol));
      markets.add(
          SyntheticSymbol.of(
              SimulatedMarkets.instrument(symbol), SimulatedMarkets.openingPrice(symbol)));
    }
    BacktestRules rules =
        new BacktestRules(
            "documents",
            symbols,
            settings.account(),
            ExchangeRules.documents(),
            BALANCE,
            new BigDecimal("100"),
            new BigDecimal("600"),
            Delays.none(),
            Pace.documents(),
            SyntheticSettings.DEFAULT_SEED);
    SyntheticMarket market =
        new SyntheticMarket(
            SyntheticSettings.of(markets, SyntheticSettings.DEFAULT_SEED), NOON.toEpochMilli());
    return new Backtest(rules, market).run(NOON.plus(time).toEpochMilli(), ignored -> {});
  }

  private static void isSound(BacktestResult result) {
    for (TradeSummary trade : result.trades()) {
      assertThat(trade.hold()).as(trade.ref()).isLessThanOrEqualTo(Duration.ofSeconds(20 * 60 + 3));
      assertThat(trade.exitReason().name()).as(trade.ref()).isNotEqualTo("EXTERNAL");
      assertThat(trade.unpricedFeeAssets()).as(trade.ref()).isEmpty();
    }
    assertThat(result.alerts())
        .filteredOn(alert -> alert.what().startsWith("HALTED"))
        .as("nothing of it is left to a person")
        .isEmpty();
    assertThat(result.trades().size() + result.noFills().size() + result.openTrades())
        .isEqualTo(result.entries().size());
  }

  @Test
  void within_an_hour_and_a_half_strategy_a_finds_its_moments_and_all_that_is_entered_ends() {
    BacktestResult result = live(TWO, Duration.ofMinutes(90));
    isSound(result);
    result
        .funnels()
        .forEach(
            (symbol, funnel) ->
                assertThat(funnel.total().getFirst().counts())
                    .as("marks of %s at which all of A's conditions hold", symbol)
                    .anyMatch(count -> count.gate() == Gate.STRATEGY && count.passedAlone() > 0));
  }

  @Test
  @Tag("life")
  void over_five_days_each_strategy_trades_as_often_as_is_asked_of_it() {
    BacktestResult result = live(NINE, Duration.ofDays(5));
    isSound(result);
    assertThat(result.tradesOf('A')).hasSizeGreaterThanOrEqualTo(25);
    assertThat(result.tradesOf('B')).hasSizeGreaterThanOrEqualTo(3);
    assertThat(result.tradesOf('C')).hasSizeGreaterThanOrEqualTo(3);
  }
}
