package vortex7.venue.simulated.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/**
 * Finds the files of events that a replay is made of, of every {@link FileKind} that holds them.
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

  /** Opens files of events from their text. */
  public static List<FileRecording> open(List<Path> paths) {
    return open(paths, EventFiles.TEXT);
  }

  /**
   * Opens files of events; folders stand for those of their files that hold events.
   *
   * @return one recording for each symbol and kind of rows, by symbol (for each set of symbols
   *     where a file holds several); each closes its files as it ends
   * @throws RecordingException naming a file that is missing or holds no events
   * @throws UncheckedIOException when a file or folder cannot be read
   */
  public static List<FileRecording> open(List<Path> paths, EventFiles opener) {
    SortedMap<String, List<Beginning>> together = new TreeMap<>();
    for (Beginning beginning : beginnings(paths, opener)) {
      together.computeIfAbsent(beginning.group(), group -> new ArrayList<>()).add(beginning);
    }
    if (together.isEmpty()) {
      throw new RecordingException("no recording in " + paths);
    }
    return together.values().stream().map(files -> inOrder(files, opener)).toList();
  }

  /** The symbols that the text of {@code paths} holds. */
  public static List<String> symbols(List<Path> paths) {
    return symbols(paths, EventFiles.TEXT);
  }

  /**
   * The symbols that {@code paths} hold, sorted, as far as their first events show.
   *
   * @throws RecordingException naming a file that is missing or holds no events
   */
  public static List<String> symbols(List<Path> paths, EventFiles opener) {
    SortedSet<String> symbols = new TreeSet<>();
    beginnings(paths, opener).forEach(beginning -> symbols.addAll(beginning.symbols()));
    return List.copyOf(symbols);
  }

  /**
   * Sorts files into what was recorded at one time: files of the same symbols that begin within an
   * hour of the one before go on from it.
   *
   * @return the files of each session in their order, oldest first; empty for no paths
   * @throws RecordingException naming a file that is missing or holds no events
   */
  public static List<List<Path>> sessions(List<Path> paths) {
    List<Beginning> all = beginnings(paths, EventFiles.TEXT);
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

  private static FileRecording inOrder(List<Beginning> beginnings, EventFiles opener) {
    Comparator<Beginning> byTime = Comparator.comparingLong(Beginning::timeMillis);
    return new FileRecording(
        beginnings.stream()
            .sorted(byTime.thenComparing(Beginning::file))
            .map(Beginning::file)
            .toList(),
        opener);
  }

  /** Folders stand for the data files in them, by name; nothing is named twice. */
  static List<Path> files(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.list(path)) {
        files.addAll(
            inside.filter(Files::isRegularFile).filter(RecordingFiles::data).sorted().toList());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + path, e);
      }
    }
    Set<Path> known = new TreeSet<>();
    for (Path file : files) {
      if (!known.add(file.toAbsolutePath().normalize())) {
        throw new RecordingException(file + ": is named twice");
      }
    }
    return files;
  }

  /** Not a checksum, a download that was cut, or hidden. */
  private static boolean data(Path file) {
    String name = file.getFileName().toString();
    return !name.endsWith(".CHECKSUM") && !name.endsWith(".part") && !name.startsWith(".");
  }

  /**
   * What a file begins with.
   *
   * @param rows how its rows are told from others of the same symbol and time
   */
  private record Beginning(Path file, SortedSet<String> symbols, long timeMillis, String rows) {
    /** Files of one group go on from each other; those of others are merged by time. */
    String group() {
      return String.join(",", symbols) + "|" + rows;
    }
  }

  /** What is in a folder and holds no events is passed over; what is named is not. */
  private static List<Beginning> beginnings(List<Path> paths, EventFiles opener) {
    List<Beginning> beginnings = new ArrayList<>();
    for (Path path : paths) {
      boolean folder = Files.isDirectory(path);
      for (Path file : files(List.of(path))) {
        FileKind kind = FileKind.of(file);
        if (!folder || kind.holds() == FileKind.Holds.EVENTS) {
          beginning(file, kind, folder, opener).ifPresent(beginnings::add);
        }
      }
    }
    files(paths);
    return beginnings;
  }

  private static Optional<Beginning> beginning(
      Path file, FileKind kind, boolean inFolder, EventFiles opener) {
    try (EventFile events = opener.open(file)) {
      RecordedEvent event = new RecordedEvent();
      if (!events.next(event)) {
        if (inFolder && kind == FileKind.DUMP) {
          return Optional.empty(); // Only what was asked of REST.
        }
        throw new RecordingException(file + ": holds no trade and no book");
      }
      long begun = event.timeMillis;
      SortedSet<String> symbols = new TreeSet<>(Set.of(event.symbol));
      boolean snapshots = event.kind == RecordedEvent.Kind.SNAPSHOT;
      for (int i = 1; i < EVENTS_LOOKED_AT && events.next(event); i++) {
        symbols.add(event.symbol);
        snapshots &= event.kind == RecordedEvent.Kind.SNAPSHOT;
      }
      boolean lines = kind == FileKind.CAPTURE || kind == FileKind.DUMP;
      String rows = !lines ? kind.label() : snapshots ? "snapshots" : "";
      return Optional.of(new Beginning(file, symbols, begun, rows));
    }
  }

  /**
   * Opens a text file, compressed or not.
   *
   * @throws RecordingException when there is no such file
   */
  static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(SourceStream.open(file), StandardCharsets.UTF_8), BUFFER);
  }
}
