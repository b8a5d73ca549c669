package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.SharedData;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.venue.simulated.recording.SampleRecording;

/**
 * The packaged program replays recordings at maximal speed with rules under which it trades much:
 * what it has in its books at the end is what the venue has, and it says so itself.
 */
class ReplayIT {
  private static final Duration OVER = Duration.ofMinutes(2);
  private static final double STOP_MILLIS_MAX = 500;

  @TempDir private Path folder = Path.of("unset");
  private Path config = Path.of("unset");

  @BeforeEach
  void manyTrades() throws IOException {
    config = Eager.configuration(folder);
    Files.writeString(
        config,
        """
        vortex7.breakers { loss-streak-every = 1000, hourly-losses = 50, trades-per-hour = 1000 }
        # How fast this machine's disk is at the moment is no subject of the test.
        vortex7.journal.write-timeout = 10 s
        """,
        StandardOpenOption.APPEND);
  }

  private String replayed(int status, String market, String... more) throws Exception {
    String[] options = {
      "--config", config.toString(), "--balance", "100000", "--speed", "max", "--market", market
    };
    String[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    try (DaemonProcess daemon = DaemonProcess.run(folder.resolve("data"), all)) {
      assertThat(daemon.awaitEnd(OVER)).as(daemon.console()).isEqualTo(status);
      return daemon.console();
    }
  }

  private static double number(String console, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(console);
    assertThat(found.find()).as(pattern + " in\n" + console).isTrue();
    return Double.parseDouble(found.group(1));
  }

  private static void isSound(String console) {
    assertThat(console).contains("books equal the venue's").doesNotContain(" ERROR ");
    double closed = number(console, "books equal the venue's: (\\d+) closed trades");
    double open = number(console, "closed trades, (\\d+) open positions");
    assertThat(closed).as(console).isPositive();
    assertThat(number(console, "(\\d+) stops acknowledged"))
        .as("every position had its stop acknowledged")
        .isGreaterThanOrEqualTo(closed + open);
    assertThat(number(console, "the slowest ([0-9.]+) ms after"))
        .as("first fill to the stop's acknowledgement, ms")
        .isLessThanOrEqualTo(STOP_MILLIS_MAX);
    assertThat(console).contains("gates at");
  }

  @Test
  void a_recorded_market_is_traded_and_the_books_equal_the_venues() throws Exception {
    Path recordings = Files.createDirectory(folder.resolve("recordings"));
    Path history = Files.createDirectory(folder.resolve("history"));
    SampleRecording.write(SyntheticSettings.documents(), 60_000, recordings);
    SampleRecording.writeHistory(SyntheticSettings.documents(), 7_500, history);
    String console =
        replayed(ExitCode.DONE, "replay:" + recordings, "--history", history.toString());
    isSound(console);
    assertThat(console).containsOnlyOnce("the recording is over, at 2025-11-19T12:0");
  }

  @Test
  void a_real_capture_is_traded_and_the_books_equal_the_venues() throws Exception {
    Path capture = SharedData.file("usdm/ethusdt_20240718.gz");
    Path history = SharedData.file("klines/ETHUSDT-1m.csv.gz");
    isSound(replayed(ExitCode.DONE, "replay:" + capture, "--history", history.toString()));
  }

  @Test
  void a_recording_cut_short_ends_the_run_where_it_breaks_and_with_sound_books() throws Exception {
    Path recordings = Files.createDirectory(folder.resolve("recordings"));
    SampleRecording.write(SyntheticSettings.documents(), 20_000, recordings);
    byte[] whole = Files.readAllBytes(recordings.resolve("btcusdt_20251119.gz"));
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length * 3 / 4));
    String console = replayed(ExitCode.USAGE, "replay:" + cut);
    assertThat(console).containsPattern("the recording ends at .*, broken: .*cut.gz:\\d+: ");
    assertThat(console).contains("not recorded, so not traded: [ETHUSDT]");
    assertThat(console).contains("books equal the venue's");
  }
}
