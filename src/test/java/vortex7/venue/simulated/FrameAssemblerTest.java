package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.impl.engine.ws.FrameEvent;
import akka.util.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import scala.Option;
import vortex7.venue.simulated.FrameAssembler.Closed;
import vortex7.venue.simulated.FrameAssembler.Heard;
import vortex7.venue.simulated.FrameAssembler.Pinged;
import vortex7.venue.simulated.FrameAssembler.Ponged;
import vortex7.venue.simulated.FrameAssembler.Said;
import vortex7.venue.simulated.FrameAssembler.Violation;

class FrameAssemblerTest {
  private final FrameAssembler assembler = new FrameAssembler(64);
  private final List<Heard> heard = new ArrayList<>();

  private void feed(int opcode, boolean last, String payload, int... cuts) {
    feed(ClientFrames.frame(opcode, last, payload.getBytes(StandardCharsets.UTF_8), cuts));
  }

  private void feed(List<FrameEvent> events) {
    events.forEach(event -> assembler.on(event).ifPresent(heard::add));
  }

  private int violation() {
    assertThat(heard).hasSize(1);
    return ((Violation) heard.getFirst()).code();
  }

  @Test
  void a_text_is_heard_whole_however_the_network_cut_it() {
    feed(WebSocketFrames.TEXT, true, "{\"é\":1}", 1, 3, 4, 4);
    assertThat(heard).containsExactly(new Said("{\"é\":1}"));
    assertThat(assembler.unfinished()).isFalse();
  }

  @Test
  void a_message_in_parts_is_one_and_pings_may_come_between() {
    feed(WebSocketFrames.TEXT, false, "{\"a\"");
    feed(WebSocketFrames.PING, true, "p");
    feed(WebSocketFrames.CONTINUATION, false, ":");
    assertThat(assembler.unfinished()).isTrue();
    feed(WebSocketFrames.PONG, true, "");
    feed(WebSocketFrames.CONTINUATION, true, "1}");
    feed(WebSocketFrames.CLOSE, true, "");
    assertThat(heard)
        .containsExactly(
            new Pinged(ByteString.fromString("p")),
            new Ponged(ByteString.emptyByteString()),
            new Said("{\"a\":1}"),
            new Closed());
  }

  @Test
  void what_is_too_big_is_refused_at_its_head() {
    feed(
        List.of(
            WebSocketFrames.start(
                WebSocketFrames.TEXT,
                Option.apply(1),
                true,
                1L << 62,
                ByteString.emptyByteString())));
    assertThat(violation()).isEqualTo(1009);
  }

  @Test
  void parts_are_counted_together() {
    feed(WebSocketFrames.TEXT, false, "a".repeat(60));
    feed(WebSocketFrames.CONTINUATION, true, "bbbbb");
    assertThat(violation()).isEqualTo(1009);
  }

  @Test
  void fragments_that_never_end_are_refused_also_when_they_are_empty() {
    feed(WebSocketFrames.TEXT, false, "");
    for (int i = 0; i < 300 && heard.isEmpty(); i++) {
      feed(WebSocketFrames.CONTINUATION, false, "");
    }
    assertThat(violation()).isEqualTo(1009);
  }

  @Test
  void what_breaks_the_protocol_is_refused_with_its_code() {
    feed(WebSocketFrames.CONTINUATION, true, "x");
    assertThat(violation()).isEqualTo(1002);
    heard.clear();
    feed(WebSocketFrames.TEXT, false, "x");
    feed(WebSocketFrames.TEXT, true, "y");
    assertThat(violation()).isEqualTo(1002);
    heard.clear();
    feed(WebSocketFrames.PING, false, "x");
    assertThat(violation()).isEqualTo(1002);
    heard.clear();
    feed(WebSocketFrames.PING, true, "x".repeat(126));
    assertThat(violation()).isEqualTo(1002);
    heard.clear();
    feed(11, true, "x");
    assertThat(violation()).isEqualTo(1002);
    heard.clear();
    feed(WebSocketFrames.BINARY, true, "x");
    assertThat(violation()).isEqualTo(1003);
    heard.clear();
    feed(List.of(WebSocketFrames.text("not masked")));
    assertThat(violation()).isEqualTo(1002);
  }

  @Test
  void what_is_not_utf_8_is_no_text() {
    feed(ClientFrames.frame(WebSocketFrames.TEXT, true, new byte[] {(byte) 0xc3, 0x28}));
    assertThat(violation()).isEqualTo(1007);
  }
}
