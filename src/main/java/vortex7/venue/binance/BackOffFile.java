package vortex7.venue.binance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers across a restart until when the venue told us to be silent. */
final class BackOffFile {
  private static final Logger LOG = LoggerFactory.getLogger(BackOffFile.class);

  /** The venue bans for 2 minutes to 3 days. */
  private static final Duration SHORTEST_BAN = Duration.ofMinutes(2);

  private final Optional<Path> path;

  BackOffFile(Optional<Path> path) {
    this.path = path;
  }

  /**
   * The time read, or the epoch's beginning when there is none. A file that cannot be read once
   * held one: then it is as long from {@code now} as the venue's shortest ban.
   */
  Instant read(Instant now) {
    if (path.isEmpty() || !Files.exists(path.get())) {
      return Instant.EPOCH;
    }
    try {
      return Instant.parse(Files.readString(path.get()).strip());
    } catch (IOException | DateTimeParseException e) {
      Instant until = now.plus(SHORTEST_BAN);
      LOG.warn("msg=\"back-off unreadable\" file={} until={} cause={}", path.get(), until, e);
      return until;
    }
  }

  void write(Instant until) {
    if (path.isEmpty()) {
      return;
    }
    try {
      // A reader after a kill sees the old time or the new one.
      Path fresh = path.get().resolveSibling(path.get().getFileName() + ".new");
      Files.writeString(fresh, until + "\n");
      Files.move(
          fresh, path.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // The wait itself holds without the file; only a restart would forget it.
      LOG.warn("msg=\"back-off not kept\" file={} until={}", path.get(), until, e);
    }
  }
}
