package vortex7.cli.simbench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import vortex7.market.Symbol;
import vortex7.venue.simulated.SimulatedVenue;

/** Many clients that each hear the 100 ms books of many symbols, and how late they hear them. */
final class DepthListeners implements AutoCloseable {
  private static final double LAG_GOAL_MILLIS = 50;
  private static final double BOOKS_A_SECOND = 10;

  private final List<CountingListener> listeners = new ArrayList<>();
  private final List<WebSocket> sockets = new ArrayList<>();
  private final int symbols;

  /**
   * @throws CompletionException when a socket cannot be opened
   */
  DepthListeners(SimulatedVenue venue, List<Symbol> symbols, int clients) {
    this.symbols = symbols.size();
    URI books =
        venue
            .webSocketUrl()
            .resolve(
                symbols.stream()
                    .map(symbol -> symbol.code().toLowerCase(Locale.ROOT) + "@depth20@100ms")
                    .collect(Collectors.joining("/", "/public/stream?streams=", "")));
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < clients; i++) {
      CountingListener listener = new CountingListener(() -> venue.clock().millis());
      listeners.add(listener);
      sockets.add(client.newWebSocketBuilder().buildAsync(books, listener).join());
    }
  }

  /**
   * @throws IllegalStateException when a client was cut, or heard other than the others
   */
  List<Figure> measure(long nanos) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(nanos / 4));
    listeners.forEach(listener -> listener.count(true));
    Thread.sleep(Duration.ofNanos(nanos));
    listeners.forEach(listener -> listener.count(false));
    Histogram lag = new Histogram(2);
    long frames = 0;
    long fewest = Long.MAX_VALUE;
    for (CountingListener listener : listeners) {
      if (listener.ended().toCompletableFuture().isDone()) {
        throw new IllegalStateException("the venue cut a client that counts books");
      }
      lag.add(listener.lagMillis());
      frames += listener.frames();
      fewest = Math.min(fewest, listener.frames());
    }
    double seconds = nanos / 1e9;
    String what = listeners.size() + " clients, " + symbols + " symbols, books of 100 ms";
    return List.of(
        Figure.told(what + ": sent", frames / seconds, "frames/s"),
        Figure.atLeast(
            "  heard of 10 a second and symbol, the client that heard least",
            100.0 * fewest / (seconds * symbols * BOOKS_A_SECOND),
            "%",
            90),
        Figure.told("  lag p50", (double) lag.getValueAtPercentile(50), "ms"),
        Figure.atMost("  lag p99", (double) lag.getValueAtPercentile(99), "ms", LAG_GOAL_MILLIS),
        Figure.told("  lag max", (double) lag.getMaxValue(), "ms"));
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
  }
}
