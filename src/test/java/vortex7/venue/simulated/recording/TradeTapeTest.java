package vortex7.venue.simulated.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.SharedData;
import vortex7.matching.replay.RecordingException;

final class TradeTapeTest {
  private static final String HEADER =
      "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n";

  @TempDir private Path folder;

  private Path tape(String text) throws IOException {
    return Files.writeString(folder.resolve("tape.csv"), text);
  }

  private static List<String> read(Path file) {
    List<String> trades = new ArrayList<>();
    TradeTape.read(
        file,
        (id, price, quantity, buyerIsMaker, time) ->
            trades.add(id + " " + price + " " + quantity + " " + buyerIsMaker + " " + time));
    return trades;
  }

  @Test
  void each_trade_is_told_with_its_aggressor_and_time_in_milliseconds() throws IOException {
    Path file =
        tape(
            HEADER
                + "x,BTCUSDT,1582329602111999,1,42377944,buy,9682,0.132\n"
                + "\n"
                + "x,BTCUSDT,1582329602116000,1,42377945,sell,9681.5,0.412\n");

    assertThat(read(file))
        .containsExactly(
            "42377944 9682.0 0.132 false 1582329602111",
            "42377945 9681.5 0.412 true 1582329602116");
    assertThat(TradeTape.symbol(file)).contains("BTCUSDT");
  }

  @Test
  void columns_may_stand_in_any_order() throws IOException {
    assertThat(read(tape("id,price,amount,side,timestamp,symbol\n7,1.5,2,sell,3000,TRXUSDT\n")))
        .containsExactly("7 1.5 2.0 true 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,BTCUSDT,abc,1,1,buy,1,1 | :2: timestamp must be a number, was abc",
        "x,BTCUSDT,1,1,1,buy,one,1 | :2: price must be a number, was one",
        "x,BTCUSDT,1,1,1,both,1,1 | :2: side must be buy or sell, was both",
        "x,BTCUSDT,1 | :2: a trade has 8 columns, had 3",
      })
  void what_is_no_trade_is_named_with_file_and_line(String line, String said) throws IOException {
    Path file = tape(HEADER + line + "\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("tape.csv")
        .hasMessageEndingWith(said);
  }

  @Test
  void another_file_is_no_tape() throws IOException {
    Path candles = tape("open_time_ms,open,high,low,close,volume\n1,1,1,1,1,1\n");

    assertThat(TradeTape.symbol(candles)).isEmpty();
    assertThatThrownBy(() -> read(candles))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("the header must name symbol, timestamp, id, side, price, amount");
    assertThat(TradeTape.symbol(tape(""))).isEmpty();
  }

  @Test
  void a_real_tape_is_read_to_its_end() {
    Path file = SharedData.file("tape/btcusdt_perp_trades_20200222.csv.gz");

    List<String> trades = read(file);

    assertThat(trades).hasSize(9_999);
    assertThat(trades.getFirst()).isEqualTo("42377944 9682.0 0.132 false 1582329602111");
  }
}
