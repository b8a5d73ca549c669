package vortex7.venue.simulated;

import akka.http.impl.engine.ws.FrameEvent;
import akka.http.impl.engine.ws.FrameHeader;
import akka.http.impl.engine.ws.FrameStart;
import akka.http.impl.engine.ws.Protocol;
import akka.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.nio.charset.StandardCharsets;
import scala.Option;

/**
 * Frames of RFC 6455 as Akka HTTP has them below its messages. The venue needs this level: it pings
 * busy sockets too, times the pongs, and counts every frame that a client sends. Together with
 * {@link FrameAssembler} the only place that knows Akka's own types.
 */
final class WebSocketFrames {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** The payload of a control frame may be no longer, says the protocol. */
  static final int CONTROL_BYTES_MAX = 125;

  private WebSocketFrames() {}

  /** Answers an upgrade with a flow of frames; those of the client come masked. */
  static HttpResponse accept(WebSocketUpgrade upgrade, Flow<FrameEvent, FrameEvent, ?> flow) {
    if (!((Object) upgrade instanceof UpgradeToWebSocketLowLevel frames)) {
      throw new IllegalStateException("Akka HTTP upgrades otherwise now: " + upgrade.getClass());
    }
    @SuppressWarnings("unchecked") // What a flow materializes does not matter here.
    Flow<FrameEvent, FrameEvent, Object> any = (Flow<FrameEvent, FrameEvent, Object>) flow;
    return frames.handleFrames(any, Option.empty());
  }

  static FrameEvent text(String text) {
    return whole(TEXT, ByteString.fromString(text, StandardCharsets.UTF_8));
  }

  static FrameEvent ping(ByteString payload) {
    return whole(PING, payload);
  }

  static FrameEvent pong(ByteString payload) {
    return whole(PONG, payload);
  }

  /** Says why the socket ends; codes as in section 7.4 of the RFC. */
  static FrameEvent close(int code, String reason) {
    byte[] said = reason.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[2 + Math.min(said.length, CONTROL_BYTES_MAX - 2)];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(said, 0, payload, 2, payload.length - 2);
    return whole(CLOSE, ByteString.fromArray(payload));
  }

  private static FrameStart whole(int opcode, ByteString data) {
    return start(opcode, Option.empty(), true, data.size(), data);
  }

  /** The beginning of a frame of {@code length} bytes, with as much of it as there is. */
  static FrameStart start(
      int opcode, Option<Object> mask, boolean last, long length, ByteString data) {
    FrameHeader header =
        FrameHeader.apply(
            Protocol.Opcode$.MODULE$.forCode((byte) opcode),
            mask,
            length,
            last,
            false,
            false,
            false);
    return FrameStart.apply(header, data);
  }
}
