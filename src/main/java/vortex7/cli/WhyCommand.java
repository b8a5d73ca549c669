package vortex7.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a decision was taken, or what it lacked. */
@Command(
    name = "why",
    description =
        "Why a decision traded or did not: readings, gates, strategies, what was missing, the"
            + " trade.",
    mixinStandardHelpOptions = true)
final class WhyCommand extends ConsoleCommand {
  @Mixin private DaemonClient daemon = new DaemonClient();

  @Parameters(
      paramLabel = "REF",
      description = "a decision's reference, such as d_20260301_120000000_BTCUSDT")
  private String ref = "";

  @Option(names = "--json", description = "print the daemon's answer as JSON")
  private boolean json;

  @Override
  public Integer call() {
    DaemonClient.Answer answer =
        daemon.get("/api/v1/decisions/" + URLEncoder.encode(ref, StandardCharsets.UTF_8));
    if (!answer.ok()) {
      throw answer.status() == 400
          ? CommandFailure.usage(answer.problem())
          : CommandFailure.failed(answer.problem());
    }
    List<String> lines =
        json ? List.of(answer.body().toPrettyString()) : WhyReport.lines(answer.body());
    lines.forEach(out()::println);
    return ExitCode.DONE;
  }
}
