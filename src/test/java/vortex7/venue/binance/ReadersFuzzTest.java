package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vortex7.Mutations;

/** Whatever the venue sends, its readers keep their promises and throw nothing but those. */
class ReadersFuzzTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(UserEvents.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.ofEpochMilli(1_772_462_050_738L);
  private static final List<String> EVENTS =
      List.of(
          "{\"e\":\"ORDER_TRADE_UPDATE\",\"T\":1772462050738,\"E\":1772462050739,\"o\":{\"s\":\"BTCUSDT\",\"c\":\"tp1-0001\",\"S\":\"SELL\",\"o\":\"LIMIT\",\"f\":\"GTC\",\"q\":\"0.010\",\"p\":\"77200.0\",\"ap\":\"77200\",\"sp\":\"0\",\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\",\"i\":974828356187,\"l\":\"0.004\",\"z\":\"0.004\",\"L\":\"77200\",\"n\":\"0.06176\",\"N\":\"USDT\",\"T\":1772462050738,\"t\":258307945,\"m\":true,\"R\":true,\"rp\":\"1.04\",\"er\":\"0\"}}",
          "{\"e\":\"ACCOUNT_UPDATE\",\"E\":1564745798939,\"T\":1564745798938,\"a\":{\"m\":\"ORDER\",\"B\":[{\"a\":\"USDT\",\"wb\":\"122624.12345678\",\"cw\":\"100.1\",\"bc\":\"50.1\"}],\"P\":[{\"s\":\"BTCUSDT\",\"pa\":\"20\",\"ep\":\"6563.66500\",\"cr\":\"0\",\"up\":\"2850.21200\",\"mt\":\"isolated\",\"iw\":\"13200.7\",\"ps\":\"BOTH\"}]}}",
          "{\"e\":\"ALGO_UPDATE\",\"T\":1772462043356,\"E\":1772462043356,\"o\":{\"caid\":\"3q6\",\"aid\":2000000547321628,\"at\":\"CONDITIONAL\",\"o\":\"STOP_MARKET\",\"s\":\"BTCUSDT\",\"S\":\"BUY\",\"X\":\"FINISHED\",\"ai\":\"7\",\"ap\":\"1\",\"aq\":\"2\",\"tt\":1}}",
          "{\"e\":\"listenKeyExpired\",\"E\":1736996475556,\"listenKey\":\"Ws\"}");
  private static final List<String> ANSWERS =
      List.of(
          "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
          "{\"code\":-1003,\"msg\":\"Way too many requests; IP banned until 1772462170738.\"}",
          "[{\"a\":1e3}]",
          "<html>");
  private static final int[] STATUSES = {200, 400, 401, 403, 418, 429, 500, 503, 504, 302};

  /** What it warns of is what this test sends, thousands of times. */
  @BeforeAll
  static void quiet() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void loud() {
    LOGGER.setLevel(null);
  }

  private static UserEvents.Outcome readEvent(String text) {
    UserEvents events = new UserEvents(new UserRecorder(), new ClientIds());
    UserEvents.Outcome outcome = events.read(text);
    if (outcome == UserEvents.Outcome.MALFORMED) {
      assertThat(events.fault()).isNotBlank();
    }
    return outcome;
  }

  private static Class<?> readAnswer(int status, byte[] body) {
    RestAnswer answer = AnswerReader.read(status, body, OptionalInt.empty(), NOW);
    if (status == 200) {
      assertThat(answer).isInstanceOfAny(RestAnswer.Ok.class, RestAnswer.Unknown.class);
    } else {
      assertThat(answer).isNotInstanceOf(RestAnswer.Ok.class);
    }
    if (answer instanceof RestAnswer.Limited limited) {
      assertThat(limited.until()).isBetween(NOW, NOW.plus(Duration.ofDays(3)));
    }
    return answer.getClass();
  }

  private static int readInstruments(String text) {
    try {
      var read = InstrumentReader.read(JSON.readTree(text));
      read.values()
          .forEach(
              instrument -> {
                assertThat(instrument.tickSize().signum()).isPositive();
                assertThat(instrument.stepSize().signum()).isPositive();
              });
      return read.size();
    } catch (JsonProcessingException notJson) {
      return 0;
    }
  }

  @FuzzTest
  void frames(byte[] data) {
    ReferenceDecoder.check(new FrameDecoder(), new String(data, StandardCharsets.UTF_8));
  }

  @FuzzTest
  void events(byte[] data) {
    readEvent(new String(data, StandardCharsets.UTF_8));
  }

  @FuzzTest
  void answers(byte[] data) {
    for (int status : STATUSES) {
      readAnswer(status, data);
    }
  }

  @FuzzTest
  void instruments(byte[] data) {
    readInstruments(new String(data, StandardCharsets.UTF_8));
  }

  @Test
  void garbled_events_are_told_or_malformed() {
    Set<UserEvents.Outcome> outcomes = EnumSet.noneOf(UserEvents.Outcome.class);
    Mutations mutations = new Mutations(7, EVENTS);
    for (int i = 0; i < 30_000; i++) {
      outcomes.add(readEvent(mutations.next()));
    }
    assertThat(outcomes).containsExactlyInAnyOrder(UserEvents.Outcome.values());
  }

  @Test
  void garbled_answers_are_in_doubt_unknown() {
    Mutations mutations = new Mutations(8, ANSWERS);
    for (int i = 0; i < 30_000; i++) {
      readAnswer(STATUSES[i % STATUSES.length], mutations.next().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void garbled_filters_leave_the_symbol_out() {
    Mutations mutations = new Mutations(9, List.of(Bodies.EXCHANGE_INFO));
    int read = 0;
    for (int i = 0; i < 2_000; i++) {
      read += readInstruments(mutations.next());
    }
    assertThat(read).isPositive();
  }
}
