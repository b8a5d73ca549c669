package vortex7.venue.simulated;

import akka.http.impl.engine.ws.FrameData;
import akka.http.impl.engine.ws.FrameEvent;
import akka.http.impl.engine.ws.FrameEventParser;
import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import scala.Option;

/** Frames as a client sends them: masked, whole or in pieces as the network brings them. */
final class ClientFrames {
  private static final int MASK = 0x12345678;

  private ClientFrames() {}

  static List<FrameEvent> frame(int opcode, boolean last, byte[] payload, int... cuts) {
    ByteString masked = FrameEventParser.mask(ByteString.fromArray(payload), MASK)._1();
    List<FrameEvent> events = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      if (i > 0 && from == payload.length) {
        break; // The piece before was the last.
      }
      int to = i == cuts.length ? payload.length : cuts[i];
      ByteString piece = masked.slice(from, to);
      events.add(
          i == 0
              ? WebSocketFrames.start(opcode, Option.apply(MASK), last, payload.length, piece)
              : FrameData.apply(piece, to == payload.length));
      from = to;
    }
    return events;
  }
}
