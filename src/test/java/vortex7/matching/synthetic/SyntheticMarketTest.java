package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vortex7.matching.synthetic.SyntheticRun.BTC;
import static vortex7.matching.synthetic.SyntheticRun.ETH;
import static vortex7.matching.synthetic.SyntheticRun.NOON;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Market;
import vortex7.matching.facts.Fact;
import vortex7.matching.facts.FactSheet;

class SyntheticMarketTest {
  private static final long MINUTE = 60_000L;

  @Test
  void the_same_seed_gives_the_same_trades_whatever_the_steps() {
    SyntheticRun inBigSteps = SyntheticRun.seeded(3);
    SyntheticRun inSmallSteps = SyntheticRun.seeded(3);
    SyntheticRun ofAnotherSeed = SyntheticRun.seeded(4);
    inBigSteps.market.advance(NOON + MINUTE);
    for (long t = NOON + 7; t < NOON + MINUTE; t += 7) {
      inSmallSteps.market.advance(t);
    }
    inSmallSteps.market.advance(NOON + MINUTE);
    ofAnotherSeed.market.advance(NOON + MINUTE);
    assertThat(inSmallSteps.hash).isEqualTo(inBigSteps.hash);
    assertThat(inSmallSteps.trades).isEqualTo(inBigSteps.trades).isGreaterThan(500);
    assertThat(ofAnotherSeed.hash).isNotEqualTo(inBigSteps.hash);
  }

  @Test
  void the_book_is_dense_and_never_crossed() {
    SyntheticRun run = SyntheticRun.seeded(5);
    BookSnapshot book = new BookSnapshot();
    for (long t = NOON + 100; t <= NOON + 2 * MINUTE; t += 100) {
      run.market.advance(t);
      for (Symbol symbol : run.exchange.symbols()) {
        run.exchange.market(symbol).copyTop(book, BookSnapshot.DEPTH);
        assertThat(book.wellFormed()).isTrue();
        assertThat(book.bids).isEqualTo(BookSnapshot.DEPTH);
        assertThat(book.asks).isEqualTo(BookSnapshot.DEPTH);
      }
    }
  }

  @Test
  void history_ends_where_trading_begins_without_a_seam() {
    SyntheticRun run = SyntheticRun.seeded(6);
    for (Symbol symbol : List.of(BTC, ETH)) {
      Market market = run.exchange.market(symbol);
      Candle last = run.market.history(symbol, Timeframe.M1, 1).getLast();
      assertThat(last.openTime() + Timeframe.M1.millis()).isEqualTo(NOON);
      assertThat(last.close())
          .isBetween(
              market.priceAsDouble(market.bestBid()), market.priceAsDouble(market.bestAsk()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "3m", "5m", "15m"})
  void there_are_500_closed_candles_of_each_timeframe_without_gaps(String code) {
    Timeframe timeframe = Timeframe.ofCode(code);
    SyntheticRun run = new SyntheticRun(SyntheticSettings.documents(), NOON + 7 * MINUTE + 12_345);
    List<Candle> candles = run.market.history(BTC, timeframe, 500);
    assertThat(candles).hasSize(500);
    for (int i = 1; i < candles.size(); i++) {
      Candle before = candles.get(i - 1);
      Candle candle = candles.get(i);
      assertThat(candle.openTime() - before.openTime()).isEqualTo(timeframe.millis());
      assertThat(candle.open()).isEqualTo(before.close());
      assertThat(candle.low()).isLessThanOrEqualTo(Math.min(candle.open(), candle.close()));
      assertThat(candle.high()).isGreaterThanOrEqualTo(Math.max(candle.open(), candle.close()));
      assertThat(candle.closed()).isTrue();
      assertThat(candle.volume()).isPositive();
    }
    assertThat(candles.getLast().closeTime()).isLessThan(run.market.startMillis());
    assertThat(timeframe.openOf(run.market.startMillis()))
        .isEqualTo(candles.getLast().closeTime() + 1);
  }

  @Test
  void a_restarted_market_goes_on_at_its_last_price_and_its_candles_lead_there() {
    SyntheticRun before = SyntheticRun.seeded(8);
    before.market.advance(NOON + 5 * MINUTE);
    double last = price(before, BTC);
    SyntheticRun after =
        new SyntheticRun(SyntheticSettings.documents().withSeed(8), NOON + 35 * MINUTE + 500);
    after.market.restore(before.market.exportState());

    assertThat(price(after, BTC)).isCloseTo(last, within(6.0));
    List<Candle> history = after.market.history(BTC, Timeframe.M1, 100);
    assertThat(history.getLast().openTime()).isEqualTo(NOON + 34 * MINUTE);
    assertThat(history.getLast().close()).isCloseTo(last, within(6.0));
    Candle beforeOrigin = before.market.history(BTC, Timeframe.M1, 1).getLast();
    assertThat(history).contains(beforeOrigin);

    after.market.advance(after.exchange.timeMillis() + MINUTE);
    assertThat(after.trades).isGreaterThan(300);
    assertThat(after.market.exportState().keySet()).isEqualTo(before.market.exportState().keySet());
  }

  private static double price(SyntheticRun run, Symbol symbol) {
    Market market = run.exchange.market(symbol);
    return 0.5 * (market.priceAsDouble(market.bestBid()) + market.priceAsDouble(market.bestAsk()));
  }

  @Test
  void a_restored_state_that_lacks_something_is_refused_by_name() {
    SyntheticRun run = SyntheticRun.seeded(8);
    assertThatThrownBy(() -> run.market.restore(new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("origin.time");
  }

  @Test
  void trades_stop_for_some_seconds_at_midnight_and_the_book_for_about_one() {
    long midnight = NOON + 12 * 60 * MINUTE;
    SyntheticRun run = new SyntheticRun(SyntheticSettings.documents(), midnight - 2_000);
    run.market.advance(midnight - 1);
    assertThat(run.lastTradeMillis).isGreaterThan(midnight - 2_000);
    long atMidnight = run.exchange.market(BTC).updateId();
    long trades = run.trades;
    run.market.advance(midnight + 1_000);
    assertThat(run.exchange.market(BTC).updateId()).isEqualTo(atMidnight);
    run.market.advance(midnight + 1_600);
    assertThat(run.exchange.market(BTC).updateId()).isGreaterThan(atMidnight);
    run.market.advance(midnight + 2_800);
    assertThat(run.trades).isEqualTo(trades);
    run.market.advance(midnight + 6_000);
    assertThat(run.trades).isGreaterThan(trades);
  }

  @Test
  void any_other_symbol_trades_with_parameters_of_its_own() {
    Instrument bitcoin = SyntheticSymbol.bitcoin().instrument();
    Instrument doge =
        new Instrument(
            Symbol.of("DOGEUSDT"),
            "DOGE",
            "USDT",
            new BigDecimal("0.00001"),
            new BigDecimal("0.00244"),
            new BigDecimal("30"),
            new BigDecimal("1"),
            new BigDecimal("1"),
            new BigDecimal("50000000"),
            new BigDecimal("30000000"),
            new BigDecimal("5"),
            bitcoin.percentUp(),
            bitcoin.percentDown(),
            bitcoin.marketTakeBound(),
            bitcoin.triggerProtect());
    SyntheticSymbol market = SyntheticSymbol.of(doge, new BigDecimal("0.12345"));
    SyntheticRun run = new SyntheticRun(SyntheticSettings.of(List.of(market), 1), NOON);
    run.measure(2 * MINUTE);
    FactSheet facts = run.facts(doge.symbol()).sheet();
    assertThat(facts.figure(Fact.TRADES)).isBetween(2.0, 60.0);
    assertThat(facts.figure(Fact.SPREAD)).isGreaterThan(0.9);
    assertThat(run.market.history(doge.symbol(), Timeframe.M15, 500)).hasSize(500);
  }

  @Test
  void the_fee_token_has_a_mark_though_it_is_not_traded() {
    SyntheticRun run = SyntheticRun.seeded(9);
    assertThat(run.exchange.symbols()).containsExactly(BTC, ETH);
    run.market.advance(NOON + MINUTE);
    SyntheticRun again = SyntheticRun.seeded(9);
    again.market.restore(run.market.exportState());
    assertThat(again.market.exportState().get("mark"))
        .isEqualTo(run.market.exportState().get("mark"));
  }

  @Test
  void it_is_attached_once_and_before_it_is_used() {
    SyntheticMarket market = new SyntheticMarket(SyntheticSettings.documents(), NOON);
    assertThatThrownBy(() -> market.advance(NOON + 1)).isInstanceOf(IllegalStateException.class);
    Exchange exchange = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
    market.attach(exchange);
    assertThat(exchange.timeMillis()).isEqualTo(NOON);
    assertThatThrownBy(() -> market.attach(exchange)).isInstanceOf(IllegalStateException.class);
  }
}
