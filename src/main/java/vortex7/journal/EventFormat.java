package vortex7.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;

/**
 * Turns journaled records into bytes and back: CBOR in the database, JSON for people, both with the
 * same fields.
 *
 * <p>Decimals and times are texts, so that scale and nanoseconds stay exact. An unknown field is
 * passed over (a newer program added it); a missing one is refused unless it is Optional.
 */
public final class EventFormat {
  private final EventCatalog catalog;
  private final ObjectMapper cbor = configured(CBORMapper.builder()).build();
  private final ObjectMapper json = configured(JsonMapper.builder()).build();

  public EventFormat(EventCatalog catalog) {
    this.catalog = catalog;
  }

  public EventCatalog catalog() {
    return catalog;
  }

  /**
   * The manifest of a record.
   *
   * @throws IllegalArgumentException when the catalog does not know it
   */
  public String manifest(Object event) {
    return entry(event).manifest();
  }

  public byte[] write(Object event) {
    entry(event);
    try {
      return cbor.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be journaled: " + event, e);
    }
  }

  /**
   * Reads what {@link #write} wrote, of this or an older version.
   *
   * @throws UnknownManifest when the manifest is not in the catalog, or the bytes are not what it
   *     promises
   */
  public Object read(byte[] bytes, String manifest) throws UnknownManifest {
    try {
      Optional<EventCatalog.Entry> current = catalog.of(manifest);
      if (current.isPresent()) {
        return cbor.readValue(bytes, current.get().type());
      }
      String version = manifest;
      JsonNode tree = cbor.readTree(bytes);
      while (current.isEmpty()) {
        Optional<UnaryOperator<ObjectNode>> step = catalog.upcastFrom(version);
        if (step.isEmpty() || !(tree instanceof ObjectNode old)) {
          throw new UnknownManifest(
              "the journal holds %s, which this program does not know".formatted(manifest));
        }
        tree = step.get().apply(old);
        version = nextVersion(version);
        current = catalog.of(version);
      }
      return cbor.treeToValue(tree, current.get().type());
    } catch (UnknownManifest e) {
      throw e;
    } catch (IOException e) {
      throw new UnknownManifest("the journal's %s cannot be read".formatted(manifest), e);
    }
  }

  /** The record as a JSON tree, with the field names of the journal. */
  public JsonNode json(Object event) {
    return json.valueToTree(event);
  }

  /** The JSON text of any value made of records, decimals and times. */
  public String jsonText(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + value, e);
    }
  }

  /** Reads a record from the JSON that {@link #json} makes. */
  public <T> T fromJson(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + text, e);
    }
  }

  private EventCatalog.Entry entry(Object event) {
    return catalog
        .of(event.getClass())
        .orElseThrow(
            () -> new IllegalArgumentException("has no name in the journal: " + event.getClass()));
  }

  private static String nextVersion(String manifest) {
    int slash = manifest.lastIndexOf('/');
    int version = Integer.parseInt(manifest.substring(slash + 1));
    return EventCatalog.manifest(manifest.substring(0, slash), version + 1);
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B configured(B builder) {
    SimpleModule texts = new SimpleModule("texts");
    texts.addSerializer(BigDecimal.class, new ToStringSerializer(BigDecimal.class));
    texts.addSerializer(Symbol.class, new ToStringSerializer(Symbol.class));
    texts.addDeserializer(Symbol.class, new FromText<>(Symbol.class, Symbol::of));
    texts.addSerializer(ClientOrderId.class, new ToStringSerializer(ClientOrderId.class));
    texts.addDeserializer(
        ClientOrderId.class,
        new FromText<>(ClientOrderId.class, text -> ClientOrderId.parse(text).orElseThrow()));
    return builder
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .addModule(texts)
        .annotationIntrospector(
            SealedTypes.before(
                new com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector()))
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(JsonGenerator.Feature.STRICT_DUPLICATE_DETECTION);
  }

  /** Reads a value from its text form. */
  private static final class FromText<T> extends FromStringDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> reader;

    FromText(Class<T> type, Function<String, T> reader) {
      super(type);
      this.reader = reader;
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) {
      return reader.apply(text);
    }
  }
}
