package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeded random commands of every kind the exchange knows, by agents and by clients in both
 * position modes and both margin types, and what must hold after them.
 */
class ExchangePropertyTest {
  private static final int STEPS = 150_000;

  @ParameterizedTest
  @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107})
  void every_asset_adds_up_and_fills_make_positions(long seed) {
    RandomVenue venue = new RandomVenue();
    RandomCommands commands = new RandomCommands(seed, venue);
    for (int i = 0; i < STEPS; i++) {
      commands.next().accept(venue);
      if (i % 50 == 0) {
        venue.check();
      }
    }
    venue.check();
    assertThat(venue.fills).isGreaterThan(STEPS / 100);
    assertThat(venue.liquidations).isPositive();
    assertThat(venue.fundings).isPositive();
    assertThat(venue.amendments).isPositive();
    assertThat(venue.selfTradesPrevented).isPositive();
    assertThat(venue.triggered).isPositive();
  }

  @Test
  void a_log_of_commands_gives_the_same_events_and_the_same_state_to_the_bit() {
    RandomVenue first = new RandomVenue();
    RandomCommands commands = new RandomCommands(111, first);
    List<Consumer<RandomVenue>> log = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Consumer<RandomVenue> command = commands.next();
      log.add(command);
      command.accept(first);
    }
    RandomVenue second = new RandomVenue();
    log.forEach(command -> command.accept(second));
    assertThat(second.hash).isEqualTo(first.hash);
    assertThat(second.exchange.exportState()).isEqualTo(first.exchange.exportState());
  }

  @Test
  void another_seed_gives_another_history() {
    RandomVenue one = new RandomVenue();
    RandomVenue other = new RandomVenue();
    RandomCommands ones = new RandomCommands(112, one);
    RandomCommands others = new RandomCommands(113, other);
    for (int i = 0; i < 2_000; i++) {
      ones.next().accept(one);
      others.next().accept(other);
    }
    assertThat(one.hash).isNotEqualTo(other.hash);
  }

  @Test
  void a_state_taken_at_any_time_is_taken_up_whole() {
    RandomVenue venue = new RandomVenue();
    RandomCommands commands = new RandomCommands(121, venue);
    for (int i = 0; i < 20_000; i++) {
      commands.next().accept(venue);
      if (i % 1_000 == 999) {
        venue.exchange.advanceTo(venue.exchange.timeMillis()); // What the mark has reached, goes.
        ExchangeState state = venue.exchange.exportState();
        Exchange other = new Exchange(RandomVenue.RULES, new ExchangeListener() {});
        other.addOrderBook(Venue.BTCUSDT);
        other.setMarkPrice(Venue.BTC, venue.exchange.markPrice(Venue.BTC));
        other.restore(state);
        ExchangeState again = other.exportState();
        assertThat(again.accounts()).isEqualTo(state.accounts());
        assertThat(again.house()).isEqualTo(state.house());
        assertThat(again.lastPriority()).isEqualTo(state.lastPriority());
        assertThat(again.markets().getFirst().funding())
            .isEqualTo(state.markets().getFirst().funding());
      }
    }
  }

  @Test
  void isolated_positions_never_spend_more_than_the_wallet_but_for_fees() {
    RandomVenue venue = new RandomVenue();
    RandomCommands commands = new RandomCommands(131, venue);
    for (int i = 0; i < 40_000; i++) {
      commands.next().accept(venue);
    }
    assertThat(venue.liquidations).isPositive();
    for (String client : RandomVenue.ISOLATED) {
      // A wallet is never spent below what its positions have set aside and its fees.
      BigDecimal free = venue.wallet(client, "USDT").add(new BigDecimal("50"));
      assertThat(free).isPositive();
    }
  }
}
