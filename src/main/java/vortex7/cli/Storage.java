package vortex7.cli;

import static vortex7.cli.SchemaMark.EMBEDDED;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.journal.DataFolderInUse;
import vortex7.journal.DataFolderLock;
import vortex7.journal.Database;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.DatabaseRefused;
import vortex7.journal.DatabaseUnavailable;
import vortex7.journal.EmbeddedPostgres;
import vortex7.journal.JournalException;
import vortex7.journal.JournalScope;
import vortex7.journal.JournalSettings;
import vortex7.live.JournalGate;
import vortex7.live.OpenPositionsFile;
import vortex7.settings.Settings;

/**
 * The data folder and the journal's database.
 *
 * @param watch knows whether the database is there; only a later start may find it away
 */
record Storage(
    Database database, DatabaseAddress address, JournalScope scope, DatabaseWatch watch) {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  /**
   * Claims the data folder, starts or finds the database, brings its schema up. A database that is
   * away fails the first start of this version on it; a later start goes on without.
   *
   * @throws CommandFailure when the folder is in use, a port taken, or the database not to be had
   */
  static Storage open(Settings settings, PrintWriter out, Parts parts) {
    claim(settings.data(), parts);
    Preflight.requireOwnPorts(settings);
    try {
      return new Opening(settings, out, parts).open();
    } catch (DatabaseUnavailable | DatabaseRefused e) {
      throw CommandFailure.unavailable(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw CommandFailure.unavailable(e.getMessage() + ": " + e.getCause());
    }
  }

  private static void claim(Path data, Parts parts) {
    try {
      parts.add("data folder", DataFolderLock.acquire(data));
      Path secrets = data.resolve("secrets");
      Files.createDirectories(secrets);
    } catch (DataFolderInUse e) {
      throw CommandFailure.unavailable(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException | IOException e) {
      throw CommandFailure.unavailable(
          "data folder " + data + " cannot be used: " + e.getMessage());
    }
  }

  /** One start's way to its database. */
  private static final class Opening {
    private final Settings settings;
    private final PrintWriter out;
    private final Parts parts;
    private final JournalSettings journal;
    private final SchemaMark mark;
    private final boolean later;
    private final Optional<EmbeddedPostgres> server;
    private final DatabaseAddress address;
    private final Database database;

    Opening(Settings settings, PrintWriter out, Parts parts) {
      this.settings = settings;
      this.out = out;
      this.parts = parts;
      journal = settings.section(JournalSettings.class);
      Optional<DatabaseAddress> own = JournalServer.configured(settings);
      mark = new SchemaMark(Version.text(), own.map(DatabaseAddress::url).orElse(EMBEDDED));
      later = mark.standsIn(settings.data());
      server = own.isPresent() ? Optional.empty() : Optional.of(embedded());
      address = own.orElseGet(() -> server.orElseThrow().address());
      database = Database.at(address, journal);
      parts.add("database", database);
    }

    private EmbeddedPostgres embedded() {
      EmbeddedPostgres started =
          later
              ? EmbeddedPostgres.awaited(settings.data(), journal)
              : EmbeddedPostgres.start(settings.data(), journal);
      parts.add("postgresql", started);
      return started;
    }

    Storage open() {
      JournalGate gate = JournalGate.opened();
      try {
        server.ifPresent(started -> started.awaitAttempt(journal.startWithin()));
        firstTime();
      } catch (DatabaseUnavailable | DatabaseRefused away) {
        if (!mayGoOnWithout(away)) {
          throw away;
        }
        gate = JournalGate.shutBecause(String.valueOf(away.getMessage()));
      }
      DatabaseWatch watch =
          new DatabaseWatch(
              this::bringUp, database::probe, gate, journal.probeEvery(), journal.retryAfter());
      parts.add("database watch", watch.begin());
      JournalScope scope = new JournalScope(lower(settings.venue()), lower(settings.mode()));
      LOG.info(
          "event=journal_open url={} scope={} away={}", address.url(), scope.text(), gate.shut());
      return new Storage(database, address, scope, watch);
    }

    /** A machine that is busy starting may let the first connection time out. */
    private void firstTime() {
      try {
        bringUp();
      } catch (DatabaseUnavailable slow) {
        LOG.warn("event=database-slow reason={}", slow.getMessage());
        bringUp();
      }
    }

    private void bringUp() {
      server
          .flatMap(EmbeddedPostgres::problem)
          .ifPresent(
              problem -> {
                throw problem;
              });
      database.migrate();
      mark.write(settings.data());
    }

    /**
     * A later start protects what is open whatever is wrong with the database; with nothing open it
     * waits for one that is away, not for one that refuses.
     */
    private boolean mayGoOnWithout(JournalException away) {
      if (!later) {
        return false;
      }
      List<String> open =
          OpenPositionsFile.in(settings.data(), Runnable::run, LOG::error).positions().stream()
              .map(position -> position.symbol().code())
              .toList();
      if (open.isEmpty() && away instanceof DatabaseRefused) {
        return false;
      }
      out.println("  the database is away: " + away.getMessage());
      out.println(
          open.isEmpty()
              ? "  waiting for it; nothing is traded"
              : "  HALTED: only protecting and exiting what open-positions.json names: "
                  + String.join(", ", open));
      out.flush();
      return true;
    }

    private static String lower(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }
}
