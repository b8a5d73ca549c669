package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.signal.Observation.AccountRatio;
import vortex7.signal.Observation.Funding;
import vortex7.signal.Observation.FundingHistory;
import vortex7.signal.Observation.LiquidationMapKept;
import vortex7.signal.Observation.OpenInterest;
import vortex7.signal.Observation.OpenInterestHistory;
import vortex7.signal.Observation.TopTraders;
import vortex7.signal.SentimentReading.FundingSignal;
import vortex7.signal.SentimentReading.OpenInterestMove;
import vortex7.signal.SentimentRules.FundingRules;
import vortex7.signal.SentimentRules.LiquidationRules;
import vortex7.signal.SentimentRules.Tier;

class SentimentEngineTest {
  private static final SentimentRules DOCUMENTS = SentimentRules.documents();
  private static final long START = 1_700_006_400_000L; // 00:00 UTC.
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;

  private final SentimentEngine engine = new SentimentEngine(DOCUMENTS);

  private SentimentReading at(long time) {
    return engine.reading(START + time);
  }

  private static Funding funding(long time, double rate, long untilSettlement) {
    return new Funding(START + time, 100, rate, START + time + untilSettlement, 8 * HOUR);
  }

  private static OpenInterest interest(long time, double quantity, double price) {
    return new OpenInterest(START + time, quantity, price);
  }

  private static BookSnapshot book(double price) {
    BookSnapshot book = new BookSnapshot();
    book.addBid(price - 0.001, 1);
    book.addAsk(price + 0.001, 1);
    return book;
  }

  @Test
  void it_invents_nothing_before_anything_came() {
    assertThat(at(0)).isEqualTo(SentimentReading.neutral(Validity.NOT_WARM));
    engine.onBook(book(100));
    engine.onObservation(new Observation.Correlation(START, 0.9, 0));
    engine.onObservation(new OpenInterestHistory(START, List.of(interest(0, 1, 1))));
    assertThat(at(0)).isEqualTo(SentimentReading.neutral(Validity.NOT_WARM));
    assertThat(engine.id()).isEqualTo(EngineId.SENTIMENT);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0006, 1.0006, REAL_BUYING, 0.3, LONG",
    "1.0006, 0.9994, SHORTS_STACKING, -0.3, SHORT",
    "0.9994, 1.0006, SHORT_COVER, 0.1, NEUTRAL",
    "0.9994, 0.9994, LONG_LIQ, 0, NEUTRAL",
    "1.0004, 1.0006, FLAT, 0, NEUTRAL",
    "1.0006, 1.0004, FLAT, 0, NEUTRAL",
    "0.9996, 0.9994, FLAT, 0, NEUTRAL",
    "0.9994, 0.9996, FLAT, 0, NEUTRAL"
  })
  void open_interest_and_price_over_five_minutes_say_who_acts(
      double interest, double price, OpenInterestMove move, double score, Direction direction) {
    engine.onObservation(interest(0, 1_000, 100));
    engine.onObservation(interest(5 * MINUTE, 1_000 * interest, 100 * price));
    SentimentReading reading = at(5 * MINUTE);
    assertThat(reading.validity()).isEqualTo(Validity.VALID);
    assertThat(reading.openInterestChange()).isCloseTo(interest - 1, within(1e-12));
    assertThat(reading.openInterestMove()).isEqualTo(move);
    assertThat(reading.score()).isEqualTo(score);
    assertThat(reading.strength()).isEqualTo(Math.abs(score));
    assertThat(reading.direction()).isEqualTo(direction);
    assertThat(reading.extremeLevel()).isZero();
  }

  @Test
  void exactly_the_smallest_move_is_flat() {
    // Powers of two, so that the changes are exactly 2⁻¹¹: no threshold of the documents, hence
    // own.
    double threshold = Math.scalb(1, -11);
    SentimentRules rules =
        new SentimentRules(
            new SentimentRules.OpenInterestRules(
                60_000, 24, 300_000, 60_000, threshold, 0.3, -0.3, 0.1, 0),
            DOCUMENTS.crowd(),
            DOCUMENTS.funding(),
            DOCUMENTS.topTraders(),
            DOCUMENTS.liquidations(),
            0.15);
    for (double[] row : new double[][] {{1, 2}, {2, 1}, {2, 2}}) {
      SentimentEngine judged = new SentimentEngine(rules);
      judged.onObservation(interest(0, 2_048, 2_048));
      judged.onObservation(interest(5 * MINUTE, 2_048 + row[0], 2_048 + row[1]));
      assertThat(judged.reading(START + 5 * MINUTE).openInterestMove())
          .isEqualTo(row[0] + row[1] == 4 ? OpenInterestMove.REAL_BUYING : OpenInterestMove.FLAT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "299999, false",
    "300000, true",
    "360000, true",
    "360001, false",
  })
  void a_change_needs_a_reading_of_five_to_six_minutes_ago(long ago, boolean known) {
    engine.onObservation(interest(0, 1_000, 100));
    engine.onObservation(interest(ago, 1_100, 110));
    SentimentReading reading = at(ago);
    assertThat(Double.isNaN(reading.openInterestChange())).isEqualTo(!known);
    assertThat(reading.openInterestMove())
        .isEqualTo(known ? OpenInterestMove.REAL_BUYING : OpenInterestMove.FLAT);
  }

  @Test
  void the_oldest_of_twenty_four_readings_still_counts() {
    for (int i = 0; i < 24; i++) {
      engine.onObservation(interest(i * 5 * MINUTE / 23, 1_000 + i, 100));
    }
    assertThat(at(5 * MINUTE).openInterestChange()).isCloseTo(0.023, within(1e-12));
  }

  @Test
  void of_no_open_interest_there_is_no_change() {
    engine.onObservation(interest(0, 0, 100));
    engine.onObservation(interest(5 * MINUTE, 1_100, 110));
    assertThat(at(5 * MINUTE).openInterestChange()).isNaN();
    assertThat(at(5 * MINUTE).openInterestMove()).isEqualTo(OpenInterestMove.FLAT);
  }

  @Test
  void the_change_is_taken_from_the_newest_reading_that_is_old_enough() {
    for (int i = 0; i <= 24; i++) {
      engine.onObservation(interest(i * 15_000L, 1_000 + i * i, 100));
    }
    // The 24th lies 6 min after the first, which is forgotten; five minutes before it is number 4.
    assertThat(at(360_000).openInterestChange()).isCloseTo(1_576.0 / 1_016 - 1, within(1e-12));
    engine.onObservation(interest(360_000, 9_999, 100));
    assertThat(at(360_000).openInterestChange())
        .as("told twice counts once")
        .isCloseTo(1_576.0 / 1_016 - 1, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0.70, 0, 0",
    "0.7075, 0.05, -0.05",
    "0.775, 0.5, -0.5",
    "0.85, 1, -1",
    "0.95, 1, -1",
    "0.35, 0, 0",
    "0.3425, 0.05, 0.05",
    "0.275, 0.5, 0.5",
    "0.20, 1, 1",
    "0.10, 1, 1",
    "0.50, 0, 0"
  })
  void a_crowd_counts_against_itself(double longShare, double extreme, double score) {
    engine.onObservation(new AccountRatio(START, longShare));
    SentimentReading reading = at(0);
    assertThat(reading.longShare()).isEqualTo(longShare);
    assertThat(reading.extremeLevel()).isCloseTo(extreme, within(1e-9));
    assertThat(reading.score()).isCloseTo(score, within(1e-9));
    assertThat(reading.strength()).isCloseTo(Math.abs(score), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0003, NEUTRAL, 0",
    "0.00065, LONGS_EXPENSIVE, -0.5",
    "0.001, LONGS_EXPENSIVE, -1",
    "0.01, LONGS_EXPENSIVE, -1",
    "-0.0001, NEUTRAL, 0",
    "-0.0003, SHORTS_EXPENSIVE, 0.5",
    "-0.0005, SHORTS_EXPENSIVE, 1",
    "0.0001, NEUTRAL, 0"
  })
  void funding_counts_against_who_pays_it(double rate, FundingSignal signal, double score) {
    engine.onObservation(funding(0, rate, 4 * HOUR));
    SentimentReading reading = at(0);
    assertThat(reading.fundingRate()).isEqualTo(rate);
    assertThat(reading.fundingSignal()).isEqualTo(signal);
    assertThat(reading.score()).isCloseTo(score, within(1e-9));
    assertThat(reading.extremeLevel()).isCloseTo(Math.abs(score), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"7200001, 0.4", "7200000, 0.6", "0, 0.6"})
  void funding_counts_half_as_much_again_near_its_settlement(long until, double extreme) {
    engine.onObservation(funding(0, 0.000_3 + 0.4 * 0.000_7, until));
    assertThat(at(0).extremeLevel()).isCloseTo(extreme, within(1e-9));
    assertThat(at(0).fundingRate()).isCloseTo(0.000_58, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"8, 0.4", "4, 0.4", "1, 0.6"})
  void after_the_settlement_that_was_told_the_symbols_own_next_one_counts(
      long intervalHours, double extreme) {
    double rate = 0.000_3 + 0.4 * 0.000_7;
    engine.onObservation(new Funding(START, 100, rate, START + 1_000, intervalHours * HOUR));
    assertThat(at(1_000).extremeLevel()).isCloseTo(0.6, within(1e-9));
    assertThat(at(1_001).extremeLevel()).isCloseTo(extreme, within(1e-9));
  }

  @Test
  void the_largest_of_crowd_and_funding_decides_and_nothing_is_added() {
    engine.onObservation(new AccountRatio(START, 0.775)); // Longs, by 0.5.
    engine.onObservation(funding(0, -0.000_1 - 0.6 * 0.000_4, 4 * HOUR)); // Shorts pay, by 0.6.
    assertThat(at(0).score()).isCloseTo(0.6, within(1e-9));
    assertThat(at(0).direction()).isEqualTo(Direction.LONG);
    engine.onObservation(funding(1, -0.000_1 - 0.4 * 0.000_4, 4 * HOUR));
    assertThat(at(1).score()).isCloseTo(-0.5, within(1e-9));
    assertThat(at(1).direction()).isEqualTo(Direction.SHORT);
    engine.onObservation(new AccountRatio(START + 2, 1)); // Twice extreme ...
    engine.onObservation(funding(2, -0.01, 4 * HOUR)); // ... against far more than that.
    assertThat(at(2).score()).isEqualTo(1);
  }

  @Test
  void the_label_begins_at_fifteen_hundredths() {
    for (Object[] row :
        new Object[][] {
          {0.150_000_1, Direction.SHORT}, {0.149_999_9, Direction.NEUTRAL},
        }) {
      SentimentEngine judged = new SentimentEngine(DOCUMENTS);
      judged.onObservation(new AccountRatio(START, 0.70 + 0.15 * (double) row[0]));
      assertThat(judged.reading(START).direction()).isEqualTo(row[1]);
    }
    SentimentRules exact =
        new SentimentRules(
            DOCUMENTS.openInterest(),
            DOCUMENTS.crowd(),
            DOCUMENTS.funding(),
            DOCUMENTS.topTraders(),
            DOCUMENTS.liquidations(),
            0.3);
    SentimentEngine judged = new SentimentEngine(exact);
    judged.onObservation(interest(0, 1_000, 100));
    judged.onObservation(interest(5 * MINUTE, 1_100, 110));
    assertThat(judged.reading(START + 5 * MINUTE).direction()).isEqualTo(Direction.LONG);
  }

  private void topTradersMean(double mean) {
    for (int i = 0; i < 288; i++) {
      engine.onObservation(new TopTraders(START + i * 5 * MINUTE, mean));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.75, 0.55, 0.30, 0.2", // Bullish against a crowd of shorts.
    "0.60, 0.60, 0.30, 0", // 60 % is not bullish.
    "0.75, 0.75, 0.50, 0", // The symbol's normal state.
    "0.75, 0.74, 0.50, 0",
    "0.75, 0.72, 0.50, 0.2", // Beyond its own mean.
    "0.75, 0.80, 0.50, 0", // Beyond it in the other direction.
    "0.75, 0.75, 0.80, 0", // With the crowd.
    "0.30, 0.30, 0.75, -0.2", // Bearish against a crowd of longs.
    "0.40, 0.40, 0.75, 0",
    "0.30, 0.33, 0.50, -0.2",
    "0.30, 0.31, 0.50, 0",
    "0.30, 0.30, 0.30, 0"
  })
  void top_traders_count_against_the_crowd_or_beyond_their_own_mean(
      double share, double mean, double crowdLong, double part) {
    topTradersMean(mean);
    long now = 288 * 5 * MINUTE;
    engine.onObservation(new TopTraders(START + now, share));
    engine.onObservation(new AccountRatio(START + now, crowdLong));
    SentimentReading reading = at(now);
    double ofCrowd =
        crowdLong > 0.70
            ? -Math.min(1, (crowdLong - 0.70) / 0.15)
            : crowdLong < 0.35 ? Math.min(1, (0.65 - crowdLong + 0.35 - 0.65) / 0.15) : 0;
    assertThat(reading.topTraderLongShare()).isEqualTo(share);
    assertThat(reading.score()).isCloseTo(Math.max(-1, Math.min(1, ofCrowd + part)), within(1e-9));
  }

  @Test
  void the_score_is_bounded() {
    engine.onObservation(interest(0, 1_000, 100));
    engine.onObservation(interest(5 * MINUTE, 1_100, 110));
    engine.onObservation(new AccountRatio(START + 5 * MINUTE, 0.1));
    engine.onObservation(new TopTraders(START + 5 * MINUTE, 0.7));
    assertThat(at(5 * MINUTE).score()).isEqualTo(1);
    assertThat(at(5 * MINUTE).strength()).isEqualTo(1);
  }

  @Test
  void each_part_goes_stale_by_itself_and_the_engine_with_the_last() {
    engine.onObservation(interest(-5 * MINUTE, 1_000, 100));
    engine.onObservation(interest(0, 1_100, 110));
    engine.onObservation(new AccountRatio(START, 0.75));
    engine.onObservation(new TopTraders(START, 0.65));
    engine.onObservation(funding(0, 0.000_4, 4 * HOUR));
    SentimentReading all = at(60_000);
    assertThat(all.openInterestMove()).isEqualTo(OpenInterestMove.REAL_BUYING);
    SentimentReading noInterest = at(60_001);
    assertThat(noInterest.openInterestMove()).isEqualTo(OpenInterestMove.FLAT);
    assertThat(noInterest.openInterestChange()).isNaN();
    assertThat(noInterest.score()).isCloseTo(all.score() - 0.3, within(1e-12));
    assertThat(at(300_000).fundingRate()).isEqualTo(0.000_4);
    assertThat(at(300_001).fundingRate()).isNaN();
    assertThat(at(300_001).fundingSignal()).isEqualTo(FundingSignal.NEUTRAL);
    assertThat(at(600_000).longShare()).isEqualTo(0.75);
    assertThat(at(600_000).validity()).isEqualTo(Validity.VALID);
    assertThat(at(600_000).topTraderLongShare()).isEqualTo(0.65);
    assertThat(at(600_001)).isEqualTo(SentimentReading.neutral(Validity.STALE));
    engine.onObservation(new TopTraders(START + 600_002, 0.5));
    assertThat(at(600_002).validity()).isEqualTo(Validity.VALID);
    assertThat(at(600_002).longShare()).isNaN();
  }

  @Test
  void a_part_far_ahead_of_the_mark_is_stale_too() {
    engine.onObservation(funding(600_000, 0.000_4, 4 * HOUR));
    assertThat(at(300_000).validity()).isEqualTo(Validity.VALID);
    assertThat(at(299_999).validity()).isEqualTo(Validity.STALE);
  }

  @Test
  void silent_streams_do_not_matter_to_it() {
    engine.onObservation(new AccountRatio(START, 0.75));
    SentimentReading before = at(0);
    for (FeedStream stream : FeedStream.values()) {
      engine.onStale(stream);
      engine.onGap(stream);
      assertThat(at(0)).isEqualTo(before);
      engine.onAnew(stream);
      engine.onHealed(stream);
      engine.onFresh(stream);
    }
    engine.onTrade(1, 1, 1, true, START);
    assertThat(at(0)).isEqualTo(before);
  }

  @Test
  void what_is_older_than_what_is_known_does_not_replace_it() {
    engine.onObservation(new AccountRatio(START + 10, 0.75));
    engine.onObservation(new AccountRatio(START, 0.3));
    engine.onObservation(new TopTraders(START + 10, 0.5));
    engine.onObservation(new TopTraders(START, 0.7));
    engine.onObservation(funding(10, 0.000_2, HOUR));
    engine.onObservation(funding(0, 0.000_9, HOUR));
    assertThat(at(10).longShare()).isEqualTo(0.75);
    assertThat(at(10).topTraderLongShare()).isEqualTo(0.5);
    assertThat(at(10).fundingRate()).isEqualTo(0.000_2);
    engine.onObservation(new AccountRatio(START + 10, 0.76)); // Corrected.
    assertThat(at(10).longShare()).isEqualTo(0.76);
  }

  private static List<Double> rates(int count) {
    List<Double> rates = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rates.add(i / 1e6);
    }
    return rates;
  }

  @Test
  void the_calibrated_profile_measures_funding_by_the_symbols_own() {
    SentimentEngine own = new SentimentEngine(SentimentRules.calibrated());
    // 1 to 90 millionths: p95 is the 86th, p5 the 5th.
    own.onObservation(new FundingHistory(START, rates(90)));
    for (Object[] row :
        new Object[][] {
          {0.000_086, FundingSignal.NEUTRAL},
          {0.000_086_1, FundingSignal.LONGS_EXPENSIVE},
          {0.000_005, FundingSignal.NEUTRAL},
          {0.000_004_9, FundingSignal.SHORTS_EXPENSIVE}
        }) {
      own.onObservation(funding(0, (double) row[0], 4 * HOUR));
      assertThat(own.reading(START).fundingSignal()).isEqualTo(row[1]);
    }
    own.onObservation(funding(0, 0.000_086 + 0.000_35, 4 * HOUR));
    assertThat(own.reading(START).score()).isCloseTo(-0.5, within(1e-9));
    own.onObservation(funding(0, 0.000_005 - 0.000_1, 4 * HOUR));
    assertThat(own.reading(START).score()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void with_fewer_settlements_the_fixed_rates_hold_until_the_last_one_is_paid() {
    SentimentEngine own = new SentimentEngine(SentimentRules.calibrated());
    own.onObservation(new FundingHistory(START, rates(89)));
    own.onObservation(funding(0, 0.000_2, HOUR));
    assertThat(own.reading(START).fundingSignal()).isEqualTo(FundingSignal.NEUTRAL);
    own.onObservation(funding(MINUTE, 0.000_25, HOUR - MINUTE));
    assertThat(own.reading(START + MINUTE).fundingSignal()).isEqualTo(FundingSignal.NEUTRAL);
    // The next settlement is another one: 0.00025 was paid, and is the 90th.
    own.onObservation(funding(HOUR + 1, 0.000_2, 8 * HOUR));
    assertThat(own.reading(START + HOUR + 1).fundingSignal())
        .isEqualTo(FundingSignal.LONGS_EXPENSIVE);
  }

  @Test
  void the_documents_know_no_own_rates() {
    engine.onObservation(new FundingHistory(START, rates(90)));
    engine.onObservation(funding(0, 0.000_2, HOUR));
    engine.onObservation(funding(2 * HOUR, 0.000_2, HOUR));
    assertThat(at(2 * HOUR).fundingSignal()).isEqualTo(FundingSignal.NEUTRAL);
  }

  /** Sixty small rises with shorts from 101 to 104, and a large one at 103. */
  private static List<OpenInterest> rising(double scale) {
    List<OpenInterest> readings = new ArrayList<>();
    double all = 1_000;
    readings.add(interest(0, all, 50));
    for (int i = 0; i < 60; i++) {
      all += i == 59 ? 18 * scale : 2 * scale;
      readings.add(interest(i + 1, all, (i == 59 ? 103 : 101 + i * 0.05) / 1.095));
    }
    return readings;
  }

  private static SentimentRules oneTier() {
    LiquidationRules map = DOCUMENTS.liquidations();
    return new SentimentRules(
        DOCUMENTS.openInterest(),
        DOCUMENTS.crowd(),
        DOCUMENTS.funding(),
        DOCUMENTS.topTraders(),
        new LiquidationRules(
            List.of(new Tier(10, 1)),
            map.lossShare(),
            map.bucket(),
            map.bucketsMax(),
            map.within(),
            map.deviations(),
            map.clustersMax()),
        0.15);
  }

  @Test
  void the_nearest_clusters_are_told_while_open_interest_is_fresh() {
    SentimentEngine mapped = new SentimentEngine(oneTier());
    rising(1).forEach(mapped::onObservation);
    assertThat(mapped.reading(START + 60).above())
        .as("before the first book from the reading's price: 103 is 9.5 % away")
        .isEmpty();
    mapped.onBook(book(100));
    SentimentReading reading = mapped.reading(START + 60_060);
    assertThat(reading.above()).isPresent();
    assertThat(reading.above().orElseThrow().nearEdge()).isBetween(102.8, 103.0);
    assertThat(reading.above().orElseThrow().farEdge()).isBetween(103.0, 103.2);
    assertThat(reading.above().orElseThrow().volume())
        .as("the large rise, and two small ones in the same bucket")
        .isCloseTo(9 + 2, within(1e-9));
    assertThat(reading.below()).isEmpty();
    mapped.onObservation(new AccountRatio(START, 0.5));
    assertThat(mapped.reading(START + 60_061).above()).as("stale").isEmpty();
    mapped.onBook(book(103.05));
    mapped.onBook(book(100));
    assertThat(mapped.reading(START + 60).above().orElseThrow().nearEdge())
        .as("crossed: what is left lies beyond it")
        .isGreaterThan(103.05);
  }

  @Test
  void a_history_seeds_the_map_and_what_came_meanwhile_is_told_to_it_again() {
    SentimentEngine live = new SentimentEngine(oneTier());
    List<OpenInterest> all = rising(1);
    all.forEach(live::onObservation);
    SentimentEngine seeded = new SentimentEngine(oneTier());
    all.subList(50, 61).forEach(seeded::onObservation);
    assertThat(seeded.mapState()).isNotEqualTo(live.mapState());
    seeded.onObservation(new OpenInterestHistory(START, all.subList(0, 55)));
    assertThat(seeded.mapState()).isEqualTo(live.mapState());
    seeded.onObservation(new OpenInterestHistory(START, all.subList(0, 20)));
    assertThat(seeded.mapState()).as("once").isEqualTo(live.mapState());
  }

  private static Candle five(long openTime, double low, double high) {
    return new Candle(Timeframe.M5, START + openTime, low, high, low, high, 1, true);
  }

  @Test
  void candles_of_the_time_clear_what_price_crossed_between_the_readings() {
    List<OpenInterest> readings =
        List.of(
            interest(0, 1_000, 100),
            interest(5 * MINUTE, 1_100, 100),
            interest(10 * MINUTE, 1_100, 100),
            interest(15 * MINUTE, 1_200, 100));
    SentimentEngine plain = new SentimentEngine(oneTier());
    plain.onObservation(new OpenInterestHistory(START, readings));
    assertThat(plain.mapState().shorts().volumes()).hasSize(1);
    assertThat(plain.mapState().shorts().volumes().getFirst()).isCloseTo(100, within(1e-9));
    // The candle from 5 to 10 min reached 110, where the first rise's shorts are.
    SentimentEngine crossed = new SentimentEngine(oneTier());
    crossed.onCandle(five(-5 * MINUTE, 80, 120)); // Before the history.
    crossed.onCandle(five(5 * MINUTE, 99, 110));
    crossed.onCandle(new Candle(Timeframe.M5, START + 10 * MINUTE, 9, 999, 9, 99, 1, false));
    crossed.onCandle(new Candle(Timeframe.M1, START + 14 * MINUTE, 9, 999, 9, 99, 1, true));
    crossed.onObservation(new OpenInterestHistory(START, readings));
    assertThat(crossed.mapState().shorts().volumes().getFirst()).isCloseTo(50, within(1e-9));
    assertThat(crossed.mapState().longs().volumes().getFirst()).isCloseTo(100, within(1e-9));
    // One that closed after the history crosses what the history left.
    SentimentEngine later = new SentimentEngine(oneTier());
    later.onCandle(five(15 * MINUTE, 80, 101));
    later.onObservation(new OpenInterestHistory(START, readings));
    assertThat(later.mapState().longs().volumes()).isEmpty();
    assertThat(later.mapState().shorts().volumes().getFirst()).isCloseTo(100, within(1e-9));
  }

  @Test
  void a_kept_map_goes_on_after_a_restart() {
    SentimentEngine before = new SentimentEngine(oneTier());
    rising(1).forEach(before::onObservation);
    LiquidationMap.State kept = before.mapState();
    SentimentEngine after = new SentimentEngine(oneTier());
    after.onObservation(interest(30, 5, 1)); // Older than what was kept: no part of it.
    after.onObservation(interest(1_000, kept.openInterest() / 2, 94));
    after.onObservation(new LiquidationMapKept(kept));
    before.onObservation(interest(1_000, kept.openInterest() / 2, 94));
    assertThat(after.mapState()).isEqualTo(before.mapState());
    after.onObservation(new OpenInterestHistory(START, List.of(interest(0, 1, 1))));
    assertThat(after.mapState()).as("a history adds nothing to it").isEqualTo(before.mapState());
  }

  @Test
  void what_was_crossed_while_nobody_looked_is_cleared_from_a_kept_map() {
    SentimentEngine before = new SentimentEngine(oneTier());
    before.onObservation(interest(0, 1_000, 100));
    before.onObservation(interest(1, 1_100, 100));
    LiquidationMapKept kept = new LiquidationMapKept(before.mapState());
    assertThat(kept.timeMillis()).isEqualTo(START + 1);
    SentimentEngine after = new SentimentEngine(oneTier());
    after.onCandle(five(-10 * MINUTE, 1, 999)); // Closed before.
    after.onCandle(five(0, 80, 105));
    after.onObservation(kept);
    assertThat(after.mapState().longs().volumes()).isEmpty();
    assertThat(after.mapState().shorts().volumes()).hasSize(1);
    SentimentEngine elsewhere = new SentimentEngine(oneTier());
    elsewhere.onBook(book(120));
    elsewhere.onObservation(kept);
    assertThat(elsewhere.mapState().shorts().volumes()).as("price is beyond it now").isEmpty();
    assertThat(elsewhere.mapState().longs().volumes()).hasSize(1);
  }

  @Test
  void a_candle_that_closed_with_a_reading_lies_before_it() {
    List<OpenInterest> readings =
        List.of(interest(0, 1_000, 100), interest(5 * MINUTE - 1, 1_100, 100));
    SentimentEngine seeded = new SentimentEngine(oneTier());
    seeded.onCandle(five(0, 80, 120));
    seeded.onObservation(new OpenInterestHistory(START, readings));
    assertThat(seeded.mapState().longs().volumes()).as("opened after it").hasSize(1);
    SentimentEngine later = new SentimentEngine(oneTier());
    later.onCandle(five(0, 80, 120));
    later.onObservation(new LiquidationMapKept(seeded.mapState()));
    assertThat(later.mapState()).as("kept after it").isEqualTo(seeded.mapState());
  }

  @Test
  void five_hundred_candles_are_remembered() {
    SentimentEngine engine500 = new SentimentEngine(oneTier());
    engine500.onCandle(five(5 * MINUTE, 80, 120));
    for (int i = 0; i < 499; i++) {
      engine500.onCandle(five((10 + 5L * i) * MINUTE, 99, 101));
    }
    SentimentEngine engine501 = new SentimentEngine(oneTier());
    engine501.onCandle(five(5 * MINUTE, 80, 120));
    for (int i = 0; i < 500; i++) {
      engine501.onCandle(five((10 + 5L * i) * MINUTE, 99, 101));
    }
    OpenInterestHistory history =
        new OpenInterestHistory(
            START, List.of(interest(0, 1_000, 100), interest(5 * MINUTE, 1_100, 100)));
    engine500.onObservation(history);
    engine501.onObservation(history);
    assertThat(engine500.mapState().longs().volumes()).isEmpty();
    assertThat(engine501.mapState().longs().volumes()).hasSize(1);
  }

  @Test
  void proximity_falls_to_nothing_over_half_a_percent() {
    SentimentReading.Cluster cluster = new SentimentReading.Cluster(101, 101.1, 5);
    assertThat(cluster.proximity(101, 0.005)).isEqualTo(1);
    assertThat(cluster.proximity(101 / 1.0025, 0.005)).isCloseTo(0.5, within(1e-9));
    assertThat(cluster.proximity(100, 0.005)).isZero();
    assertThat(cluster.proximity(101 / 0.9975, 0.005)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void rules_that_contradict_themselves_are_refused() {
    assertThatThrownBy(() -> map(List.of(new Tier(5, 0.5), new Tier(10, 0.4))))
        .hasMessageStartingWith("the tiers' shares must sum to 1");
    assertThatThrownBy(() -> map(Collections.emptyList()))
        .hasMessageStartingWith("the tiers' shares must sum to 1");
    assertThatThrownBy(() -> map(List.of(new Tier(0.95, 1)))).hasMessageContaining("was 0.95");
    assertThatThrownBy(() -> new Tier(5, -0.1)).hasMessageContaining("was -0.1");
    assertThatThrownBy(() -> new Tier(5, 1.1)).hasMessageContaining("was 1.1");
    LiquidationRules least = new LiquidationRules(whole(), 1, 0.999, 1, 0.999, 2, 1);
    assertThat(least.bucketsMax()).isEqualTo(1);
    assertThatThrownBy(() -> new LiquidationRules(whole(), 1.001, 0.001, 1, 0.05, 2, 1))
        .hasMessageStartingWith("loss-share");
    assertThatThrownBy(() -> new LiquidationRules(whole(), 0.95, 1, 1, 0.05, 2, 1))
        .hasMessageStartingWith("bucket");
    assertThatThrownBy(() -> new LiquidationRules(whole(), 0.95, 0.001, 1, 1, 2, 1))
        .hasMessageStartingWith("within");
    assertThat(funded(0, 1, 0.05).ownLongs()).isEqualTo(1);
    assertThatThrownBy(() -> new LiquidationRules(whole(), 0, 0.001, 1, 0.05, 2, 1))
        .hasMessageStartingWith("loss-share");
    assertThatThrownBy(() -> new LiquidationRules(whole(), 0.95, 0, 1, 0.05, 2, 1))
        .hasMessageStartingWith("bucket");
    assertThatThrownBy(() -> new LiquidationRules(whole(), 0.95, 0.001, 0, 0.05, 2, 1))
        .hasMessage("buckets-max must be at least 1, was 0");
    assertThatThrownBy(() -> new LiquidationRules(whole(), 0.95, 0.001, 1, 0.05, 2, 0))
        .hasMessage("clusters-max must be at least 1, was 0");
    assertThatThrownBy(() -> new LiquidationRules(whole(), 0.95, 0.001, 1, 0, 2, 1))
        .hasMessage("within must be in (0, 1), was 0.0");
    assertThatThrownBy(() -> funded(-1, 0.95, 0.05))
        .hasMessage("own-readings must be at least 0, was -1");
    assertThatThrownBy(() -> funded(0, 0.05, 0.05)).hasMessageStartingWith("own-shorts");
    assertThatThrownBy(() -> funded(0, 1.1, 0.05)).hasMessageStartingWith("own-shorts");
    assertThatThrownBy(() -> funded(0, 0.95, 0)).hasMessageStartingWith("own-shorts");
    assertThatThrownBy(() -> new SentimentRules.OpenInterestRules(1, 1, 1, 1, 0, 0, 0, 0, 0))
        .hasMessage("kept must be at least 2, was 1");
    assertThatThrownBy(() -> new SentimentRules.TopTraderRules(0.6, 0.4, 0, 1, 1, 0))
        .hasMessage("steps must be at least 2, was 1");
    assertThat(Tier.defaults()).isEqualTo(new Tier(1, 0));
  }

  private static List<Tier> whole() {
    return List.of(new Tier(10, 1));
  }

  private static LiquidationRules map(List<Tier> tiers) {
    return new LiquidationRules(tiers, 0.95, 0.001, 10, 0.05, 2, 5);
  }

  private static FundingRules funded(int readings, double ownLongs, double ownShorts) {
    return new FundingRules(1, 1, 1, -1, 1, 1, 1, readings, ownLongs, ownShorts);
  }

  @Test
  void clusters_of_a_neutral_reading_are_none() {
    assertThat(SentimentReading.neutral(Validity.STALE).above()).isEqualTo(Optional.empty());
    assertThat(SentimentReading.neutral(Validity.STALE).engine()).isEqualTo(EngineId.SENTIMENT);
  }
}
