package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vortex7.cli.report.Comparison;

/** Two reports of backtests side by side. */
@Command(
    name = "compare",
    description = {
      "Two backtests side by side: what they were made with, every key figure with its difference,",
      "and the first decision that differs (exactly, where both have a journal)."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vortex7 backtest --synthetic --minutes 60 --out one",
      "  ./vortex7 backtest --synthetic --minutes 60 --profile calibrated --out two",
      "  ./vortex7 compare one two --page compared.html"
    })
final class CompareCommand extends ConsoleCommand {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "a folder of backtest --out, or what backtest --json printed")
  private Path first = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "another one")
  private Path second = Path.of("");

  @Option(
      names = "--same",
      description = "exit with 1 unless every decision is the same: for checks in scripts")
  private boolean wantSame;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "write the comparison as one HTML page that needs nothing else")
  private @Nullable Path page;

  @Option(names = "--json", description = "print the comparison as JSON")
  private boolean json;

  @Override
  public Integer call() {
    RunFolder a = RunFolder.of(first);
    RunFolder b = RunFolder.of(second);
    JsonNode left = a.read();
    JsonNode right = b.read();
    Comparison comparison = new Comparison(left, right, exact(a, b));
    Path file = page;
    if (file != null) {
      try {
        WholeFile.write(file, comparison.html());
      } catch (IOException e) {
        throw CommandFailure.unavailable("cannot write " + file + ": " + e);
      }
    }
    if (json) {
      out().println(comparison.json().toPrettyString());
    } else {
      comparison.lines().forEach(out()::println);
    }
    out().flush();
    return wantSame && !comparison.same() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** By the journals, where both runs have one. */
  private static Optional<String> exact(RunFolder a, RunFolder b) {
    if (a.journal().isEmpty() || b.journal().isEmpty()) {
      return Optional.empty();
    }
    return BacktestJournal.firstDifference(a.journal().get(), b.journal().get())
        .map(
            found ->
                "the first decision that differs is number %d: %s and %s"
                    .formatted(found.place(), words(found.first()), words(found.second())));
  }

  private static String words(String decision) {
    return decision.isEmpty() ? "none" : decision;
  }
}
