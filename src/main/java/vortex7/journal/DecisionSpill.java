package vortex7.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions that found the queue full, or the database away at the end, wait in a file, a line
 * each, until the database takes them. Safe for several threads.
 */
final class DecisionSpill implements AutoCloseable {
  private final Path file;
  private final Path draining;
  private final EventFormat format;
  private @Nullable BufferedReader reader;

  DecisionSpill(Path dataFolder, EventFormat format) {
    this.file = dataFolder.resolve("decisions.spill");
    this.draining = dataFolder.resolve("decisions.spill.draining");
    this.format = format;
  }

  synchronized void add(List<DecisionRow> rows) {
    StringBuilder lines = new StringBuilder();
    rows.forEach(row -> lines.append(format.jsonText(row)).append('\n'));
    try {
      Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("decisions cannot be kept in " + file, e);
    }
  }

  synchronized boolean isEmpty() {
    return !Files.exists(file) && !Files.exists(draining);
  }

  /** The oldest rows, at most {@code most}; empty when none is left. */
  synchronized List<DecisionRow> take(int most) {
    try {
      if (!Files.exists(draining)) {
        if (!Files.exists(file)) {
          return List.of();
        }
        Files.move(file, draining, StandardCopyOption.ATOMIC_MOVE);
      }
      BufferedReader lines = reader == null ? Files.newBufferedReader(draining) : reader;
      reader = lines;
      List<DecisionRow> rows = new ArrayList<>();
      String line = "";
      while (rows.size() < most && (line = lines.readLine()) != null) {
        if (line.endsWith("}")) { // A kill may have cut the last line.
          rows.add(format.fromJson(line, DecisionRow.class));
        }
      }
      if (line == null && rows.isEmpty()) {
        closeReader();
        Files.delete(draining);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("decisions cannot be read from " + draining, e);
    }
  }

  private void closeReader() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  @Override
  public synchronized void close() {
    try {
      closeReader();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
