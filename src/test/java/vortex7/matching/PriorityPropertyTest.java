package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The book against a reference that sorts a list before each trade. */
class PriorityPropertyTest {
  private static final class Naive {
    private static final class Order {
      final long id;
      final boolean buy;
      final long ticks;
      long left;

      Order(long id, boolean buy, long ticks, long left) {
        this.id = id;
        this.buy = buy;
        this.ticks = ticks;
        this.left = left;
      }
    }

    private final List<Order> orders = new ArrayList<>();
    private final List<String> fills = new ArrayList<>();

    long take(boolean buy, long limit, long steps) {
      List<Order> others = new ArrayList<>(orders);
      others.removeIf(o -> o.buy == buy || (buy ? o.ticks > limit : o.ticks < limit));
      others.sort(Comparator.comparingLong(o -> buy ? o.ticks : -o.ticks)); // stable: by time
      long left = steps;
      for (Order other : others) {
        long fill = Math.min(left, other.left);
        if (fill > 0) {
          other.left -= fill;
          left -= fill;
          fills.add(other.id + ":" + fill + "@" + other.ticks);
        }
      }
      orders.removeIf(o -> o.left == 0);
      return left;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void fills_are_those_of_a_sorted_list(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Exchange exchange = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
    OrderBook book = exchange.addOrderBook(Venue.BTCUSDT);
    Naive naive = new Naive();
    List<String> fills = new ArrayList<>();
    book.listenAgents(
        (owner, id, buy, maker, ticks, steps, left) -> {
          if (maker) {
            fills.add(id + ":" + steps + "@" + ticks);
          }
        });
    for (int i = 0; i < 20_000; i++) {
      boolean buy = random.nextBoolean();
      long ticks = 1_000 + random.nextLong(-20, 21);
      long steps = random.nextLong(1, 100);
      int action = random.nextInt(10);
      if (action < 6) {
        long left = naive.take(buy, ticks, steps);
        long id = book.placeLimit(1, buy, ticks, steps);
        assertThat(id != 0).isEqualTo(left > 0);
        if (left > 0) {
          naive.orders.add(new Naive.Order(id, buy, ticks, left));
        }
      } else if (action < 7) {
        long left = naive.take(buy, buy ? Long.MAX_VALUE : 1, steps);
        assertThat(book.placeMarket(1, buy, steps)).isEqualTo(steps - left);
      } else if (!naive.orders.isEmpty()) {
        Naive.Order order = naive.orders.get(random.nextInt(naive.orders.size()));
        assertThat(book.remaining(order.id)).isEqualTo(order.left);
        if (action == 7 && order.left > 1) {
          assertThat(book.reduce(order.id, 1)).isTrue();
          order.left--;
        } else {
          assertThat(book.cancel(order.id)).isTrue();
          naive.orders.remove(order);
        }
      }
    }
    assertThat(fills).hasSizeGreaterThan(5_000).isEqualTo(naive.fills);
  }
}
