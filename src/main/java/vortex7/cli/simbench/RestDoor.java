package vortex7.cli.simbench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import vortex7.settings.Secret;
import vortex7.venue.binance.RequestSigner;

/** Orders over signed REST requests, connections kept alive. */
final class RestDoor implements OrderLoad.Door {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI base;
  private final String key;
  private final RequestSigner signer;
  private final RestingOrder order;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  RestDoor(URI base, String key, Secret secret, RestingOrder order) {
    this.base = base;
    this.key = key;
    this.signer = new RequestSigner(secret);
    this.order = order;
  }

  @Override
  public CompletableFuture<Long> place(int caller) {
    return send("POST", order.query()).thenApply(RestingOrder::orderId);
  }

  @Override
  public CompletableFuture<Void> cancel(int caller, long orderId) {
    return send("DELETE", "symbol=" + RestingOrder.SYMBOL + "&orderId=" + orderId)
        .thenAccept(cancelled -> {});
  }

  private CompletableFuture<String> send(String method, String parameters) {
    String query = parameters + "&recvWindow=60000&timestamp=" + System.currentTimeMillis();
    HttpRequest request =
        HttpRequest.newBuilder(
                base.resolve("/fapi/v1/order?" + query + "&signature=" + signer.sign(query)))
            .header("X-MBX-APIKEY", key)
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
              }
              return answer.body();
            });
  }
}
