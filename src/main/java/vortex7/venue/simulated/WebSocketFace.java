package vortex7.venue.simulated;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.Materializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vortex7.venue.simulated.StreamName.TrafficClass;

/**
 * The WebSocket paths: {@code /public}, {@code /market} and {@code /private}, each as {@code ws}
 * and {@code stream}, and the legacy {@code /ws} and {@code /stream}, which serve the public class
 * only (protocols, B.1 to B.3).
 */
final class WebSocketFace {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final ClassicActorSystemProvider system;
  private final SimulatedVenueSettings.Sockets limits;
  private final StreamHub hub;
  private final Materializer materializer;
  private final AtomicLong connectionIds = new AtomicLong();

  WebSocketFace(
      ClassicActorSystemProvider system, SimulatedVenueSettings.Sockets limits, StreamHub hub) {
    this.system = system;
    this.limits = limits;
    this.hub = hub;
    this.materializer = Materializer.matFromSystem(system);
  }

  /** What an upgrade's path asks for; empty when it is none of the venue's. */
  Optional<Flow<Message, Message, NotUsed>> flow(String path, String query) {
    List<String> parts = List.of(path.substring(1).split("/", -1));
    @Nullable TrafficClass trafficClass =
        switch (parts.getFirst()) {
          case "market" -> TrafficClass.MARKET;
          case "private" -> TrafficClass.PRIVATE;
          case "public", "ws", "stream" -> TrafficClass.PUBLIC;
          default -> null;
        };
    if (trafficClass == null) {
      return Optional.empty();
    }
    boolean legacy = parts.getFirst().equals("ws") || parts.getFirst().equals("stream");
    List<String> rest = legacy ? parts : parts.subList(1, parts.size());
    String form = rest.isEmpty() ? "" : rest.getFirst();
    if (!form.equals("ws") && !form.equals("stream")) {
      return Optional.empty();
    }
    StreamConnection.Form opened = new StreamConnection.Form(trafficClass, form.equals("stream"));
    return Optional.of(open(opened, rest.subList(1, rest.size()), query));
  }

  private Flow<Message, Message, NotUsed> open(
      StreamConnection.Form form, List<String> pathStreams, String query) {
    Pair<BoundedSourceQueue<Message>, Source<Message, NotUsed>> out =
        Source.<Message>queue(limits.queuedFrames()).preMaterialize(system);
    StreamConnection connection =
        new StreamConnection(connectionIds.incrementAndGet(), form, out.first());
    for (String stream : pathStreams) {
      add(connection, decoded(stream), Set.of());
    }
    readQuery(connection, query);
    hub.opened(connection);
    IncomingRate rate = new IncomingRate(limits.messagesPerSecond());
    var in =
        Flow.<Message>create()
            .filter(Message::isText)
            .mapAsync(
                1,
                message ->
                    message
                        .asTextMessage()
                        .toStrict(limits.controlTimeout().toMillis(), materializer))
            .to(Sink.foreach(message -> onControl(connection, message.getStrictText(), rate)));
    return Flow.fromSinkAndSourceCoupled(in, out.second())
        .takeWithin(limits.lifetime())
        .watchTermination(
            (unused, done) -> {
              done.whenComplete(
                  (ok, failure) -> {
                    connection.close();
                    hub.closed(connection);
                  });
              return unused;
            });
  }

  /** {@code streams=a/b}, and {@code listenKey=…&events=A/B}, possibly several pairs. */
  private void readQuery(StreamConnection connection, String query) {
    String listenKey = "";
    Set<String> events = new TreeSet<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String value = decoded(pair.substring(equals + 1));
      switch (pair.substring(0, equals)) {
        case "streams" -> {
          for (String stream : value.split("/", -1)) {
            add(connection, stream, Set.of());
          }
        }
        case "listenKey" -> {
          add(connection, listenKey, events);
          listenKey = value;
          events = new TreeSet<>();
        }
        case "events" -> events.addAll(List.of(value.split("/", -1)));
        default -> {
          // Unknown query parameters mean nothing to the venue.
        }
      }
    }
    add(connection, listenKey, events);
  }

  private void add(StreamConnection connection, String stream, Set<String> events) {
    if (stream.isEmpty() || connection.subscriptionCount() >= limits.streamsPerConnection()) {
      return;
    }
    if (stream.indexOf('@') < 0 && stream.indexOf('!') < 0) {
      connection.listen(stream, events);
    } else {
      connection.subscribe(stream);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }

  private void onControl(StreamConnection connection, String text, IncomingRate rate) {
    if (!rate.admits(System.nanoTime())) {
      connection.close();
      return;
    }
    connection.offer(TextMessage.create(answer(connection, text)));
  }

  private String answer(StreamConnection connection, String text) {
    JsonNode request;
    try {
      request = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return "{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column 1\"}";
    }
    if (request == null || !request.isObject() || !request.path("method").isTextual()) {
      return "{\"code\":2,\"msg\":\"Invalid request: missing field `method`\"}";
    }
    JsonNode id = request.path("id");
    if (!id.isMissingNode() && !id.isIntegralNumber() && !id.isTextual() && !id.isNull()) {
      return "{\"code\":2,\"msg\":\"Invalid request: request ID must be an unsigned integer\"}";
    }
    String idText = id.isMissingNode() ? "null" : id.toString();
    JsonNode params = request.path("params");
    return switch (request.path("method").textValue()) {
      case "SUBSCRIBE" -> {
        params.forEach(stream -> add(connection, stream.asText(), Set.of()));
        hub.refresh(connection);
        yield result("null", idText);
      }
      case "UNSUBSCRIBE" -> {
        params.forEach(stream -> connection.unsubscribe(stream.asText()));
        hub.refresh(connection);
        yield result("null", idText);
      }
      case "LIST_SUBSCRIPTIONS" -> {
        JsonWriter list = new JsonWriter().beginArray();
        connection.subscriptions().forEach(list::value);
        yield result(list.endArray().text(), idText);
      }
      case "SET_PROPERTY" -> {
        if (!params.path(0).asText().equals("combined")) {
          yield "{\"code\":0,\"msg\":\"Unknown property\",\"id\":" + idText + "}";
        }
        connection.wrap(params.path(1).asBoolean());
        yield result("null", idText);
      }
      case "GET_PROPERTY" -> {
        if (!params.path(0).asText().equals("combined")) {
          yield "{\"code\":0,\"msg\":\"Unknown property\",\"id\":" + idText + "}";
        }
        yield result(Boolean.toString(connection.wrapped()), idText);
      }
      default ->
          "{\"code\":2,\"msg\":\"Invalid request: unknown variant, expected one of `SUBSCRIBE`,"
              + " `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`\"}";
    };
  }

  private static String result(String json, String id) {
    return "{\"result\":" + json + ",\"id\":" + id + "}";
  }

  /** The client's own messages in the running second; more than allowed ends the socket. */
  private static final class IncomingRate {
    private final int perSecond;
    private long second = Long.MIN_VALUE;
    private int count;

    IncomingRate(int perSecond) {
      this.perSecond = perSecond;
    }

    boolean admits(long nanos) {
      long current = Math.floorDiv(nanos, SECOND_NANOS);
      if (current != second) {
        second = current;
        count = 0;
      }
      return ++count <= perSecond;
    }
  }
}
