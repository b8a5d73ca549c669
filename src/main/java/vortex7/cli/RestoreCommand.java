package vortex7.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vortex7.journal.JournalException;
import vortex7.journal.JournalSettings;
import vortex7.journal.backup.BackupException;
import vortex7.journal.backup.BackupFile;
import vortex7.journal.backup.BackupManifest;
import vortex7.journal.backup.JournalRestore;
import vortex7.settings.Settings;

/** A backup in the place of what the journal's database holds. */
@Command(
    name = "restore",
    description = {
      "Puts a backup in the place of what the journal's database holds, all of it or nothing. The",
      "daemon must not run. Orders get names of a new epoch; what a trade of the backup still has",
      "at the venue is reported and left to you."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  ./vortex7 restore vortex7-2026-11-21.zip --data data")
final class RestoreCommand extends ConsoleCommand {
  /** What the data folder keeps of positions beside the journal: it is of another journal now. */
  private static final List<String> OUTLIVED = List.of("open-positions.json", "exits.log");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Parameters(paramLabel = "FILE", description = "what backup has written")
  private Path file = Path.of("");

  @Mixin private JournalOptions journal = new JournalOptions();

  @Option(names = "--yes", description = "replace what is there without asking")
  private boolean yes;

  @Option(names = "--json", description = "print what was restored as JSON")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = journal.load();
    Instant now = Instant.now();
    try (BackupFile backup = BackupFile.open(file.toAbsolutePath());
        JournalServer server = JournalServer.alone(settings)) {
      JournalRestore restore =
          new JournalRestore(server.address(), settings.section(JournalSettings.class));
      confirm(restore.eventsThere());
      String epoch = restore.from(backup, now, this::told);
      List<Path> aside = putAside(settings.data(), now);
      report(backup.manifest(), epoch, aside);
      return ExitCode.DONE;
    } catch (BackupException failed) {
      throw BackupCommand.failure(failed);
    } catch (JournalException away) {
      throw CommandFailure.unavailable(String.valueOf(away.getMessage()));
    }
  }

  private void confirm(long events) {
    if (events == 0 || yes) {
      return;
    }
    String question =
        "The journal there holds %,d events, which the backup replaces.".formatted(events);
    if (!Confirmation.asked(out(), question)) {
      throw CommandFailure.failed("not confirmed, nothing was changed");
    }
  }

  private void told(String table, long rows) {
    if (!json && rows > 0) {
      out().printf("  %-32s %,12d rows%n", table, rows);
      out().flush();
    }
  }

  /** They name positions of the journal that was replaced; a person may still want to read them. */
  private static List<Path> putAside(Path data, Instant now) {
    List<Path> aside = new ArrayList<>();
    for (String name : OUTLIVED) {
      Path outlived = data.resolve(name);
      if (Files.exists(outlived)) {
        Path kept = data.resolve(name + ".before-restore-" + STAMP.format(now));
        try {
          Files.move(outlived, kept);
        } catch (IOException e) {
          throw CommandFailure.unavailable(
              "the backup is restored, but "
                  + outlived
                  + " could not be put aside: move it away before the next start: "
                  + e.getMessage());
        }
        aside.add(kept);
      }
    }
    return aside;
  }

  private void report(BackupManifest backup, String epoch, List<Path> aside) {
    if (json) {
      out()
          .println(
              DaemonClient.object()
                  .put("file", file.toString())
                  .put("madeAt", backup.madeAt().toString())
                  .put("events", backup.events())
                  .put("trades", backup.trades())
                  .put("rows", backup.rows())
                  .put("epoch", epoch)
                  .toPrettyString());
      return;
    }
    out()
        .printf(
            "restored %,d events and %,d trades as of %s; orders are named with epoch %s now%n",
            backup.events(), backup.trades(), backup.madeAt(), epoch);
    aside.forEach(kept -> out().println("  put aside: " + kept));
  }
}
