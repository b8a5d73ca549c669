package vortex7.venue.simulated.recording;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/**
 * Finds the raw captures that a replay is made of, plain or compressed by gzip.
 *
 * <p>Files of the same symbols follow each other in the order of their first lines, as one
 * recording that goes on over midnight.
 */
public final class RecordingFiles {
  private static final int BUFFER = 1 << 16;

  /** Events at a file's beginning in which all its symbols show. */
  private static final int EVENTS_LOOKED_AT = 500;

  private static final long SESSION_MILLIS = 3_600_000L;

  private RecordingFiles() {}

  /**
   * Opens captures: files, or folders whose files are all captures.
   *
   * @return one recording for each symbol, by symbol (for each set of symbols where a file holds
   *     several); each closes its files as it ends
   * @throws RecordingException naming a file that is missing or no capture
   * @throws UncheckedIOException when a file or folder cannot be read
   */
  public static List<FileRecording> open(List<Path> paths) {
    SortedMap<String, List<Beginning>> bySymbols = new TreeMap<>();
    for (Path file : files(paths)) {
      Beginning beginning = beginning(file);
      bySymbols
          .computeIfAbsent(String.join(",", beginning.symbols()), symbols -> new ArrayList<>())
          .add(beginning);
    }
    if (bySymbols.isEmpty()) {
      throw new RecordingException("no recording in " + paths);
    }
    return bySymbols.values().stream().map(RecordingFiles::inOrder).toList();
  }

  /**
   * The symbols that {@code paths} hold, sorted, as far as their first events show.
   *
   * @throws RecordingException naming a file that is missing or no capture
   */
  public static List<String> symbols(List<Path> paths) {
    SortedSet<String> symbols = new TreeSet<>();
    files(paths).forEach(file -> symbols.addAll(beginning(file).symbols()));
    return List.copyOf(symbols);
  }

  /**
   * Sorts captures into what was recorded at one time: files of the same symbols that begin within
   * an hour of the one before go on from it.
   *
   * @return the files of each session in their order, oldest first; empty for no paths
   * @throws RecordingException naming a file that is missing or no capture
   */
  public static List<List<Path>> sessions(List<Path> paths) {
    List<Beginning> all =
        new ArrayList<>(files(paths).stream().map(RecordingFiles::beginning).toList());
    all.sort(
        Comparator.comparing((Beginning file) -> String.join(",", file.symbols()))
            .thenComparingLong(Beginning::timeMillis));
    List<List<Path>> sessions = new ArrayList<>();
    Beginning last = null;
    for (Beginning next : all) {
      boolean goesOn =
          last != null
              && last.symbols().equals(next.symbols())
              && next.timeMillis() - last.timeMillis() <= SESSION_MILLIS;
      if (!goesOn) {
        sessions.add(new ArrayList<>());
      }
      sessions.getLast().add(next.file());
      last = next;
    }
    return sessions;
  }

  private static FileRecording inOrder(List<Beginning> beginnings) {
    Comparator<Beginning> byTime = Comparator.comparingLong(Beginning::timeMillis);
    return new FileRecording(
        beginnings.stream()
            .sorted(byTime.thenComparing(Beginning::file))
            .map(Beginning::file)
            .toList());
  }

  /** Folders stand for the files in them, by name. */
  static List<Path> files(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.list(path)) {
        files.addAll(inside.filter(Files::isRegularFile).sorted().toList());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + path, e);
      }
    }
    return files;
  }

  /** What a file begins with. */
  private record Beginning(Path file, SortedSet<String> symbols, long timeMillis) {}

  private static Beginning beginning(Path file) {
    try (FileRecording recording = new FileRecording(List.of(file))) {
      RecordedEvent event = new RecordedEvent();
      if (!recording.next(event)) {
        throw new RecordingException(file + ": holds no trade and no book");
      }
      long begun = event.timeMillis;
      SortedSet<String> symbols = new TreeSet<>(Set.of(event.symbol));
      for (int i = 1; i < EVENTS_LOOKED_AT && recording.next(event); i++) {
        symbols.add(event.symbol);
      }
      return new Beginning(file, symbols, begun);
    }
  }

  /**
   * Opens a text file, compressed or not.
   *
   * @throws RecordingException when there is no such file
   */
  static BufferedReader reader(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new RecordingException(file + ": there is no such file");
    }
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      InputStream plain = gzip ? new GZIPInputStream(raw, BUFFER) : raw;
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
