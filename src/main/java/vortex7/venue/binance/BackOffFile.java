package vortex7.venue.binance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers across a restart until when the venue told us to be silent. */
final class BackOffFile {
  private static final Logger LOG = LoggerFactory.getLogger(BackOffFile.class);

  private final Optional<Path> path;

  BackOffFile(Optional<Path> path) {
    this.path = path;
  }

  /** The time read, or the epoch's beginning when there is none. */
  Instant read() {
    if (path.isEmpty() || !Files.exists(path.get())) {
      return Instant.EPOCH;
    }
    try {
      return Instant.parse(Files.readString(path.get()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path.get(), e);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(path.get() + " must hold one time, " + e.getMessage(), e);
    }
  }

  void write(Instant until) {
    if (path.isEmpty()) {
      return;
    }
    try {
      Files.writeString(path.get(), until + "\n");
    } catch (IOException e) {
      // The wait itself holds without the file; only a restart would forget it.
      LOG.warn("msg=\"back-off not kept\" file={} until={}", path.get(), until, e);
    }
  }
}
