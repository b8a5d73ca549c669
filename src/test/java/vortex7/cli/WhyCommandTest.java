package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WhyCommandTest {
  private final StringWriter err = new StringWriter();

  private int run(String ref) {
    CommandLine line = Main.commandLine("why");
    line.setErr(new PrintWriter(err));
    return line.execute("why", "--url", "http://127.0.0.1:1", ref);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "d_20260301_120000_BTCUSDT",
        "d_20260301_120000000_btcusdt",
        "d_20260301_120000000_",
        "gh_20260301_120000000_BTCUSDT",
        "d_20260301_120000000_BTCUSDT/..",
        " "
      })
  void a_reference_that_is_none_is_named_with_the_form_it_must_have(String ref) {
    assertThat(run(ref)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("\"" + ref + "\"")
        .contains("d_yyyyMMdd_HHmmssSSS_SYMBOL")
        .contains("d_20260301_120000000_BTCUSDT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d_20260301_120000000_BTCUSDT", "d_20260301_120000000_1000PEPEUSDT"})
  void a_reference_goes_to_the_daemon(String ref) {
    assertThat(run(ref)).isNotEqualTo(ExitCode.USAGE);
  }
}
