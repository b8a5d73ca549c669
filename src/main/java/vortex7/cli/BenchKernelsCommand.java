package vortex7.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vortex7.cli.bench.KernelBench;
import vortex7.cli.bench.KernelReport;
import vortex7.cli.bench.Tape;
import vortex7.matching.replay.RecordingException;

/** Measures what each market event costs, part by part, in one thread. */
@Command(
    name = "kernels",
    description = {
      "Measures in one thread and in turns what a market event costs: decoding its frame, each"
          + " engine,",
      "all five with the decision, and sizing an order; each beside the least that anybody must"
          + " do:",
      "every byte of the frame once, a bare loop over the same trades, the same sum in double",
      "arithmetic; and reading memory."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  measured; goals that are missed are marked",
      "  1  void: the machine was busy with something else",
      "  2  wrong usage"
    })
final class BenchKernelsCommand extends ConsoleCommand {
  private static final int ROUNDS_MAX = 1_000;
  private static final int SYNTHETIC_EVENTS = 30_000;

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      arity = "1..*",
      description = "raw captures of BTCUSDT or ETHUSDT (default: the synthetic market)")
  private List<Path> recordings = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "25",
      description = "of each part, after five that do not count (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "of the synthetic market and the intervals (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Override
  public Integer call() {
    CommandFailure.requireUpTo("--rounds", rounds, ROUNDS_MAX);
    KernelReport report = KernelBench.run(tape(recordings, seed, SYNTHETIC_EVENTS), rounds, seed);
    PrintWriter out = out();
    if (json) {
      out.println(report.json().toPrettyString());
      out.flush();
    } else {
      report.print(out);
    }
    return report.isVoid() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /**
   * Of recordings, or of the synthetic market where there are none.
   *
   * @throws CommandFailure when a recording cannot be read, or is none
   */
  static Tape tape(List<Path> recordings, long seed, int syntheticEvents) {
    if (recordings.isEmpty()) {
      return Tape.synthetic(seed, syntheticEvents);
    }
    for (Path file : recordings) {
      if (!Files.isReadable(file)) {
        throw CommandFailure.unavailable("--recording " + file + " cannot be read");
      }
    }
    try {
      return Tape.of(recordings);
    } catch (RecordingException e) {
      throw CommandFailure.usage("--recording " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw CommandFailure.unavailable("--recording " + e.getMessage());
    }
  }
}
