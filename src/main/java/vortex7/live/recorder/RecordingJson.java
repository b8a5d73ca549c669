package vortex7.live.recorder;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import vortex7.market.Symbol;

/**
 * Records as JSON in the lines of a recording, and back: doubles to the last bit, decimals and
 * times as texts, so that scale and nanoseconds stay exact.
 */
final class RecordingJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(String.class, new Plain())
                  .addSerializer(Symbol.class, new ToStringSerializer(Symbol.class))
                  .addDeserializer(Symbol.class, new OfSymbol())
                  .addSerializer(BigDecimal.class, new ToStringSerializer(BigDecimal.class)))
          // Only what a record has as a component: what it reckons from them is nothing to keep.
          .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
          .enable(MapperFeature.PROPAGATE_TRANSIENT_MARKER)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private RecordingJson() {}

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be recorded: " + value, e);
    }
  }

  /**
   * @throws IOException when the text is no JSON
   */
  static JsonNode tree(String text) throws IOException {
    return JSON.readTree(text);
  }

  /**
   * @throws IOException when the node is no such record
   */
  static <T> T read(JsonNode node, Class<T> type) throws IOException {
    return JSON.treeToValue(node, type);
  }

  /** Readers of recordings know no escapes: what would need one becomes an apostrophe. */
  static String plain(String text) {
    return text.replaceAll("[\"\\\\\\p{Cntrl}]", "'");
  }

  private static final class Plain extends StdSerializer<String> {
    private static final long serialVersionUID = 1L;

    Plain() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      to.writeString(plain(text));
    }
  }

  private static final class OfSymbol extends FromStringDeserializer<Symbol> {
    private static final long serialVersionUID = 1L;

    OfSymbol() {
      super(Symbol.class);
    }

    @Override
    protected Symbol _deserialize(String text, DeserializationContext context) {
      return Symbol.of(text);
    }
  }
}
