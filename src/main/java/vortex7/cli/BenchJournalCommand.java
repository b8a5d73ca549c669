package vortex7.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vortex7.cli.bench.JournalBench;
import vortex7.cli.bench.JournalBenchReport;
import vortex7.journal.Database;
import vortex7.journal.EmbeddedPostgres;
import vortex7.journal.JournalException;
import vortex7.journal.JournalSettings;

/** Measures the journal on a database of its own. */
@Command(
    name = "journal",
    description = {
      "Measures on an embedded PostgreSQL of its own, in turns with bare akka-persistence-jdbc:"
          + " events a",
      "second of 64 entities (P9), and the recovery of an entity with and without a snapshot"
          + " (P10).",
      "Starts and removes everything it needs."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  measured; goals that are missed are marked",
      "  1  void: the machine was busy with something else",
      "  2  wrong usage"
    })
final class BenchJournalCommand extends ConsoleCommand {
  private static final int ROUNDS_MAX = 1_000;
  private static final int EVENTS_MAX = 1_000_000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "of each part, after one that does not count (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "10000",
      description = "that a recovery reads (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "of the intervals (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    CommandFailure.requireUpTo("--rounds", rounds, ROUNDS_MAX);
    CommandFailure.requireUpTo("--events", events, EVENTS_MAX);
    try (Parts parts = new Parts()) {
      JournalBenchReport report = measure(parts);
      if (json) {
        out().println(report.json().toPrettyString());
        out().flush();
      } else {
        report.print(out());
      }
      return report.isVoid() ? ExitCode.FAILED : ExitCode.DONE;
    } catch (JournalException away) {
      throw CommandFailure.unavailable(String.valueOf(away.getMessage()));
    }
  }

  private JournalBenchReport measure(Parts parts) throws Exception {
    Path folder = TemporaryFolder.create();
    parts.add("folder", () -> TemporaryFolder.delete(folder));
    Logs.onlyInto(folder);
    JournalSettings settings = JournalSettings.documents();
    EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("data"), settings);
    parts.add("postgresql", server);
    server.awaitAttempt(settings.startWithin());
    Database database = Database.at(server.address(), settings);
    parts.add("database", database);
    database.migrate();
    JournalBench bench = new JournalBench(server.address(), settings);
    parts.add("journal", bench);
    return bench.run(rounds, events, seed);
  }
}
