package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vortex7.market.Symbol;
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
