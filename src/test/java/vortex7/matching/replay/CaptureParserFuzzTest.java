package vortex7.matching.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.Mutations;

/**
 * A recording may be broken anywhere: then its reader says so, and reads nothing that is not so.
 */
class CaptureParserFuzzTest {
  private static final List<String> LINES =
      List.of(
          "1721347021434994132"
              + " {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1721347022957,\"T\":1721347022956,\"s\":\"BTCUSDT\",\"t\":5182005737,\"p\":\"63943.90\",\"q\":\"0.003\",\"X\":\"MARKET\",\"m\":true}}",
          "1 {\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":3,\"T\":2,\"s\":\"BTCUSDT\",\"U\":5,\"u\":7,\"pu\":4,\"b\":[[\"1000.00\",\"569.567\"]],\"a\":[[\"1001.00\",\"0.000\"]]}}",
          "1 {\"lastUpdateId\":7,\"E\":3,\"T\":2,\"bids\":[[\"1000.00\",\"1\"]],\"asks\":[]}");

  /** Whether the line gave an event. */
  private static boolean read(CaptureParser parser, RecordedEvent event, String line) {
    try {
      if (!parser.parse(line, event)) {
        return false;
      }
    } catch (RecordingException broken) {
      assertThat(broken.getMessage()).isNotBlank();
      return false;
    }
    assertThat(event.kind).isNotNull();
    assertThat(event.bids).isBetween(0, event.bidPrice.length);
    assertThat(event.asks).isBetween(0, event.askPrice.length);
    if (event.kind == RecordedEvent.Kind.TRADE) {
      assertThat(event.price).as(line).isPositive();
      assertThat(event.quantity).as(line).isNotNegative();
    }
    return true;
  }

  @FuzzTest
  void lines(byte[] data) {
    read(new CaptureParser(), new RecordedEvent(), new String(data, StandardCharsets.UTF_8));
  }

  @Test
  void a_hundred_thousand_garbled_lines_are_read_or_refused() {
    CaptureParser parser = new CaptureParser();
    RecordedEvent event = new RecordedEvent();
    Mutations mutations = new Mutations(6, LINES);
    int events = 0;
    for (int i = 0; i < 100_000; i++) {
      events += read(parser, event, mutations.next()) ? 1 : 0;
    }
    assertThat(events)
        .as("a fuzz that meets one answer only would prove nothing")
        .isBetween(20_000, 90_000);
  }
}
