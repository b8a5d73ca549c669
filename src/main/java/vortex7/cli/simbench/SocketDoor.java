package vortex7.cli.simbench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import vortex7.settings.Secret;
import vortex7.venue.binance.RequestSigner;

/** Orders over the trading WebSocket API: a socket for each caller, one request at a time on it. */
final class SocketDoor implements OrderLoad.Door, AutoCloseable {
  private final URI api;
  private final String key;
  private final RequestSigner signer;
  private final RestingOrder order;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Line> lines = new ArrayList<>();

  SocketDoor(URI base, String key, Secret secret, RestingOrder order) {
    this.api = base.resolve("/ws-fapi/v1?returnRateLimits=false");
    this.key = key;
    this.signer = new RequestSigner(secret);
    this.order = order;
  }

  /** One socket and what its last request waits for. */
  private static final class Line implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<String> answer = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    synchronized CompletableFuture<String> send(String request) {
      answer = new CompletableFuture<>();
      CompletableFuture<String> waiting = answer;
      WebSocket to = socket;
      if (to == null) {
        throw new IllegalStateException("the socket is not open");
      }
      return to.sendText(request, true).thenCompose(sent -> waiting);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        waiting().complete(whole);
      }
      from.request(1);
      return null;
    }

    private synchronized CompletableFuture<String> waiting() {
      return answer;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      waiting().completeExceptionally(new IllegalStateException("cut: " + code + " " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      waiting().completeExceptionally(error);
    }
  }

  private synchronized Line line(int caller) {
    while (lines.size() <= caller) {
      Line line = new Line();
      line.socket = client.newWebSocketBuilder().buildAsync(api, line).join();
      lines.add(line);
    }
    return lines.get(caller);
  }

  @Override
  public CompletableFuture<Long> place(int caller) {
    return send(caller, "order.place", order.parameters()).thenApply(RestingOrder::orderId);
  }

  @Override
  public CompletableFuture<Void> cancel(int caller, long orderId) {
    Map<String, String> named =
        Map.of("symbol", RestingOrder.SYMBOL, "orderId", Long.toString(orderId));
    return send(caller, "order.cancel", new TreeMap<>(named)).thenAccept(cancelled -> {});
  }

  private CompletableFuture<String> send(
      int caller, String method, SortedMap<String, String> parameters) {
    parameters.put("apiKey", key);
    parameters.put("recvWindow", "60000");
    parameters.put("timestamp", Long.toString(System.currentTimeMillis()));
    parameters.put("signature", signer.sign(RestingOrder.joined(parameters)));
    StringBuilder json =
        new StringBuilder("{\"id\":1,\"method\":\"").append(method).append("\",\"params\":{");
    String separator = "";
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      json.append(separator)
          .append('"')
          .append(parameter.getKey())
          .append("\":\"")
          .append(parameter.getValue())
          .append('"');
      separator = ",";
    }
    return line(caller)
        .send(json.append("}}").toString())
        .thenApply(
            answer -> {
              if (!answer.contains("\"status\":200")) {
                throw new IllegalStateException(answer);
              }
              return answer;
            });
  }

  @Override
  public synchronized void close() {
    for (Line line : lines) {
      if (line.socket != null) {
        line.socket.abort();
      }
    }
  }
}
