package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.risk.AccountEvent.NoFillCounted;
import vortex7.risk.AccountEvent.SlotGranted;

/** Who may open a position. */
class AccountSlotsTest extends AccountStage {

  @Test
  void a_slot_is_granted_with_the_next_position_number() {
    begin();
    assertThat(reserve(BTC, "d_1", NOON).granted().orElseThrow())
        .isEqualTo(new SlotGranted(BTC, 1, "d_1", dec("100"), dec("10"), NOON));
    take(account.onSlotReleased(BTC, 1, "refused", NOON));
    assertThat(reserve(BTC, "d_2", NOON).granted().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void numbers_go_on_after_what_the_position_has_used() {
    begin();
    AccountOutcome outcome =
        take(account.onSlotWanted(BTC, "d_1", 41, dec("1"), dec("1"), BALANCE, NOON, RULES));
    assertThat(outcome.granted().orElseThrow().number()).isEqualTo(42);
  }

  @Test
  void the_same_decision_asking_twice_holds_the_same_slot() {
    begin();
    reserve(BTC, "d_1", NOON);
    AccountOutcome again = reserve(BTC, "d_1", NOON.plusSeconds(1));
    assertThat(again.events()).isEmpty();
    assertThat(again.refusal()).isEmpty();
    assertThat(account.slot(BTC).orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void the_third_position_is_refused_by_rule() {
    begin();
    reserve(BTC, "d_1", NOON);
    reserve(ETH, "d_2", NOON);
    assertThat(reserve(SOL, "d_3", NOON).refusal()).contains("MAX_POSITIONS: 2 open of 2");
    assertThat(reserve(BTC, "d_4", NOON).refusal().orElseThrow()).startsWith("ONE_PER_SYMBOL");
  }

  @Test
  void two_symbols_cannot_bind_more_margin_than_there_is() {
    begin();
    take(account.onSlotWanted(BTC, "d_1", 0, dec("450"), dec("1"), BALANCE, NOON, RULES));
    assertThat(
            account
                .onSlotWanted(ETH, "d_2", 0, dec("450.01"), dec("1"), BALANCE, NOON, RULES)
                .refusal())
        .contains("MARGIN: 900.01 > 900.00");
    assertThat(
            account
                .onSlotWanted(ETH, "d_2", 0, dec("450"), dec("1"), BALANCE, NOON, RULES)
                .granted())
        .isPresent();
  }

  @Test
  void before_the_days_balance_is_known_no_slot_is_granted() {
    assertThat(reserve(BTC, "d_1", NOON).refusal().orElseThrow()).startsWith("NO_BALANCE");
  }

  @Test
  void a_no_fill_frees_the_slot_and_cools_the_symbol_for_ten_seconds() {
    begin();
    reserve(BTC, "d_1", NOON);
    take(account.onNoFill(BTC, 1, NOON));
    assertThat(account.slots()).isEmpty();
    assertThat(reserve(BTC, "d_2", NOON.plusMillis(9_999)).refusal())
        .contains("NO_FILL_COOLDOWN: 1 ms of 10 s left");
    assertThat(reserve(BTC, "d_3", NOON.plusSeconds(10)).granted()).isPresent();
  }

  @Test
  void a_no_fill_told_twice_counts_once() {
    begin();
    reserve(BTC, "d_1", NOON);
    assertThat(take(account.onNoFill(BTC, 1, NOON)).events())
        .containsExactly(new NoFillCounted(BTC, 1, NOON));
    assertThat(account.onNoFill(BTC, 1, NOON.plusSeconds(1)).events()).isEmpty();
    assertThat(account.day().orElseThrow().noFills()).isEqualTo(1);
  }

  @Test
  void a_close_cools_the_symbol_for_thirty_seconds() {
    begin();
    reserve(BTC, "d_1", NOON);
    close(BTC, 1, "5", NOON);
    assertThat(reserve(BTC, "d_2", NOON.plusMillis(29_999)).refusal().orElseThrow())
        .startsWith("CLOSE_COOLDOWN");
    assertThat(reserve(ETH, "d_3", NOON).granted()).isPresent();
    assertThat(reserve(BTC, "d_4", NOON.plusSeconds(30)).granted()).isPresent();
  }

  @Test
  void a_silent_slot_is_asked_for_after_thirty_seconds_and_never_dropped_by_time() {
    begin();
    reserve(BTC, "d_1", NOON);
    assertThat(account.onTime(NOON.plusMillis(29_999), Optional.empty(), RULES).asks()).isEmpty();
    assertThat(account.onTime(NOON.plusSeconds(30), Optional.empty(), RULES).asks())
        .extracting(Account.Slot::symbol)
        .containsExactly(BTC);
    take(account.onTime(NOON.plusSeconds(3600), Optional.empty(), RULES));
    assertThat(account.slot(BTC)).isPresent();
    take(account.onSlotConfirmed(BTC, 1, "d_1", dec("100"), dec("10"), NOON));
    assertThat(account.onTime(NOON.plusSeconds(30), Optional.empty(), RULES).asks()).isEmpty();
  }

  @Test
  void a_position_that_exists_without_a_slot_gets_one() {
    begin();
    AccountOutcome outcome =
        take(account.onSlotConfirmed(BTC, 7, "d_7", dec("100"), dec("10"), NOON));
    assertThat(outcome.alerts()).hasSize(1);
    assertThat(account.slot(BTC).orElseThrow().confirmed()).isTrue();
    assertThat(account.slot(BTC).orElseThrow().number()).isEqualTo(7);
    assertThat(account.onSlotConfirmed(BTC, 8, "d_8", dec("1"), dec("1"), NOON).refusal())
        .isPresent();
  }

  @Test
  void a_counted_trade_that_opens_again_holds_its_slot_until_it_ended_once_more() {
    begin();
    reserve(BTC, "d_1", NOON);
    close(BTC, 1, "-1", NOON);
    assertThat(account.slot(BTC)).isEmpty();
    take(account.onSlotConfirmed(BTC, 1, "d_1", dec("100"), dec("10"), NOON));
    assertThat(account.slot(BTC).orElseThrow().confirmed()).isTrue();
    AccountOutcome again = close(BTC, 1, "-3", NOON);
    assertThat(account.slot(BTC)).isEmpty();
    assertThat(again.alerts()).singleElement().asString().contains("net -3.00 in all");
    assertThat(close(BTC, 1, "-3", NOON).events()).isEmpty();
    assertThat(account.closedTrades()).isEqualTo(1);
  }
}
