package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.signal.RegimeReading.Overrides;
import vortex7.signal.RegimeRules.TrendRules;

class RegimePhaseTest {
  private static final RegimeRules DOCUMENTS = RegimeRules.documents();
  private static final TrendRules TREND = DOCUMENTS.trend();

  /** A course of 3m candles around 100 whose phases are of every kind. */
  private static List<Candle> course(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Candle> candles = new ArrayList<>();
    double close = 100;
    double drift = 0;
    for (int i = 0; i < count; i++) {
      if (random.nextInt(25) == 0) {
        drift = (random.nextInt(3) - 1) * 0.08;
      }
      double open = close;
      close = open + drift + random.nextDouble(-0.1, 0.1);
      double high = Math.max(open, close) + random.nextDouble(0.05);
      double low = Math.min(open, close) - random.nextDouble(0.05);
      candles.add(
          new Candle(Timeframe.M3, i * Timeframe.M3.millis(), open, high, low, close, 1, true));
    }
    return candles;
  }

  private static RegimeRules with(TrendRules trend) {
    return with(trend, DOCUMENTS.windowMin(), DOCUMENTS.riskOffSize());
  }

  private static RegimeRules with(TrendRules trend, int windowMin, double riskOffSize) {
    return new RegimeRules(
        DOCUMENTS.atrPeriod(),
        DOCUMENTS.window(),
        windowMin,
        DOCUMENTS.lowBelow(),
        DOCUMENTS.highFrom(),
        DOCUMENTS.extremeFrom(),
        DOCUMENTS.low(),
        DOCUMENTS.normal(),
        DOCUMENTS.high(),
        DOCUMENTS.judgeMillis(),
        trend,
        DOCUMENTS.correlation(),
        riskOffSize,
        DOCUMENTS.spreadMax(),
        DOCUMENTS.spreadMeanFactor(),
        DOCUMENTS.spreadMeanFloor(),
        DOCUMENTS.spreadMeanWindow());
  }

  private static TrendRules trend(
      double trendingAbove, double choppyUpTo, double slopeAbove, boolean channelTest) {
    return new TrendRules(
        TREND.adxPeriod(),
        trendingAbove,
        choppyUpTo,
        TREND.emaPeriod(),
        TREND.slopeCandles(),
        slopeAbove,
        channelTest,
        TREND.channelCandles(),
        TREND.channelWidenAtr(),
        TREND.technicalMultiplier(),
        TREND.sentimentMultiplier(),
        TREND.choppySize());
  }

  private static RegimeEngine told(RegimeRules rules, List<Candle> candles) {
    RegimeEngine engine = new RegimeEngine(rules);
    candles.forEach(engine::onCandle);
    return engine;
  }

  private static BookSnapshot bookAt(double price) {
    BookSnapshot book = new BookSnapshot();
    book.addBid(price - 0.000_5, 1);
    book.addAsk(price + 0.000_5, 1);
    return book;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void phase_and_volatility_equal_what_all_candles_at_once_say(long seed) {
    List<Candle> candles = course(seed, 700);
    RegimeEngine documents = new RegimeEngine(DOCUMENTS);
    RegimeEngine calibrated = new RegimeEngine(RegimeRules.calibrated());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < candles.size(); i++) {
      documents.onCandle(candles.get(i));
      calibrated.onCandle(candles.get(i));
      if (i < 80 || i % 7 != 0) {
        continue;
      }
      double price = candles.get(i).close() + random.nextDouble(-0.6, 0.6);
      documents.onBook(bookAt(price));
      calibrated.onBook(bookAt(price));
      RegimeBatch batch = new RegimeBatch(candles.subList(0, i + 1));
      RegimeReading reading = documents.reading(i * 180_000L);
      assertThat(reading.adx()).isCloseTo(batch.adx(), within(1e-9));
      assertThat(reading.slopePct()).isCloseTo(batch.slopePct(), within(1e-12));
      assertThat(reading.atrPct()).isCloseTo(batch.atrPct().getLast(), within(1e-12));
      assertThat(reading.volPhase()).isEqualTo(batch.volatility());
      assertThat(reading.phase()).as("candle %d", i).isEqualTo(batch.phase(price, true));
      assertThat(calibrated.reading(i * 180_000L).phase()).isEqualTo(batch.phase(price, false));
      assertThat(reading.validity()).isEqualTo(Validity.VALID);
    }
  }

  /** 14 changes, then 14 indices: the 28th candle is the first with a warm index. */
  @Test
  void the_phase_is_unknown_before_the_index_is_warm_and_overrides_nothing() {
    List<Candle> candles = course(4, 28);
    RegimeEngine engine = told(with(TREND, 1, 0.5), candles.subList(0, 27));
    RegimeReading before = engine.reading(0);
    assertThat(before.phase()).isEqualTo(MarketPhase.UNKNOWN);
    assertThat(before.validity()).isEqualTo(Validity.NOT_WARM);
    assertThat(before.adx()).isNaN();
    assertThat(before.overrides().technical()).isEqualTo(1);
    assertThat(before.overrides().sentiment()).isEqualTo(1);
    assertThat(before.sizeMultiplier()).isEqualTo(1);
    assertThat(before.preferredStrategy()).isIn(StrategyPreference.ANY, StrategyPreference.NONE);
    engine.onCandle(candles.get(27));
    assertThat(engine.reading(0).phase()).isNotEqualTo(MarketPhase.UNKNOWN);
    assertThat(engine.reading(0).adx()).isBetween(0.0, 100.0);
    assertThat(engine.reading(0).validity()).isEqualTo(Validity.VALID);
  }

  @Test
  void the_phase_waits_for_the_slope_and_for_the_channel_too() {
    List<Candle> candles = course(4, 60);
    TrendRules longSlope =
        new TrendRules(14, 25, 20, 9, 30, 0.0001, true, 20, 0.25, 1.25, 1.25, 0.5);
    TrendRules longChannel =
        new TrendRules(14, 25, 20, 9, 5, 0.0001, true, 40, 0.25, 1.25, 1.25, 0.5);
    // The ninth average is the first warm one; thirty more make a slope.
    assertThat(told(with(longSlope), candles.subList(0, 38)).reading(0).phase())
        .isEqualTo(MarketPhase.UNKNOWN);
    assertThat(told(with(longSlope), candles.subList(0, 38)).reading(0).slopePct()).isNaN();
    assertThat(told(with(longSlope), candles.subList(0, 39)).reading(0).phase())
        .isNotEqualTo(MarketPhase.UNKNOWN);
    assertThat(told(with(longChannel), candles.subList(0, 39)).reading(0).phase())
        .isEqualTo(MarketPhase.UNKNOWN);
    assertThat(told(with(longChannel), candles.subList(0, 40)).reading(0).phase())
        .isNotEqualTo(MarketPhase.UNKNOWN);
  }

  @Test
  void it_trends_above_one_index_and_one_slope_and_not_at_them() {
    List<Candle> candles = course(5, 100);
    RegimeReading figures = told(DOCUMENTS, candles).reading(0);
    double adx = figures.adx();
    double slope = Math.abs(figures.slopePct());
    for (Object[] row :
        new Object[][] {
          {Math.nextDown(adx), Math.nextDown(slope), MarketPhase.TRENDING},
          {adx, Math.nextDown(slope), MarketPhase.RANGING},
          {Math.nextDown(adx), slope, MarketPhase.RANGING}
        }) {
      TrendRules rules = trend((double) row[0], 0, (double) row[1], true);
      assertThat(told(with(rules), candles).reading(0).phase()).isEqualTo(row[2]);
    }
  }

  @Test
  void it_is_choppy_up_to_an_index() {
    List<Candle> candles = course(5, 100);
    double adx = told(DOCUMENTS, candles).reading(0).adx();
    assertThat(told(with(trend(100, adx, 1, true)), candles).reading(0).phase())
        .isEqualTo(MarketPhase.CHOPPY);
    assertThat(told(with(trend(100, Math.nextDown(adx), 1, true)), candles).reading(0).phase())
        .isEqualTo(MarketPhase.RANGING);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.2499, RANGING",
    "1, 0.2501, TRENDING",
    "-1, 0.2499, RANGING",
    "-1, 0.2501, TRENDING"
  })
  void price_ranges_within_its_channel_widened_by_a_quarter_of_the_range(
      int side, double beyondInAtr, MarketPhase phase) {
    List<Candle> candles = course(6, 100);
    RegimeRules never = with(trend(100, 0, 1, true));
    RegimeEngine engine = told(never, candles);
    List<Candle> last = candles.subList(80, 100);
    double edge =
        side > 0
            ? last.stream().mapToDouble(Candle::high).max().orElseThrow()
            : last.stream().mapToDouble(Candle::low).min().orElseThrow();
    double atr = engine.reading(0).atrPct() * candles.getLast().close();
    engine.onBook(bookAt(edge + side * beyondInAtr * atr));
    assertThat(engine.reading(30_000).phase()).isEqualTo(phase);
    RegimeEngine untested = told(with(trend(100, 0, 1, false)), candles);
    untested.onBook(bookAt(edge + side * beyondInAtr * atr));
    assertThat(untested.reading(30_000).phase()).isEqualTo(MarketPhase.RANGING);
  }

  @Test
  void it_is_judged_at_the_first_mark_of_each_half_minute_and_at_each_closed_candle() {
    List<Candle> candles = course(6, 101);
    RegimeEngine engine = told(with(trend(100, 0, 1, true)), candles.subList(0, 100));
    engine.onBook(bookAt(candles.get(99).close()));
    assertThat(engine.reading(60_000).phase()).isEqualTo(MarketPhase.RANGING);
    engine.onBook(bookAt(200));
    assertThat(engine.reading(89_999).phase()).isEqualTo(MarketPhase.RANGING);
    assertThat(engine.reading(90_000).phase()).isEqualTo(MarketPhase.TRENDING);
    engine.onBook(bookAt(candles.get(100).close()));
    assertThat(engine.reading(90_001).phase()).isEqualTo(MarketPhase.TRENDING);
    engine.onCandle(candles.get(100));
    assertThat(engine.reading(90_002).phase()).isEqualTo(MarketPhase.RANGING);
  }

  @Test
  void each_phase_has_its_overrides_its_size_and_its_strategy() {
    List<Candle> candles = course(7, 100);
    RegimeReading figures = told(DOCUMENTS, candles).reading(0);
    assertThat(figures.volPhase()).isNotEqualTo(VolatilityPhase.EXTREME);
    double flow = figures.volPhase() == VolatilityPhase.HIGH ? 1.15 : 1;
    RegimeReading trending = told(with(trend(0, 0, 0, true)), candles).reading(0);
    assertThat(trending.phase()).isEqualTo(MarketPhase.TRENDING);
    assertThat(trending.overrides()).isEqualTo(new Overrides(flow, flow, 1.25, 1));
    assertThat(trending.preferredStrategy()).isEqualTo(StrategyPreference.A);
    assertThat(trending.sizeMultiplier()).isEqualTo(1);
    RegimeReading ranging = told(with(trend(100, 0, 1, false)), candles).reading(0);
    assertThat(ranging.phase()).isEqualTo(MarketPhase.RANGING);
    assertThat(ranging.overrides()).isEqualTo(new Overrides(flow, flow, 1, 1.25));
    assertThat(ranging.preferredStrategy()).isEqualTo(StrategyPreference.B);
    assertThat(ranging.sizeMultiplier()).isEqualTo(1);
    RegimeReading choppy = told(with(trend(100, 100, 1, true)), candles).reading(0);
    assertThat(choppy.phase()).isEqualTo(MarketPhase.CHOPPY);
    assertThat(choppy.overrides()).isEqualTo(new Overrides(flow, flow, 1, 1));
    assertThat(choppy.preferredStrategy()).isEqualTo(StrategyPreference.C);
    assertThat(choppy.sizeMultiplier()).isEqualTo(0.5);
    assertThat(choppy.reason()).isEqualTo("the market is CHOPPY: ADX %.1f".formatted(choppy.adx()));
  }

  @Test
  void nothing_is_preferred_in_an_extreme_market_and_anything_before_volatility_is_known() {
    List<Candle> candles = course(7, 100);
    List<Candle> wild = new ArrayList<>(candles);
    for (int i = 0; i < 10; i++) {
      long open = (100 + i) * Timeframe.M3.millis();
      wild.add(new Candle(Timeframe.M3, open, 100, 120, 80, 100, 1, true));
    }
    RegimeReading extreme = told(DOCUMENTS, wild).reading(0);
    assertThat(extreme.tradeable()).isFalse();
    assertThat(extreme.preferredStrategy()).isEqualTo(StrategyPreference.NONE);
    assertThat(extreme.reason()).startsWith("volatility is EXTREME: not tradeable");
    RegimeReading young = told(with(TREND, 200, 0.5), candles).reading(0);
    assertThat(young.phase()).isNotEqualTo(MarketPhase.UNKNOWN);
    assertThat(young.volPhase()).isEqualTo(VolatilityPhase.NORMAL);
    assertThat(young.preferredStrategy()).isEqualTo(StrategyPreference.ANY);
    assertThat(young.validity()).isEqualTo(Validity.NOT_WARM);
    assertThat(young.reason()).startsWith("E5 is NOT_WARM");
  }

  @Test
  void forming_candles_and_those_of_other_timeframes_move_no_phase() {
    List<Candle> candles = course(8, 100);
    RegimeEngine engine = told(DOCUMENTS, candles);
    RegimeReading before = engine.reading(0);
    engine.onCandle(new Candle(Timeframe.M3, 1L << 40, 100, 300, 1, 200, 1, false));
    engine.onCandle(new Candle(Timeframe.M5, 1L << 40, 100, 300, 1, 200, 1, true));
    engine.onCandle(new Candle(Timeframe.M15, 1L << 40, 100, 300, 1, 200, 1, true));
    engine.onTrade(1, 500, 1, true, 5);
    assertThat(engine.reading(0)).isEqualTo(before);
  }

  @Test
  void risk_off_halves_the_size_while_it_lasts() {
    RegimeEngine engine = new RegimeEngine(DOCUMENTS);
    assertThat(engine.reading(0).correlation()).isNaN();
    assertThat(engine.reading(0).riskOff()).isFalse();
    engine.onObservation(new Observation.AccountRatio(1_000, 0.9)); // No business of this engine.
    engine.onObservation(new Observation.Correlation(1_000, 0.42, 901_000));
    RegimeReading during = engine.reading(900_999);
    assertThat(during.riskOff()).isTrue();
    assertThat(during.correlation()).isEqualTo(0.42);
    assertThat(during.sizeMultiplier()).isEqualTo(0.5);
    assertThat(during.reason()).endsWith("RISK_OFF: the leading symbols have gone apart");
    RegimeReading after = engine.reading(901_000);
    assertThat(after.riskOff()).isFalse();
    assertThat(after.sizeMultiplier()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0.7, 0.5", "0.5, 0.5", "0.3, 0.3"})
  void the_size_takes_the_smallest_factor_and_no_product(double riskOffSize, double expected) {
    RegimeEngine engine = told(with(trend(100, 100, 1, true), 60, riskOffSize), course(9, 100));
    engine.onObservation(new Observation.Correlation(0, 0.42, 900_000));
    assertThat(engine.reading(0).sizeMultiplier()).isEqualTo(expected);
  }

  @Test
  void a_wide_spread_is_a_reason() {
    RegimeEngine engine = told(DOCUMENTS, course(7, 100));
    BookSnapshot book = new BookSnapshot();
    book.addBid(100, 1);
    book.addAsk(100.02, 1);
    engine.onBook(book);
    assertThat(engine.reading(0).reason()).contains("the spread of 0.0200 % is too wide");
    assertThat(told(with(trend(0, 0, 0, true)), course(7, 100)).reading(0).reason()).isEmpty();
  }

  @Test
  void the_calibrated_profile_differs_in_the_channel_and_in_the_arming() {
    RegimeRules calibrated = RegimeRules.calibrated();
    assertThat(calibrated.trend().channelTest()).isFalse();
    assertThat(calibrated.correlation().armedFor()).isZero();
    assertThat(DOCUMENTS.trend().channelTest()).isTrue();
    assertThat(DOCUMENTS.correlation().armedFor()).isEqualTo(6);
    assertThat(with(calibrated.trend()).trend().channelCandles()).isEqualTo(20);
  }

  @Test
  void contradictory_thresholds_are_refused() {
    assertThatThrownBy(() -> trend(25, 25.1, 0, true))
        .hasMessage("choppy-up-to must be at most trending-above 25.0, was 25.1");
    assertThat(trend(25, 25, 0, true).choppyUpTo()).isEqualTo(25);
    assertThatThrownBy(() -> with(TREND, 60, 0)).hasMessageContaining("risk-off-size");
    assertThatThrownBy(() -> with(TREND, 60, 1.1)).hasMessageContaining("was 1.1");
    assertThat(with(TREND, 60, 1).riskOffSize()).isEqualTo(1);
  }

  /** Published: CHOPPY about a third of all time, HIGH 13 to 16 %, EXTREME 6 to 8 %. */
  @ParameterizedTest
  @ValueSource(strings = {"BTCUSDT", "ETHUSDT"})
  void real_candles_fall_into_the_phases_as_measured(String symbol) throws IOException {
    List<Candle> threes = RealMinutes.joined(RealMinutes.of(symbol, 43_000), Timeframe.M3);
    RegimeEngine engine = new RegimeEngine(DOCUMENTS);
    Map<MarketPhase, Double> phases = new EnumMap<>(MarketPhase.class);
    Map<VolatilityPhase, Double> volatilities = new EnumMap<>(VolatilityPhase.class);
    double share = 1.0 / (threes.size() - 480);
    for (int i = 0; i < threes.size(); i++) {
      engine.onCandle(threes.get(i));
      if (i >= 480) {
        RegimeReading reading = engine.reading(threes.get(i).closeTime());
        phases.merge(reading.phase(), share, Double::sum);
        volatilities.merge(reading.volPhase(), share, Double::sum);
      }
    }
    assertThat(phases.get(MarketPhase.CHOPPY)).isBetween(0.29, 0.40);
    assertThat(phases.get(MarketPhase.TRENDING)).isBetween(0.25, 0.45);
    assertThat(volatilities.get(VolatilityPhase.EXTREME)).isBetween(0.055, 0.085);
    assertThat(volatilities.get(VolatilityPhase.HIGH)).isBetween(0.12, 0.17);
    assertThat(volatilities.get(VolatilityPhase.LOW)).isBetween(0.20, 0.29);
    assertThat(phases).doesNotContainKey(MarketPhase.UNKNOWN);
  }
}
