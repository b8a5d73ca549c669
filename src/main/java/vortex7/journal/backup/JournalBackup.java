package vortex7.journal.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import vortex7.journal.DatabaseAddress;

/**
 * Writes the journal's database to one file, as it is at one moment, while a daemon may go on
 * trading on it: one transaction sees it all. The file appears whole or not at all, readable by its
 * owner alone.
 */
public final class JournalBackup {
  static final String MANIFEST = "manifest.json";

  private JournalBackup() {}

  static ObjectMapper json() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build();
  }

  /**
   * Writes a new file.
   *
   * @param now the time by the caller's clock, for people
   * @param progress is told each table with its rows when it is written
   * @throws BackupException when the file exists or cannot be written, or the database is away or
   *     holds no journal; nothing is left behind then
   */
  public static BackupManifest write(
      DatabaseAddress address,
      Path file,
      String program,
      Instant now,
      ObjLongConsumer<String> progress)
      throws BackupException {
    if (Files.exists(file)) {
      throw new BackupException(
          BackupException.Kind.UNAVAILABLE, file + " exists already; nothing was written");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (Connection connection = JournalTables.connect(address)) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      BackupManifest manifest = write(connection, part, program, now, progress);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (SQLException e) {
      throw new BackupException(
          BackupException.Kind.UNAVAILABLE,
          "the database at " + address.url() + " cannot be read: " + e.getMessage(),
          e);
    } catch (FileAlreadyExistsException e) {
      throw new BackupException(
          BackupException.Kind.UNAVAILABLE, "another backup writes " + part + " now", e);
    } catch (IOException e) {
      throw new BackupException(
          BackupException.Kind.UNAVAILABLE, file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static BackupManifest write(
      Connection connection,
      Path part,
      String program,
      Instant now,
      ObjLongConsumer<String> progress)
      throws SQLException, IOException, BackupException {
    String schema =
        JournalTables.schema(connection)
            .orElseThrow(
                () ->
                    new BackupException(
                        BackupException.Kind.UNAVAILABLE, "the database holds no journal yet"));
    boolean whole = false;
    try (FileChannel channel =
            FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        ZipOutputStream zip =
            new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)))) {
      List<BackupManifest.Table> tables = new ArrayList<>();
      for (String name : JournalTables.inOrder(connection)) {
        BackupManifest.Table table = copy(connection, name, zip);
        tables.add(table);
        progress.accept(name, table.rows());
      }
      BackupManifest manifest =
          new BackupManifest(
              BackupManifest.FORMAT,
              program,
              schema,
              now,
              tables,
              JournalTables.decisionDays(connection));
      zip.putNextEntry(new ZipEntry(MANIFEST));
      zip.write(json().writeValueAsBytes(manifest));
      zip.closeEntry();
      zip.finish();
      zip.flush();
      channel.force(true);
      whole = true;
      return manifest;
    } catch (FileAlreadyExistsException theirs) {
      whole = true; // Not ours to delete.
      throw theirs;
    } finally {
      if (!whole) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static BackupManifest.Table copy(Connection connection, String name, ZipOutputStream zip)
      throws SQLException, IOException {
    List<String> columns = JournalTables.columns(connection, name);
    BackupManifest.Table table = new BackupManifest.Table(name, columns, 0, "");
    zip.putNextEntry(new ZipEntry(table.entry()));
    DigestOutputStream digested = new DigestOutputStream(zip, sha256());
    long rows =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "COPY (SELECT %s FROM \"%s\") TO STDOUT".formatted(table.columnList(), name),
                digested);
    zip.closeEntry();
    return new BackupManifest.Table(
        name, columns, rows, HexFormat.of().formatHex(digested.getMessageDigest().digest()));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
