package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Symbol;

/** The balance emergency: more than 3 % gone within 60 s beyond what was booked. */
class BalanceWatchTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Symbol ETH = Symbol.of("ETHUSDT");

  private final BalanceWatch watch = new BalanceWatch(AccountRules.documents());

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  private void wallet(String balance, long millis) {
    watch.wallet(dec(balance), at(millis));
  }

  private boolean alarmed(long millis) {
    return watch.missing(at(millis)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"970.01,false", "970,false", "969.99,true"})
  void a_fall_of_more_than_three_percent_is_an_emergency_and_three_are_none(
      String balance, boolean emergency) {
    wallet("1000", 0);
    wallet(balance, 10_000);
    assertThat(watch.missing(at(10_500)))
        .isEqualTo(
            emergency
                ? Optional.of(
                    "the balance fell from 1000.00 to 969.99 within 60 s,"
                        + " 30.01 beyond what was booked, limit 30.00")
                : Optional.empty());
  }

  @Test
  void before_anything_is_told_nothing_is_missing() {
    assertThat(alarmed(0)).isFalse();
    wallet("1000", 0);
    assertThat(alarmed(600)).isFalse();
  }

  @Test
  void a_loss_has_half_a_second_to_be_booked() {
    wallet("1000", 0);
    wallet("960", 10_000);
    assertThat(alarmed(10_499)).isFalse();
    assertThat(alarmed(10_500)).isTrue();
  }

  @Test
  void what_comes_back_in_time_was_never_gone() {
    wallet("1000", 0);
    wallet("900", 10_000);
    wallet("1000", 10_400);
    assertThat(alarmed(10_500)).isFalse();
    assertThat(alarmed(11_000)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"9000", "10000", "10400"})
  void a_booked_loss_explains_the_fall_whichever_comes_first(long booked) {
    wallet("1000", 0);
    if (booked < 10_000) {
      watch.realised(BTC, 1, dec("-40"), at(booked));
    }
    wallet("960", 10_000);
    if (booked >= 10_000) {
      watch.realised(BTC, 1, dec("-40"), at(booked));
    }
    assertThat(alarmed(10_500)).isFalse();
    assertThat(alarmed(60_000)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-10,false", "-9.99,true"})
  void what_was_booked_is_taken_off_exactly(String realised, boolean emergency) {
    wallet("1000", 0);
    wallet("960", 10_000);
    watch.realised(BTC, 1, dec(realised), at(10_100));
    assertThat(alarmed(10_500)).isEqualTo(emergency);
  }

  @Test
  void a_trades_result_is_told_as_a_sum_and_counts_once() {
    wallet("1000", 0);
    watch.realised(BTC, 1, dec("-5"), at(1_000));
    watch.realised(BTC, 1, dec("-5"), at(1_100));
    watch.realised(BTC, 1, dec("-10"), at(1_200));
    wallet("959.99", 10_000);
    assertThat(alarmed(10_500)).as("40.01 less 10").isTrue();
  }

  @Test
  void another_trade_or_symbol_has_a_sum_of_its_own() {
    wallet("1000", 0);
    watch.realised(BTC, 1, dec("-5"), at(1_000));
    watch.realised(ETH, 1, dec("-5"), at(1_000));
    watch.realised(BTC, 2, dec("-5"), at(1_000));
    wallet("955", 10_000);
    assertThat(alarmed(10_500)).as("45 less 15").isFalse();
    wallet("954.99", 10_600);
    assertThat(alarmed(11_100)).isTrue();
  }

  @Test
  void a_gain_that_is_booked_explains_no_fall() {
    wallet("1000", 0);
    watch.realised(BTC, 1, dec("40"), at(1_000));
    watch.realised(BTC, 1, dec("10"), at(2_000));
    wallet("940", 10_000);
    assertThat(alarmed(10_500)).as("30 of the 60 were lost again").isFalse();
    wallet("939.99", 11_000);
    assertThat(alarmed(11_500)).isTrue();
  }

  @Test
  void a_withdrawal_explains_what_it_took_and_a_deposit_nothing() {
    wallet("1000", 0);
    watch.transferred(dec("-500"), at(10_000));
    wallet("500", 10_000);
    assertThat(alarmed(10_500)).isFalse();
    watch.transferred(dec("500"), at(80_000));
    wallet("1000", 80_000);
    wallet("960", 81_000);
    assertThat(alarmed(81_500)).as("the withdrawal still explains it").isFalse();
    wallet("1000", 130_500);
    wallet("960", 131_000);
    assertThat(alarmed(131_500)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"119999,false", "120000,false", "120001,true"})
  void what_was_booked_explains_for_twice_the_time_that_is_looked_back(
      long now, boolean emergency) {
    watch.realised(BTC, 1, dec("-40"), at(0));
    wallet("1000", 0);
    wallet("960", 100_000);
    assertThat(alarmed(now)).isEqualTo(emergency);
  }

  @ParameterizedTest
  @CsvSource({"69999,true", "70000,false"})
  void only_the_last_sixty_seconds_are_looked_at(long now, boolean emergency) {
    wallet("1000", 0);
    wallet("980", 10_000);
    wallet("960", 69_000);
    assertThat(alarmed(now)).isEqualTo(emergency);
  }

  @Test
  void a_slow_fall_is_no_emergency() {
    for (int i = 0; i <= 100; i++) {
      wallet(String.valueOf(1000 - i), i * 3_000L);
      assertThat(alarmed(i * 3_000L + 600)).as("step " + i).isFalse();
    }
  }

  @Test
  void the_same_fall_is_said_once_and_a_further_one_again() {
    wallet("1000", 0);
    wallet("900", 10_000);
    assertThat(alarmed(10_500)).isTrue();
    assertThat(alarmed(10_600)).isFalse();
    assertThat(alarmed(20_000)).isFalse();
    wallet("870", 30_000);
    assertThat(alarmed(30_500)).isTrue();
  }

  @Test
  void the_same_balance_told_again_is_nothing_new() {
    wallet("1000", 0);
    wallet("960", 10_000);
    wallet("960.00", 10_400);
    assertThat(alarmed(10_500)).isTrue();
  }
}
