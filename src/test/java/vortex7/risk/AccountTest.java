package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent.BreakerReset;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.CommandTaken;
import vortex7.risk.AccountEvent.DayBegan;
import vortex7.risk.AccountEvent.NoFillCounted;
import vortex7.risk.AccountEvent.SlotGranted;

class AccountTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Symbol ETH = Symbol.of("ETHUSDT");
  private static final Symbol SOL = Symbol.of("SOLUSDT");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final AccountRules RULES = AccountRules.documents();
  private static final BigDecimal BALANCE = dec("1000");

  private final List<AccountEvent> journal = new ArrayList<>();
  private Account account = Account.INITIAL;

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  private AccountOutcome take(AccountOutcome outcome) {
    journal.addAll(outcome.events());
    account = account.applyAll(outcome.events());
    assertThat(Account.INITIAL.applyAll(journal)).isEqualTo(account);
    return outcome;
  }

  private void begin() {
    take(account.onCreated("abc123", NOON));
    take(account.onTime(NOON, Optional.of(BALANCE), RULES));
  }

  private AccountOutcome reserve(Symbol symbol, String ref, Instant at) {
    return take(account.onSlotWanted(symbol, ref, 0, dec("100"), dec("10"), BALANCE, at, RULES));
  }

  private static TradeSummary trade(
      Symbol symbol, long number, String net, ExitReason reason, Instant exit) {
    BigDecimal fees = dec("1");
    return new TradeSummary(
        "d_" + number,
        symbol,
        number,
        Side.BUY,
        'A',
        dec("50000"),
        dec("50010"),
        dec("0.01"),
        dec("500"),
        5,
        dec("49900"),
        dec("50200"),
        Optional.empty(),
        dec(net).add(fees),
        fees,
        new TreeMap<>(),
        List.of(),
        BigDecimal.ZERO,
        dec(net),
        70,
        0.6,
        Duration.ofMinutes(1),
        reason,
        1,
        0,
        1,
        exit.minusSeconds(60),
        exit,
        "TRENDING",
        "NORMAL",
        "documents",
        "{}");
  }

  private AccountOutcome close(Symbol symbol, long number, String net, Instant at) {
    return take(account.onTradeClosed(trade(symbol, number, net, ExitReason.SL, at), at, RULES));
  }

  // ---- slots

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
    take(account.onTransfer("late", dec("500"), NOON.minus(Duration.ofDays(1))));
    assertThat(account.day().orElseThrow().base()).as("yesterday's").isEqualByComparingTo("1000");
    close(BTC, 1, "-5", NOON);
    Instant next = Instant.parse("2026-11-21T00:00:00.100Z");
    take(account.onTransfer("early", dec("500"), next));
    DayLedger day = account.day().orElseThrow();
    assertThat(day.day()).as("it comes before the tick").isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(day.balance()).isEqualByComparingTo("995");
    assertThat(day.base()).isEqualByComparingTo("1495");
  }

  @Test
  void a_transfer_moves_the_base_once() {
    begin();
    take(account.onTransfer("t1", dec("500"), NOON));
    assertThat(account.onTransfer("t1", dec("500"), NOON).events()).isEmpty();
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
    assertThat(outcome.alerts()).singleElement().asString().startsWith("DAILY_LOSS");
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
    take(account.onTransfer("t1", dec("1000"), NOON));
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
          close(BTC, number, "-1", at).events().stream().anyMatch(BreakerTripped.class::isInstance);
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
    assertThat(close(BTC, 4, "-10", NOON).events()).hasSize(1);
    assertThat(account.breakers().keySet())
        .containsExactly(Breaker.DAILY_LOSS, Breaker.LOSS_STREAK);
  }

  // ---- people

  @Test
  void a_stop_holds_until_a_person_starts_and_a_command_works_once() {
    begin();
    Command stop = new Command("c1", "ops", "lunch");
    assertThat(take(account.onStop(stop, NOON)).events())
        .containsExactly(
            new CommandTaken("c1", "ops", "stop", "lunch", NOON),
            new BreakerTripped(Breaker.MANUAL, "ops: lunch", Optional.empty(), 0, NOON));
    take(account.onTime(NOON.plus(Duration.ofHours(11)), Optional.empty(), RULES));
    assertThat(account.tradingState()).isEqualTo(TradingState.REDUCING);
    take(account.onStart(new Command("c2", "ops", "back"), NOON));
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
    assertThat(account.onStop(stop, NOON).events()).as("told again").isEmpty();
  }

  @Test
  void a_start_is_refused_while_another_cause_stands_and_names_it() {
    begin();
    take(account.onStop(new Command("c1", "ops", "a"), NOON));
    take(account.onPanic(new Command("c2", "ops", "b"), NOON));
    assertThat(account.onStart(new Command("c3", "ops", "c"), NOON).refusal().orElseThrow())
        .contains("PANIC: ops: b");
    take(account.onResume(new Command("c4", "ops", "d"), NOON));
    assertThat(account.tradingState())
        .as("resume does not end MANUAL")
        .isEqualTo(TradingState.REDUCING);
    take(account.onStart(new Command("c5", "ops", "e"), NOON));
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
  }

  @Test
  void panic_halts_and_only_a_resume_ends_it() {
    begin();
    take(account.onPanic(new Command("c1", "ops", "now"), NOON));
    assertThat(account.tradingState(BTC)).isEqualTo(TradingState.HALTED);
    take(account.onTime(NOON.plus(Duration.ofDays(3)), Optional.of(BALANCE), RULES));
    assertThat(account.tradingState()).isEqualTo(TradingState.HALTED);
    take(account.onResume(new Command("c2", "ops", "calm"), NOON));
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
  }

  @ParameterizedTest
  @CsvSource({"MANUAL,start", "PANIC,resume"})
  void what_a_person_tripped_is_ended_only_by_its_own_command(Breaker breaker, String ends) {
    begin();
    account = account.apply(new BreakerTripped(breaker, "because", Optional.empty(), 0, NOON));
    AccountOutcome outcome = account.onReset(new Command("c1", "ops", "why"), breaker, NOON);
    assertThat(outcome.refusal()).contains(breaker + " is not reset, it ends by " + ends);
    assertThat(outcome.events()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Breaker.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MANUAL", "PANIC"})
  void a_breaker_can_be_reset_only_while_it_is_tripped(Breaker breaker) {
    begin();
    Command reset = new Command("c1", "ops", "why");
    assertThat(account.onReset(reset, breaker, NOON).refusal())
        .contains(breaker + " is not tripped");
    account = account.apply(new BreakerTripped(breaker, "because", Optional.empty(), 0, NOON));
    assertThat(account.tradingState()).isEqualTo(breaker.state());
    account = account.applyAll(account.onReset(reset, breaker, NOON).events());
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
  }

  @Test
  void the_stricter_of_account_and_symbol_holds() {
    begin();
    take(account.onSymbolRestricted(BTC, TradingState.REDUCING, "storm", NOON));
    assertThat(account.tradingState(BTC)).isEqualTo(TradingState.REDUCING);
    assertThat(account.tradingState(ETH)).isEqualTo(TradingState.ACTIVE);
    take(account.onSymbolRestricted(BTC, TradingState.HALTED, "foreign position", NOON));
    assertThat(account.onSymbolRestricted(BTC, TradingState.REDUCING, "storm", NOON).events())
        .isEmpty();
    assertThat(account.onSymbolRecovered(BTC, "calm", NOON).events())
        .as("HALTED is for a person to end")
        .isEmpty();
    take(account.onResume(new Command("c1", "ops", "looked"), NOON));
    assertThat(account.tradingState(BTC)).isEqualTo(TradingState.ACTIVE);
  }

  @Test
  void the_risk_a_person_sets_is_bounded() {
    begin();
    assertThat(account.onRiskSet(new Command("c1", "ops", "x"), dec("0.0201"), NOON).refusal())
        .contains("risk per trade must be in [0.01, 2] %, was 2.01 %");
    take(account.onRiskSet(new Command("c2", "ops", "x"), dec("0.02"), NOON));
    assertThat(account.standing().riskPerTrade()).contains(dec("0.02"));
  }

  @Test
  void people_hear_of_a_kelly_fraction_without_edge_once_a_day() {
    begin();
    assertThat(take(account.onKelly(dec("-0.1"), NOON)).alerts()).hasSize(1);
    assertThat(take(account.onKelly(dec("-0.1"), NOON.plusSeconds(60))).alerts()).isEmpty();
    assertThat(take(account.onKelly(dec("-0.1"), NOON.plus(Duration.ofDays(1)))).alerts())
        .hasSize(1);
    assertThat(take(account.onKelly(dec("0.1"), NOON.plus(Duration.ofDays(2)))).events()).isEmpty();
  }

  @Test
  void the_epoch_is_drawn_once() {
    begin();
    assertThat(account.onCreated("zzz999", NOON).events()).isEmpty();
    assertThat(account.epoch()).contains("abc123");
  }

  // ---- whatever happens

  @Test
  void whatever_happens_limits_hold_and_a_replay_ends_the_same() {
    Symbol[] symbols = {BTC, ETH, SOL};
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      journal.clear();
      account = Account.INITIAL;
      begin();
      Instant at = NOON;
      for (int step = 0; step < 50; step++) {
        at = at.plusSeconds(chance.nextInt(1, 900));
        Symbol symbol = symbols[chance.nextInt(3)];
        Optional<Account.Slot> slot = account.slot(symbol);
        switch (chance.nextInt(7)) {
          case 0, 1, 2 -> reserve(symbol, "d_" + step, at);
          case 3 -> {
            if (slot.isPresent()) {
              String net = String.valueOf(chance.nextInt(-20, 15));
              BigDecimal before = account.day().orElseThrow().net();
              boolean sameDay = Breakers.belongs(account.day().orElseThrow(), at);
              close(symbol, slot.get().number(), net, at);
              if (sameDay) {
                assertThat(account.day().orElseThrow().net())
                    .isEqualByComparingTo(before.add(dec(net)));
              }
            }
          }
          case 4 -> {
            if (slot.isPresent()) {
              take(account.onNoFill(symbol, slot.get().number(), at));
            }
          }
          case 5 -> take(account.onTime(at, Optional.of(BALANCE), RULES));
          default -> {
            Command command = new Command("c" + step, "ops", "x");
            take(chance.nextBoolean() ? account.onStop(command, at) : account.onStart(command, at));
          }
        }
        assertThat(account.slots().size()).isLessThanOrEqualTo(RULES.openPositionsMax());
        assertThat(account.marginInUse()).isLessThanOrEqualTo(dec("900"));
      }
    }
  }
}
