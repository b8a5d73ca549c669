package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.BookSnapshot;

class OrderFlowEngineTest {
  /** 2023-11-14 20:00 UTC exactly: a boundary of four hours. */
  private static final long START = 1_699_992_000_000L;

  private final OrderFlowEngine engine =
      new OrderFlowEngine(OrderFlowRules.documents(), Books.TICK);
  private long id;

  private void trade(long time, double quantity, boolean buy) {
    trade(time, buy ? Books.price(1_001) : Books.price(1_000), quantity, buy);
  }

  private void trade(long time, double price, double quantity, boolean buy) {
    engine.onTrade(++id, price, quantity, !buy, START + time);
  }

  private void book(BookSnapshot book) {
    book.eventTime += START;
    engine.onBook(book);
  }

  /** Books each 100 ms and balanced trades each second, from 0 to {@code to}. */
  private long warm(long to) {
    for (long time = 0; time <= to; time += 100) {
      if (time % 1_000 == 0) {
        trade(time, 1, true);
        trade(time, 1, false);
      }
      book(Books.flat(time));
    }
    return to;
  }

  private OrderFlowReading at(long time) {
    return engine.reading(START + time);
  }

  @Test
  void it_invents_nothing_before_a_minute_of_trades_and_a_book() {
    assertThat(at(0).validity()).isEqualTo(Validity.NOT_WARM);
    warm(59_900);
    assertThat(at(59_999).validity()).isEqualTo(Validity.NOT_WARM);
    assertThat(at(60_000).validity()).isEqualTo(Validity.VALID);
  }

  @Test
  void a_book_older_than_a_second_is_stale() {
    long now = warm(61_000);
    assertThat(at(now + 1_000).validity()).isEqualTo(Validity.VALID);
    assertThat(at(now + 1_001).validity()).isEqualTo(Validity.STALE);
  }

  @ParameterizedTest
  @CsvSource({
    "1.9, 1, LONG",
    "1.8, 1, NEUTRAL",
    "13, 7, NEUTRAL",
    "7, 13, NEUTRAL",
    "1, 1.9, SHORT"
  })
  void imbalance_beyond_its_threshold_gives_the_direction(
      double bids, double asks, Direction direction) {
    long now = warm(61_000);
    book(Books.of(now + 100, bids, asks));
    OrderFlowReading reading = at(now + 100);
    assertThat(reading.imbalance()).isCloseTo((bids - asks) / (bids + asks), within(1e-12));
    assertThat(reading.direction()).isEqualTo(direction);
  }

  @Test
  void only_the_ten_best_levels_count() {
    long now = warm(61_000);
    BookSnapshot book = Books.flat(now + 100);
    for (int level = 10; level < 20; level++) {
      Books.withBid(book, level, 50);
    }
    book(book);
    assertThat(at(now + 100).imbalance()).isZero();
  }

  @Test
  void an_empty_side_is_neutral_without_strength() {
    long now = warm(61_000);
    BookSnapshot book = Books.flat(now + 100);
    book.asks = 0;
    book(book);
    assertThat(at(now + 100).direction()).isEqualTo(Direction.NEUTRAL);
    assertThat(at(now + 100).strength()).isZero();
  }

  @Test
  void velocity_looks_five_readings_back_in_seconds() {
    long now = warm(61_000);
    for (int i = 1; i <= 5; i++) {
      book(Books.of(now + i * 100L, 1 + i * 0.2, 1));
    }
    // From 0 to (2 − 1)/(2 + 1) within 0.5 s.
    assertThat(at(now + 500).velocity()).isCloseTo(1 / 3.0 / 0.5, within(1e-12));
    assertThat(at(now + 500).velocityStrong()).isTrue();
  }

  @Test
  void the_micro_price_leans_to_the_thinner_side() {
    BookSnapshot book = Books.withBid(Books.flat(0), 0, 3);
    book(book);
    assertThat(at(0).microPrice()).isCloseTo((100.0 * 1 + 100.1 * 3) / 4, within(1e-12));
  }

  @Test
  void cvd_adds_buys_and_takes_sells_and_starts_anew_every_four_hours() {
    trade(10, 5, true);
    trade(20, 2, false);
    assertThat(at(20).cvd()).isEqualTo(3);
    long next = 4 * 3_600_000L;
    trade(next - 1, 4, true);
    assertThat(at(next - 1).cvd()).isEqualTo(7);
    assertThat(at(next).cvd()).as("without any trade").isZero();
    trade(next, 1, false);
    assertThat(at(next).cvd()).isEqualTo(-1);
  }

  @Test
  void the_slope_is_normalised_by_the_mean_quantity_a_second() {
    // 120 s of 2 a second, then 30 s of buys alone at 2 a second: slope 2, mean 2.
    for (int second = 0; second < 120; second++) {
      trade(second * 1_000L, 1, true);
      trade(second * 1_000L, 1, false);
    }
    for (int second = 120; second < 150; second++) {
      trade(second * 1_000L + 1, 1, true);
    }
    book(Books.flat(149_500));
    OrderFlowReading reading = at(149_900);
    double mean = (240 + 30) / 149.9;
    assertThat(reading.cvdSlope()).isCloseTo(1 / mean, within(1e-9));
    assertThat(reading.cvdSlopeSignificant()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1001, false, 1",
    "999, true, -1",
    "1001, true, 0",
    "999, false, 0",
    "1000, false, 0"
  })
  void a_price_move_against_the_cvd_is_a_divergence(int bidTicks, boolean buy, int divergence) {
    long now = warm(61_000);
    // Everything but the last second's trade is balanced; one tick is 0.1 % of price.
    trade(now + 50, 3, buy);
    BookSnapshot book = Books.flat(now + 100);
    for (int i = 0; i < BookSnapshot.DEPTH; i++) {
      book.bidPrice[i] = Books.price(bidTicks - i);
      book.askPrice[i] = Books.price(bidTicks + 1 + i);
    }
    book(book);
    assertThat(at(now + 100).cvdDivergence()).isEqualTo(divergence);
  }

  @Test
  void a_divergence_against_the_direction_costs_conviction() {
    long now = warm(61_000);
    trade(now + 50, 3, false);
    BookSnapshot book = Books.of(now + 100, 3, 1);
    for (int i = 0; i < BookSnapshot.DEPTH; i++) {
      book.bidPrice[i] = Books.price(1_001 - i);
      book.askPrice[i] = Books.price(1_002 + i);
    }
    book(book);
    OrderFlowReading reading = at(now + 100);
    assertThat(reading.direction()).isEqualTo(Direction.LONG);
    assertThat(reading.cvdDivergence()).isEqualTo(1);
    assertThat(reading.conviction()).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void a_wall_needs_five_snapshots_in_a_row_behind_the_best_level() {
    long now = warm(61_000);
    for (int i = 1; i <= 12; i++) {
      BookSnapshot book = Books.withAsk(Books.flat(now + i * 100L), 3, 8);
      book(Books.withBid(book, 0, 30)); // A best level is no wall.
      OrderFlowReading reading = at(now + i * 100L);
      // The addition itself is believed only after 500 ms, hence at the sixth snapshot.
      assertThat(reading.wallNear()).as("snapshot %d", i).isEqualTo(i >= 6);
      if (reading.wallNear()) {
        assertThat(reading.wallLevel()).isEqualTo(Books.price(1_004));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"5, true", "6, false"})
  void a_wall_is_near_within_five_ticks_of_its_best_price(int ticks, boolean near) {
    long now = warm(61_000);
    for (int i = 1; i <= 8; i++) {
      book(Books.withAsk(Books.of(now + i * 100L, 3, 1), ticks, 60));
    }
    OrderFlowReading reading = at(now + 800);
    assertThat(reading.wallNear()).isEqualTo(near);
  }

  @Test
  void a_near_wall_on_the_side_the_direction_points_to_costs_conviction() {
    long now = warm(61_000);
    for (int i = 1; i <= 8; i++) {
      BookSnapshot book = Books.withBid(Books.flat(now + i * 100L), 0, 60);
      book(Books.withAsk(book, 2, 25));
    }
    OrderFlowReading reading = at(now + 800);
    assertThat(reading.direction()).isEqualTo(Direction.LONG);
    assertThat(reading.wallNear()).isTrue();
    assertThat(reading.conviction()).isCloseTo(0.8, within(1e-12));
  }

  private long wallAtSecondAsk() {
    long now = warm(61_000);
    for (int i = 1; i <= 8; i++) {
      book(Books.withAsk(Books.flat(now + i * 100L), 1, 20));
    }
    return now + 800;
  }

  /** The book after the two best asks have gone: the best is above the wall. */
  private static BookSnapshot beyondTheWall(long time) {
    return Books.withoutAsk(Books.withoutAsk(Books.flat(time), 0), 0);
  }

  @Test
  void a_wall_eaten_by_trades_is_an_absorption_for_three_seconds() {
    long now = wallAtSecondAsk();
    trade(now + 50, Books.price(1_001), 1, true);
    trade(now + 60, Books.price(1_002), 10, true); // Half of the 20.
    book(beyondTheWall(now + 100));
    OrderFlowReading reading = at(now + 100);
    assertThat(reading.wallAbsorbed()).as("20 over a mean of 1.5, norm 10").isEqualTo(1);
    assertThat(reading.direction()).as("where imbalance gives none").isEqualTo(Direction.LONG);
    book(beyondTheWall(now + 3_050));
    assertThat(at(now + 3_099).wallAbsorbed()).isEqualTo(1);
    assertThat(at(now + 3_100).wallAbsorbed()).isZero();
  }

  @Test
  void trades_told_after_the_book_still_make_it_an_absorption() {
    long now = wallAtSecondAsk();
    book(beyondTheWall(now + 100));
    assertThat(at(now + 100).wallAbsorbed()).isZero();
    trade(now + 60, Books.price(1_002), 15, true);
    book(beyondTheWall(now + 200));
    assertThat(at(now + 200).wallAbsorbed()).isEqualTo(1);
  }

  @Test
  void a_wall_that_was_pulled_is_no_absorption() {
    long now = wallAtSecondAsk();
    trade(now + 60, Books.price(1_002), 9.9, true);
    for (int i = 1; i <= 5; i++) {
      book(beyondTheWall(now + i * 100L));
      assertThat(at(now + i * 100L).wallAbsorbed()).isZero();
    }
  }

  @Test
  void a_wall_eaten_but_still_the_best_price_is_not_absorbed_yet() {
    long now = wallAtSecondAsk();
    trade(now + 60, Books.price(1_002), 17, true);
    BookSnapshot book = Books.withoutAsk(Books.flat(now + 100), 0);
    book(Books.withAsk(book, 0, 3));
    assertThat(at(now + 100).wallAbsorbed()).isZero();
    book(beyondTheWall(now + 200));
    assertThat(at(now + 200).wallAbsorbed()).isEqualTo(1);
  }

  @Test
  void an_addition_that_goes_again_untraded_is_a_spoof() {
    long now = warm(61_000);
    book(Books.withAsk(Books.flat(now + 100), 4, 3));
    book(Books.flat(now + 200));
    book(Books.flat(now + 400)); // The trades may be told up to 200 ms later.
    assertThat(at(now + 400).spoofRatio()).isEqualTo(1);
    assertThat(at(now + 400).manipulated()).isTrue();
    assertThat(at(now + 400).conviction()).isEqualTo(0.5);
  }

  @Test
  void an_addition_that_was_traded_away_or_stayed_is_none() {
    long now = warm(61_000);
    book(Books.withAsk(Books.withAsk(Books.flat(now + 100), 4, 3), 8, 4));
    book(Books.withAsk(Books.flat(now + 200), 8, 4));
    trade(now + 150, Books.price(1_005), 1.5, true);
    for (int i = 3; i <= 7; i++) {
      book(Books.withAsk(Books.flat(now + i * 100L), 8, 4));
    }
    assertThat(at(now + 700).spoofRatio()).isZero();
  }

  @Test
  void an_addition_that_left_the_visible_levels_counts_neither_way() {
    long now = warm(61_000);
    book(Books.withAsk(Books.flat(now + 100), 19, 3));
    book(shifted(now + 200));
    // A spoof elsewhere makes the ratio tell: 1 of 1, not 1 of 2.
    book(Books.withBid(shifted(now + 300), 5, 9));
    book(shifted(now + 400));
    book(shifted(now + 700));
    assertThat(at(now + 700).spoofRatio()).isEqualTo(1);
  }

  /** Two ticks lower; the two new asks are too small to count as additions. */
  private static BookSnapshot shifted(long time) {
    BookSnapshot book = Books.flat(time);
    for (int i = 0; i < BookSnapshot.DEPTH; i++) {
      book.bidPrice[i] = Books.price(998 - i);
      book.askPrice[i] = Books.price(999 + i);
    }
    return Books.withAsk(Books.withAsk(book, 0, 0.2), 1, 0.2);
  }

  @Test
  void the_spoof_ratio_forgets_after_ten_seconds() {
    long now = warm(61_000);
    book(Books.withAsk(Books.flat(now + 100), 4, 3));
    book(Books.flat(now + 200));
    book(Books.flat(now + 400));
    assertThat(at(now + 400).spoofRatio()).isEqualTo(1);
    book(Books.flat(now + 10_500));
    assertThat(at(now + 10_500).spoofRatio()).isZero();
  }

  @Test
  void strength_adds_what_agrees_and_only_that() {
    long now = warm(61_000);
    for (int i = 1; i <= 5; i++) {
      trade(now + i * 100L, 5, true);
      book(Books.of(now + i * 100L, 1 + 0.3 * i, 1));
    }
    OrderFlowReading reading = at(now + 500);
    double expected =
        0.50 * Math.min(1, reading.imbalance() / 0.60)
            + 0.30 * Math.min(1, reading.cvdSlope() / 0.50)
            + 0.20 * Math.min(1, reading.velocity() / 0.25);
    assertThat(reading.strength()).isCloseTo(Math.min(1, expected), within(1e-12));
    for (int i = 6; i <= 10; i++) {
      trade(now + i * 100L, 50, false);
      book(Books.of(now + i * 100L, 2.5 - 0.05 * (i - 5), 1));
    }
    OrderFlowReading against = at(now + 1_000);
    assertThat(against.direction()).isEqualTo(Direction.LONG);
    assertThat(against.strength())
        .as("slope and velocity are against it")
        .isCloseTo(0.50 * against.imbalance() / 0.60, within(1e-12));
  }

  @Test
  void a_gap_in_the_book_or_the_trades_silences_it() {
    long now = warm(61_000);
    engine.onGap(FeedStream.BOOK);
    assertThat(at(now).validity()).isEqualTo(Validity.GAP);
    engine.onHealed(FeedStream.BOOK);
    assertThat(at(now).validity()).isEqualTo(Validity.VALID);
    engine.onGap(FeedStream.TRADES);
    assertThat(at(now).validity()).isEqualTo(Validity.GAP);
    assertThat(at(now).direction()).isEqualTo(Direction.NEUTRAL);
    engine.onAnew(FeedStream.TRADES);
    assertThat(at(now).validity()).isEqualTo(Validity.NOT_WARM);
    assertThat(at(now).cvd()).isZero();
  }
}
