package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged program is killed with -9 at chosen moments of a trade and started again: position,
 * stop, slots and ledger are as before, nothing was ordered twice, nothing is left behind.
 */
class KillAndResumeIT {
  private static final Duration TRADE = Duration.ofMinutes(2);
  private static final Duration SETTLED = Duration.ofSeconds(20);
  private static final Set<String> OPEN =
      Set.of("PARTIALLY_OPEN", "ACTIVE", "TP1_HIT", "TRAILING", "CLOSING", "RECONCILING");

  /** When the daemon is killed. */
  enum Moment {
    ENTRY_PENDING,
    POSITION_PROTECTED,
    JUST_FILLED,
    CLOSING;

    boolean reachedBy(JsonNode position) {
      String state = position.path("state").asText();
      return switch (this) {
        case ENTRY_PENDING -> VenueTruth.PENDING.contains(state);
        case POSITION_PROTECTED -> position.path("stopAcked").asBoolean();
        case JUST_FILLED -> OPEN.contains(state) && position.path("quantity").asDouble() > 0;
        case CLOSING -> state.equals("CLOSING");
      };
    }
  }

  @TempDir private Path folder = Path.of("unset");

  @ParameterizedTest
  @EnumSource(names = {"ENTRY_PENDING", "POSITION_PROTECTED", "JUST_FILLED"})
  void a_kill_loses_nothing_and_doubles_nothing(Moment moment) throws Exception {
    killAt(moment, 11);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = {"CLOSING"})
  void a_kill_in_the_end_of_a_trade_loses_nothing_and_doubles_nothing(Moment moment)
      throws Exception {
    killAt(moment, 12);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void a_kill_in_any_market_loses_nothing_and_doubles_nothing(long seed) throws Exception {
    Moment[] moments = {Moment.ENTRY_PENDING, Moment.POSITION_PROTECTED, Moment.JUST_FILLED};
    killAt(moments[(int) (seed % moments.length)], seed);
  }

  private void killAt(Moment moment, long seed) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    String[] options = {
      "--config",
      Eager.configuration(folder).toString(),
      "--seed",
      Long.toString(seed),
      "--balance",
      "100000"
    };
    SortedMap<String, BigDecimal> before;
    JsonNode statusBefore;
    try (DaemonProcess first = DaemonProcess.run(data, options)) {
      first.awaitReady();
      first.await("/api/v1/positions", TRADE, positions -> anyAt(positions, moment));
      statusBefore = first.get("/api/v1/status");
      before = VenueTruth.of(first).positions();
      first.kill();
    }
    try (DaemonProcess second = DaemonProcess.run(data, options)) {
      second.awaitReady();
      Awaitility.await("books agree, see " + data.resolve("console.log"))
          .atMost(SETTLED)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                VenueTruth truth = VenueTruth.of(second);
                assertThat(truth.violations()).isEmpty();
                assertThat(VenueTruth.quantities(second.get("/api/v1/positions")))
                    .as("the daemon's positions against the venue's")
                    .isEqualTo(truth.positions());
              });
      JsonNode status = second.get("/api/v1/status");
      assertThat(status.path("tradesToday").asInt())
          .isGreaterThanOrEqualTo(statusBefore.path("tradesToday").asInt());
      assertThat(status.path("tradingState").asText()).isEqualTo("ACTIVE");
      assertThat(before.keySet()).allSatisfy(symbol -> assertThat(symbol).endsWith("USDT"));
      assertThat(second.stop(Duration.ofSeconds(15))).isNotEqualTo(ExitCode.FAILED);
    }
  }

  private static boolean anyAt(JsonNode positions, Moment moment) {
    for (JsonNode position : positions.path("items")) {
      if (moment.reachedBy(position)) {
        return true;
      }
    }
    return false;
  }
}
