package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vortex7.market.Symbol;
import vortex7.risk.AccountEvent.BreakerReset;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.CommandTaken;

/** What people command, and what holds whatever happens. */
class AccountTest extends AccountStage {

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
  void every_command_told_again_under_its_id_changes_nothing_and_is_no_refusal() {
    begin();
    Command command = new Command("c1", "ops", "why");
    assertThat(take(account.onAudited(command, "close BTCUSDT", NOON)).events())
        .containsExactly(new CommandTaken("c1", "ops", "close BTCUSDT", "why", NOON));
    AccountOutcome nothing = AccountOutcome.of(List.of());
    assertThat(account.onAudited(command, "close BTCUSDT", NOON)).isEqualTo(nothing);
    assertThat(account.onStop(command, NOON)).isEqualTo(nothing);
    assertThat(account.onStart(command, NOON)).isEqualTo(nothing);
    assertThat(account.onPanic(command, NOON)).isEqualTo(nothing);
    assertThat(account.onResume(command, NOON)).isEqualTo(nothing);
    assertThat(account.onRiskSet(command, dec("0.01"), NOON)).isEqualTo(nothing);
  }

  @Test
  void a_second_stop_is_noted_and_trips_nothing_anew() {
    begin();
    take(account.onStop(new Command("c1", "ops", "lunch"), NOON));
    AccountOutcome second = take(account.onStop(new Command("c2", "eve", "too"), NOON));
    assertThat(second.events()).containsExactly(new CommandTaken("c2", "eve", "stop", "too", NOON));
    assertThat(second.alerts()).isEmpty();
    assertThat(account.causes()).containsExactly("MANUAL: ops: lunch");
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
  @CsvSource({
    "MANUAL,by start",
    "PANIC,by resume",
    "DAILY_LOSS,at 2026-11-21T00:00:00Z",
    "LOSS_STREAK,at 2026-11-21T00:00:00Z",
    "HOURLY_LOSS,at 2026-11-21T00:00:00Z",
    "OVERTRADE,at 2026-11-21T00:00:00Z",
    "FEE_ALERT,at 2026-11-21T00:00:00Z",
    "VENUE,by the venue's first answer after 2026-11-21T00:00:00Z"
  })
  void what_ends_otherwise_is_not_reset_by_a_person(Breaker breaker, String ends) {
    begin();
    Optional<Instant> until =
        breaker == Breaker.MANUAL || breaker == Breaker.PANIC
            ? Optional.empty()
            : Optional.of(Instant.parse("2026-11-21T00:00:00Z"));
    account = account.apply(new BreakerTripped(breaker, "because", until, 0, NOON));
    AccountOutcome outcome = account.onReset(new Command("c1", "ops", "why"), breaker, NOON);
    assertThat(outcome.refusal()).contains(breaker + " is not reset, it ends " + ends);
    assertThat(outcome.events()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Breaker.class)
  void a_breaker_that_is_not_tripped_cannot_be_reset(Breaker breaker) {
    begin();
    assertThat(account.onReset(new Command("c1", "ops", "why"), breaker, NOON).refusal())
        .contains(breaker + " is not tripped");
  }

  @ParameterizedTest
  @CsvSource({
    "DAILY_LOSS,REDUCING",
    "LOSS_STREAK,REDUCING",
    "HOURLY_LOSS,REDUCING",
    "OVERTRADE,REDUCING",
    "DRAWDOWN,HALTED",
    "VENUE,REDUCING",
    "MANUAL,REDUCING",
    "PANIC,HALTED",
    "FEE_ALERT,ACTIVE"
  })
  void each_breaker_makes_of_the_account_what_the_table_says(Breaker breaker, TradingState state) {
    begin();
    take(
        AccountOutcome.of(
            List.of(
                new BreakerTripped(
                    breaker, "because", Optional.of(NOON.plusSeconds(9)), 0, NOON))));
    assertThat(account.tradingState()).isEqualTo(state);
    assertThat(account.tradingState(BTC)).isEqualTo(state);
    boolean holds = state != TradingState.ACTIVE;
    assertThat(account.causes()).isEqualTo(holds ? List.of(breaker + ": because") : List.of());
    assertThat(account.since()).isEqualTo(holds ? Optional.of(NOON) : Optional.empty());
    assertThat(reserve(BTC, "d_1", NOON).refusal().isPresent()).isEqualTo(holds);
    assertThat(account.onStart(new Command("c1", "ops", "x"), NOON).refusal().isPresent())
        .isEqualTo(holds && breaker != Breaker.MANUAL);
  }

  @Test
  void a_drawdown_is_reset_by_a_person_once_and_measured_anew() {
    begin();
    take(account.onWallet(dec("900"), NOON, NOON, RULES));
    assertThat(account.tradingState()).isEqualTo(TradingState.HALTED);
    Command reset = new Command("c1", "ops", "looked into it");
    assertThat(take(account.onReset(reset, Breaker.DRAWDOWN, NOON)).events())
        .containsExactly(
            new CommandTaken("c1", "ops", "reset DRAWDOWN", "looked into it", NOON),
            new BreakerReset(Breaker.DRAWDOWN, "ops: looked into it", NOON));
    assertThat(account.onReset(reset, Breaker.DRAWDOWN, NOON))
        .as("told again it is no refusal and changes nothing")
        .isEqualTo(AccountOutcome.of(List.of()));
    take(account.onWallet(dec("900"), NOON, NOON, RULES));
    assertThat(account.tradingState()).isEqualTo(TradingState.ACTIVE);
    assertThat(account.peak().orElseThrow().balance()).isEqualByComparingTo("900");
  }

  @Test
  void resume_ends_all_that_is_halted_and_nothing_else() {
    begin();
    take(account.onWallet(dec("900"), NOON, NOON, RULES));
    take(account.onPanic(new Command("c1", "ops", "now"), NOON));
    take(account.onVenueFailed("5 failures", NOON.plusSeconds(30), NOON));
    take(account.onSymbolRestricted(BTC, TradingState.HALTED, "foreign position", NOON));
    take(account.onSymbolRestricted(ETH, TradingState.REDUCING, "storm", NOON));
    take(account.onResume(new Command("c2", "ops", "calm"), NOON));
    assertThat(account.breakers().keySet()).containsExactly(Breaker.VENUE);
    assertThat(account.memory(BTC).restriction()).isEmpty();
    assertThat(account.tradingState(ETH)).isEqualTo(TradingState.REDUCING);
    assertThat(account.reasons()).containsExactly("VENUE: 5 failures", "ETHUSDT REDUCING: storm");
  }

  @Test
  void a_symbol_says_since_when_the_strictest_of_its_causes_holds() {
    begin();
    assertThat(account.since(BTC)).isEmpty();
    take(account.onSymbolRestricted(BTC, TradingState.REDUCING, "storm", NOON.plusSeconds(5)));
    assertThat(account.since(BTC)).contains(NOON.plusSeconds(5));
    assertThat(account.since(ETH)).isEmpty();
    take(account.onVenueFailed("x", NOON.plusSeconds(40), NOON.plusSeconds(7)));
    assertThat(account.since(BTC)).as("its own came first").contains(NOON.plusSeconds(5));
    assertThat(account.since(ETH)).contains(NOON.plusSeconds(7));
    take(account.onPanic(new Command("c1", "ops", "now"), NOON.plusSeconds(9)));
    assertThat(account.since(BTC)).contains(NOON.plusSeconds(9));
    assertThat(account.since()).contains(NOON.plusSeconds(9));
    take(account.onSymbolRestricted(BTC, TradingState.HALTED, "foreign", NOON.plusSeconds(11)));
    assertThat(account.since(BTC)).as("the account's came first").contains(NOON.plusSeconds(9));
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
    assertThat(account.onRiskSet(new Command("c1", "ops", "x"), dec("0.0001"), NOON).refusal())
        .as("0.01 % is the least")
        .isEmpty();
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
