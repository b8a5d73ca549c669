package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void objects_and_arrays_nest_with_commas_where_they_are_due() {
    String json =
        new JsonWriter()
            .beginObject()
            .field("a", 1)
            .beginArray("b")
            .beginArray()
            .value("x")
            .value(2)
            .endArray()
            .beginObject()
            .endObject()
            .endArray()
            .field("c", new BigDecimal("1E-8"))
            .nullField("d")
            .field("e", true)
            .endObject()
            .text();
    assertThat(json)
        .isEqualTo("{\"a\":1,\"b\":[[\"x\",2],{}],\"c\":\"0.00000001\",\"d\":null,\"e\":true}");
  }

  @Test
  void scaled_numbers_print_as_their_decimals() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10_000; i++) {
      long unscaled = random.nextLong(-1_000_000, 1_000_000_000_000L);
      int scale = random.nextInt(0, 9);
      String json = new JsonWriter().beginArray().scaled(unscaled, scale).endArray().text();
      assertThat(json)
          .isEqualTo("[\"" + BigDecimal.valueOf(unscaled, scale).toPlainString() + "\"]");
    }
  }

  @Test
  void text_is_escaped() throws Exception {
    String nasty = "a\"b\\c\nd\u0001";
    String json = new JsonWriter().beginObject().field("t", nasty).endObject().text();
    assertThat(new ObjectMapper().readTree(json).path("t").asText()).isEqualTo(nasty);
  }
}
