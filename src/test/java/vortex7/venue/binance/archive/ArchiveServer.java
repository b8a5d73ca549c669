package vortex7.venue.binance.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An archive on loopback that answers as it is told to. */
final class ArchiveServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  /** Requests as {@code path range}, in the order in which they came. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** So many requests for files are answered with {@link #failure} first. */
  final AtomicInteger failures = new AtomicInteger();

  volatile int failure = 503;

  /** So many answers end after half of what they announced. */
  final AtomicInteger cuts = new AtomicInteger();

  volatile boolean ranges = true;

  ArchiveServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void put(String path, byte[] bytes) {
    objects.put(path, bytes);
  }

  void put(String path, String text) {
    put(path, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = exchange.getRequestHeaders().getFirst("Range");
    asked.add(path + (range == null ? "" : " " + range));
    byte[] bytes = objects.get(path);
    try (exchange) {
      if (bytes == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (path.endsWith(".zip") && failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        exchange.sendResponseHeaders(failure, -1);
      } else {
        give(exchange, bytes, range == null || !ranges ? 0 : firstByte(range));
      }
    }
  }

  private static int firstByte(String range) {
    return Integer.parseInt(range.replaceAll("\\D", ""));
  }

  private void give(HttpExchange exchange, byte[] bytes, int from) throws IOException {
    if (from > 0 && from >= bytes.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    boolean zip = exchange.getRequestURI().getPath().endsWith(".zip");
    boolean cut = zip && cuts.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    int length = bytes.length - from;
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length);
    exchange.getResponseBody().write(bytes, from, cut ? length / 2 : length);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
