package vortex7.venue.simulated;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client without manners: it sends the bytes that a test wants, and answers nothing.
 */
final class RawSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;
  private final int status;

  /** A frame of the server. */
  record Frame(int opcode, byte[] payload) {
    /** Of a close frame. */
    int closeCode() {
      return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    }
  }

  RawSocket(int port, String path) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    write(
        ("GET "
                + path
                + " HTTP/1.1\r\n"
                + "Host: venue\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    status = Integer.parseInt(line().split(" ")[1]);
    while (!line().isEmpty()) {
      // The rest of the head says nothing new.
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** HTTP status of the upgrade. */
  int status() {
    return status;
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** A masked frame. */
  void frame(boolean last, int opcode, byte[] payload) throws IOException {
    head(last, opcode, payload.length);
    byte[] masked = payload.clone();
    byte[] mask = {1, 2, 3, 4};
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i & 3];
    }
    write(masked);
  }

  /** The head of a masked frame that may never come. */
  void head(boolean last, int opcode, long length) throws IOException {
    java.nio.ByteBuffer head = java.nio.ByteBuffer.allocate(14);
    head.put((byte) ((last ? 0x80 : 0) | opcode));
    if (length < 126) {
      head.put((byte) (0x80 | length));
    } else if (length < 65_536) {
      head.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      head.put((byte) (0x80 | 127)).putLong(length);
    }
    head.put(new byte[] {1, 2, 3, 4});
    write(java.util.Arrays.copyOf(head.array(), head.position()));
  }

  void text(String text) throws IOException {
    frame(true, 1, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The next frame of the server. */
  Frame read() throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    return new Frame(first & 0x0f, payload);
  }

  /**
   * The code of the close frame that the server sends, after whatever else; 0 when it just goes.
   */
  int closed() {
    try {
      for (Frame frame = read(); true; frame = read()) {
        if (frame.opcode() == 8) {
          return frame.closeCode();
        }
      }
    } catch (EOFException gone) {
      return 0;
    } catch (java.net.SocketTimeoutException stillThere) {
      throw new AssertionError("the server did not end the socket", stillThere);
    } catch (IOException reset) {
      return 0;
    }
  }

  /** Goes without a word. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
