package vortex7.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vortex7.journal.DataFolderInUse;
import vortex7.journal.DataFolderLock;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.EmbeddedPostgres;
import vortex7.journal.JournalException;
import vortex7.journal.JournalSettings;
import vortex7.settings.Secret;
import vortex7.settings.Settings;

/**
 * The journal's database as a command beside the daemon finds it: the configured one, that of a
 * daemon that runs, or one started for the command's time from the data folder.
 */
final class JournalServer implements AutoCloseable {
  private final Parts parts;
  private final DatabaseAddress address;

  private JournalServer(Parts parts, DatabaseAddress address) {
    this.parts = parts;
    this.address = address;
  }

  /**
   * To be read, whether a daemon uses it or not.
   *
   * @throws CommandFailure when there is none, or it cannot be had
   */
  static JournalServer shared(Settings settings) {
    Optional<DatabaseAddress> configured = configured(settings);
    if (configured.isPresent()) {
      return new JournalServer(new Parts(), configured.get());
    }
    Path data = settings.data();
    if (!Files.exists(data.resolve("pg").resolve("data"))) {
      throw CommandFailure.unavailable("no journal in " + data + ": name the folder with --data");
    }
    try {
      Optional<DatabaseAddress> running = EmbeddedPostgres.running(data);
      return running.isPresent()
          ? new JournalServer(new Parts(), running.get())
          : started(settings);
    } catch (JournalException away) {
      throw CommandFailure.unavailable(String.valueOf(away.getMessage()));
    }
  }

  /**
   * For this command alone; a data folder that is new gets a database.
   *
   * @throws CommandFailure when a daemon uses the data folder, or the database cannot be had
   */
  static JournalServer alone(Settings settings) {
    Optional<DatabaseAddress> configured = configured(settings);
    try {
      if (configured.isEmpty()) {
        return started(settings);
      }
      Logs.onlyInto(settings.data());
      Parts parts = new Parts();
      parts.add("data folder", DataFolderLock.acquire(settings.data()));
      return new JournalServer(parts, configured.get());
    } catch (DataFolderInUse inUse) {
      throw CommandFailure.unavailable(inUse.getMessage() + ": stop the daemon first");
    } catch (JournalException away) {
      throw CommandFailure.unavailable(String.valueOf(away.getMessage()));
    } catch (UncheckedIOException folder) {
      throw CommandFailure.unavailable(String.valueOf(folder.getMessage()));
    }
  }

  private static JournalServer started(Settings settings) {
    Logs.onlyInto(settings.data());
    Parts parts = new Parts();
    try {
      parts.add("data folder", DataFolderLock.acquire(settings.data()));
      EmbeddedPostgres server =
          EmbeddedPostgres.start(settings.data(), settings.section(JournalSettings.class));
      parts.add("postgresql", server);
      return new JournalServer(parts, server.address());
    } catch (JournalException | UncheckedIOException failed) {
      parts.close();
      throw failed;
    }
  }

  /** The database that the settings name; empty when they name none. */
  static Optional<DatabaseAddress> configured(Settings settings) {
    Optional<Secret> url = settings.secrets().postgresUrl();
    try {
      return url.map(DatabaseAddress::parse);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("POSTGRES_URL " + e.getMessage());
    }
  }

  DatabaseAddress address() {
    return address;
  }

  @Override
  public void close() {
    parts.close();
  }
}
