package vortex7.venue.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes bytes on to a server of this machine, and its bytes back a little later, as any network
 * does: the official connector notes a request only after it was sent, and takes an answer that
 * comes before for one that it never asked for.
 */
final class LongWire implements AutoCloseable {
  private static final long BACK_NANOS = 10_000_000;
  private static final int CHUNK = 1 << 16;

  private final ServerSocket listening;
  private final InetSocketAddress server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private LongWire(ServerSocket listening, InetSocketAddress server) {
    this.listening = listening;
    this.server = server;
  }

  static LongWire to(URI server) {
    try {
      LongWire wire =
          new LongWire(
              new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
              new InetSocketAddress(server.getHost(), server.getPort()));
      Thread.ofVirtual().start(wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where to connect instead of at the server. */
  String authority() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket beyond = new Socket();
        open.add(client);
        open.add(beyond);
        beyond.connect(server);
        Thread.ofVirtual().start(() -> pass(client, beyond, 0));
        Thread.ofVirtual().start(() -> pass(beyond, client, BACK_NANOS));
      } catch (IOException closed) {
        return; // The test is over, or the server is gone, which the test notices.
      }
    }
  }

  private static void pass(Socket from, Socket to, long laterNanos) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (laterNanos > 0) {
          LockSupport.parkNanos(laterNanos);
        }
        out.write(chunk, 0, read);
      }
    } catch (IOException closed) {
      // One end is gone; the other is closed with it.
      return;
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
