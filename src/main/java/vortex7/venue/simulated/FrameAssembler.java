package vortex7.venue.simulated;

import akka.http.impl.engine.ws.FrameData;
import akka.http.impl.engine.ws.FrameEvent;
import akka.http.impl.engine.ws.FrameEventParser;
import akka.http.impl.engine.ws.FrameHeader;
import akka.http.impl.engine.ws.FrameStart;
import akka.util.ByteString;
import akka.util.ByteStringBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import scala.Tuple2;

/**
 * Puts one client's frames together to messages, and finds what the protocol or the venue does not
 * allow before it costs memory. After a {@link Violation} nothing more is to be fed. Lives on the
 * socket's thread.
 */
final class FrameAssembler {
  private static final int PROTOCOL_ERROR = 1002;
  private static final int UNSUPPORTED = 1003;
  private static final int NOT_TEXT = 1007;
  private static final int TOO_BIG = 1009;

  /** More parts than this are not sent by anybody who wants to say something. */
  private static final int PARTS_MAX = 256;

  /** What a client said. */
  sealed interface Heard {}

  /** A message. */
  record Said(String text) implements Heard {}

  record Pinged(ByteString payload) implements Heard {}

  record Ponged(ByteString payload) implements Heard {}

  /** The client ends the socket. */
  record Closed() implements Heard {}

  /** The socket is to be ended with this code of the RFC's section 7.4. */
  record Violation(int code, String reason) implements Heard {}

  private final int bytesMax;
  private final ByteStringBuilder message = new ByteStringBuilder();
  private boolean inMessage;
  private int parts;

  private ByteStringBuilder frame = new ByteStringBuilder();
  private int opcode;
  private boolean last;
  private boolean inFrame;
  private int mask;

  /**
   * @param bytesMax of a message
   */
  FrameAssembler(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Whether a message or a frame has begun and not ended. */
  boolean unfinished() {
    return inMessage || inFrame;
  }

  /** Empty while more has to come. */
  Optional<Heard> on(FrameEvent event) {
    if (event instanceof FrameStart start) {
      Optional<Heard> violation = begin(start.header());
      return violation.isPresent() ? violation : add(start.data(), start.lastPart());
    }
    FrameData more = (FrameData) event;
    return add(more.data(), more.lastPart());
  }

  private Optional<Heard> begin(FrameHeader header) {
    if (header.mask().isEmpty()) {
      return violation(PROTOCOL_ERROR, "frames of clients must be masked");
    }
    if (header.rsv1() || header.rsv2() || header.rsv3()) {
      return violation(PROTOCOL_ERROR, "no extension was agreed on");
    }
    frame = new ByteStringBuilder();
    opcode = header.opcode().code();
    last = header.fin();
    mask = (Integer) header.mask().get();
    return switch (opcode) {
      case WebSocketFrames.CLOSE, WebSocketFrames.PING, WebSocketFrames.PONG ->
          !last || header.length() > WebSocketFrames.CONTROL_BYTES_MAX
              ? violation(PROTOCOL_ERROR, "a control frame must be short and whole")
              : Optional.empty();
      case WebSocketFrames.TEXT, WebSocketFrames.CONTINUATION -> {
        if (inMessage != (opcode == WebSocketFrames.CONTINUATION)) {
          yield violation(PROTOCOL_ERROR, "a message must end before the next begins");
        }
        if (header.length() < 0 || header.length() > bytesMax - message.length()) {
          yield violation(TOO_BIG, "a message may have " + bytesMax + " bytes");
        }
        yield ++parts > PARTS_MAX
            ? violation(TOO_BIG, "a message may have " + PARTS_MAX + " parts")
            : Optional.empty();
      }
      case WebSocketFrames.BINARY -> violation(UNSUPPORTED, "this venue speaks text");
      default -> violation(PROTOCOL_ERROR, "unknown opcode " + opcode);
    };
  }

  private static Optional<Heard> violation(int code, String reason) {
    return Optional.of(new Violation(code, reason));
  }

  private Optional<Heard> add(ByteString masked, boolean frameEnds) {
    Tuple2<ByteString, Object> plain = FrameEventParser.mask(masked, mask);
    mask = (Integer) plain._2();
    frame.append(plain._1());
    inFrame = !frameEnds;
    if (inFrame) {
      return Optional.empty();
    }
    ByteString payload = frame.result();
    frame = new ByteStringBuilder();
    return switch (opcode) {
      case WebSocketFrames.PING -> Optional.of(new Pinged(payload));
      case WebSocketFrames.PONG -> Optional.of(new Ponged(payload));
      case WebSocketFrames.CLOSE -> Optional.of(new Closed());
      default -> part(payload);
    };
  }

  private Optional<Heard> part(ByteString payload) {
    message.append(payload);
    inMessage = !last;
    if (inMessage) {
      return Optional.empty();
    }
    ByteBuffer whole = message.result().asByteBuffer();
    message.clear();
    parts = 0;
    try {
      return Optional.of(new Said(StandardCharsets.UTF_8.newDecoder().decode(whole).toString()));
    } catch (CharacterCodingException notText) {
      return violation(NOT_TEXT, "a text must be UTF-8");
    }
  }
}
