package vortex7.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vortex7.cli.bench.BenchReport;

/** Measures the way from a market-data frame to an order, beside the bare parts it is made of. */
@Command(
    name = "bench",
    description = {
      "Measures the daemon in live wiring at 2500 events a second: frame in to intent out (P6) and",
      "frame in to the signed order's bytes on the socket (P7), in turns with five bare actors and",
      "with raw commits of the same database. Starts and removes everything it needs.",
      "The command sim measures the simulated venue instead, kernels what a market event costs part"
          + " by",
      "part, replay the backtest's kernels: ./vortex7 bench kernels --help."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchSimCommand.class,
      BenchKernelsCommand.class,
      BenchReplayCommand.class,
      BenchJournalCommand.class
    },
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  measured; goals that are missed are marked",
      "  1  void: the machine was busy with something else, or the measurement failed",
      "  2  wrong usage"
    })
final class BenchCommand extends ConsoleCommand {
  private static final int SECONDS_MIN = 2;
  private static final int SECONDS_MAX = 3_600;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "how long to measure, 2 to 3600 (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "seconds before that, 1 to 3600 (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      arity = "1..*",
      description = "raw captures of BTCUSDT or ETHUSDT (default: the synthetic market)")
  private List<Path> recordings = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "of the synthetic market and the intervals (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    require("--seconds", seconds, SECONDS_MIN);
    require("--warm-up", warmUp, 1);
    PrintWriter out = out();
    BenchRun run = new BenchRun(new BenchRun.Plan(seconds, warmUp, recordings, seed));
    Interrupt interrupt = Interrupt.install(run::close);
    BenchReport report;
    try (run) {
      report = run.measure();
    } finally {
      interrupt.done();
    }
    if (json) {
      out.println(report.json().toPrettyString());
      out.flush();
    } else {
      report.print(out);
    }
    return report.isVoid() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static void require(String option, int value, int min) {
    if (value < min || value > SECONDS_MAX) {
      throw CommandFailure.usage(
          String.format(
              Locale.ROOT, "%s must be in [%d, %d], was %d", option, min, SECONDS_MAX, value));
    }
  }
}
