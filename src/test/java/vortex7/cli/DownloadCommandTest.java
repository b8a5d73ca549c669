package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class DownloadCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--from yesterday | --from must be a day such as 2026-11-01, was yesterday",
        "--from 2026-11-02 --to 2026-11-01 | --to must not be before --from 2026-11-02",
        "--from 2010-11-02 --to 2026-11-01 | --to must be within 3660 days, was 2026-11-01",
        "--from 2026-11-01 --kinds klines,books | fundingRate, was books",
        "--from 2026-11-01 --symbols btc/usdt | --symbols: ",
        "--from 2026-11-01 --interval minute | --interval must be such as 1m or 4h, was minute",
        "--from 2026-11-01 --archive ftp://x | http or https address, was ftp://x",
        "--to 2026-11-01 | Missing required option: '--from=DAY'",
      })
  void wrong_usage_names_the_option_and_the_value(String arguments, String said) {
    StringWriter err = new StringWriter();
    CommandLine program = Main.commandLine("download").setErr(new PrintWriter(err));
    String line = "download --into " + folder + " " + arguments;

    assertThat(program.execute(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(said).doesNotContain("\tat ");
    assertThat(folder).isEmptyDirectory();
  }
}
