package vortex7.cli.simbench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import vortex7.venue.simulated.SimulatedVenue;

/**
 * The heap of a venue over a stretch of its time at maximal speed: what is left after a collection,
 * at equal distances of virtual time, while a client hears the market.
 */
final class MemoryCourse {
  private static final int SAMPLES = 24;
  private static final double GROWTH_MAX = 1.10;
  private static final double MIB = 1 << 20;
  private static final Duration STALL = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;

  private MemoryCourse() {}

  /**
   * @throws IllegalStateException when the venue's time stands still
   */
  static List<Figure> measure(SimulatedVenue venue, Duration virtual, DoubleConsumer progress)
      throws InterruptedException {
    URI streams =
        venue
            .webSocketUrl()
            .resolve(
                "/stream?streams=btcusdt@depth20@100ms/ethusdt@depth20@100ms/btcusdt@bookTicker");
    CountingListener listener = new CountingListener(() -> venue.clock().millis());
    WebSocket socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(streams, listener).join();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    List<Double> heap = new ArrayList<>();
    long start = venue.clock().millis();
    long begun = System.nanoTime();
    try {
      for (int i = 1; i <= SAMPLES; i++) {
        awaitTime(venue, start + virtual.toMillis() * i / SAMPLES);
        System.gc();
        heap.add(memory.getHeapMemoryUsage().getUsed() / MIB);
        progress.accept((double) i / SAMPLES);
      }
    } finally {
      socket.abort();
    }
    double early = mean(heap.subList(SAMPLES / 4, SAMPLES / 2));
    double late = mean(heap.subList(3 * SAMPLES / 4, SAMPLES));
    double seconds = (System.nanoTime() - begun) / 1e9;
    String span = virtual.toMinutes() + " min of the venue's time";
    return List.of(
        Figure.told(span + ": virtual seconds in a real one", virtual.toSeconds() / seconds, "x"),
        Figure.told("  heap after collection, second quarter", early, "MiB"),
        Figure.told("  heap after collection, last quarter", late, "MiB"),
        Figure.atMost("  last over second quarter", late / early, "x", GROWTH_MAX));
  }

  private static void awaitTime(SimulatedVenue venue, long millis) throws InterruptedException {
    long moved = System.nanoTime();
    long last = venue.clock().millis();
    while (last < millis) {
      Thread.sleep(POLL_MILLIS);
      long now = venue.clock().millis();
      if (now != last) {
        last = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STALL.toNanos()) {
        throw new IllegalStateException("the venue's time stands still");
      }
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
