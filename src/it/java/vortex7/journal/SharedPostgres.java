package vortex7.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One embedded server for all integration tests of a JVM, started by the first that asks and
 * stopped with the JVM; every test gets a database of its own on it.
 */
public final class SharedPostgres {
  /** The server's programs, unpacked once for all data folders of the build. */
  public static final Path SERVER_FILES = Path.of("target", "postgres").toAbsolutePath();

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private SharedPostgres() {}

  /** The address of a new database without tables. */
  public static synchronized DatabaseAddress emptyDatabase(String name) {
    DatabaseAddress own = server().address();
    String database =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_")
            + "_"
            + DATABASES.incrementAndGet();
    try (Database admin = Database.at(own, JournalSettings.documents());
        Connection connection = admin.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = own.url().substring(0, own.url().lastIndexOf('/') + 1) + database;
    return new DatabaseAddress(url, own.user(), own.password());
  }

  /** The address of a new database with this program's tables. */
  public static DatabaseAddress database(String name) {
    DatabaseAddress address = emptyDatabase(name);
    try (Database database = Database.at(address, JournalSettings.documents())) {
      database.migrate();
    }
    return address;
  }

  /** Takes a database away from everybody until it is closed. */
  public static Away away(DatabaseAddress address) {
    return new Away(address.url().substring(address.url().lastIndexOf('/') + 1));
  }

  /** A database that takes no connections; those that were open are cut. */
  public static final class Away implements AutoCloseable {
    private final String database;

    private Away(String database) {
      this.database = database;
      allow(false);
    }

    /** True: asked so that the compiler sees a use. */
    public boolean isAway() {
      return !database.isEmpty();
    }

    private void allow(boolean connections) {
      try (Database admin = Database.at(server().address(), JournalSettings.documents());
          Connection connection = admin.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + connections);
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + database
                + "'");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      allow(true);
    }
  }

  private static synchronized EmbeddedPostgres server() {
    EmbeddedPostgres running = server;
    if (running == null) {
      try {
        Path folder = Files.createTempDirectory("vortex7-it-");
        running =
            EmbeddedPostgres.start(
                folder, JournalSettings.documents().withServerFiles(SERVER_FILES));
        EmbeddedPostgres started = running;
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      started.close();
                      deleteQuietly(folder);
                    }));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server = running;
    }
    return running;
  }

  private static void deleteQuietly(Path folder) {
    try {
      ServerFiles.delete(folder);
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e.getMessage());
    }
  }
}
