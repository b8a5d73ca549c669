package vortex7.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vortex7.cli.bench.Machine;
import vortex7.cli.simbench.Figure;
import vortex7.cli.simbench.SimBench;
import vortex7.cli.simbench.SimBenchReport;
import vortex7.venue.simulated.SimulatedVenue;

/** Measures what the simulated venue can take. */
@Command(
    name = "sim",
    description = {
      "Measures the simulated venue: its start, orders a second in process and over the network,",
      "the books of many symbols to many clients, and its heap over an hour of its own time.",
      "Starts and removes everything it needs."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  measured; goals that are missed are marked",
      "  1  the measurement failed",
      "  2  wrong usage"
    })
final class BenchSimCommand extends ConsoleCommand {
  private static final int STEPS = 100;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = "how long to measure each part, 1 to 3600 (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--symbols",
      paramLabel = "N",
      defaultValue = "50",
      description = "whose books are sent (default: ${DEFAULT-VALUE})")
  private int symbols;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "20",
      description = "that hear them, 1 to 200 (default: ${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "of the venue's time over which its heap is watched, 1 to 1440 (default:"
              + " ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "of the synthetic market (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    require("--seconds", seconds, 1, 3_600);
    require("--symbols", symbols, 2, SimulatedVenue.listed().size());
    require("--clients", clients, 1, 200);
    require("--minutes", minutes, 1, 1_440);
    Machine machine = Machine.now();
    Path folder = TemporaryFolder.create();
    Parts parts = new Parts();
    parts.add("folder", () -> TemporaryFolder.delete(folder));
    Interrupt interrupt = Interrupt.install(parts::close);
    List<Figure> figures;
    try (parts;
        ProgressBar bar = ConsoleBar.of("bench", STEPS, "%")) {
      Logs.onlyInto(folder);
      SimBench.Plan plan =
          new SimBench.Plan(
              seconds, seed, symbols, clients, Duration.ofMinutes(minutes), Main.class.getName());
      figures =
          new SimBench(plan, folder)
              .measure(
                  (part, done) -> {
                    bar.setExtraMessage(part);
                    bar.stepTo((long) (STEPS * done));
                  });
    } catch (IllegalStateException notMeasured) {
      throw CommandFailure.failed("not measured: " + notMeasured.getMessage());
    } finally {
      interrupt.done();
    }
    print(new SimBenchReport(machine, command(), figures));
    return ExitCode.DONE;
  }

  private void print(SimBenchReport report) {
    PrintWriter out = out();
    if (json) {
      out.println(report.json().toPrettyString());
      out.flush();
    } else {
      report.print(out);
    }
  }

  private String command() {
    return String.format(
        Locale.ROOT,
        "./vortex7 bench sim --seconds %d --symbols %d --clients %d --minutes %d --seed %d",
        seconds,
        symbols,
        clients,
        minutes,
        seed);
  }

  private static void require(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw CommandFailure.usage(
          String.format(Locale.ROOT, "%s must be in [%d, %d], was %d", option, min, max, value));
    }
  }
}
