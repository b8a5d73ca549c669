package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.position.ExitReason;
import vortex7.risk.AccountEvent.BreakerReset;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.DayBegan;

/** What a day brings, and what it trips. */
class AccountDayTest extends AccountStage {

  // ---- the day's ledger

  @Test
  void a_trade_is_counted_once_however_often_it_is_told() {
    begin();
    reserve(BTC, "d_1", NOON);
    close(BTC, 1, "-5", NOON);
    assertThat(account.slots()).isEmpty();
    assertThat(close(BTC, 1, "-5", NOON).events()).isEmpty();
    DayLedger day = account.day().orElseThrow();
    assertThat(day.net()).isEqualByComparingTo("-5");
    assertThat(day.gross()).isEqualByComparingTo("-4");
    assertThat(day.fees()).isEqualByComparingTo("1");
    assertThat(day.trades()).isEqualTo(1);
    assertThat(account.lossStreak()).isEqualTo(1);
  }

  @Test
  void a_fragment_counts_in_money_and_as_a_no_fill_but_not_in_the_streak() {
    begin();
    take(account.onTradeClosed(trade(BTC, 1, "-5", ExitReason.FRAGMENT, NOON), NOON, RULES));
    DayLedger day = account.day().orElseThrow();
    assertThat(day.net()).isEqualByComparingTo("-5");
    assertThat(day.trades()).isZero();
    assertThat(day.losses()).isZero();
    assertThat(day.noFills()).isEqualTo(1);
    assertThat(account.lossStreak()).isZero();
    assertThat(account.recentNets()).isEmpty();
  }

  @Test
  void a_utc_day_begins_with_the_wallet_and_an_empty_ledger() {
    begin();
    close(BTC, 1, "-5", NOON);
    Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
    assertThat(account.onTime(midnight.minusNanos(1), Optional.of(dec("995")), RULES).events())
        .isEmpty();
    assertThat(take(account.onTime(midnight, Optional.of(dec("995")), RULES)).events())
        .containsExactly(new DayBegan(LocalDate.of(2026, 11, 21), dec("995"), midnight));
    assertThat(account.day().orElseThrow().net()).isEqualByComparingTo("0");
    assertThat(account.lossStreak()).as("a new day does not forgive a streak").isEqualTo(1);
  }

  @Test
  void the_first_close_after_midnight_begins_the_day_by_the_own_books() {
    begin();
    close(BTC, 1, "-5", NOON);
    Instant next = Instant.parse("2026-11-21T00:00:00.100Z");
    close(ETH, 1, "-3", next);
    DayLedger day = account.day().orElseThrow();
    assertThat(day.day()).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(day.balance()).isEqualByComparingTo("995");
    assertThat(day.net()).isEqualByComparingTo("-3");
  }

  @Test
  void a_transfer_belongs_to_its_own_day() {
    begin();
    take(transfer("late", "500", NOON.minus(Duration.ofDays(1))));
    assertThat(account.day().orElseThrow().base()).as("yesterday's").isEqualByComparingTo("1000");
    close(BTC, 1, "-5", NOON);
    Instant next = Instant.parse("2026-11-21T00:00:00.100Z");
    take(transfer("early", "500", next));
    DayLedger day = account.day().orElseThrow();
    assertThat(day.day()).as("it comes before the tick").isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(day.balance()).isEqualByComparingTo("995");
    assertThat(day.base()).isEqualByComparingTo("1495");
  }

  @Test
  void a_transfer_moves_the_base_once() {
    begin();
    take(transfer("t1", "500", NOON));
    assertThat(transfer("t1", "500", NOON).events()).isEmpty();
    assertThat(account.day().orElseThrow().base()).isEqualByComparingTo("1500");
  }

  @Test
  void money_that_left_while_nobody_listened_lowers_what_the_days_loss_is_measured_against() {
    begin();
    close(BTC, 1, "-10", NOON);
    AccountOutcome found = take(account.onWalletRead(dec("490"), NOON.plusSeconds(60), RULES));
    assertThat(account.day().orElseThrow().base()).isEqualByComparingTo("500");
    assertThat(found.alerts()).singleElement().asString().contains("500.00 left the account");
    assertThat(account.onWalletRead(dec("490"), NOON.plusSeconds(90), RULES).events()).isEmpty();
    close(BTC, 2, "-2.51", NOON.plusSeconds(120));
    assertThat(account.breakers()).as("12.51 > 2.5 % of 500").containsKey(Breaker.DAILY_LOSS);
  }

  @Test
  void a_wallet_that_holds_more_or_hardly_less_than_the_books_expect_moves_nothing() {
    begin();
    close(BTC, 1, "-10", NOON);
    for (String wallet : List.of("990", "989.01", "991", "5000")) {
      assertThat(account.onWalletRead(dec(wallet), NOON, RULES).events()).as(wallet).isEmpty();
    }
    assertThat(account.onWalletRead(dec("989"), NOON, RULES).events()).hasSize(1);
  }

  @Test
  void a_wallet_is_not_compared_while_a_trade_is_under_way_or_with_another_days_books() {
    assertThat(account.onWalletRead(dec("1"), NOON, RULES).events()).isEmpty();
    begin();
    Instant tomorrow = NOON.plus(Duration.ofDays(1));
    assertThat(account.onWalletRead(dec("1"), tomorrow, RULES).events()).isEmpty();
    reserve(BTC, "d_1", NOON);
    assertThat(account.onWalletRead(dec("1"), NOON, RULES).events()).isEmpty();
  }

  // ---- breakers

  @Test
  void a_loss_beyond_the_days_limit_ends_the_day_and_at_the_limit_does_not() {
    begin();
    close(BTC, 1, "-25", NOON);
    assertThat(account.breakers()).isEmpty();
    AccountOutcome outcome = close(ETH, 1, "-0.01", NOON.plusSeconds(60));
    assertThat(outcome.alerts().get(0)).startsWith("DAILY_LOSS");
    assertThat(account.tradingState()).isEqualTo(TradingState.REDUCING);
    assertThat(account.breakers().get(Breaker.DAILY_LOSS))
        .isEqualTo(
            new Account.Trip(
                "the day's net loss 25.01 > 25.00 (2.5 % of 1000.00)",
                NOON.plusSeconds(60), Optional.of(Instant.parse("2026-11-21T00:00:00Z"))));
    Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
    take(account.onTime(midnight.minusMillis(1), Optional.of(dec("975")), RULES));
    assertThat(reserve(SOL, "d_1", midnight.minusMillis(1)).refusal().orElseThrow())
        .startsWith("TRADING_STATE");
    assertThat(take(account.onTime(midnight, Optional.of(dec("975")), RULES)).events())
        .contains(new BreakerReset(Breaker.DAILY_LOSS, "its time is over", midnight));
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
  }

  @Test
  void later_transfers_raise_the_days_limit() {
    begin();
    take(transfer("t1", "1000", NOON));
    close(BTC, 1, "-49", NOON);
    assertThat(account.breakers()).isEmpty();
    close(BTC, 2, "-1.01", NOON);
    assertThat(account.breakers()).containsKey(Breaker.DAILY_LOSS);
  }

  @Test
  void every_third_loss_in_a_row_cools_down_and_the_streak_goes_on() {
    begin();
    Instant at = NOON;
    List<Integer> tripped = new ArrayList<>();
    for (int number = 1; number <= 7; number++) {
      at = at.plus(Duration.ofMinutes(11));
      take(account.onTime(at, Optional.empty(), RULES));
      boolean trips =
          close(BTC, number, "-1", at).events().stream()
              .anyMatch(
                  event ->
                      event instanceof BreakerTripped trip
                          && trip.breaker() == Breaker.LOSS_STREAK);
      if (trips) {
        tripped.add(number);
      }
    }
    assertThat(tripped).containsExactly(3, 6);
    assertThat(account.lossStreak()).isEqualTo(7);
  }

  @Test
  void the_cooldown_holds_ten_minutes_and_the_next_ten_trades_are_cautious() {
    begin();
    for (int number = 1; number <= 3; number++) {
      close(BTC, number, "-1", NOON);
    }
    assertThat(account.standing().cautious()).isTrue();
    Instant over = NOON.plus(Duration.ofMinutes(10));
    take(account.onTime(over.minusMillis(1), Optional.empty(), RULES));
    assertThat(account.tradingState()).isEqualTo(TradingState.REDUCING);
    take(account.onTime(over, Optional.empty(), RULES));
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
    for (int number = 4; number <= 12; number++) {
      close(BTC, number, "1", over);
    }
    assertThat(account.standing().cautious()).isTrue();
    close(BTC, 13, "1", over);
    assertThat(account.standing().cautious()).isFalse();
  }

  @Test
  void a_win_ends_the_streak_and_a_zero_leaves_it() {
    begin();
    close(BTC, 1, "-1", NOON);
    close(BTC, 2, "0", NOON);
    assertThat(account.lossStreak()).isEqualTo(1);
    close(BTC, 3, "0.01", NOON);
    assertThat(account.lossStreak()).isZero();
  }

  @Test
  void breakers_do_not_shorten_or_repeat_each_other() {
    begin();
    close(BTC, 1, "-10", NOON);
    close(BTC, 2, "-10", NOON);
    AccountOutcome third = close(BTC, 3, "-10", NOON);
    assertThat(third.events().stream().filter(BreakerTripped.class::isInstance)).hasSize(2);
    assertThat(close(BTC, 4, "-10", NOON).events()).noneMatch(BreakerTripped.class::isInstance);
    assertThat(account.breakers().keySet())
        .containsExactly(Breaker.DAILY_LOSS, Breaker.LOSS_STREAK);
  }
}
