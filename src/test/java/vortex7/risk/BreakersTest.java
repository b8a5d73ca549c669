package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent.BreakerReset;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.PeakMoved;
import vortex7.risk.AccountEvent.TradeBegan;
import vortex7.risk.AccountEvent.TransferBooked;

/** Each breaker at its boundary, just below and just above. */
class BreakersTest extends AccountStage {
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

  private List<BreakerTripped> trips(Breaker breaker) {
    return journal.stream()
        .filter(BreakerTripped.class::isInstance)
        .map(BreakerTripped.class::cast)
        .filter(trip -> trip.breaker() == breaker)
        .toList();
  }

  private void tick(Instant at) {
    take(account.onTime(at, Optional.empty(), RULES));
  }

  // ---- DAILY_LOSS

  @Test
  void DAILY_LOSS_trips_when_a_withdrawal_makes_the_days_loss_too_large_for_what_is_left() {
    begin();
    close(BTC, 1, "-20", NOON);
    assertThat(trips(Breaker.DAILY_LOSS)).isEmpty();
    take(transfer("t1", "-200", NOON.plusSeconds(1)));
    assertThat(trips(Breaker.DAILY_LOSS)).as("20 is 2.5 % of 800").isEmpty();
    AccountOutcome outcome = take(transfer("t2", "-0.01", NOON.plusSeconds(2)));
    assertThat(trips(Breaker.DAILY_LOSS))
        .containsExactly(
            new BreakerTripped(
                Breaker.DAILY_LOSS,
                "the day's net loss 20.00 > 20.00 (2.5 % of 799.99)",
                Optional.of(MIDNIGHT),
                0,
                NOON.plusSeconds(2)));
    assertThat(outcome.alerts())
        .containsExactly(
            "DAILY_LOSS — the day's net loss 20.00 > 20.00 (2.5 % of 799.99);"
                + " no entries until 00:00 UTC");
  }

  @Test
  void DAILY_LOSS_counts_what_is_realised_fragments_among_it() {
    begin();
    take(account.onTradeClosed(trade(BTC, 1, "-25.01", ExitReason.FRAGMENT, NOON), NOON, RULES));
    assertThat(trips(Breaker.DAILY_LOSS)).hasSize(1);
  }

  // ---- LOSS_STREAK

  @Test
  void LOSS_STREAK_says_until_when_and_that_the_next_ten_trades_are_cautious() {
    begin();
    close(BTC, 1, "-1", NOON);
    close(BTC, 2, "-1", NOON);
    assertThat(trips(Breaker.LOSS_STREAK)).isEmpty();
    AccountOutcome third = close(BTC, 3, "-1", NOON);
    assertThat(trips(Breaker.LOSS_STREAK))
        .containsExactly(
            new BreakerTripped(
                Breaker.LOSS_STREAK,
                "3 losses in a row",
                Optional.of(NOON.plus(Duration.ofMinutes(10))),
                10,
                NOON));
    assertThat(third.alerts())
        .containsExactly("LOSS_STREAK — 3 losses in a row; no entries for 10 min");
    assertThat(account.cautiousTradesLeft()).isEqualTo(10);
  }

  // ---- HOURLY_LOSS

  @ParameterizedTest
  @CsvSource({"3600000,true", "3599999,true", "3600001,false"})
  void HOURLY_LOSS_trips_at_five_losses_within_an_hour(long spanMillis, boolean trips) {
    begin();
    lose(BTC, 1, NOON);
    lose(BTC, 2, NOON.plusSeconds(1));
    lose(BTC, 3, NOON.plusSeconds(2));
    lose(BTC, 4, NOON.plusSeconds(3));
    assertThat(trips(Breaker.HOURLY_LOSS)).as("four are not enough").isEmpty();
    Instant fifth = NOON.plusMillis(spanMillis);
    lose(BTC, 5, fifth);
    assertThat(trips(Breaker.HOURLY_LOSS))
        .isEqualTo(
            trips
                ? List.of(
                    new BreakerTripped(
                        Breaker.HOURLY_LOSS,
                        "5 losses within 60 min",
                        Optional.of(fifth.plus(Duration.ofMinutes(30))),
                        0,
                        fifth))
                : List.of());
  }

  /** Small enough for the day, and with wins between for the streak. */
  private void lose(vortex7.market.Symbol symbol, long number, Instant at) {
    close(symbol, number, "-1", at);
    close(ETH, number, "0.5", at);
  }

  @Test
  void HOURLY_LOSS_counts_neither_wins_nor_zeros_nor_fragments() {
    begin();
    for (int number = 1; number <= 4; number++) {
      lose(BTC, number, NOON);
    }
    close(BTC, 5, "0", NOON);
    close(BTC, 6, "5", NOON);
    take(account.onTradeClosed(trade(BTC, 7, "-1", ExitReason.FRAGMENT, NOON), NOON, RULES));
    assertThat(trips(Breaker.HOURLY_LOSS)).isEmpty();
    assertThat(account.lossTimes()).hasSize(4);
  }

  @Test
  void HOURLY_LOSS_holds_thirty_minutes_and_anew_from_each_further_loss() {
    begin();
    for (int number = 1; number <= 5; number++) {
      lose(BTC, number, NOON);
    }
    Instant later = NOON.plus(Duration.ofMinutes(10));
    lose(BTC, 6, later);
    assertThat(account.breakers().get(Breaker.HOURLY_LOSS))
        .as("since the first, until half an hour after the last")
        .isEqualTo(
            new Account.Trip(
                "6 losses within 60 min", NOON, Optional.of(later.plus(Duration.ofMinutes(30)))));
    tick(later.plus(Duration.ofMinutes(30)).minusMillis(1));
    assertThat(account.breakers()).containsKey(Breaker.HOURLY_LOSS);
    tick(later.plus(Duration.ofMinutes(30)));
    assertThat(account.breakers()).doesNotContainKey(Breaker.HOURLY_LOSS);
  }

  // ---- OVERTRADE

  private void begin(long first, long last, Instant at) {
    for (long number = first; number <= last; number++) {
      take(account.onTradeBegan(BTC, number, at, at, RULES));
    }
  }

  @Test
  void OVERTRADE_trips_at_the_twenty_fifth_first_fill_of_the_clock_hour_until_the_next() {
    begin();
    begin(1, 24, NOON);
    assertThat(trips(Breaker.OVERTRADE)).isEmpty();
    Instant last = ONE.minusMillis(1);
    AccountOutcome outcome = take(account.onTradeBegan(BTC, 25, last, last, RULES));
    assertThat(outcome.events())
        .containsExactly(
            new TradeBegan(BTC, 25, last),
            new BreakerTripped(
                Breaker.OVERTRADE,
                "25 trades since 2026-11-20T12:00:00Z, limit 25",
                Optional.of(ONE),
                0,
                last));
    assertThat(outcome.alerts())
        .containsExactly(
            "OVERTRADE — 25 trades since 2026-11-20T12:00:00Z, limit 25;"
                + " no entries until 2026-11-20T13:00:00Z");
    tick(last);
    assertThat(account.tradingState()).isEqualTo(TradingState.REDUCING);
    tick(ONE);
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
  }

  @Test
  void OVERTRADE_counts_each_clock_hour_by_itself() {
    begin();
    begin(1, 24, ONE.minusMillis(1));
    begin(25, 48, ONE);
    assertThat(trips(Breaker.OVERTRADE)).isEmpty();
    assertThat(account.hour()).contains(new HourLedger(ONE, 24));
    take(account.onTradeBegan(BTC, 49, NOON, ONE, RULES));
    assertThat(account.hour())
        .as("told late, it is not of this hour")
        .contains(new HourLedger(ONE, 24));
    begin(50, 50, ONE);
    assertThat(trips(Breaker.OVERTRADE)).hasSize(1);
  }

  @Test
  void OVERTRADE_does_not_trip_for_an_hour_that_is_over() {
    begin();
    begin(1, 24, NOON);
    take(account.onTradeBegan(BTC, 25, ONE.minusMillis(1), ONE, RULES));
    assertThat(account.hour()).contains(new HourLedger(NOON, 25));
    assertThat(trips(Breaker.OVERTRADE)).isEmpty();
  }

  @Test
  void OVERTRADE_counts_a_first_fill_once_and_one_that_only_the_close_tells_of() {
    begin();
    begin(1, 1, NOON);
    assertThat(account.onTradeBegan(BTC, 1, NOON, NOON, RULES).events()).isEmpty();
    close(BTC, 1, "1", NOON);
    assertThat(account.hour()).contains(new HourLedger(NOON, 1));
    TradeSummary untold = trade(ETH, 1, "1", ExitReason.SL, NOON.plusSeconds(90));
    assertThat(take(account.onTradeClosed(untold, NOON.plusSeconds(90), RULES)).events())
        .startsWith(new TradeBegan(ETH, 1, NOON.plusSeconds(30)));
    assertThat(account.hour()).contains(new HourLedger(NOON, 2));
    assertThat(account.onTradeBegan(ETH, 1, NOON, NOON, RULES).events()).isEmpty();
  }

  @Test
  void OVERTRADE_trips_also_by_a_close_that_brings_the_twenty_fifth() {
    begin();
    begin(1, 24, NOON);
    close(BTC, 25, "1", NOON.plusSeconds(60));
    assertThat(trips(Breaker.OVERTRADE)).hasSize(1);
  }

  @Test
  void OVERTRADE_counts_entries_that_may_still_fill_so_that_no_twenty_sixth_trade_begins() {
    begin();
    begin(1, 23, NOON);
    reserve(ETH, "d_1", NOON);
    assertThat(account.slot(ETH)).as("23 and this one are 24").isPresent();
    AccountOutcome twentyFifth = reserve(SOL, "d_2", NOON);
    assertThat(twentyFifth.granted()).as("24 and this one are 25").isPresent();
    take(account.onSlotReleased(SOL, 1, "refused", NOON));
    begin(24, 24, NOON);
    assertThat(reserve(SOL, "d_3", NOON).refusal())
        .contains("OVERTRADE: 24 trades of this hour and 1 pending, limit 25");
    take(account.onTradeBegan(ETH, 1, NOON, NOON, RULES));
    assertThat(reserve(SOL, "d_4", NOON).refusal().orElseThrow()).startsWith("TRADING_STATE");
    tick(ONE);
    assertThat(reserve(SOL, "d_5", ONE).granted()).as("an hour of its own").isPresent();
  }

  @Test
  void OVERTRADE_does_not_count_an_open_trade_as_one_that_may_still_begin() {
    begin();
    begin(1, 23, NOON);
    reserve(ETH, "d_1", NOON);
    take(account.onTradeBegan(ETH, 1, NOON, NOON, RULES));
    assertThat(account.hour()).contains(new HourLedger(NOON, 24));
    assertThat(reserve(SOL, "d_2", NOON).granted()).isPresent();
  }

  // ---- DRAWDOWN

  @ParameterizedTest
  @CsvSource({"900.01,false", "900,true", "899.99,true"})
  void DRAWDOWN_trips_ten_percent_under_the_peak(String wallet, boolean trips) {
    begin();
    AccountOutcome outcome = take(account.onWallet(dec(wallet), NOON, NOON.plusSeconds(1), RULES));
    String reason =
        "the balance " + dec(wallet).setScale(2) + " is 10 % or more under its peak 1000.00";
    assertThat(trips(Breaker.DRAWDOWN))
        .isEqualTo(
            trips
                ? List.of(
                    new BreakerTripped(
                        Breaker.DRAWDOWN, reason, Optional.empty(), 0, NOON.plusSeconds(1)))
                : List.of());
    assertThat(outcome.alerts())
        .isEqualTo(
            trips
                ? List.of("DRAWDOWN — " + reason + "; HALTED until a person resets it")
                : List.of());
  }

  @Test
  void DRAWDOWN_is_not_measured_before_the_first_day_began() {
    assertThat(account.onWallet(dec("500"), NOON, NOON, RULES).events()).isEmpty();
    begin();
    assertThat(account.peak()).contains(new Peak(BALANCE, NOON));
  }

  @Test
  void DRAWDOWN_is_measured_from_the_highest_balance_and_not_by_time() {
    begin();
    assertThat(take(account.onWallet(dec("1200"), NOON, NOON, RULES)).events())
        .containsExactly(new PeakMoved(dec("1200"), "the highest so far", NOON));
    assertThat(take(account.onWallet(dec("1200"), NOON, NOON, RULES)).events()).isEmpty();
    take(account.onTime(MIDNIGHT, Optional.of(dec("1100")), RULES));
    take(account.onWallet(dec("1080.01"), MIDNIGHT, MIDNIGHT, RULES));
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
    take(account.onWallet(dec("1080"), MIDNIGHT, MIDNIGHT, RULES));
    assertThat(account.tradingState()).isEqualTo(TradingState.HALTED);
    tick(MIDNIGHT.plus(Duration.ofDays(30)));
    assertThat(account.tradingState()).as("time does not end it").isEqualTo(TradingState.HALTED);
    assertThat(account.onWallet(dec("1"), MIDNIGHT, MIDNIGHT, RULES).events())
        .as("tripped once")
        .isEmpty();
  }

  @Test
  void DRAWDOWN_takes_a_transfer_for_neither_a_gain_nor_a_loss() {
    begin();
    take(account.onWallet(dec("950"), NOON, NOON, RULES));
    Instant at = NOON.plusSeconds(1);
    AccountOutcome out = take(account.onTransfer("t1", dec("-475"), dec("475"), at, at, RULES));
    assertThat(out.events())
        .containsExactly(
            new TransferBooked("t1", dec("-475"), at),
            new PeakMoved(dec("500.00000000"), "a transfer of -475", at));
    take(account.onWallet(dec("475"), at, at, RULES));
    assertThat(account.tradingState()).as("still 5 % under it").isEqualTo(TradingState.ACTIVE);
    Instant later = at.plusSeconds(1);
    take(account.onTransfer("t2", dec("525"), dec("1000"), later, later, RULES));
    assertThat(account.peak().orElseThrow()).isEqualTo(new Peak(dec("1052.63157895"), later));
  }

  @Test
  void DRAWDOWN_does_not_count_a_transfer_twice_that_the_peak_held_already() {
    begin();
    Instant read = NOON.plusSeconds(5);
    take(account.onWallet(dec("1500"), read, read, RULES));
    Instant earlier = NOON.plusSeconds(4);
    take(account.onTransfer("late", dec("500"), dec("1500"), earlier, read, RULES));
    assertThat(account.peak()).contains(new Peak(dec("1500"), read));
  }

  @ParameterizedTest
  @CsvSource({"-1000,0,0", "-1001,-1,0", "100,100,100"})
  void DRAWDOWN_begins_anew_with_what_an_emptied_or_empty_account_holds(
      String amount, String wallet, String peak) {
    begin();
    Instant at = NOON.plusSeconds(1);
    take(account.onTransfer("t1", dec(amount), dec(wallet), at, at, RULES));
    assertThat(account.peak().orElseThrow().balance()).isEqualByComparingTo(peak);
    take(account.onWallet(dec(peak).negate(), at, at, RULES));
    assertThat(account.breakers().containsKey(Breaker.DRAWDOWN))
        .as("nothing is no drawdown of nothing")
        .isEqualTo(dec(peak).signum() > 0);
  }

  // ---- VENUE

  @Test
  void VENUE_holds_until_an_answer_after_its_pause() {
    begin();
    Instant halfOpen = NOON.plusSeconds(30);
    AccountOutcome outcome = take(account.onVenueFailed("5 failures", halfOpen, NOON));
    assertThat(outcome.events())
        .containsExactly(
            new BreakerTripped(Breaker.VENUE, "5 failures", Optional.of(halfOpen), 0, NOON));
    assertThat(outcome.alerts())
        .containsExactly(
            "VENUE — 5 failures; no entries until the venue answers after " + halfOpen);
    assertThat(take(account.onVenueAnswered(halfOpen.minusNanos(1))).events()).isEmpty();
    tick(halfOpen.plusSeconds(600));
    assertThat(account.tradingState())
        .as("time alone does not end it")
        .isEqualTo(TradingState.REDUCING);
    assertThat(take(account.onVenueAnswered(halfOpen)).events())
        .containsExactly(new BreakerReset(Breaker.VENUE, "the venue answers", halfOpen));
    assertThat(account.onVenueAnswered(halfOpen).events()).isEmpty();
  }

  @Test
  void VENUE_told_again_is_no_other_trip_and_a_later_failure_holds_longer() {
    begin();
    take(account.onVenueFailed("5 failures", NOON.plusSeconds(30), NOON));
    assertThat(account.onVenueFailed("5 failures", NOON.plusSeconds(30), NOON.plusSeconds(3)))
        .isEqualTo(AccountOutcome.of(List.of()));
    take(account.onVenueFailed("again", NOON.plusSeconds(50), NOON.plusSeconds(20)));
    assertThat(account.breakers().get(Breaker.VENUE))
        .isEqualTo(new Account.Trip("again", NOON, Optional.of(NOON.plusSeconds(50))));
  }

  // ---- PANIC by the balance emergency

  @Test
  void PANIC_by_the_balance_emergency_halts_once_and_is_told_each_time() {
    begin();
    AccountOutcome outcome = take(account.onBalanceEmergency("40.00 are missing", NOON));
    assertThat(outcome.events())
        .containsExactly(
            new BreakerTripped(Breaker.PANIC, "40.00 are missing", Optional.empty(), 0, NOON));
    assertThat(outcome.alerts())
        .containsExactly("EMERGENCY — all positions closed, reason: 40.00 are missing");
    assertThat(account.tradingState()).isEqualTo(TradingState.HALTED);
    AccountOutcome again = account.onBalanceEmergency("more is missing", NOON);
    assertThat(again.events()).as("PANIC stands").isEmpty();
    assertThat(again.alerts())
        .containsExactly("EMERGENCY — all positions closed, reason: more is missing");
  }

  // ---- FEE_ALERT

  /** A trade with a fee of 1. */
  private AccountOutcome gross(long number, String gross, Instant at) {
    return close(BTC, number, dec(gross).subtract(dec("1")).toPlainString(), at);
  }

  @ParameterizedTest
  @CsvSource({"2.50,false", "2.49,true", "2.51,false"})
  void FEE_ALERT_is_told_when_fees_exceed_forty_percent_of_gross_profit(
      String profit, boolean told) {
    begin();
    AccountOutcome outcome = gross(1, profit, NOON);
    String reason = "the day's fees 1.00 > 40 % of the gross profit 2.49";
    assertThat(trips(Breaker.FEE_ALERT))
        .isEqualTo(
            told
                ? List.of(
                    new BreakerTripped(Breaker.FEE_ALERT, reason, Optional.of(MIDNIGHT), 0, NOON))
                : List.of());
    assertThat(outcome.alerts()).isEqualTo(told ? List.of("FEE_ALERT — " + reason) : List.of());
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
    assertThat(reserve(ETH, "d_1", NOON).granted()).as("nothing is held back").isPresent();
  }

  @Test
  void FEE_ALERT_is_told_once_a_day_and_not_without_a_gross_profit() {
    begin();
    gross(1, "-2", NOON);
    assertThat(trips(Breaker.FEE_ALERT)).isEmpty();
    gross(2, "1", NOON);
    gross(3, "1", NOON);
    assertThat(trips(Breaker.FEE_ALERT)).hasSize(1);
    take(account.onTime(MIDNIGHT, Optional.of(dec("990")), RULES));
    assertThat(account.breakers()).isEmpty();
    gross(4, "1", MIDNIGHT);
    assertThat(trips(Breaker.FEE_ALERT)).hasSize(2);
  }
}
