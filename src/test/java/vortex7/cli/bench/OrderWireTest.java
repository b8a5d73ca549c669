package vortex7.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OrderWireTest {
  private static final String SIGNATURE = "&signature=" + "ab".repeat(32);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void an_order_is_noted_when_its_last_byte_came_and_everything_is_handed_on() throws Exception {
    String head =
        "POST /fapi/v1/order HTTP/1.1\r\n"
            + "Content-Length: 99\r\n\r\n"
            + "symbol=BTCUSDT&newClientOrderId=v7x1E00";
    try (ServerSocket venue = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        OrderWire wire = OrderWire.to(URI.create("http://127.0.0.1:" + venue.getLocalPort()));
        Socket client = new Socket("127.0.0.1", wire.address().getPort());
        Socket served = venue.accept()) {
      String query =
          "GET /fapi/v1/order?origClientOrderId=v7x1E00" + SIGNATURE + " HTTP/1.1\r\n\r\n";
      client.getOutputStream().write(bytes(query));
      assertThat(read(served, query.length())).isEqualTo(query);
      assertThat(wire.cameNanos("v7x1E00")).isEmpty();

      long before = System.nanoTime();
      client.getOutputStream().write(bytes(head));
      assertThat(read(served, head.length())).isEqualTo(head);
      assertThat(wire.cameNanos("v7x1E00")).isEmpty();
      String tail = "&timestamp=1" + SIGNATURE;
      client.getOutputStream().write(bytes(tail));
      assertThat(read(served, tail.length())).isEqualTo(tail);
      org.awaitility.Awaitility.await().until(() -> wire.cameNanos("v7x1E00").isPresent());
      assertThat(wire.cameNanos("v7x1E00").orElseThrow()).isGreaterThan(before);

      served.getOutputStream().write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
      assertThat(read(client, 19)).isEqualTo("HTTP/1.1 200 OK\r\n\r\n");
    }
  }

  private static String read(Socket from, int count) throws IOException {
    InputStream in = from.getInputStream();
    return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
  }
}
