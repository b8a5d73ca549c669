package vortex7.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import vortex7.journal.JournalScope;
import vortex7.journal.JournalSettings;
import vortex7.settings.Secret;
import vortex7.settings.Settings;

/** The data folder and the journal's database, ready to be used. */
record Storage(Database database, DatabaseAddress address, JournalScope scope) {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  /**
   * Claims the data folder, starts or finds the database, brings its schema up.
   *
   * @throws CommandFailure when the folder is in use, or the database is not to be had
   */
  static Storage open(Settings settings, Parts parts) {
    claim(settings.data(), parts);
    JournalSettings journal = settings.section(JournalSettings.class);
    try {
      DatabaseAddress address = address(settings, journal, parts);
      Database database = Database.at(address, journal);
      parts.add("database", database);
      database.migrate();
      JournalScope scope =
          new JournalScope(
              settings.venue().name().toLowerCase(Locale.ROOT),
              settings.mode().name().toLowerCase(Locale.ROOT));
      LOG.info("event=journal_open url={} scope={}", address.url(), scope.text());
      return new Storage(database, address, scope);
    } catch (DatabaseUnavailable | DatabaseRefused e) {
      throw CommandFailure.unavailable(String.valueOf(e.getMessage()));
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

  private static DatabaseAddress address(Settings settings, JournalSettings journal, Parts parts) {
    Optional<Secret> url = settings.secrets().postgresUrl();
    if (url.isPresent()) {
      try {
        return DatabaseAddress.parse(url.get());
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage("POSTGRES_URL " + e.getMessage());
      }
    }
    EmbeddedPostgres server = EmbeddedPostgres.start(settings.data(), journal);
    parts.add("postgresql", server);
    return server.address();
  }
}
