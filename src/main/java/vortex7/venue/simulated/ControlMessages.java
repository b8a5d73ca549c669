package vortex7.venue.simulated;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What clients ask for on an open stream socket, SUBSCRIBE and its kin, and what the venue answers
 * (protocols, B.3).
 */
final class ControlMessages {
  /** A text inside a text nests no deeper than this in any request of the venue. */
  private static final int DEPTH_MAX = 32;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String NAMES =
      "expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`,"
          + " `GET_PROPERTY`";

  private final StreamHub hub;
  private final int streamsMax;

  /**
   * @param streamsMax that one connection may have
   */
  ControlMessages(StreamHub hub, int streamsMax) {
    this.hub = hub;
    this.streamsMax = streamsMax;
  }

  /** Refused with the body that the venue sends. */
  private static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(int code, String message, String id) {
      super(body(code, message, id), null, false, false);
    }

    private static String body(int code, String message, String id) {
      JsonWriter json = new JsonWriter().beginObject().field("code", code).field("msg", message);
      if (!id.isEmpty()) {
        json.rawField("id", id);
      }
      return json.endObject().text();
    }

    String body() {
      return String.valueOf(getMessage());
    }
  }

  /** Does what the client asks and answers it. */
  String answer(StreamConnection connection, String text) {
    try {
      return answer(connection, request(text));
    } catch (Invalid invalid) {
      return invalid.body();
    }
  }

  private static JsonNode request(String text) {
    JsonNode request;
    try {
      request = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      var at = notJson.getLocation();
      throw new Invalid(
          3,
          "Invalid JSON: expected value at line "
              + (at == null ? 1 : at.getLineNr())
              + " column "
              + (at == null ? 1 : at.getColumnNr()),
          "");
    }
    if (request.isMissingNode()) {
      throw new Invalid(3, "Invalid JSON: EOF while parsing a value at line 1 column 0", "");
    }
    if (!request.isObject()) {
      throw new Invalid(2, "Invalid request: request must be an object", "");
    }
    return request;
  }

  private String answer(StreamConnection connection, JsonNode request) {
    String id = id(request.path("id"));
    JsonNode method = request.path("method");
    if (!method.isTextual()) {
      throw new Invalid(2, "Invalid request: missing field `method`", id);
    }
    JsonNode params = request.path("params");
    return switch (method.textValue()) {
      case "SUBSCRIBE" -> {
        subscribe(connection, streams(params, id), id);
        yield result("null", id);
      }
      case "UNSUBSCRIBE" -> {
        streams(params, id).forEach(connection::unsubscribe);
        hub.refresh(connection);
        yield result("null", id);
      }
      case "LIST_SUBSCRIPTIONS" -> {
        JsonWriter list = new JsonWriter().beginArray();
        connection.subscriptions().forEach(list::value);
        yield result(list.endArray().text(), id);
      }
      case "SET_PROPERTY" -> {
        requireCombined(params, id);
        if (!params.path(1).isBoolean()) {
          throw new Invalid(2, "Invalid request: property value must be a boolean", id);
        }
        connection.wrap(params.path(1).booleanValue());
        yield result("null", id);
      }
      case "GET_PROPERTY" -> {
        requireCombined(params, id);
        yield result(Boolean.toString(connection.wrapped()), id);
      }
      default ->
          throw new Invalid(
              2, "Invalid request: unknown variant `" + shown(method) + "`, " + NAMES, id);
    };
  }

  /** As much of a text of the client as an answer repeats. */
  private static String shown(JsonNode method) {
    String text = method.textValue();
    return text.length() <= 32 ? text : text.substring(0, 32);
  }

  /** The id as JSON, which the answer repeats; "null" when none was sent. */
  private static String id(JsonNode id) {
    if (id.isMissingNode() || id.isNull()) {
      return "null";
    }
    if (id.isTextual() && id.textValue().length() <= 36) {
      return id.toString();
    }
    if (id.isIntegralNumber() && id.canConvertToLong() && id.longValue() >= 0) {
      return id.toString();
    }
    throw new Invalid(
        2,
        "Invalid request: request ID must be an unsigned integer or a string of up to 36"
            + " characters",
        "");
  }

  private static List<String> streams(JsonNode params, String id) {
    if (!params.isArray()) {
      throw new Invalid(2, "Invalid request: params must be an array", id);
    }
    List<String> streams = new ArrayList<>();
    for (JsonNode stream : params) {
      if (!stream.isTextual()) {
        throw new Invalid(2, "Invalid request: invalid type, expected a string", id);
      }
      streams.add(stream.textValue());
    }
    return streams;
  }

  private void subscribe(StreamConnection connection, List<String> streams, String id) {
    for (String stream : streams) {
      if (!add(connection, stream, Set.of())) {
        hub.refresh(connection);
        throw new Invalid(
            2, "Invalid request: a connection may have " + streamsMax + " streams", id);
      }
    }
    hub.refresh(connection);
  }

  /**
   * Notes a stream or a listen key, known to the venue or not; the hub is to be refreshed after.
   *
   * @param events wanted of a listen key; all when empty
   * @return false when the connection has as many as it may
   */
  boolean add(StreamConnection connection, String stream, Set<String> events) {
    if (stream.isEmpty() || stream.length() > 2 * StreamName.LENGTH_MAX) {
      return true; // Acknowledged and forgotten: nothing is called like this.
    }
    if (!connection.hasRoomFor(stream, streamsMax)) {
      return false;
    }
    if (stream.indexOf('@') < 0 && stream.indexOf('!') < 0) {
      connection.listen(stream, events);
    } else {
      connection.subscribe(stream);
    }
    return true;
  }

  private static void requireCombined(JsonNode params, String id) {
    if (!params.path(0).asText().equals("combined")) {
      throw new Invalid(0, "Unknown property", id);
    }
  }

  private static String result(String json, String id) {
    return "{\"result\":" + json + ",\"id\":" + id + "}";
  }
}
