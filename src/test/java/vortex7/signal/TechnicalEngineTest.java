package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.signal.TechnicalReading.Zone;

/** E3 against a second reckoning of all its parts in batch, and rule by rule. */
class TechnicalEngineTest {
  private static final long MIDNIGHT = 1_789_430_400_000L;
  private static final long MINUTE = 60_000L;
  private static final TechnicalRules RULES = TechnicalRules.documents();

  private static Candle minute(long i, double open, double close, double volume) {
    return new Candle(
        Timeframe.M1,
        MIDNIGHT + i * MINUTE,
        open,
        Math.max(open, close) * 1.0001,
        Math.min(open, close) * 0.9999,
        close,
        volume,
        true);
  }

  private static List<Candle> walk(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Candle> candles = new ArrayList<>();
    double price = 60_000;
    double drift = 0;
    for (int i = 0; i < count; i++) {
      if (i % 40 == 0) {
        drift = random.nextDouble(-0.0006, 0.0006);
      }
      double close = price * (1 + drift + random.nextDouble(-0.0008, 0.0008));
      candles.add(minute(i, price, close, random.nextDouble(1, 50)));
      price = close;
    }
    return candles;
  }

  private static Candle join(Timeframe timeframe, List<Candle> minutes, boolean closed) {
    double high = minutes.stream().mapToDouble(Candle::high).max().orElseThrow();
    double low = minutes.stream().mapToDouble(Candle::low).min().orElseThrow();
    double volume = minutes.stream().mapToDouble(Candle::volume).sum();
    return new Candle(
        timeframe,
        minutes.getFirst().openTime(),
        minutes.getFirst().open(),
        high,
        low,
        minutes.getLast().close(),
        volume,
        closed);
  }

  /** Feeds minutes as the venue does: each closed one, then the longer ones that close with it. */
  private static void feed(TechnicalEngine engine, List<Candle> all, int from, int to) {
    for (int i = from; i < to; i++) {
      engine.onCandle(all.get(i));
      for (Timeframe longer : List.of(Timeframe.M3, Timeframe.M5)) {
        int n = (int) (longer.millis() / MINUTE);
        if ((i + 1) % n == 0) {
          engine.onCandle(join(longer, all.subList(i + 1 - n, i + 1), true));
        }
      }
    }
  }

  private static Candle forming(Candle of) {
    return new Candle(
        of.timeframe(),
        of.openTime(),
        of.open(),
        of.high(),
        of.low(),
        of.close(),
        of.volume(),
        false);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void every_figure_and_both_scores_are_those_of_a_batch(long seed) {
    List<Candle> all = walk(seed, 900);
    TechnicalEngine engine = new TechnicalEngine(RULES);
    int warm = 34;
    for (int i = 0; i < all.size(); i++) {
      feed(engine, all, i, i + 1);
      TechnicalReading reading = engine.reading(all.get(i).closeTime());
      if (i < warm - 1) {
        assertThat(reading.validity()).isEqualTo(Validity.NOT_WARM);
        continue;
      }
      assertThat(reading.validity()).as("candle %d", i).isEqualTo(Validity.VALID);
      if (i > 150 && i % 7 == 0) {
        new TechnicalBatch(all.subList(0, i + 1)).assertSame(reading);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void a_forming_candle_previews_what_its_close_will_be_and_leaves_no_trace(long seed) {
    List<Candle> all = walk(seed, 600);
    TechnicalEngine engine = new TechnicalEngine(RULES);
    TechnicalEngine untouched = new TechnicalEngine(RULES);
    for (int i = 0; i < all.size(); i++) {
      Candle candle = all.get(i);
      engine.onCandle(forming(candle));
      TechnicalReading previewed = engine.reading(candle.closeTime());
      feed(engine, all, i, i + 1);
      feed(untouched, all, i, i + 1);
      TechnicalReading closed = engine.reading(candle.closeTime());
      assertThat(closed).isEqualTo(untouched.reading(candle.closeTime()));
      if (i > 100) {
        assertThat(previewed.rsi()).isEqualTo(closed.rsi());
        assertThat(previewed.macdHistogram()).isEqualTo(closed.macdHistogram());
        assertThat(previewed.macdGrowing()).isEqualTo(closed.macdGrowing());
        assertThat(previewed.emaTrend()).isEqualTo(closed.emaTrend());
        assertThat(previewed.cross()).isEqualTo(closed.cross());
        assertThat(previewed.bandUpper()).isCloseTo(closed.bandUpper(), within(1e-6));
        if ((i + 1) % 5 != 0) { // A whole five-minute candle has a typical price of its own.
          assertThat(previewed.vwap()).isCloseTo(closed.vwap(), within(1e-6));
        }
        assertThat(previewed.atr()).isCloseTo(closed.atr(), within(1e-9));
      }
    }
  }

  @Test
  void it_looks_at_the_forming_candle_once_a_second() {
    List<Candle> all = walk(21, 100);
    TechnicalEngine engine = new TechnicalEngine(RULES);
    feed(engine, all, 0, 100);
    long now = MIDNIGHT + 100 * MINUTE;
    double price = all.getLast().close();
    engine.onCandle(forming(minute(100, price, price * 1.001, 5)));
    TechnicalReading first = engine.reading(now + 100);
    engine.onCandle(forming(minute(100, price, price * 1.004, 6)));
    assertThat(engine.reading(now + 900)).isSameAs(first);
    assertThat(engine.reading(now + 1_000).rsi()).isGreaterThan(first.rsi());
  }

  @Test
  void a_rise_is_bullish_overbought_and_long_and_a_fall_its_mirror() {
    TechnicalEngine up = new TechnicalEngine(RULES);
    TechnicalEngine down = new TechnicalEngine(RULES);
    List<Candle> rise = new ArrayList<>();
    List<Candle> fall = new ArrayList<>();
    double high = 60_000;
    double low = 60_000;
    for (int i = 0; i < 120; i++) {
      double step = 1 + 0.00001 * i * i / 100;
      rise.add(minute(i, high, high * step, 10));
      fall.add(minute(i, low, low / step, 10));
      high *= step;
      low /= step;
    }
    feed(up, rise, 0, 120);
    feed(down, fall, 0, 120);
    TechnicalReading rising = up.reading(rise.getLast().closeTime());
    TechnicalReading falling = down.reading(fall.getLast().closeTime());
    assertThat(rising.emaTrend()).isEqualTo(1);
    assertThat(rising.rsiZone()).isEqualTo(Zone.HIGH);
    assertThat(rising.direction()).isEqualTo(Direction.LONG);
    assertThat(rising.direction(true)).as("in a range it is too far").isEqualTo(Direction.SHORT);
    assertThat(falling.emaTrend()).isEqualTo(-1);
    assertThat(falling.rsiZone()).isEqualTo(Zone.LOW);
    assertThat(falling.direction()).isEqualTo(Direction.SHORT);
    assertThat(falling.direction(true)).isEqualTo(Direction.LONG);
    assertThat(rising.strength()).isBetween(0.25, 1.0);
  }

  @Test
  void vwap_begins_anew_at_midnight_and_does_not_depend_on_when_one_came_in() {
    List<Candle> all = walk(31, 3 * 1_440 + 203);
    TechnicalEngine whole = new TechnicalEngine(RULES);
    feed(whole, all, 0, all.size());
    TechnicalEngine late = new TechnicalEngine(RULES);
    int begin = all.size() - 500;
    // What a start reads back: 500 five-minute candles and 500 minutes.
    for (int i = 3 * 1_440; i + 5 <= all.size(); i += 5) {
      if (i + 5 <= begin) {
        late.onCandle(join(Timeframe.M5, all.subList(i, i + 5), true));
      }
    }
    int aligned = begin - begin % 5;
    late.onCandle(join(Timeframe.M5, all.subList(aligned, aligned + 5), true));
    feed(late, all, aligned + 5, all.size());
    long now = all.getLast().closeTime();
    assertThat(late.reading(now).vwap()).isCloseTo(whole.reading(now).vwap(), within(1e-6));
  }

  @Test
  void stale_candles_make_it_neutral_until_they_are_fresh() {
    List<Candle> all = walk(41, 100);
    TechnicalEngine engine = new TechnicalEngine(RULES);
    feed(engine, all, 0, 100);
    long now = all.getLast().closeTime();
    TechnicalReading valid = engine.reading(now);
    engine.onStale(FeedStream.BOOK);
    assertThat(engine.reading(now)).isEqualTo(valid);
    engine.onStale(FeedStream.CANDLES);
    assertThat(engine.reading(now).validity()).isEqualTo(Validity.STALE);
    assertThat(engine.reading(now).direction()).isEqualTo(Direction.NEUTRAL);
    engine.onFresh(FeedStream.CANDLES);
    assertThat(engine.reading(now)).isEqualTo(valid);
  }

  @Test
  void a_lower_low_that_strength_does_not_confirm_diverges_upwards() {
    SwingDivergence divergence = new SwingDivergence(60, 2);
    double[] lows = {10, 9, 5, 8, 9, 9, 8, 4, 7, 8};
    double[] rsi = {50, 40, 20, 40, 50, 50, 40, 28, 45, 50};
    for (int i = 0; i < lows.length; i++) {
      divergence.add(20, lows[i], rsi[i]);
      assertThat(divergence.sign()).isEqualTo(i < 9 ? 0 : 1);
    }
    SwingDivergence confirmed = new SwingDivergence(60, 2);
    for (int i = 0; i < lows.length; i++) {
      confirmed.add(20, lows[i], i == 7 ? 12 : rsi[i]);
    }
    assertThat(confirmed.sign()).isZero();
  }

  @Test
  void a_higher_high_that_strength_does_not_confirm_diverges_downwards() {
    SwingDivergence divergence = new SwingDivergence(60, 2);
    double[] highs = {10, 11, 15, 12, 11, 11, 12, 16, 13, 12};
    double[] rsi = {50, 60, 80, 60, 50, 50, 60, 72, 55, 50};
    for (int i = 0; i < highs.length; i++) {
      divergence.add(highs[i], 1, rsi[i]);
    }
    assertThat(divergence.sign()).isEqualTo(-1);
  }
}
