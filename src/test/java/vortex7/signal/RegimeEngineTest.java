package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

class RegimeEngineTest {
  private final RegimeEngine engine = new RegimeEngine(RegimeRules.documents());
  private int candles;

  private void candle(Timeframe timeframe, double range, boolean closed) {
    long open = timeframe.millis() * candles++;
    engine.onCandle(
        new Candle(timeframe, open, 100, 100 + range / 2, 100 - range / 2, 100, 1, closed));
  }

  private static BookSnapshot book(double ask) {
    BookSnapshot book = new BookSnapshot();
    book.addBid(100, 1);
    book.addAsk(ask, 1);
    return book;
  }

  @Test
  void the_minute_atr_is_unknown_before_fourteen_closed_candles_and_ignores_forming_ones() {
    for (int i = 0; i < 13; i++) {
      candle(Timeframe.M1, 1, true);
    }
    candle(Timeframe.M1, 50, false);
    assertThat(engine.reading(0).atr()).isNaN();
    candle(Timeframe.M1, 1, true);
    assertThat(engine.reading(0).atr()).isCloseTo(1, within(1e-12));
  }

  @Test
  void the_phase_is_normal_until_sixty_values_exist() {
    for (int i = 0; i < 13 + 59; i++) {
      candle(Timeframe.M3, 1 + i, true);
    }
    assertThat(engine.reading(0).volPhase()).isEqualTo(VolatilityPhase.NORMAL);
    assertThat(engine.reading(0).validity()).isEqualTo(Validity.NOT_WARM);
    candle(Timeframe.M3, 100, true);
    assertThat(engine.reading(0).volPhase()).isEqualTo(VolatilityPhase.EXTREME);
    assertThat(engine.reading(0).validity()).isEqualTo(Validity.VALID);
    assertThat(engine.reading(0).tradeable()).isFalse();
  }

  /** 400 candles of rising range, then a calm or wild end that moves the value to a rank. */
  @ParameterizedTest
  @CsvSource({
    "0.01, 200, LOW, 0.8, 10, 1.0",
    "1.0, 40, NORMAL, 1.0, 12, 1.0",
    "2.0, 60, HIGH, 1.3, 8, 1.15",
    "9.0, 20, EXTREME, 1.3, 8, 1.15"
  })
  void the_phase_follows_the_percentile_of_the_last_day(
      double range, int last, VolatilityPhase phase, double tp, int leverage, double flow) {
    for (int i = 0; i < 400; i++) {
      candle(Timeframe.M3, 0.5 + i * 0.004, true);
    }
    for (int i = 0; i < last; i++) {
      candle(Timeframe.M3, range, true);
    }
    RegimeReading reading = engine.reading(0);
    assertThat(reading.volPhase()).isEqualTo(phase);
    assertThat(reading.tpMultiplier()).isEqualTo(tp);
    assertThat(reading.slMultiplier()).isEqualTo(tp);
    assertThat(reading.leverageMax()).isEqualTo(leverage);
    assertThat(reading.overrides().orderFlow()).isEqualTo(flow);
    assertThat(reading.direction()).isEqualTo(Direction.NEUTRAL);
  }

  @ParameterizedTest
  @CsvSource({"100.0149, true", "100.0151, false"})
  void a_spread_above_its_limit_is_not_ok(double ask, boolean ok) {
    for (int i = 0; i < 200; i++) {
      engine.onBook(book(100.014));
    }
    engine.onBook(book(ask));
    assertThat(engine.reading(0).spreadOk()).isEqualTo(ok);
    assertThat(engine.reading(0).spread()).isCloseTo((ask - 100) / 100, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.001, 100.004, true", "0.001, 100.0051, false", "0.004, 100.0079, true"})
  void an_abnormal_spread_is_twice_the_mean_and_not_negligible(
      double usual, double ask, boolean ok) {
    for (int i = 0; i < 100; i++) {
      engine.onBook(book(100 + usual));
    }
    engine.onBook(book(ask));
    assertThat(engine.reading(0).spreadOk()).isEqualTo(ok);
  }

  @Test
  void silent_candles_make_it_stale() {
    engine.onStale(FeedStream.CANDLES);
    assertThat(engine.reading(0).validity()).isEqualTo(Validity.STALE);
    engine.onFresh(FeedStream.CANDLES);
    assertThat(engine.reading(0).validity()).isEqualTo(Validity.NOT_WARM);
  }
}
