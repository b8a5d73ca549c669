package vortex7.venue.simulated.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.replay.RecordingException;

class CandleFileTest {
  @TempDir Path folder = Path.of("unused");

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("candles.csv"), text);
  }

  @Test
  void candles_are_read_with_and_without_a_header_and_further_columns() throws IOException {
    Candle candle = new Candle(Timeframe.M1, 60_000, 2, 4, 1, 3, 5.5, true);
    assertThat(CandleFile.read(file("open_time,open,high,low,close,volume\n60000,2,4,1,3,5.5\n")))
        .containsExactly(candle);
    assertThat(CandleFile.read(file("60000,2,4,1,3,5.5,119999,1,2,3,4,0\n")))
        .containsExactly(candle);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60000,2,4|candles.csv:1: a candle has at least 6 columns, had 3",
        "60000,2,4,1,x,5|candles.csv:1: not a candle",
        "60000,2,4,1,3,5@360000,2,4,1,3,5|candles.csv:2: a candle must open 60 s after",
        "60000,2,4,1,3,5@0,2,4,1,3,5|candles.csv:2: a candle must open 60 s after",
        "60000,2,4,3,3,5|candles.csv:1: low",
        "open_time|holds no candle"
      })
  void what_is_no_candle_is_refused_with_file_and_line(String text, String message)
      throws IOException {
    Path file = file(text.replace('@', '\n') + "\n");
    assertThatThrownBy(() -> CandleFile.read(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_missing_file_is_told() {
    assertThatThrownBy(() -> CandleFile.read(folder.resolve("none.csv")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("none.csv: there is no such file");
  }

  @Test
  void a_symbols_minutes_are_chosen_by_the_files_names() throws IOException {
    Path minutes = Files.writeString(folder.resolve("BTCUSDT-1m.csv"), "60000,2,4,1,3,5\n");
    Files.writeString(folder.resolve("BTCUSDT-funding.csv"), "60000,0.0001\n");
    List<Path> files = List.of(folder);
    assertThat(CandleFile.fileOf(files, "BTCUSDT")).contains(minutes);
    assertThat(CandleFile.of(files, "BTCUSDT")).hasSize(1);
    assertThat(CandleFile.of(files, "ETHUSDT")).isEmpty();
  }
}
