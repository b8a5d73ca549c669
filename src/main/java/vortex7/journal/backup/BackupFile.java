package vortex7.journal.backup;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup that was opened and found whole: every byte of it is what was written. */
public final class BackupFile implements AutoCloseable {
  private final Path file;
  private final ZipFile zip;
  private final BackupManifest manifest;

  private BackupFile(Path file, ZipFile zip, BackupManifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens a file and reads it once through.
   *
   * @throws BackupException when it is not a whole backup of a form that this program reads
   */
  public static BackupFile open(Path file) throws BackupException {
    ZipFile zip = zip(file);
    BackupFile opened = null;
    try {
      opened = new BackupFile(file, zip, manifest(file, zip));
      for (BackupManifest.Table table : opened.manifest.tables()) {
        opened.verify(table);
      }
      return opened;
    } catch (IOException e) {
      throw bad(file, "cannot be read: " + e.getMessage(), e);
    } finally {
      if (opened == null) {
        closeQuietly(zip);
      }
    }
  }

  private static void closeQuietly(ZipFile zip) throws BackupException {
    try {
      zip.close();
    } catch (IOException e) {
      throw new BackupException(
          BackupException.Kind.UNAVAILABLE, "the backup cannot be closed: " + e.getMessage(), e);
    }
  }

  private static ZipFile zip(Path file) throws BackupException {
    try {
      return new ZipFile(file.toFile());
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new BackupException(BackupException.Kind.UNAVAILABLE, file + " does not exist", e);
    } catch (ZipException e) {
      throw bad(file, "is not a backup, or was cut: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BackupException(
          BackupException.Kind.UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static BackupManifest manifest(Path file, ZipFile zip)
      throws BackupException, IOException {
    ZipEntry entry = zip.getEntry(JournalBackup.MANIFEST);
    if (entry == null) {
      throw bad(file, "is not a backup: it has no " + JournalBackup.MANIFEST, null);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      BackupManifest manifest = JournalBackup.json().readValue(in, BackupManifest.class);
      if (manifest.format() != BackupManifest.FORMAT) {
        throw bad(
            file,
            "is of form "
                + manifest.format()
                + ", this program reads "
                + BackupManifest.FORMAT
                + ": use the program "
                + manifest.program(),
            null);
      }
      return manifest;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw bad(file, JournalBackup.MANIFEST + " is broken: " + e.getOriginalMessage(), e);
    }
  }

  private void verify(BackupManifest.Table table) throws BackupException, IOException {
    try (DigestInputStream in = new DigestInputStream(rows(table), JournalBackup.sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
      if (!found.equals(table.sha256())) {
        throw bad(file, "is damaged: the rows of " + table.name() + " are not those written", null);
      }
    } catch (ZipException e) {
      throw bad(file, "is damaged in the rows of " + table.name() + ": " + e.getMessage(), e);
    }
  }

  /** The rows as they are to be copied in. */
  InputStream rows(BackupManifest.Table table) throws BackupException, IOException {
    ZipEntry entry = zip.getEntry(table.entry());
    if (entry == null) {
      throw bad(file, "is not whole: " + table.entry() + " is missing", null);
    }
    return zip.getInputStream(entry);
  }

  public BackupManifest manifest() {
    return manifest;
  }

  Path file() {
    return file;
  }

  private static BackupException bad(
      Path file, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return cause == null
        ? new BackupException(BackupException.Kind.BAD_FILE, file + " " + why)
        : new BackupException(BackupException.Kind.BAD_FILE, file + " " + why, cause);
  }

  @Override
  public void close() throws BackupException {
    closeQuietly(zip);
  }
}
