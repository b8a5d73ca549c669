package vortex7.cli;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a daemon and the WebSocket face of its venue: passes everything on, and every now
 * and then says something that no venue says, between two frames of the venue's.
 */
final class GarblingProxy implements AutoCloseable {
  /** Torn, foreign, of a wrong shape, of a wrong type. */
  private static final List<String> GARBAGE =
      List.of(
          "{\"e\":\"aggTrade\",\"s\":\"BTCUSDT\",\"p\":\"60",
          "{\"e\":\"aggTrade\",\"s\":\"BTCUSDT\",\"a\":-1,\"p\":\"x\",\"q\":\"\",\"T\":0,\"m\":1}",
          "{\"stream\":\"nobody@nothing\",\"data\":{\"e\":\"neverHeardOf\",\"E\":1,\"nq\":\"7\"}}",
          "{\"e\":\"depthUpdate\",\"s\":\"BTCUSDT\",\"b\":[[\"1\"]],\"a\":[],\"u\":1}",
          "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":1,\"T\":1,\"o\":{\"c\":7,\"x\":\"TRADE\",\"l\":\"?\"}}",
          "{\"e\":\"ORDER_TRADE_UPDATE\",\"o\":{\"c\":\"someoneElses\",\"s\":\"btc/usdt\",\"S\":\"UP\"}}",
          "{\"e\":\"ACCOUNT_UPDATE\",\"E\":1,\"a\":{\"B\":[{\"a\":\"USDT\",\"wb\":\"much\"}]}}",
          "{\"e\":\"ALGO_UPDATE\",\"o\":[]}",
          "[]",
          "null",
          "",
          "\u0000\u0001{{{{",
          "not json at all");

  private static final int EVERY_MILLIS = 40;
  private static final int TEXT = 0x81;

  private final ServerSocket listening;
  private final int venue;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean garbling;
  private final AtomicLong said = new AtomicLong();

  GarblingProxy(int venue) throws IOException {
    this.venue = venue;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "ws://127.0.0.1:" + listening.getLocalPort();
  }

  /** From now on garbage goes out between the venue's frames, or no longer. */
  void garble(boolean yes) {
    garbling = yes;
  }

  /** Frames of garbage that went out. */
  long said() {
    return said.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), venue)) {
      open.add(upstream);
      Thread up = Thread.ofVirtual().start(() -> pass(client, upstream));
      DataInputStream in = new DataInputStream(upstream.getInputStream());
      OutputStream out = client.getOutputStream();
      head(in, out);
      Thread garbler = Thread.ofVirtual().start(() -> garble(out));
      try {
        while (true) {
          frame(in, out);
        }
      } finally {
        garbler.interrupt();
        up.interrupt();
      }
    } catch (IOException gone) {
      open.remove(client);
    }
  }

  private static void pass(Socket client, Socket upstream) {
    try {
      client.getInputStream().transferTo(upstream.getOutputStream());
      upstream.shutdownOutput();
    } catch (IOException gone) {
      // The other direction notices as well, and ends both.
    }
  }

  private static void head(InputStream in, OutputStream out) throws IOException {
    int last = 0;
    while (last != 0x0D0A0D0A) {
      int read = in.read();
      if (read < 0) {
        throw new EOFException("the venue hung up");
      }
      out.write(read);
      last = (last << 8) | read;
    }
    out.flush();
  }

  /** One frame of the venue's, whole. */
  private static void frame(DataInputStream in, OutputStream out) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7F;
    byte[] longer = new byte[length == 126 ? 2 : length == 127 ? 8 : 0];
    in.readFully(longer);
    if (longer.length > 0) {
      length = 0;
      for (byte each : longer) {
        length = (length << 8) | (each & 0xFF);
      }
    }
    byte[] payload = in.readNBytes(Math.toIntExact(length));
    synchronized (out) {
      out.write(first);
      out.write(second);
      out.write(longer);
      out.write(payload);
      out.flush();
    }
  }

  private void garble(OutputStream out) {
    try {
      for (int turn = 0; ; turn++) {
        do {
          Thread.sleep(EVERY_MILLIS);
        } while (!garbling);
        byte[] payload = GARBAGE.get(turn % GARBAGE.size()).getBytes(StandardCharsets.UTF_8);
        boolean extended = payload.length > 125;
        synchronized (out) {
          out.write(TEXT);
          out.write(extended ? 126 : payload.length);
          if (extended) {
            out.write(payload.length >> 8);
            out.write(payload.length & 0xFF);
          }
          out.write(payload);
          out.flush();
        }
        said.incrementAndGet();
      }
    } catch (IOException | InterruptedException gone) {
      // The connection is over.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
