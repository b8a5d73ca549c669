package vortex7.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vortex7.settings.Secret;

/**
 * What the embedded server leaves in the data folder: its cluster, and the password it asks for.
 */
final class ClusterFolder {
  static final String USER = "vortex7";
  private static final String MAJOR_VERSION = "17";

  private ClusterFolder() {}

  static Path cluster(Path dataFolder) {
    return dataFolder.toAbsolutePath().resolve("pg").resolve("data");
  }

  static Path secret(Path dataFolder) {
    return dataFolder.toAbsolutePath().resolve("secrets").resolve("postgres");
  }

  static void create(ServerPrograms programs, Path cluster, Path secret) throws IOException {
    Path folder = secret.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(secret);
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, HexFormat.of().formatHex(random), StandardOpenOption.SYNC);
    // A kill in the middle leaves only the temporary folder behind.
    Path temporary = cluster.resolveSibling("creating");
    if (Files.exists(temporary)) {
      ServerFiles.delete(temporary);
    }
    programs.create(temporary, USER, secret);
    Files.move(temporary, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  static void requireOwnVersion(Path cluster) throws IOException {
    Path file = cluster.resolve("PG_VERSION");
    String version = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!version.equals(MAJOR_VERSION)) {
      throw new DatabaseRefused(
          version.isEmpty()
              ? cluster + " is not a PostgreSQL folder: move it away, or name another data folder"
              : "%s is of PostgreSQL %s, this program brings %s: dump it with the old version"
                  .formatted(cluster, version, MAJOR_VERSION));
    }
  }

  static Secret read(Path secret) throws IOException {
    if (!Files.exists(secret)) {
      throw new DatabaseRefused(
          "the password of the embedded PostgreSQL is gone: restore " + secret + " from a backup");
    }
    return Secret.of(Files.readString(secret, StandardCharsets.US_ASCII).strip());
  }

  /** The server that works in {@code cluster} now. */
  static Optional<PostmasterFile> alive(Path cluster) throws IOException {
    Optional<PostmasterFile> found = PostmasterFile.read(cluster);
    return found.isPresent() && PostmasterFile.worksIn(found.get().pid(), cluster.toRealPath())
        ? found
        : Optional.empty();
  }

  /** The settings with which the server is started. */
  static List<String> serverSettings(int port) {
    return List.of(
        "listen_addresses=127.0.0.1",
        "port=" + port,
        "unix_socket_directories=",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "password_encryption=scram-sha-256",
        "max_connections=60",
        "shared_buffers=64MB",
        "max_wal_size=512MB",
        "jit=off",
        "timezone=UTC",
        "log_timezone=UTC",
        "log_min_messages=warning");
  }
}
