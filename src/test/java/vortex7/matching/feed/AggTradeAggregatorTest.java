package vortex7.matching.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggTradeAggregatorTest {
  private record Agg(
      long id,
      long price,
      long quantity,
      long first,
      long last,
      boolean buyerIsMaker,
      long time,
      long published) {}

  private final List<Agg> published = new ArrayList<>();
  private final AggTradeAggregator aggregator =
      new AggTradeAggregator(
          50,
          (id, price, quantity, first, last, maker, time, at) ->
              published.add(new Agg(id, price, quantity, first, last, maker, time, at)));

  @Test
  void fills_of_one_price_and_side_within_100_ms_of_the_first_are_one_aggregate() {
    aggregator.onFill(1, 640_000, 3, true, 1_000);
    aggregator.onFill(2, 640_000, 4, true, 1_050);
    aggregator.onFill(3, 640_000, 5, true, 1_099);
    assertThat(published).isEmpty();
    aggregator.onTime(1_149);
    assertThat(published).isEmpty();
    aggregator.onTime(1_150);
    assertThat(published).containsExactly(new Agg(50, 640_000, 12, 1, 3, true, 1_000, 1_150));
    assertThat(aggregator.dueMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_fill_100_ms_after_the_first_begins_the_next_and_publishes_it() {
    aggregator.onFill(1, 640_000, 3, true, 1_000);
    aggregator.onFill(2, 640_000, 4, true, 1_100);
    assertThat(published).containsExactly(new Agg(50, 640_000, 3, 1, 1, true, 1_000, 1_100));
    assertThat(aggregator.dueMillis()).isEqualTo(1_250);
  }

  @Test
  void another_price_or_side_begins_the_next_at_once() {
    aggregator.onFill(1, 640_000, 3, true, 1_000);
    aggregator.onFill(2, 639_999, 1, true, 1_000);
    aggregator.onFill(3, 639_999, 2, false, 1_001);
    aggregator.onTime(2_000);
    assertThat(published)
        .containsExactly(
            new Agg(50, 640_000, 3, 1, 1, true, 1_000, 1_000),
            new Agg(51, 639_999, 1, 2, 2, true, 1_000, 1_001),
            new Agg(52, 639_999, 2, 3, 3, false, 1_001, 1_151));
  }

  @Test
  void an_aggregate_that_was_held_long_enough_is_published_at_its_due_time_not_at_the_next_fill() {
    aggregator.onFill(1, 640_000, 3, true, 1_000);
    aggregator.onFill(2, 640_000, 4, true, 1_400);
    assertThat(published).containsExactly(new Agg(50, 640_000, 3, 1, 1, true, 1_000, 1_150));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothing_is_lost_and_ids_are_consecutive(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long time = 1_000;
    long quantity = 0;
    for (int id = 1; id <= 5_000; id++) {
      time += random.nextInt(60);
      long steps = 1 + random.nextInt(9);
      quantity += steps;
      aggregator.onFill(id, 100 + random.nextInt(2), steps, random.nextBoolean(), time);
    }
    aggregator.onTime(time + 1_000);
    assertThat(published.stream().mapToLong(Agg::quantity).sum()).isEqualTo(quantity);
    for (int i = 0; i < published.size(); i++) {
      Agg agg = published.get(i);
      assertThat(agg.id()).isEqualTo(50L + i);
      assertThat(agg.published() - agg.time()).isBetween(0L, AggTradeAggregator.HOLD_MILLIS);
      assertThat(agg.first()).isEqualTo(i == 0 ? 1 : published.get(i - 1).last() + 1);
    }
  }
}
