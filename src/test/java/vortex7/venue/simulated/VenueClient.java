package vortex7.venue.simulated;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A plain client of the venue, on the JDK's own HTTP, that signs what has to be signed. */
final class VenueClient implements AutoCloseable {
  /** A field that is there twice is a fault of the venue. */
  static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final HttpClient http = HttpClient.newHttpClient();
  private final SimulatedVenue venue;
  private final String key;
  private final String secret;

  VenueClient(SimulatedVenue venue) {
    this(venue, "sim-key", "sim-secret");
  }

  VenueClient(SimulatedVenue venue, String key, String secret) {
    this.venue = venue;
    this.key = key;
    this.secret = secret;
  }

  /** Status, headers and parsed body. */
  record Reply(HttpResponse<String> raw, JsonNode body) {
    int status() {
      return raw.statusCode();
    }

    int code() {
      return body.path("code").asInt();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  Reply open(String pathAndQuery) {
    return send(request(pathAndQuery).GET());
  }

  Reply signed(String method, String path, String parameters) {
    String query =
        (parameters.isEmpty() ? "" : parameters + "&")
            + "timestamp="
            + venue.clock().millis()
            + "&recvWindow=60000";
    return raw(method, path, query + "&signature=" + RequestSignature.sign(secret, query));
  }

  /** Sends a query as it is, with the key. */
  Reply raw(String method, String path, String query) {
    return send(
        request(path + "?" + query)
            .header("X-MBX-APIKEY", key)
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  /** Sends a form body, with the key. */
  Reply form(String method, String pathAndQuery, String body) {
    return send(
        request(pathAndQuery)
            .header("X-MBX-APIKEY", key)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  String listenKey() {
    return raw("POST", "/fapi/v1/listenKey", "").body().path("listenKey").asText();
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(venue.restUrl() + pathAndQuery))
        .timeout(Duration.ofSeconds(30));
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      return new Reply(
          response,
          text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : JSON.nullNode());
    } catch (IOException failed) {
      throw new AssertionError("request failed", failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  /** A socket with everything it received. */
  static final class Socket implements WebSocket.Listener, AutoCloseable {
    private final CopyOnWriteArrayList<JsonNode> received = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final Consumer<JsonNode> onEvent;
    private volatile boolean closed;
    private WebSocket socket;

    private Socket(Consumer<JsonNode> onEvent) {
      this.onEvent = onEvent;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        try {
          JsonNode event = JSON.readTree(partial.toString());
          received.add(event);
          onEvent.accept(event);
        } catch (IOException notJson) {
          throw new AssertionError("not JSON: " + partial, notJson);
        }
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      closed = true;
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed = true;
    }

    List<JsonNode> received() {
      return received;
    }

    /** Events of one type, bare or wrapped. */
    List<JsonNode> events(String type) {
      return received.stream()
          .map(node -> node.has("stream") ? node.path("data") : node)
          .filter(node -> node.path("e").asText().equals(type))
          .toList();
    }

    boolean closed() {
      return closed;
    }

    void send(String text) {
      socket.sendText(text, true).join();
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  Socket socket(String pathAndQuery) {
    return socket(pathAndQuery, event -> {});
  }

  /** A socket whose events {@code onEvent} sees as they come. */
  Socket socket(String pathAndQuery, Consumer<JsonNode> onEvent) {
    Socket listener = new Socket(onEvent);
    listener.socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(venue.webSocketUrl() + pathAndQuery), listener)
            .join();
    return listener;
  }

  @Override
  public void close() {
    http.shutdownNow(); // close() would wait for sockets that a failed test left open.
  }
}
