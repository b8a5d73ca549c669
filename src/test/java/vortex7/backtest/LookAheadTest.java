package vortex7.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vortex7.cli.TestSettings;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeRules;
import vortex7.matching.MarketSource;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.settings.Settings;
import vortex7.settings.TradingRules;

class LookAheadTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final long NOON = Instant.parse("2025-11-19T12:00:00Z").toEpochMilli();
  private static final long LENGTH = 30_000;

  private static BacktestRules rules() {
    Settings settings = TestSettings.with(Map.of("signal.tick.warm-up-millis", "2000"));
    TreeMap<Symbol, TradingRules> symbols = new TreeMap<>();
    symbols.put(BTC, settings.rulesOf(BTC));
    return new BacktestRules(
        "documents",
        symbols,
        settings.account(),
        ExchangeRules.documents(),
        new BigDecimal("10000"),
        BigDecimal.ONE,
        new BigDecimal("600"),
        Delays.none(),
        Pace.documents(),
        1);
  }

  private static MarketSource market() {
    return new SyntheticMarket(SyntheticSettings.documents(), NOON);
  }

  /** A market whose past ends at the price at which its future will: data that were prepared. */
  private static final class Prepared implements MarketSource {
    private final MarketSource market = market();
    private final double later;

    Prepared(long endMillis) {
      Exchange future =
          new Exchange(ExchangeRules.documents(), new vortex7.matching.ExchangeListener() {});
      MarketSource same = market();
      same.attach(future);
      same.advance(endMillis);
      later = future.markPrice(BTC).orElseThrow().doubleValue();
    }

    @Override
    public void attach(Exchange exchange) {
      market.attach(exchange);
    }

    @Override
    public long startMillis() {
      return market.startMillis();
    }

    @Override
    public void advance(long toMillis) {
      market.advance(toMillis);
    }

    @Override
    public long nextAfter(long millis) {
      return market.nextAfter(millis);
    }

    @Override
    public java.util.List<Candle> history(Symbol symbol, Timeframe timeframe, int limit) {
      return market.history(symbol, timeframe, limit).stream()
          .map(
              candle ->
                  new Candle(
                      candle.timeframe(),
                      candle.openTime(),
                      candle.open(),
                      Math.max(candle.high(), later),
                      Math.min(candle.low(), later),
                      later,
                      candle.volume(),
                      candle.closed()))
          .toList();
    }

    @Override
    public boolean exhausted() {
      return market.exhausted();
    }

    @Override
    public java.util.SortedMap<String, Long> exportState() {
      return market.exportState();
    }

    @Override
    public void restore(java.util.SortedMap<String, Long> state) {
      market.restore(state);
    }
  }

  @Test
  void a_run_that_knows_only_its_past_is_sound() {
    LookAhead.Verdict verdict =
        LookAhead.check(
            (cut, watcher) ->
                new Backtest(rules(), market())
                    .watched(watcher)
                    .run(cut.orElse(NOON + LENGTH), ignored -> {}),
            2,
            5);
    assertThat(verdict.sound()).isTrue();
    assertThat(verdict.decisions()).isGreaterThan(200);
    assertThat(verdict.cuts()).hasSize(2);
    for (LookAhead.Cut cut : verdict.cuts()) {
      assertThat(cut.timeMillis()).isBetween(NOON + LENGTH / 5, NOON + LENGTH * 9 / 10);
      assertThat(cut.decisions()).isBetween(20L, verdict.decisions());
      assertThat(cut.difference()).isEmpty();
    }
  }

  @Test
  void data_that_were_prepared_with_their_end_in_view_are_found_out() {
    LookAhead.Verdict verdict =
        LookAhead.check(
            (cut, watcher) -> {
              long end = cut.orElse(NOON + LENGTH);
              new Backtest(rules(), new Prepared(end)).watched(watcher).run(end, ignored -> {});
            },
            2,
            5);
    assertThat(verdict.sound()).isFalse();
    assertThat(verdict.cuts().getFirst().difference().orElseThrow())
        .contains("d_20251119_1200")
        .endsWith("is another one");
  }

  @Test
  void a_run_that_decides_less_without_its_future_is_found_out() {
    LookAhead.Verdict verdict =
        LookAhead.check(
            (cut, watcher) ->
                new Backtest(rules(), market())
                    .watched(watcher)
                    .run(cut.isPresent() ? NOON + 1_000 : NOON + LENGTH, ignored -> {}),
            1,
            5);
    assertThat(verdict.cuts().getFirst().difference().orElseThrow())
        .startsWith("only ")
        .contains("with all data");
  }

  @Test
  void what_decides_nothing_cannot_be_checked() {
    assertThatThrownBy(() -> LookAhead.check((cut, watcher) -> {}, 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0 decisions");
  }
}
