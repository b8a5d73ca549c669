package vortex7.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.position.ClientOrderId;

/**
 * {@code DATA/exits.log}: the intents of exits that could not be journaled, one line each, fsynced
 * before the exit is sent. A position's lines are taken out when all that it wrote is journaled.
 *
 * <p>Thread-safe. Blocks for the disk, and that only while it holds lines: keep it off the threads
 * that trade.
 */
public final class ExitsLog {
  /** One exit: {@code what} in words, such as "MARKET SELL 0.012 EMERGENCY". */
  public record Entry(Instant at, ClientOrderId id, String what) {}

  private final Path file;
  private volatile boolean empty;

  private ExitsLog(Path file) {
    this.file = file;
    this.empty = !Files.exists(file);
  }

  public static ExitsLog in(Path data) {
    return new ExitsLog(data.resolve("exits.log"));
  }

  /**
   * Appends and fsyncs.
   *
   * @throws UncheckedIOException when the disk refuses; the caller exits all the same and says so
   */
  public synchronized void append(Entry entry) {
    String line =
        entry.at() + " " + entry.id().text() + " " + entry.what().replaceAll("\\p{Cntrl}", " ");
    empty = false;
    try {
      Durable.append(file, line + "\n");
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot append to " + file, refused);
    }
  }

  /** Whether it surely holds nothing; does not touch the disk. */
  public boolean isEmpty() {
    return empty;
  }

  /** What is in it, oldest first; a torn last line is left out, since its exit was never sent. */
  public synchronized List<Entry> entries() {
    if (empty || !Files.exists(file)) {
      return List.of();
    }
    try {
      String text = Files.readString(file);
      List<Entry> entries = new ArrayList<>();
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
        parsed(line).ifPresent(entries::add);
      }
      return entries;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  /** Takes out the lines of one position, which are journaled now. */
  public synchronized void journaled(ClientOrderId anyOfPosition) {
    List<Entry> kept =
        entries().stream()
            .filter(
                entry ->
                    !entry.id().symbol().equals(anyOfPosition.symbol())
                        || entry.id().positionNumber() != anyOfPosition.positionNumber())
            .toList();
    try {
      if (kept.isEmpty()) {
        Files.deleteIfExists(file);
        empty = true;
        return;
      }
      StringBuilder text = new StringBuilder();
      kept.forEach(
          entry ->
              text.append(entry.at())
                  .append(' ')
                  .append(entry.id().text())
                  .append(' ')
                  .append(entry.what())
                  .append('\n'));
      Durable.replace(file, text.toString());
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot rewrite " + file, refused);
    }
  }

  private static Optional<Entry> parsed(String line) {
    String[] parts = line.split(" ", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    return ClientOrderId.parse(parts[1])
        .map(id -> new Entry(Instant.parse(parts[0]), id, parts[2]));
  }
}
