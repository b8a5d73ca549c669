package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;

class ExitsLogTest {
  private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

  @TempDir Path data;

  private static ExitsLog.Entry exit(String symbol, long number, int attempt) {
    return new ExitsLog.Entry(
        NOON.plusSeconds(attempt),
        new ClientOrderId("abc123", Symbol.of(symbol), number, Leg.EXIT, attempt),
        "MARKET SELL 0.012 EMERGENCY");
  }

  @Test
  void what_was_appended_is_read_by_the_next_process() {
    ExitsLog.in(data).append(exit("BTCUSDT", 1, 0));
    ExitsLog.in(data).append(exit("ETHUSDT", 4, 2));
    assertThat(ExitsLog.in(data).entries())
        .containsExactly(exit("BTCUSDT", 1, 0), exit("ETHUSDT", 4, 2));
  }

  @Test
  void a_torn_last_line_was_never_sent() throws IOException {
    ExitsLog log = ExitsLog.in(data);
    log.append(exit("BTCUSDT", 1, 0));
    Files.writeString(
        data.resolve("exits.log"), "2024-03-01T12:00:09Z v7abc1", StandardOpenOption.APPEND);
    assertThat(log.entries()).containsExactly(exit("BTCUSDT", 1, 0));
  }

  @Test
  void journaled_exits_leave_and_others_stay() {
    ExitsLog log = ExitsLog.in(data);
    log.append(exit("BTCUSDT", 1, 0));
    log.append(exit("BTCUSDT", 2, 0));
    log.append(exit("BTCUSDT", 1, 1));
    log.journaled(exit("BTCUSDT", 1, 0).id());
    assertThat(log.entries()).containsExactly(exit("BTCUSDT", 2, 0));
    log.journaled(exit("BTCUSDT", 2, 0).id());
    assertThat(data.resolve("exits.log")).doesNotExist();
  }

  @Test
  void without_a_file_there_is_nothing() {
    assertThat(ExitsLog.in(data).entries()).isEmpty();
  }
}
