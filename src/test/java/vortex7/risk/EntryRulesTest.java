package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.position.PositionStatus;

/** Who may enter, by what everybody told. */
class EntryRulesTest extends AccountStage {
  private static final FeeRates FEES = new FeeRates(0.0002, 0.0005);

  private final EntriesHeld held = new EntriesHeld();
  private final EntryFacts facts = new EntryFacts(BTC);

  private AccountTold told() {
    return AccountTold.of(account, held, Optional.of(BALANCE), List.of(BTC));
  }

  private EntryContext context() {
    return facts.at(NOON, Optional.empty());
  }

  // ---- what is told

  @Test
  void the_account_tells_its_state_with_reasons_and_since_when_for_each_symbol() {
    begin();
    assertThat(told())
        .isEqualTo(
            new AccountTold(
                Optional.of("abc123"),
                TradingState.ACTIVE,
                List.of(),
                0,
                Optional.of(BALANCE),
                account.standing(),
                List.of(
                    new AccountTold.SymbolState(
                        BTC,
                        TradingState.ACTIVE,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()))));
    reserve(ETH, "d_1", NOON);
    take(account.onNoFill(ETH, 1, NOON.plusSeconds(1)));
    close(ETH, 2, "1", NOON.plusSeconds(2));
    take(account.onSymbolRestricted(ETH, TradingState.HALTED, "foreign", NOON.plusSeconds(3)));
    take(account.onVenueFailed("5 failures", NOON.plusSeconds(60), NOON.plusSeconds(4)));
    AccountTold told = told();
    assertThat(told.state()).isEqualTo(TradingState.REDUCING);
    assertThat(told.reasons()).containsExactly("VENUE: 5 failures");
    assertThat(told.of(ETH))
        .contains(
            new AccountTold.SymbolState(
                ETH,
                TradingState.HALTED,
                Optional.of(NOON.plusSeconds(3)),
                List.of("VENUE: 5 failures", "HALTED: foreign"),
                Optional.of(NOON.plusSeconds(1)),
                Optional.of(NOON.plusSeconds(2))));
    assertThat(told.of(BTC).orElseThrow().since()).contains(NOON.plusSeconds(4));
    assertThat(told.of(SOL)).isEmpty();
  }

  @Test
  void what_is_not_journaled_holds_entries_back_as_well() {
    begin();
    held.off("JOURNAL", "does not answer", NOON);
    held.off("JOURNAL", "told again", NOON.plusSeconds(1));
    held.off("DISK", "is full", NOON.minusSeconds(1));
    assertThat(held.none()).isFalse();
    assertThat(held.since()).contains(NOON.minusSeconds(1));
    assertThat(told().state()).isEqualTo(TradingState.REDUCING);
    assertThat(told().reasons()).containsExactly("DISK: is full", "JOURNAL: does not answer");
    assertThat(told().of(BTC).orElseThrow().since()).contains(NOON.minusSeconds(1));
    take(account.onPanic(new Command("c1", "ops", "now"), NOON));
    assertThat(held.state(account)).isEqualTo(TradingState.HALTED);
    held.on("JOURNAL");
    held.on("DISK");
    assertThat(held.none()).isTrue();
    assertThat(held.since()).isEmpty();
    assertThat(held.reasons()).isEmpty();
  }

  @Test
  void an_alert_alone_is_no_reason_against_an_entry() {
    begin();
    close(ETH, 1, "0.1", NOON);
    assertThat(account.breakers()).containsOnlyKeys(Breaker.FEE_ALERT);
    assertThat(told().reasons()).isEmpty();
    assertThat(told().state()).isEqualTo(TradingState.ACTIVE);
  }

  // ---- the permit of a position

  @Test
  void a_position_enters_only_when_account_symbol_and_tree_let_it() {
    begin();
    EntryPermit permit = new EntryPermit(BTC);
    assertThat(permit.refusal()).contains("the account has not answered");
    permit.account(told());
    assertThat(permit.refusal()).contains("the symbol's tree has not told its state");
    permit.blocked(List.of());
    assertThat(permit.refusal()).isEmpty();
    assertThat(permit.state()).isEqualTo("ACTIVE");
    permit.blocked(List.of("no stream", "no rules"));
    assertThat(permit.refusal()).contains("no stream; no rules");
    take(account.onSymbolRestricted(BTC, TradingState.REDUCING, "storm", NOON));
    permit.account(told());
    assertThat(permit.refusal()).contains("BTCUSDT is REDUCING");
    assertThat(permit.state()).isEqualTo("ACTIVE");
    take(account.onPanic(new Command("c1", "ops", "now"), NOON));
    permit.account(told());
    assertThat(permit.refusal()).contains("the account is HALTED");
    assertThat(permit.state()).isEqualTo("HALTED");
  }

  // ---- the facts of a decision

  @Test
  void until_everybody_has_told_nothing_is_entered_and_all_that_is_missing_is_named() {
    begin();
    assertThat(context().tradingEnabled()).isFalse();
    assertThat(context().tradingReason())
        .isEqualTo(
            "the position has not answered yet; the venue has not told its fees yet;"
                + " the account has not answered yet");
    assertThat(facts.fees()).isEqualTo(FeeRates.documents());
    facts.position(new PositionStatus(false, true, 3));
    facts.fees(FEES);
    facts.account(told());
    facts.leverage(true);
    assertThat(context()).isEqualTo(EntryContext.clear(FEES));
    assertThat(facts.fees()).isEqualTo(FEES);
  }

  private void ready() {
    begin();
    facts.position(new PositionStatus(false, true, 3));
    facts.fees(FEES);
    facts.account(told());
    facts.leverage(true);
  }

  @Test
  void each_obstacle_is_named() {
    ready();
    facts.blocked(List.of("user-data stream down"));
    facts.position(new PositionStatus(false, false, 3));
    take(account.onSymbolRestricted(BTC, TradingState.REDUCING, "storm", NOON));
    take(account.onStop(new Command("c1", "ops", "lunch"), NOON));
    facts.account(told());
    facts.leverage(false);
    EntryContext off = facts.at(NOON, Optional.of("STOP by ops"));
    assertThat(off.tradingEnabled()).isFalse();
    assertThat(off.tradingReason())
        .isEqualTo(
            "user-data stream down; kill switch: STOP by ops; the position is not reconciled;"
                + " the account is REDUCING;"
                + " BTCUSDT is REDUCING: MANUAL: ops: lunch; REDUCING: storm");
    assertThat(off.breakers()).containsExactly("MANUAL: ops: lunch");
    assertThat(off.leverageConfirmed()).isFalse();
    assertThat(context().tradingReason()).as("the fence is gone").doesNotContain("kill switch");
  }

  @Test
  void an_entry_on_its_way_makes_the_symbol_busy_until_it_is_refused_taken_over_or_forgotten() {
    ready();
    facts.sent("d_1", NOON);
    assertThat(context().symbolBusy()).isTrue();
    facts.refused("d_0");
    assertThat(context().symbolBusy()).as("another's fate").isTrue();
    facts.refused("d_1");
    assertThat(context().symbolBusy()).isFalse();

    facts.sent("d_2", NOON);
    facts.position(new PositionStatus(true, true, 4));
    assertThat(context().symbolBusy()).as("the position answers for it").isTrue();
    facts.position(new PositionStatus(false, true, 4));
    assertThat(context().symbolBusy()).isFalse();

    facts.sent("d_3", NOON);
    assertThat(facts.at(NOON.plus(Duration.ofSeconds(30)), Optional.empty()).symbolBusy()).isTrue();
    assertThat(
            facts.at(NOON.plus(Duration.ofSeconds(30)).plusNanos(1), Optional.empty()).symbolBusy())
        .isFalse();
  }

  @Test
  void slots_and_times_of_the_symbol_are_passed_on() {
    ready();
    reserve(ETH, "d_1", NOON);
    reserve(BTC, "d_2", NOON);
    take(account.onNoFill(BTC, 1, NOON.plusSeconds(1)));
    close(BTC, 2, "1", NOON.plusSeconds(2));
    facts.account(told());
    assertThat(context().openPositions()).isEqualTo(1);
    assertThat(context().lastNoFill()).contains(NOON.plusSeconds(1));
    assertThat(context().lastClose()).contains(NOON.plusSeconds(2));
    assertThat(context()).as("unless something changes it is the same").isSameAs(context());
  }

  // ---- leverage ahead of time

  @Test
  void leverage_is_asked_for_once_while_flat_and_unconfirmed_until_the_answer() {
    LeverageDesk desk = new LeverageDesk(12);
    assertThat(desk.confirmed()).isEmpty();
    assertThat(desk.ask(false)).as("not flat").isEmpty();
    assertThat(desk.ask(true)).contains(12);
    assertThat(desk.ask(true)).as("asked").isEmpty();
    assertThat(desk.confirm(12)).isTrue();
    assertThat(desk.confirmed()).contains(12);
    assertThat(desk.ask(true)).as("set").isEmpty();
    desk.want(8);
    assertThat(desk.ask(true)).contains(8);
    assertThat(desk.confirmed()).as("while it changes there is none").isEmpty();
    desk.want(10);
    assertThat(desk.confirm(8)).as("another is wanted").isFalse();
    assertThat(desk.ask(true)).contains(10);
    desk.forget();
    assertThat(desk.ask(true)).as("the question is lost").contains(10);
    assertThat(desk.confirm(9)).as("the venue allows less").isTrue();
    assertThat(desk.confirmed()).contains(9);
    assertThat(desk.ask(true)).as("it is not asked for again").isEmpty();
  }
}
