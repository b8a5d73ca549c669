package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Kline;
import vortex7.matching.MarketSource;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;

final class LongCandlesTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final ListedSymbol LISTED = ListedSymbol.find(BTC).orElseThrow();
  private static final long START = Instant.parse("2026-03-02T12:07:00Z").toEpochMilli();
  private static final long QUARTER = Timeframe.M15.millis();

  private final MarketSource market = synthetic();
  private final LongCandles candles = new LongCandles(LISTED, market);

  private static MarketSource synthetic() {
    MarketSource market = new SyntheticMarket(SyntheticSettings.documents(), START);
    market.attach(new Exchange(ExchangeRules.documents(), new ExchangeListener() {}));
    return market;
  }

  private List<CandleRow> rows(CandleInterval interval) {
    return CandleRow.joined(candles.partsOf(interval), interval);
  }

  @ParameterizedTest
  @EnumSource(names = {"M30", "H1", "H2", "H4", "H6", "H8", "H12", "D1", "D3"})
  void five_hundred_candles_stand_before_the_first_client(CandleInterval interval) {
    assertThat(rows(interval).size()).isGreaterThanOrEqualTo(500);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"M30", "H.*", "D.*", "W1", "MONTH"})
  void each_candle_opens_where_and_when_the_one_before_it_closed(CandleInterval interval) {
    List<CandleRow> rows = rows(interval);
    for (int i = 1; i < rows.size(); i++) {
      CandleRow before = rows.get(i - 1);
      CandleRow row = rows.get(i);
      assertThat(row.openTime()).isEqualTo(before.closeTime() + 1);
      assertThat(row.open()).isEqualTo(before.close());
      assertThat(row.high()).isGreaterThanOrEqualTo(Math.max(row.open(), row.close()));
      assertThat(row.low()).isBetween(0.0, Math.min(row.open(), row.close()));
      assertThat(row.volume()).isPositive();
    }
  }

  @Test
  void nothing_is_older_than_the_listing() {
    for (CandleInterval interval : List.of(CandleInterval.D1, CandleInterval.M30)) {
      assertThat(candles.partsOf(interval).getFirst().openTime())
          .isGreaterThanOrEqualTo(LISTED.onboardDate());
    }
  }

  @Test
  void the_past_does_not_depend_on_when_it_is_asked_for() {
    assertThat(new LongCandles(LISTED, synthetic()).partsOf(CandleInterval.D1))
        .isEqualTo(candles.partsOf(CandleInterval.D1));
  }

  @Test
  void what_trades_afterwards_lengthens_the_row_without_a_hole() {
    List<CandleRow> before = candles.partsOf(CandleInterval.H1);
    CandleRow last = before.getLast();
    long open = last.closeTime() + 1;
    for (int i = 0; i < 5; i++) {
      candles.onClosed(quarter(open + i * QUARTER, last.close() + i));
      candles.onClosed(minute(open + i * QUARTER));
    }

    List<CandleRow> after = candles.partsOf(CandleInterval.H1);

    assertThat(after.getLast().closeTime()).isEqualTo(open + 5 * QUARTER - 1);
    for (int i = before.size(); i < after.size(); i++) {
      assertThat(after.get(i).openTime()).isEqualTo(after.get(i - 1).closeTime() + 1);
    }
    assertThat(after.getLast().close()).isEqualTo(last.close() + 5);
  }

  @Test
  void a_recording_has_only_what_was_recorded() {
    ScriptedMarket recording = new ScriptedMarket(START, 60_000);
    LongCandles recorded = new LongCandles(LISTED, recording);
    List<Candle> known = recording.history(BTC, Timeframe.M15, Integer.MAX_VALUE);

    assertThat(recorded.partsOf(CandleInterval.D1))
        .hasSameSizeAs(known)
        .first()
        .extracting(CandleRow::openTime)
        .isEqualTo(known.getFirst().openTime());
    recorded.onClosed(quarter(known.getLast().closeTime() + 1, 100));
    assertThat(recorded.partsOf(CandleInterval.D1)).hasSize(known.size() + 1);
  }

  private static Kline quarter(long open, double price) {
    return Kline.untraded(
        new Candle(Timeframe.M15, open, price, price + 2, price - 2, price + 1, 3, true));
  }

  private static Kline minute(long open) {
    return Kline.untraded(new Candle(Timeframe.M1, open, 1, 1, 1, 1, 1, true));
  }
}
