package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are shown of the breakers. */
class BreakerBoardTest extends AccountStage {

  private List<String> rows(String wallet, Instant now) {
    return BreakerBoard.of(
            account, Optional.ofNullable(wallet).map(AccountStage::dec), now, RULES, "v")
        .stream()
        .map(
            row ->
                row.breaker()
                    + " | "
                    + row.trip().map(Account.Trip::reason).orElse("-")
                    + " | "
                    + row.threshold()
                    + " | "
                    + row.value())
        .toList();
  }

  @Test
  void before_anything_is_known_the_limits_are_shown_without_figures() {
    assertThat(rows(null, NOON))
        .containsExactly(
            "DAILY_LOSS | - | net loss of the day > 2.5 % of its balance | not known yet",
            "LOSS_STREAK | - | every 3 losses in a row | 0",
            "HOURLY_LOSS | - | 5 losses within 60 min | 0",
            "OVERTRADE | - | 25 trades in the clock hour | 0",
            "DRAWDOWN | - | 10 % under the peak | not known yet",
            "VENUE | - | v | answering",
            "MANUAL | - | a person stops | started",
            "PANIC | - | a person, or the balance falls > 3 % within 60 s beyond what was booked"
                + " | calm",
            "FEE_ALERT | - | fees of the day > 40 % of its gross profit | not known yet");
  }

  @Test
  void what_was_counted_stands_beside_its_limit() {
    begin();
    Instant at = NOON.plusSeconds(120);
    close(BTC, 1, "-10", at);
    close(ETH, 1, "-2", at);
    close(BTC, 2, "9", at);
    close(BTC, 3, "-1", at.plusSeconds(1));
    assertThat(rows("960", at.plusSeconds(1)))
        .containsExactly(
            "DAILY_LOSS | - | net loss of the day > 2.5 % of 1000.00, which is 25.00 | net -4.00",
            "LOSS_STREAK | - | every 3 losses in a row | 1",
            "HOURLY_LOSS | - | 5 losses within 60 min | 3",
            "OVERTRADE | - | 25 trades in the clock hour | 4",
            "DRAWDOWN | - | 10 % under the peak 1000.00, which is 900.00"
                + " | 960.00, 4.00 % under it",
            "VENUE | - | v | answering",
            "MANUAL | - | a person stops | started",
            "PANIC | - | a person, or the balance falls > 3 % within 60 s beyond what was booked"
                + " | calm",
            "FEE_ALERT | - | fees of the day > 40 % of its gross profit"
                + " | fees 4.00, gross profit 10.00");
    assertThat(rows("960", at.plus(Duration.ofHours(1)).plusMillis(1)))
        .as("an hour later")
        .contains(
            "HOURLY_LOSS | - | 5 losses within 60 min | 1",
            "OVERTRADE | - | 25 trades in the clock hour | 0");
    assertThat(rows("1001", NOON.plus(Duration.ofDays(1))))
        .as("a day later, the day has not begun")
        .contains(
            "DAILY_LOSS | - | net loss of the day > 2.5 % of its balance | not known yet",
            "DRAWDOWN | - | 10 % under the peak 1000.00, which is 900.00"
                + " | 1001.00, 0.00 % under it",
            "FEE_ALERT | - | fees of the day > 40 % of its gross profit | not known yet");
  }

  @Test
  void what_is_tripped_says_why() {
    begin();
    take(account.onVenueFailed("5 failures", NOON.plusSeconds(30), NOON));
    take(account.onStop(new Command("c1", "ops", "lunch"), NOON));
    take(account.onPanic(new Command("c2", "ops", "now"), NOON));
    assertThat(rows("1000", NOON))
        .contains(
            "VENUE | 5 failures | v | failing",
            "MANUAL | ops: lunch | a person stops | stopped",
            "PANIC | ops: now | a person, or the balance falls > 3 % within 60 s beyond what was"
                + " booked | panic");
  }

  @Test
  void an_emptied_account_has_no_share_under_its_peak() {
    begin();
    Instant at = NOON.plusSeconds(1);
    take(account.onTransfer("t1", dec("-1000"), dec("0"), at, at, RULES));
    assertThat(rows("0", at))
        .contains("DRAWDOWN | - | 10 % under the peak 0.00, which is 0.00 | 0.00");
  }
}
