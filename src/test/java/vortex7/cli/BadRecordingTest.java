package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Recordings that cannot be replayed end the command before anything is started. */
class BadRecordingTest {
  @TempDir private Path folder = Path.of("unset");

  private static String trade(String symbol, long time) {
    return "1 {\"stream\":\"%s@trade\",\"data\":{\"T\":%d,\"p\":\"64000.0\",\"q\":\"0.002\",\"X\":\"MARKET\",\"m\":true}}\n"
        .formatted(symbol, time);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void refused(Path recording, String message, String... more) {
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
    String[] run = {
      "run", "--data", folder.resolve("data").toString(), "--market", "replay:" + recording
    };
    String[] arguments = Arrays.copyOf(run, run.length + more.length);
    System.arraycopy(more, 0, arguments, run.length, more.length);
    assertThat(command.execute(arguments)).as(err.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(message).hasLineCount(1);
    assertThat(folder.resolve("data").resolve("pg")).doesNotExist();
  }

  @Test
  void a_missing_file_is_named() {
    refused(folder.resolve("none.gz"), "none.gz: there is no such file");
  }

  @Test
  void an_empty_file_and_one_without_events_are_named() throws IOException {
    refused(file("empty", ""), "empty: holds no trade and no book");
    Path empty = folder.resolve("empty.gz");
    try (GZIPOutputStream zip = new GZIPOutputStream(Files.newOutputStream(empty))) {
      zip.write("\n".getBytes(StandardCharsets.UTF_8));
    }
    refused(empty, "empty.gz: holds no trade and no book");
  }

  @Test
  void what_is_no_recording_is_named_with_its_line() throws IOException {
    refused(file("text", trade("btcusdt", 5) + "a b c\n"), "text:2: expected a local time and");
  }

  @Test
  void a_compressed_file_that_is_cut_short_is_named_with_its_line() throws IOException {
    Path whole = folder.resolve("whole.gz");
    try (GZIPOutputStream zip = new GZIPOutputStream(Files.newOutputStream(whole))) {
      zip.write(trade("btcusdt", 5).repeat(50).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 9));
    refused(cut, "cut.gz:");
  }

  @Test
  void a_recording_of_other_symbols_is_refused() throws IOException {
    refused(
        file("sol", trade("solusdt", 5)),
        "it holds [SOLUSDT], none of the symbols to trade, [BTCUSDT, ETHUSDT]");
  }

  @Test
  void a_history_must_be_there_whole_and_of_the_symbol() throws IOException {
    Path recording = file("btc", trade("btcusdt", 5));
    refused(
        recording, "none.csv: there is no such file", "--history", folder + "/BTCUSDT-none.csv");
    Path other = file("SOLUSDT-1m.csv", "60000,2,4,1,3,5\n");
    refused(recording, "SOLUSDT-1m.csv", "--history", other.toString());
    Path gap = file("BTCUSDT-1m.csv", "60000,2,4,1,3,5\n360000,2,4,1,3,5\n");
    refused(
        recording,
        "BTCUSDT-1m.csv:2: a candle must open 60 s after the one before",
        "--history",
        gap.toString());
  }

  @Test
  void symbols_that_are_not_recorded_are_left_out() throws IOException {
    Path recording = file("btc", trade("btcusdt", 5));
    SettingsOptions options = new SettingsOptions();
    new CommandLine(new Mixed(options))
        .parseArgs("--market", "replay:" + recording, "--symbols", "BTCUSDT,ETHUSDT");
    StringWriter out = new StringWriter();
    assertThat(RecordedSymbols.only(options.load(), new PrintWriter(out)).symbols())
        .hasToString("[BTCUSDT]");
    assertThat(out.toString()).contains("not recorded, so not traded: [ETHUSDT]");
  }

  /** A command with nothing but the options. */
  @CommandLine.Command
  private static final class Mixed {
    @CommandLine.Mixin private final SettingsOptions options;

    private Mixed(SettingsOptions options) {
      this.options = options;
    }

    List<Object> parts() {
      return List.of(options);
    }
  }
}
