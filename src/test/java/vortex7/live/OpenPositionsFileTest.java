package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.OrderRequest;

class OpenPositionsFileTest {
  @TempDir Path data;
  private final List<String> faults = new ArrayList<>();

  private static OpenPosition position(String symbol, String quantity) {
    return new OpenPosition(
        Symbol.of(symbol),
        "abc123",
        7,
        "d_20240301_120000000_" + symbol,
        Side.SELL,
        new BigDecimal(quantity),
        new BigDecimal("100.10"),
        new BigDecimal("101.20"),
        1,
        -1,
        Optional.of(Instant.parse("2024-03-01T12:05:00Z")),
        new BigDecimal(quantity),
        OrderRequest.WorkingType.MARK_PRICE);
  }

  private OpenPositionsFile open() {
    return OpenPositionsFile.in(data, Runnable::run, faults::add);
  }

  @Test
  void the_next_process_reads_what_this_one_held() {
    OpenPositionsFile file = open();
    file.put(position("BTCUSDT", "0.010"));
    file.put(position("ETHUSDT", "0.3"));
    file.put(position("BTCUSDT", "0.012"));
    file.remove(Symbol.of("ETHUSDT"));
    assertThat(open().positions()).containsExactly(position("BTCUSDT", "0.012"));
    assertThat(faults).isEmpty();
  }

  @Test
  void flat_everywhere_is_an_empty_list() {
    OpenPositionsFile file = open();
    file.put(position("BTCUSDT", "0.010"));
    file.remove(Symbol.of("BTCUSDT"));
    assertThat(open().positions()).isEmpty();
    assertThat(data.resolve("open-positions.json")).exists();
  }

  @Test
  void of_several_changes_while_the_disk_is_busy_only_the_newest_is_written() {
    ArrayDeque<Runnable> disk = new ArrayDeque<>();
    OpenPositionsFile file = OpenPositionsFile.in(data, disk::add, faults::add);
    for (int i = 1; i <= 50; i++) {
      file.put(position("BTCUSDT", "0.0" + i));
    }
    assertThat(disk).hasSize(1);
    disk.remove().run();
    assertThat(open().positions()).containsExactly(position("BTCUSDT", "0.050"));
  }

  @Test
  void a_disk_that_refuses_is_told_and_stops_nothing() throws Exception {
    OpenPositionsFile file = open();
    Files.createDirectories(data.resolve("open-positions.json.new").resolve("in-the-way"));
    file.put(position("BTCUSDT", "0.010"));
    assertThat(faults).hasSize(1);
    assertThat(file.positions()).hasSize(1);
  }
}
