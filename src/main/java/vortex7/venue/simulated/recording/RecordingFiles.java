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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/**
 * Finds the raw captures that a replay is made of, plain or compressed by gzip.
 *
 * <p>Files that begin with the same symbol follow each other in the order of their first lines, as
 * one recording that goes on over midnight.
 */
public final class RecordingFiles {
  private static final int BUFFER = 1 << 16;

  private RecordingFiles() {}

  /**
   * Opens captures: files, or folders whose files are all captures.
   *
   * @return one recording for each symbol that files begin with, by symbol; each closes its files
   *     as it ends
   * @throws RecordingException naming a file that is no capture
   * @throws UncheckedIOException when a file or folder cannot be read
   */
  public static List<FileRecording> open(List<Path> paths) {
    SortedMap<String, List<Beginning>> bySymbol = new TreeMap<>();
    for (Path file : files(paths)) {
      Beginning beginning = beginning(file);
      bySymbol.computeIfAbsent(beginning.symbol(), symbol -> new ArrayList<>()).add(beginning);
    }
    if (bySymbol.isEmpty()) {
      throw new RecordingException("no recording in " + paths);
    }
    return bySymbol.values().stream().map(RecordingFiles::inOrder).toList();
  }

  /** The symbols that {@code paths} begin with. */
  public static List<String> symbols(List<Path> paths) {
    return files(paths).stream().map(file -> beginning(file).symbol()).distinct().sorted().toList();
  }

  private static FileRecording inOrder(List<Beginning> beginnings) {
    Comparator<Beginning> byTime = Comparator.comparingLong(Beginning::timeMillis);
    return new FileRecording(
        beginnings.stream()
            .sorted(byTime.thenComparing(Beginning::file))
            .map(Beginning::file)
            .toList());
  }

  private static List<Path> files(List<Path> paths) {
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
  private record Beginning(Path file, String symbol, long timeMillis) {}

  private static Beginning beginning(Path file) {
    try (FileRecording recording = new FileRecording(List.of(file))) {
      RecordedEvent event = new RecordedEvent();
      if (!recording.next(event)) {
        throw new RecordingException(file + ": holds no trade and no book");
      }
      return new Beginning(file, event.symbol, event.timeMillis);
    }
  }

  /** Opens a text file, compressed or not. */
  static BufferedReader reader(Path file) throws IOException {
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
