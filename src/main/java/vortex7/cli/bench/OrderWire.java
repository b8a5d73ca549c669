package vortex7.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wire between the daemon's REST client and the venue that notes when the bytes of each new order
 * came out at its other end: after the daemon wrote them to its socket, so the figure can only be
 * too large.
 */
public final class OrderWire implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** A new order whose text has come whole: its signature is the last parameter. */
  private static final Pattern ORDER =
      Pattern.compile(
          "POST /fapi/v1/order HTTP.*newClientOrderId=([0-9A-Za-z]+).*&signature=[0-9a-f]{64}",
          Pattern.DOTALL);

  private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT|DELETE) /");

  private final URI venue;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> cameNanos = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private OrderWire(URI venue, ServerSocket server) {
    this.venue = venue;
    this.server = server;
  }

  /** Opens a wire to the REST address of a venue on this machine. */
  public static OrderWire to(URI venue) {
    try {
      ServerSocket server = new ServerSocket();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      OrderWire wire = new OrderWire(venue, server);
      start("bench-wire", wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the wire to the venue", e);
    }
  }

  private static void start(String name, Runnable what) {
    Thread.ofPlatform().daemon().name(name).start(what);
  }

  /** What the client is to call instead of the venue. */
  public URI address() {
    return URI.create(
        "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
  }

  /** When the order's bytes had all come, by the monotonic clock; empty when they have not. */
  public Optional<Long> cameNanos(String clientOrderId) {
    return Optional.ofNullable(cameNanos.get(clientOrderId));
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = server.accept();
        Socket upstream = new Socket(venue.getHost(), venue.getPort());
        for (Socket each : new Socket[] {client, upstream}) {
          each.setOption(StandardSocketOptions.TCP_NODELAY, true);
          open.add(each);
        }
        start("bench-wire-out", () -> carry(client, upstream, true));
        start("bench-wire-in", () -> carry(upstream, client, false));
      } catch (IOException refused) {
        if (!closed && server.isClosed()) {
          return;
        }
        // The venue was not to be had for one connection: the client sees it cut and tries again.
      }
    }
  }

  private void carry(Socket from, Socket to, boolean listens) {
    byte[] buffer = new byte[BUFFER];
    StringBuilder heard = new StringBuilder();
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        long now = System.nanoTime();
        out.write(buffer, 0, count);
        if (listens) {
          hear(heard, new String(buffer, 0, count, StandardCharsets.ISO_8859_1), now);
        }
      }
    } catch (IOException cut) {
      // Either end closed: both are closed now, which tells the other one.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  /** A client sends its next request on a connection only after the answer, so none are mixed. */
  private void hear(StringBuilder heard, String chunk, long now) {
    if (REQUEST.matcher(chunk).lookingAt()) {
      heard.setLength(0);
    }
    heard.append(chunk);
    Matcher order = ORDER.matcher(heard);
    if (order.lookingAt()) {
      cameNanos.putIfAbsent(order.group(1), now);
      heard.setLength(0);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
