package vortex7.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import vortex7.live.view.BookView;
import vortex7.live.view.TradeView;
import vortex7.market.Candle;
import vortex7.market.Symbol;

/**
 * The API's JSON: times ISO-8601 in UTC, money, prices and quantities as decimal texts, whatever
 * type they have inside; statistics as numbers.
 */
final class ApiJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule("api")
                  .addSerializer(BigDecimal.class, new PlainDecimal())
                  .addSerializer(Symbol.class, new ToStringSerializer(Symbol.class))
                  .addSerializer(BookView.Level.class, new LevelSerializer())
                  .addSerializer(TradeView.class, new TradeSerializer())
                  .addSerializer(Candle.class, new CandleSerializer()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private ApiJson() {}

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is not JSON", e);
    }
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Reads a body. */
  static JsonNode read(byte[] body) throws IOException {
    return MAPPER.readTree(body);
  }

  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was kept is not JSON", e);
    }
  }

  static String plain(double value) {
    return Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : "";
  }

  private static final class PlainDecimal extends JsonSerializer<BigDecimal> {
    @Override
    public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toPlainString());
    }
  }

  private static final class LevelSerializer extends JsonSerializer<BookView.Level> {
    @Override
    public void serialize(BookView.Level level, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("price", plain(level.price()));
      json.writeStringField("quantity", plain(level.quantity()));
      json.writeEndObject();
    }
  }

  private static final class TradeSerializer extends JsonSerializer<TradeView> {
    @Override
    public void serialize(TradeView trade, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeNumberField("id", trade.id());
      json.writeStringField("price", plain(trade.price()));
      json.writeStringField("quantity", plain(trade.quantity()));
      json.writeStringField("side", trade.side().name());
      json.writeStringField("time", trade.time().toString());
      json.writeEndObject();
    }
  }

  private static final class CandleSerializer extends JsonSerializer<Candle> {
    @Override
    public void serialize(Candle candle, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("openTime", Instant.ofEpochMilli(candle.openTime()).toString());
      json.writeStringField("closeTime", Instant.ofEpochMilli(candle.closeTime()).toString());
      json.writeStringField("open", plain(candle.open()));
      json.writeStringField("high", plain(candle.high()));
      json.writeStringField("low", plain(candle.low()));
      json.writeStringField("close", plain(candle.close()));
      json.writeStringField("volume", plain(candle.volume()));
      json.writeBooleanField("closed", candle.closed());
      json.writeEndObject();
    }
  }
}
