package vortex7.cli.simbench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import vortex7.settings.Secret;
import vortex7.venue.binance.RequestSigner;

/**
 * Orders a second that a venue takes over REST: so many callers at once, each of which sends its
 * next signed order when the last is answered, and cancels its own from time to time.
 */
final class RestOrders {
  private static final int CALLERS = 16;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String SYMBOL = "BTCUSDT";
  private static final BigDecimal BELOW_MARK = new BigDecimal("0.97");

  /** Each caller has a symbol's open orders to itself up to the venue's limit of 200. */
  private static final int ORDERS_PER_CANCEL = 10;

  private final URI base;
  private final String key;
  private final RequestSigner signer;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final AtomicLong orders = new AtomicLong();
  private volatile boolean running = true;

  RestOrders(URI base, String key, Secret secret) {
    this.base = base;
    this.key = key;
    this.signer = new RequestSigner(secret);
  }

  /**
   * Orders a second over {@code nanos}, after a warm-up half as long.
   *
   * @throws IllegalStateException when an order is refused: nothing is measured then
   */
  double measure(long nanos) throws IOException, InterruptedException {
    String restingOrder = restingOrder();
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(next(0, restingOrder));
    }
    Thread.sleep(Duration.ofNanos(nanos / 2));
    long before = orders.get();
    long begun = System.nanoTime();
    Thread.sleep(Duration.ofNanos(nanos));
    long done = orders.get() - before;
    long spent = System.nanoTime() - begun;
    running = false;
    try {
      callers.forEach(CompletableFuture::join);
    } catch (CompletionException refused) {
      throw new IllegalStateException("an order over REST failed: " + refused.getCause(), refused);
    }
    return done * 1e9 / spent;
  }

  private CompletableFuture<Void> next(int sent, String restingOrder) {
    if (!running) {
      return CompletableFuture.completedFuture(null);
    }
    boolean cancels = sent % (ORDERS_PER_CANCEL + 1) == ORDERS_PER_CANCEL;
    HttpRequest request =
        cancels
            ? request("DELETE", "/fapi/v1/allOpenOrders", "symbol=" + SYMBOL)
            : request("POST", "/fapi/v1/order", restingOrder);
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenCompose(
            answer -> {
              if (answer.statusCode() != 200) {
                running = false;
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
              }
              if (!cancels) {
                orders.incrementAndGet();
              }
              return next(sent + 1, restingOrder);
            });
  }

  /** An order that rests: a good deal below the mark, above what the venue allows at least. */
  private String restingOrder() throws IOException, InterruptedException {
    HttpRequest mark =
        HttpRequest.newBuilder(base.resolve("/fapi/v1/premiumIndex?symbol=" + SYMBOL)).build();
    String answer = client.send(mark, HttpResponse.BodyHandlers.ofString()).body();
    BigDecimal price =
        new BigDecimal(new ObjectMapper().readTree(answer).path("markPrice").asText())
            .multiply(BELOW_MARK)
            .setScale(0, RoundingMode.DOWN);
    return "symbol="
        + SYMBOL
        + "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price="
        + price.toPlainString();
  }

  private HttpRequest request(String method, String path, String parameters) {
    String query = parameters + "&recvWindow=60000&timestamp=" + System.currentTimeMillis();
    return HttpRequest.newBuilder(
            base.resolve(path + "?" + query + "&signature=" + signer.sign(query)))
        .header("X-MBX-APIKEY", key)
        .timeout(TIMEOUT)
        .method(method, HttpRequest.BodyPublishers.noBody())
        .build();
  }
}
