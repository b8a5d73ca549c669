package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggTradeHistoryTest {
  private final AggTradeHistory history = new AggTradeHistory(4);
  private final Units units = new Units(ListedSymbol.all().getFirst());

  private void add(int count) {
    for (int i = 1; i <= count; i++) {
      history.add(i, 600_000 + i, i, 10L * i, 10L * i + 1, i % 2 == 0, 1_000L * i);
    }
  }

  private static List<String> ids(JsonWriter json) throws Exception {
    return new ObjectMapper().readTree(json.text()).findValuesAsText("a");
  }

  @Test
  void only_the_newest_are_kept() throws Exception {
    add(6);
    JsonWriter json = new JsonWriter();
    history.writeNewest(json, 10, units);
    assertThat(ids(json)).containsExactly("3", "4", "5", "6");
  }

  @Test
  void an_id_that_is_gone_begins_with_the_oldest_kept() throws Exception {
    add(6);
    JsonWriter old = new JsonWriter();
    history.writeFromId(old, 1, 2, units);
    assertThat(ids(old)).containsExactly("3", "4");
    JsonWriter newest = new JsonWriter();
    history.writeFromId(newest, 6, 2, units);
    assertThat(ids(newest)).containsExactly("6");
    JsonWriter future = new JsonWriter();
    history.writeFromId(future, 7, 2, units);
    assertThat(future.text()).isEqualTo("[]");
  }

  @Test
  void times_are_taken_with_both_ends() throws Exception {
    add(4);
    JsonWriter json = new JsonWriter();
    history.writeBetween(json, 2_000, 3_000, 10, units);
    assertThat(ids(json)).containsExactly("2", "3");
  }

  @Test
  void a_row_prints_the_venues_decimals() {
    add(1);
    JsonWriter json = new JsonWriter();
    history.writeNewest(json, 1, units);
    assertThat(json.text())
        .isEqualTo(
            "[{\"a\":1,\"p\":\"60000.10\",\"q\":\"0.001\",\"nq\":\"0.001\",\"f\":10,\"l\":11,"
                + "\"T\":1000,\"m\":false}]");
  }
}
