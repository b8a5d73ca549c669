package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the backtest says of data that it cannot use, and that it leaves nothing behind. */
class BadDataCommandTest {
  private static final String AGG =
      "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n";

  @TempDir private Path folder = Path.of("unset");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private int run(Object... arguments) {
    CommandLine command = Main.commandLine("backtest");
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> line = new ArrayList<>(List.of("backtest", "--cache", cache().toString()));
    Stream.of(arguments).map(String::valueOf).forEach(line::add);
    return command.execute(line.toArray(String[]::new));
  }

  private void refused(String message, Object... arguments) throws IOException {
    assertThat(run(arguments)).as(err.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(message).hasLineCount(1);
    assertThat(out.toString()).doesNotContain("hash");
    if (Files.exists(cache())) {
      assertThat(cache()).isEmptyDirectory();
    }
    err.getBuffer().setLength(0);
  }

  private static String trade(int id, long time) {
    return id + ",64000.1,0.002,70,71," + time + ",true\n";
  }

  @Test
  void a_bad_row_ends_it_before_anything_is_run_and_nothing_is_kept() throws IOException {
    Path bad =
        file(
            "BTCUSDT-aggTrades-2024-07-18.csv",
            AGG + trade(1, 1_721_260_800_001L) + trade(1, 1_721_260_800_002L));
    refused("the recording: " + bad + ":3: agg_trade_id must be above 1", bad);
  }

  @Test
  void a_bad_row_is_told_the_same_without_a_cache() throws IOException {
    Path bad = file("x.csv", "symbol,timestamp,id,price,amount\n");
    refused("x.csv:1: tape of trades lacks the columns [side]", bad);
  }

  @Test
  void what_does_not_go_together_is_refused() throws IOException {
    Path trades = file("BTCUSDT-aggTrades-2024-07-18.csv", AGG + trade(1, 1_721_260_800_001L));
    Path candles =
        file("BTCUSDT-1m.csv", "open_time,open,high,low,close,volume\n60000,2,4,1,3,5\n");
    Path funding = file("BTCUSDT-funding.csv", "funding_time_ms,funding_rate\n1,1\n");
    refused("BTCUSDT-1m.csv: candles that go before a recording: use --history", trades, candles);
    refused("BTCUSDT-funding.csv: holds funding, which no replay uses", trades, funding);
    refused("holds no trades, no books and no candles", funding);
    refused("--repeat is for candles alone", trades, "--repeat", 2);
  }

  @Test
  void candles_must_go_on_from_each_other_and_be_of_a_listed_symbol() throws IOException {
    String header = "open_time,open,high,low,close,volume\n";
    Path first = file("BTCUSDT-1m-2024-07-18.csv", header + "60000,2,4,1,3,5\n120000,2,4,1,3,5\n");
    Path gap = file("BTCUSDT-1m-2024-07-20.csv", header + "240000,2,4,1,3,5\n");
    Path twice = file("BTCUSDT-1m-2024-07-19.csv", header + "120000,2,4,1,3,5\n");
    refused("2024-07-20.csv: begins at 1970-01-01T00:04:00Z, where ", gap, first);
    refused("candles are missing between them", first, gap);
    refused("they overlap", twice, first);
    refused(
        "its name must begin with a listed symbol", file("NONE-1m.csv", header + "0,2,4,1,3,5\n"));
  }

  @Test
  void candles_alone_are_decided_on_and_may_be_played_again() throws IOException {
    StringBuilder rows = new StringBuilder("open_time,open,high,low,close,volume\n");
    for (int i = 0; i < 300; i++) {
      int price = 64_000 + i % 17;
      rows.append(1_746_373_020_000L + 60_000L * i)
          .append(",%1$d,%2$d,%3$d,%1$d,5\n".formatted(price, price + 2, price - 2));
    }
    Path candles = file("BTCUSDT-1m.csv", rows.toString());
    assertThat(run(candles)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("candles alone, profile documents, engines [E3, E5]")
        .contains("BTCUSDT: 2025-05-04T15:37:00Z to 2025-05-04T20:37:00Z UTC, 300 minutes, hash ")
        .doesNotContain("played");
    assertThat(run(candles, "--repeat", 3)).isZero();
    assertThat(out.toString())
        .contains("played 3 times with shifted dates, each scaled to go on from the one before")
        .contains("BTCUSDT: 2025-05-04T15:37:00Z to 2025-05-05T06:37:00Z UTC, 900 minutes, hash ");
    assertThat(cache()).doesNotExist();
  }
}
