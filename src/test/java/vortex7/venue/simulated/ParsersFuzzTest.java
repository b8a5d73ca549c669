package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vortex7.Mutations;

/**
 * What clients send, held against what its readers promise: the venue's own refusals and nothing
 * else, values within bounds. Jazzer replays the seeds here, and looks for more when asked to.
 */
class ParsersFuzzTest {
  private static final List<String> PARAMETERS =
      List.of(
          "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.002&price=59000.5&timeInForce=GTC",
          "timestamp=1591702613943&recvWindow=5000&reduceOnly=true&newClientOrderId=a.B:c/-_1",
          "limit=500&fromId=-1&symbol=%42TC&x=%zz&y=&=1&&limit");
  private static final List<String> STREAMS =
      List.of(
          "btcusdt@aggTrade",
          "btcusdt@depth20@100ms",
          "!markPrice@arr@1s",
          "ethusdt@kline_15m",
          "btcusdt_perpetual@continuousKline_1M");
  private static final List<String> CONTROL =
      List.of(
          "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\",\"x@y\"],\"id\":1}",
          "{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":\"five\"}",
          "{\"id\":null,\"method\":\"LIST_SUBSCRIPTIONS\"}");
  private static final int BYTES_MAX = 1_024;

  private static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  private static void readParameters(String query) {
    try {
      RequestParameters parameters = RequestParameters.of(query, "");
      for (String name : List.of("quantity", "price", "limit", "timestamp", "reduceOnly", "x")) {
        attempt(() -> parameters.decimal(name).ifPresent(ParsersFuzzTest::assertBounded));
        attempt(() -> parameters.whole(name));
        attempt(() -> parameters.flag(name));
        attempt(
            () ->
                parameters
                    .clientId(name)
                    .ifPresent(id -> assertThat(id).hasSizeBetween(1, 36).isPrintable()));
      }
    } catch (VenueRefusal refusal) {
      assertRefusal(refusal);
    }
  }

  private static void attempt(Runnable read) {
    try {
      read.run();
    } catch (VenueRefusal refusal) {
      assertRefusal(refusal);
    }
  }

  private static void assertRefusal(VenueRefusal refusal) {
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.code()).isNegative();
    assertThat(refusal.text()).isNotBlank();
  }

  private static void assertBounded(BigDecimal value) {
    assertThat(value.precision()).isLessThanOrEqualTo(40);
    assertThat(value.scale()).isBetween(0, 20);
  }

  private static void readStream(String text) {
    Optional<StreamName> name = StreamName.parse(text);
    name.ifPresent(
        found -> {
          assertThat(found.text()).isEqualTo(text).hasSizeLessThanOrEqualTo(StreamName.LENGTH_MAX);
          assertThat(found.paceMillis()).isBetween(0, 5_000);
          assertThat(found.levels()).isIn(0, 5, 10, 20);
          assertThat(found.symbol().isEmpty()).isEqualTo(text.startsWith("!"));
        });
  }

  /** Whatever is asked, the answer is JSON with a result or one of the venue's codes. */
  private static void readControl(String text) {
    StreamHub hub = new StreamHub();
    StreamConnection connection =
        new StreamConnection(
            1,
            new StreamConnection.Form(StreamName.TrafficClass.MARKET, false),
            new FeedStage.Ear(),
            0);
    hub.opened(connection);
    try {
      JsonNode answer =
          VenueClient.JSON.readTree(new ControlMessages(hub, 8).answer(connection, text));
      assertThat(answer.has("result") || List.of(0, 2, 3).contains(answer.path("code").asInt(-1)))
          .as("%s", answer)
          .isTrue();
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("no JSON in answer to " + text, notJson);
    }
    assertThat(connection.subscriptions()).hasSizeLessThanOrEqualTo(8);
    hub.closed(connection);
    assertThat(hub.topicCount()).isZero();
  }

  /**
   * The bytes are a script of frames: opcode and flags, length, cut. Nothing is heard that is
   * longer than allowed, and a whole text is heard as it was sent.
   */
  private static void readFrames(byte[] script) {
    FrameAssembler assembler = new FrameAssembler(BYTES_MAX);
    for (int at = 0; at + 2 < script.length; at += 3) {
      int opcode = script[at] & 0x0f;
      boolean last = (script[at] & 0x80) != 0;
      byte[] payload = new byte[(script[at + 1] & 0xff) * ((script[at] & 0x40) != 0 ? 8 : 1)];
      java.util.Arrays.fill(payload, script[at + 2]);
      int cut = Math.min(payload.length, script[at + 2] & 0x7f);
      boolean whole = opcode == WebSocketFrames.TEXT && last && !assembler.unfinished();
      for (var frame : ClientFrames.frame(opcode, last, payload, cut)) {
        Optional<FrameAssembler.Heard> heard = assembler.on(frame);
        if (heard.isEmpty()) {
          continue;
        }
        switch (heard.get()) {
          case FrameAssembler.Said(String said) -> {
            assertThat(said.length()).isLessThanOrEqualTo(BYTES_MAX);
            if (whole) {
              assertThat(said).isEqualTo(text(payload));
            }
          }
          case FrameAssembler.Pinged(var ping) -> assertThat(ping.size()).isLessThan(126);
          case FrameAssembler.Ponged(var pong) -> assertThat(pong.size()).isLessThan(126);
          case FrameAssembler.Closed() -> {
            return;
          }
          case FrameAssembler.Violation(int code, String reason) -> {
            assertThat(code).isIn(1002, 1003, 1007, 1009);
            assertThat(reason).isNotBlank();
            return;
          }
        }
      }
    }
  }

  /** Printed ticks and steps, read again, are the ticks and steps. */
  private static void printUnits(long ticks, long steps) {
    Units units = new Units(ListedSymbol.find(FeedStage.BTC).orElseThrow());
    JsonWriter json = new JsonWriter().beginObject();
    units.price(json, "p", ticks);
    units.quantity(json, "q", steps);
    try {
      JsonNode read = VenueClient.JSON.readTree(json.endObject().text());
      assertThat(new BigDecimal(read.path("p").asText()).movePointRight(1))
          .isEqualByComparingTo(BigDecimal.valueOf(ticks));
      assertThat(new BigDecimal(read.path("q").asText()).movePointRight(3))
          .isEqualByComparingTo(BigDecimal.valueOf(steps));
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(json.text(), notJson);
    }
  }

  @FuzzTest
  void parameters(byte[] data) {
    readParameters(text(data));
  }

  @FuzzTest
  void streams(byte[] data) {
    readStream(text(data));
  }

  @FuzzTest
  void control(byte[] data) {
    readControl(text(data));
  }

  @FuzzTest
  void frames(byte[] data) {
    readFrames(data);
  }

  @Test
  void two_hundred_thousand_garbled_requests_are_read_or_refused() {
    Mutations parameters = new Mutations(1, PARAMETERS);
    Mutations streams = new Mutations(2, STREAMS);
    Mutations control = new Mutations(3, CONTROL);
    for (int i = 0; i < 40_000; i++) {
      readParameters(parameters.next());
      readStream(streams.next());
      readStream(streams.next());
      readStream(streams.next());
      if (i % 4 == 0) {
        readControl(control.next());
      }
    }
  }

  @Test
  void any_sequence_of_frames_is_heard_or_refused() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 20_000; i++) {
      byte[] script = new byte[3 * (1 + random.nextInt(8))];
      random.nextBytes(script);
      readFrames(script);
    }
  }

  @Test
  void what_is_printed_is_what_was_meant() {
    SplittableRandom random = new SplittableRandom(5);
    printUnits(0, 0);
    for (int i = 0; i < 5_000; i++) {
      printUnits(random.nextLong(1L << random.nextInt(1, 50)), random.nextLong(1L << 40));
    }
  }
}
