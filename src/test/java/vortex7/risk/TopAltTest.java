package vortex7.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vortex7.market.Symbol;
import vortex7.risk.AccountEvent.SlotGranted;
import vortex7.risk.AccountEvent.TopAltChosen;

/** Who has the place TOP_ALT by the journal: the symbol changes only when flat. */
class TopAltTest {
  private static final Optional<Symbol> NOBODY = Optional.empty();
  private static final Optional<Symbol> SOL = Optional.of(Symbol.of("SOLUSDT"));
  private static final Optional<Symbol> ADA = Optional.of(Symbol.of("ADAUSDT"));
  private static final Set<Symbol> LISTED = new TreeSet<>(List.of(Symbol.of("BTCUSDT")));
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Instant T1 = Instant.parse("2026-11-20T00:00:01Z");
  private static final Instant T2 = Instant.parse("2026-11-21T00:00:01Z");

  private static AccountOutcome choose(
      Account account, Optional<Symbol> before, Optional<Symbol> symbol, LocalDate day) {
    return account.onTopAltChosen(new TopAltWish(before, symbol, day, "why"), LISTED, T2);
  }

  private static Account with(Optional<Symbol> symbol) {
    return Account.INITIAL.apply(new TopAltChosen(symbol, DAY, "first", T1));
  }

  private static Account holding(Account account, Symbol symbol) {
    return account.apply(new SlotGranted(symbol, 7, "ref", BigDecimal.TEN, BigDecimal.ONE, T1));
  }

  @Test
  void the_first_choice_is_journaled_also_when_it_is_nobody() {
    for (Optional<Symbol> first : List.of(SOL, NOBODY)) {
      AccountOutcome outcome = choose(Account.INITIAL, NOBODY, first, DAY);
      assertThat(outcome.refusal()).isEmpty();
      assertThat(outcome.events()).containsExactly(new TopAltChosen(first, DAY, "why", T2));
      assertThat(Account.INITIAL.applyAll(outcome.events()).topAlt())
          .contains(new TopAlt(first, DAY, "why", T2));
    }
  }

  @Test
  void another_one_takes_the_place_of_one_without_a_slot_from_then_on() {
    Account account = with(SOL);
    AccountOutcome outcome = choose(account, SOL, ADA, DAY.plusDays(1));
    assertThat(outcome.events()).containsExactly(new TopAltChosen(ADA, DAY.plusDays(1), "why", T2));
    assertThat(account.applyAll(outcome.events()).topAlt())
        .contains(new TopAlt(ADA, DAY.plusDays(1), "why", T2));
    assertThat(choose(account, SOL, NOBODY, DAY).events())
        .containsExactly(new TopAltChosen(NOBODY, DAY, "why", T2));
  }

  @Test
  void with_a_slot_the_symbol_stays() {
    Account account = holding(with(SOL), SOL.orElseThrow());
    AccountOutcome refused = choose(account, SOL, ADA, DAY.plusDays(1));
    assertThat(refused.events()).isEmpty();
    assertThat(refused.refusal()).contains("TOP_ALT stays SOLUSDT: position 7 has a slot");
    assertThat(choose(account, SOL, NOBODY, DAY).refusal()).isPresent();
    Account another = holding(with(SOL), ADA.orElseThrow());
    assertThat(choose(another, SOL, ADA, DAY).refusal()).isEmpty();
  }

  @Test
  void chosen_again_it_is_there_since_it_came_and_each_day_is_journaled_once() {
    Account account = holding(with(SOL), SOL.orElseThrow());
    assertThat(choose(account, SOL, SOL, DAY).events()).isEmpty();
    assertThat(choose(account, SOL, SOL, DAY).refusal()).isEmpty();
    assertThat(choose(account, SOL, SOL, DAY.minusDays(1)).events()).isEmpty();
    AccountOutcome next = choose(account, SOL, SOL, DAY.plusDays(1));
    assertThat(next.events()).hasSize(1);
    assertThat(account.applyAll(next.events()).topAlt())
        .contains(new TopAlt(SOL, DAY.plusDays(1), "why", T1));
  }

  @Test
  void a_wish_for_somebody_elses_place_is_void() {
    assertThat(choose(with(ADA), SOL, ADA, DAY).refusal())
        .contains("TOP_ALT is ADAUSDT by now, not SOLUSDT");
    assertThat(choose(with(NOBODY), SOL, ADA, DAY).refusal())
        .contains("TOP_ALT is nobody by now, not SOLUSDT");
    assertThat(choose(with(SOL), NOBODY, ADA, DAY).refusal())
        .contains("TOP_ALT is SOLUSDT by now, not nobody");
  }

  @Test
  void who_is_in_the_list_by_now_trades_on_and_may_be_followed_with_a_slot() {
    Optional<Symbol> listed = Optional.of(Symbol.of("BTCUSDT"));
    Account account = holding(with(listed), listed.orElseThrow());
    assertThat(choose(account, listed, ADA, DAY).events())
        .containsExactly(new TopAltChosen(ADA, DAY, "why", T2));
  }

  @Test
  void it_is_the_one_that_is_named_and_no_other() {
    assertThat(with(SOL).topAlt().orElseThrow().is(SOL.orElseThrow())).isTrue();
    assertThat(with(SOL).topAlt().orElseThrow().is(ADA.orElseThrow())).isFalse();
    assertThat(with(NOBODY).topAlt().orElseThrow().is(SOL.orElseThrow())).isFalse();
  }
}
