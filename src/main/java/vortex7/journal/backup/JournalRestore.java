package vortex7.journal.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.postgresql.PGConnection;
import vortex7.journal.Database;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.JournalEpoch;
import vortex7.journal.JournalSettings;
import vortex7.position.ClientOrderId;

/**
 * Puts a backup in the place of what a database holds: all of it or, whatever goes wrong, nothing.
 * The restored journal gets an epoch of its own, so that it never takes an order that was sent
 * after the backup was made for one of its own.
 */
public final class JournalRestore {
  private final DatabaseAddress address;
  private final JournalSettings settings;

  public JournalRestore(DatabaseAddress address, JournalSettings settings) {
    this.address = address;
    this.settings = settings;
  }

  /**
   * Events that a restore would replace; 0 in a database without a journal.
   *
   * @throws BackupException when another program of ours uses the database, or it is away
   */
  public long eventsThere() throws BackupException {
    try (Connection connection = JournalTables.connect(address)) {
      requireAlone(connection);
      return JournalTables.schema(connection).isEmpty() ? 0 : count(connection, "event_journal");
    } catch (SQLException e) {
      throw away(e);
    }
  }

  /**
   * Replaces everything.
   *
   * @param now the time by the caller's clock, that of the new epoch's event
   * @param progress is told each table with its rows when it is filled
   * @return the new epoch
   * @throws BackupException when the backup's tables are not this program's, or the database
   *     refuses; it is then as it was
   */
  public String from(BackupFile backup, Instant now, ObjLongConsumer<String> progress)
      throws BackupException {
    try (Database database = Database.at(address, settings)) {
      database.migrate();
    }
    try (Connection connection = JournalTables.connect(address)) {
      connection.setAutoCommit(false);
      requireAlone(connection);
      requireSameTables(connection, backup);
      String epoch = replace(connection, backup, now, progress);
      connection.commit();
      return epoch;
    } catch (SQLException e) {
      throw away(e);
    } catch (IOException e) {
      throw new BackupException(
          BackupException.Kind.BAD_FILE,
          backup.file() + " cannot be read; nothing was changed: " + e.getMessage(),
          e);
    }
  }

  private static void requireAlone(Connection connection) throws SQLException, BackupException {
    List<String> others = JournalTables.others(connection);
    if (!others.isEmpty()) {
      throw new BackupException(
          BackupException.Kind.UNAVAILABLE,
          "a daemon is using the database (" + String.join(", ", others) + "): stop it first");
    }
  }

  private static void requireSameTables(Connection connection, BackupFile backup)
      throws SQLException, BackupException {
    String here = JournalTables.schema(connection).orElse("none");
    String there = backup.manifest().schema();
    if (!here.equals(there)) {
      throw new BackupException(
          BackupException.Kind.BAD_FILE,
          "%s holds tables of version %s, this program's are of version %s: restore it with %s"
              .formatted(backup.file(), there, here, backup.manifest().program()));
    }
  }

  private static String replace(
      Connection connection, BackupFile backup, Instant now, ObjLongConsumer<String> progress)
      throws SQLException, IOException, BackupException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE \"" + String.join("\", \"", JournalTables.inOrder(connection)) + "\"");
    }
    for (LocalDate day : backup.manifest().decisionDays()) {
      try (PreparedStatement create =
          connection.prepareStatement("SELECT create_decisions_partition(?)")) {
        create.setObject(1, day);
        create.execute();
      }
    }
    for (BackupManifest.Table table : backup.manifest().tables()) {
      fill(connection, backup, table);
      JournalTables.moveSequences(connection, table.name(), table.columns());
      progress.accept(table.name(), table.rows());
    }
    String epoch = ClientOrderId.drawEpoch(new SecureRandom());
    JournalEpoch.append(connection, epoch, now);
    return epoch;
  }

  private static void fill(Connection connection, BackupFile backup, BackupManifest.Table table)
      throws SQLException, IOException, BackupException {
    long rows;
    try (InputStream in = backup.rows(table)) {
      rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "COPY \"%s\" (%s) FROM STDIN".formatted(table.name(), table.columnList()), in);
    }
    if (rows != table.rows()) {
      throw new BackupException(
          BackupException.Kind.BAD_FILE,
          "%s promises %d rows of %s and holds %d; nothing was changed"
              .formatted(backup.file(), table.rows(), table.name(), rows));
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private BackupException away(SQLException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse(e.toString());
    return new BackupException(
        BackupException.Kind.UNAVAILABLE,
        "the database at " + address.url() + " refused; nothing was changed: " + message,
        e);
  }
}
