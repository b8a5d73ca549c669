package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vortex7.matching.synthetic.AgentOrders.Kind;

class AgentOrdersTest {
  @Test
  void orders_are_found_by_price_and_side_and_when_they_are_due() {
    AgentOrders orders = new AgentOrders();
    orders.add(11, true, 640_000, Kind.TOUCH, 1_005);
    orders.add(12, false, 640_000, Kind.WALL, 1_005);
    orders.add(13, true, 640_000 + (1 << 14), Kind.REAR, 1_009);

    int found = orders.firstAt(true, 640_000);
    assertThat(orders.id(found)).isEqualTo(11);
    assertThat(orders.nextAt(found)).isEqualTo(AgentOrders.NONE);
    assertThat(orders.kind(orders.firstAt(false, 640_000))).isEqualTo(Kind.WALL);

    orders.reschedule(found, 1_007);
    assertThat(orders.id(orders.dueAt(1_005))).isEqualTo(12);
    orders.remove(orders.dueAt(1_005));
    assertThat(orders.dueAt(1_005)).isEqualTo(AgentOrders.NONE);
    assertThat(orders.id(orders.dueAt(1_007))).isEqualTo(11);
    assertThat(orders.size()).isEqualTo(2);
  }

  @Test
  void it_agrees_with_a_plain_map_over_many_random_steps() {
    SplittableRandom random = new SplittableRandom(5);
    AgentOrders orders = new AgentOrders();
    TreeMap<Long, Long> dueById = new TreeMap<>();
    long now = 1_000_000;
    for (int i = 1; i <= 20_000; i++) {
      now++;
      if (!orders.full()) {
        long due = now + 1 + random.nextInt(3_000);
        orders.add(i, random.nextBoolean(), 1_000 + random.nextInt(50), Kind.REAR, due);
        dueById.put((long) i, due);
      }
      for (int slot = orders.dueAt(now); slot != AgentOrders.NONE; slot = orders.dueAt(now)) {
        assertThat(dueById.remove(orders.id(slot))).isEqualTo(now);
        orders.remove(slot);
      }
      assertThat(orders.size()).isEqualTo(dueById.size());
    }
  }
}
