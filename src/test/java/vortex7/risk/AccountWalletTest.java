package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.PeakMoved;
import vortex7.risk.AccountEvent.TransferBooked;

/** The wallet as the venue tells it. */
class AccountWalletTest extends AccountStage {
  private final AccountWallet wallet = new AccountWallet(RULES, Optional.empty());

  private AccountOutcome told(String balance, String change, String reason, Instant at) {
    return take(wallet.told(account, dec(balance), dec(change), reason, at));
  }

  private AccountOutcome read(String balance, Instant at) {
    return told(balance, "0", AccountWallet.READ, at);
  }

  private AccountOutcome tick(Instant at) {
    return take(wallet.onTime(account, at));
  }

  @Test
  void sizing_starts_from_the_whole_wallet_or_from_what_caps_it() {
    AccountWallet capped = new AccountWallet(RULES, Optional.of(dec("400")));
    assertThat(capped.forSizing()).isEmpty();
    assertThat(capped.balance()).isEmpty();
    capped.told(account, dec("500"), BigDecimal.ZERO, "ORDER", NOON);
    assertThat(capped.forSizing()).contains(dec("400"));
    assertThat(capped.balance()).contains(dec("500"));
    capped.told(account, dec("399.99"), BigDecimal.ZERO, "ORDER", NOON);
    assertThat(capped.forSizing()).contains(dec("399.99"));
    told("500", "0", "ORDER", NOON);
    assertThat(wallet.forSizing()).contains(dec("500"));
  }

  @Test
  void news_that_is_older_than_what_is_known_changes_no_balance() {
    begin();
    read("1000", NOON.plusSeconds(1));
    told("990", "0", "ORDER", NOON.plusSeconds(5));
    assertThat(told("800", "0", "ORDER", NOON.plusSeconds(4)).events()).isEmpty();
    assertThat(wallet.balance()).contains(dec("990"));
    told("995", "0", "ORDER", NOON.plusSeconds(5));
    assertThat(wallet.balance()).as("of the same millisecond").contains(dec("995"));
  }

  @Test
  void a_transfer_that_is_told_late_is_booked_all_the_same() {
    begin();
    read("1000", NOON.plusSeconds(1));
    told("990", "0", "ORDER", NOON.plusSeconds(5));
    assertThat(told("1500", "500", "DEPOSIT", NOON.plusSeconds(4)).events())
        .contains(
            new TransferBooked(
                "DEPOSIT@2026-11-20T12:00:04Z=1500", dec("500"), NOON.plusSeconds(4)));
    assertThat(wallet.balance()).contains(dec("990"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DEPOSIT",
        "WITHDRAW",
        "WITHDRAW_REJECT",
        "ADMIN_DEPOSIT",
        "ADMIN_WITHDRAW",
        "ASSET_TRANSFER",
        "COIN_SWAP_DEPOSIT",
        "COIN_SWAP_WITHDRAW"
      })
  void what_moves_money_in_or_out_is_booked(String reason) {
    begin();
    read("1000", NOON.plusSeconds(1));
    assertThat(told("1010", "10", reason, NOON.plusSeconds(2)).events())
        .hasAtLeastOneElementOfType(TransferBooked.class);
    assertThat(told("1010", "0", reason, NOON.plusSeconds(3)).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORDER", "FUNDING_FEE", "INSURANCE_CLEAR", "ADJUSTMENT"})
  void what_comes_of_trading_is_no_transfer(String reason) {
    begin();
    read("1000", NOON.plusSeconds(1));
    assertThat(told("990", "-10", reason, NOON.plusSeconds(2)).events()).isEmpty();
  }

  @Test
  void before_the_day_began_no_transfer_is_booked() {
    assertThat(told("10", "10", "DEPOSIT", NOON).events()).isEmpty();
  }

  @Test
  void the_first_balance_read_while_flat_is_compared_with_the_books_once() {
    begin();
    reserve(BTC, "d_1", NOON);
    assertThat(read("900.01", NOON.plusSeconds(1)).events()).as("a trade is under way").isEmpty();
    take(account.onSlotReleased(BTC, 1, "refused", NOON));
    assertThat(read("950", NOON.plusSeconds(2)).events())
        .hasAtLeastOneElementOfType(TransferBooked.class);
    assertThat(read("940", NOON.plusSeconds(3)).events()).isEmpty();
    assertThat(told("945", "5", "DEPOSIT", NOON.plusSeconds(2)).events())
        .as("it was in what was compared")
        .isEmpty();
    assertThat(told("945", "5", "DEPOSIT", NOON.plusSeconds(2).plusMillis(1)).events())
        .isNotEmpty();
  }

  @Test
  void a_balance_that_is_told_is_judged_at_once() {
    begin();
    assertThat(told("900", "0", "ORDER", NOON.plusSeconds(1)).events())
        .singleElement()
        .isInstanceOfSatisfying(
            BreakerTripped.class,
            trip -> {
              assertThat(trip.breaker()).isEqualTo(Breaker.DRAWDOWN);
              assertThat(trip.at()).isEqualTo(NOON.plusSeconds(1));
            });
  }

  @Test
  void a_balance_that_was_read_is_judged_a_second_later_and_once() {
    begin();
    reserve(BTC, "d_1", NOON);
    assertThat(read("900", NOON.plusSeconds(1)).events()).isEmpty();
    assertThat(tick(NOON.plusSeconds(2).minusMillis(1)).events()).isEmpty();
    assertThat(tick(NOON.plusSeconds(2)).events())
        .extracting(AccountEvent::at)
        .containsExactly(NOON.plusSeconds(2));
    assertThat(account.breakers()).containsKey(Breaker.DRAWDOWN);
    take(account.onReset(new Command("c1", "ops", "x"), Breaker.DRAWDOWN, NOON));
    assertThat(tick(NOON.plusSeconds(3)).events()).as("judged once").isEmpty();
  }

  @Test
  void the_news_of_a_withdrawal_comes_in_time_to_explain_a_balance_that_was_read() {
    begin();
    read("1000", NOON.plusSeconds(1));
    read("500", NOON.plusSeconds(5));
    told("500", "-500", "WITHDRAW", NOON.plusSeconds(5));
    tick(NOON.plusSeconds(9));
    assertThat(account.breakers()).isEmpty();
    assertThat(account.peak().orElseThrow().balance()).isEqualByComparingTo("500");
  }

  @Test
  void an_older_withdrawal_explains_the_read_balance_that_is_judged_after_it() {
    begin();
    read("1000", NOON.plusSeconds(1));
    read("500", NOON.plusSeconds(5));
    told("500", "-500", "WITHDRAW", NOON.plusSeconds(4));
    assertThat(tick(NOON.plusSeconds(6)).events()).isEmpty();
    assertThat(account.breakers()).isEmpty();
  }

  @Test
  void a_balance_that_was_read_may_be_the_new_peak() {
    begin();
    read("1000", NOON.plusSeconds(1));
    read("1001", NOON.plusSeconds(5));
    assertThat(tick(NOON.plusSeconds(6)).events())
        .containsExactly(new PeakMoved(dec("1001"), "the highest so far", NOON.plusSeconds(5)));
  }

  @ParameterizedTest
  @CsvSource({"2,true", "3,false"})
  void what_is_told_after_a_read_is_judged_instead_of_it(int told, boolean instead) {
    begin();
    reserve(BTC, "d_1", NOON);
    read("900", NOON.plusSeconds(2));
    told("960", "0", "ORDER", NOON.plusSeconds(4).minus(Duration.ofSeconds(told)));
    tick(NOON.plusSeconds(9));
    assertThat(account.breakers().containsKey(Breaker.DRAWDOWN)).isEqualTo(!instead);
  }

  @Test
  void outcomes_follow_each_other_on_the_account_as_it_is_in_between() {
    begin();
    AccountOutcome both =
        account
            .onWallet(dec("1200"), NOON, NOON, RULES)
            .then(account, next -> next.onWallet(dec("1080"), NOON, NOON, RULES));
    assertThat(both.events()).hasSize(2);
    assertThat(both.alerts()).singleElement().asString().startsWith("DRAWDOWN — the balance 1080");
    assertThat(both.refusal()).isEmpty();
    AccountOutcome refused =
        AccountOutcome.refused("first").then(account, next -> AccountOutcome.refused("second"));
    assertThat(refused.refusal()).contains("first");
    assertThat(AccountOutcome.of(List.of()).then(account, a -> refused).refusal())
        .contains("first");
    reserve(BTC, "d_1", NOON);
    AccountOutcome asks =
        AccountOutcome.of(List.of())
            .then(account, next -> next.onTime(NOON.plusSeconds(60), Optional.empty(), RULES));
    assertThat(asks.asks()).hasSize(1);
  }
}
