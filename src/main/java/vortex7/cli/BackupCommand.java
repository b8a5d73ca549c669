package vortex7.cli;

import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vortex7.journal.backup.BackupException;
import vortex7.journal.backup.BackupManifest;
import vortex7.journal.backup.JournalBackup;
import vortex7.settings.Settings;

/** The journal's database into one file. */
@Command(
    name = "backup",
    description = {
      "Writes the journal's database, as it is at one moment, to one file. The daemon may go on",
      "trading meanwhile. The file holds trades, decisions and every event; no key and no password."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  ./vortex7 backup vortex7-2026-11-21.zip")
final class BackupCommand extends ConsoleCommand {
  @Parameters(paramLabel = "FILE", description = "the new file")
  private Path file = Path.of("");

  @Mixin private JournalOptions journal = new JournalOptions();

  @Option(names = "--json", description = "print what was written as JSON")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = journal.load();
    try (JournalServer server = JournalServer.shared(settings)) {
      BackupManifest made =
          JournalBackup.write(
              server.address(), file.toAbsolutePath(), Version.text(), Instant.now(), this::told);
      if (json) {
        out()
            .println(
                DaemonClient.object()
                    .put("file", file.toString())
                    .put("madeAt", made.madeAt().toString())
                    .put("events", made.events())
                    .put("trades", made.trades())
                    .put("rows", made.rows())
                    .toPrettyString());
      } else {
        out()
            .printf(
                "backup of %,d events and %,d trades in %s; restore it with ./vortex7 restore %s%n",
                made.events(), made.trades(), file, file);
      }
      return ExitCode.DONE;
    } catch (BackupException failed) {
      throw failure(failed);
    }
  }

  private void told(String table, long rows) {
    if (!json && rows > 0) {
      out().printf("  %-32s %,12d rows%n", table, rows);
      out().flush();
    }
  }

  static CommandFailure failure(BackupException failed) {
    String message = String.valueOf(failed.getMessage());
    return switch (failed.kind()) {
      case BAD_FILE -> CommandFailure.usage(message);
      case UNAVAILABLE -> CommandFailure.unavailable(message);
    };
  }
}
