package vortex7.live.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of recordings by their names, {@code btcusdt_20261122T001500Z.gz}: which files there
 * are, and which have to go.
 */
public final class RecordingFolder {
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9_]+)_(\\d{8}T\\d{6}Z)(?:-(\\d+))?\\.gz");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  /**
   * One file.
   *
   * @param begun the second in which it begins
   * @param number of those that begin in that second
   */
  public record Entry(Path file, String symbol, Instant begun, int number, long bytes) {}

  private static final Comparator<Entry> OLDEST_FIRST =
      Comparator.comparing(Entry::begun).thenComparing(Entry::number).thenComparing(Entry::symbol);

  private RecordingFolder() {}

  /**
   * The recordings in {@code folder}, oldest first; what has another name is passed over. None when
   * there is no such folder.
   *
   * @throws IOException when it cannot be read
   */
  public static List<Entry> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        entry(file).ifPresent(entries::add);
      }
    }
    entries.sort(OLDEST_FIRST);
    return entries;
  }

  private static Optional<Entry> entry(Path file) throws IOException {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      Instant begun = LocalDateTime.parse(name.group(2), TIME).toInstant(ZoneOffset.UTC);
      int number = name.group(3) == null ? 1 : Integer.parseInt(name.group(3));
      return Optional.of(new Entry(file, name.group(1), begun, number, Files.size(file)));
    } catch (DateTimeParseException noTime) {
      return Optional.empty();
    }
  }

  /**
   * Deletes the oldest files until the others are within {@code maxBytes}, and those that ended,
   * where the next file of their symbol begins, more than {@code maxAge} before {@code now}. The
   * newest of each symbol, which may be being written, stays.
   *
   * @return what was deleted
   * @throws IOException when the folder cannot be read, or a file not be deleted
   */
  public static List<Path> trim(Path folder, long maxBytes, Duration maxAge, Instant now)
      throws IOException {
    List<Entry> entries = in(folder);
    Map<Path, Instant> ended = new TreeMap<>();
    Map<String, Entry> before = new TreeMap<>();
    for (Entry entry : entries) {
      Entry older = before.put(entry.symbol(), entry);
      if (older != null) {
        ended.put(older.file(), entry.begun());
      }
    }
    long bytes = entries.stream().mapToLong(Entry::bytes).sum();
    List<Path> deleted = new ArrayList<>();
    for (Entry entry : entries) {
      Instant end = ended.get(entry.file());
      boolean goes = end != null && (bytes > maxBytes || end.isBefore(now.minus(maxAge)));
      if (goes) {
        Files.deleteIfExists(entry.file());
        bytes -= entry.bytes();
        deleted.add(entry.file());
      }
    }
    return deleted;
  }
}
