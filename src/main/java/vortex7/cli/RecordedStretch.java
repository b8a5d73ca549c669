package vortex7.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.live.IncidentReplay;
import vortex7.live.recorder.RecordedLine;
import vortex7.live.recorder.RecordingFolder;
import vortex7.live.recorder.RunFacts;
import vortex7.market.Symbol;
import vortex7.matching.replay.RecordingException;
import vortex7.venue.simulated.recording.TextLines;

/** A daemon's recording: the files of each symbol, and where in them a stretch can be begun. */
final class RecordedStretch {
  /** A run that begins with its file says so in the first lines. */
  private static final int BEGINNING_LINES = 64;

  /** Lines wait for so long, by the venue's time, before the file that they begin is named. */
  private static final Duration UNWRITTEN_MAX = Duration.ofHours(1);

  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final SortedMap<Symbol, List<RecordingFolder.Entry>> files;
  private final RunFacts run;
  private final Instant first;
  private final List<String> notes = new ArrayList<>();

  private RecordedStretch(
      SortedMap<Symbol, List<RecordingFolder.Entry>> files, RunFacts run, Instant first) {
    this.files = files;
    this.run = run;
    this.first = first;
  }

  /**
   * The recording in {@code folder} up to {@code end}.
   *
   * @param wanted symbols; none for all
   * @throws CommandFailure when there is none, or none of a symbol that is wanted
   */
  static RecordedStretch in(Path folder, List<String> wanted, Instant end) throws IOException {
    SortedMap<Symbol, List<RecordingFolder.Entry>> files = new TreeMap<>();
    for (RecordingFolder.Entry entry : RecordingFolder.in(folder)) {
      Symbol symbol = Symbol.of(entry.symbol().toUpperCase(Locale.ROOT));
      if (entry.begun().isBefore(end) && (wanted.isEmpty() || wanted.contains(symbol.code()))) {
        files.computeIfAbsent(symbol, of -> new ArrayList<>()).add(entry);
      }
    }
    for (String symbol : wanted) {
      if (files.keySet().stream().noneMatch(known -> known.code().equals(symbol))) {
        throw CommandFailure.unavailable("no recording of " + symbol + " in " + folder);
      }
    }
    if (files.isEmpty()) {
      throw CommandFailure.unavailable(
          "no daemon's recording in " + folder + " up to " + end + ": is recorder.enabled on?");
    }
    Instant first =
        files.values().stream()
            .map(entries -> entries.getFirst().begun())
            .min(Instant::compareTo)
            .orElseThrow();
    return new RecordedStretch(files, run(files), first);
  }

  private static RunFacts run(SortedMap<Symbol, List<RecordingFolder.Entry>> files)
      throws IOException {
    for (List<RecordingFolder.Entry> entries : files.values()) {
      for (RecordingFolder.Entry entry : entries) {
        Optional<RunFacts> run = begins(entry.file());
        if (run.isPresent()) {
          return run.get();
        }
      }
    }
    throw CommandFailure.unavailable(
        "the recording has lost its beginning: no run begins in the files that are left");
  }

  private static Optional<RunFacts> begins(Path file) throws IOException {
    try (TextLines lines = TextLines.open(file)) {
      for (int i = 0; i < BEGINNING_LINES; i++) {
        String line = lines.next();
        if (line == null) {
          return Optional.empty();
        }
        if (line.contains("@begun\"")
            && RecordedLine.parse(line).content() instanceof RecordedLine.RunBegan(RunFacts run)) {
          return Optional.of(run);
        }
      }
      return Optional.empty();
    } catch (RecordingException gone) {
      throw new IOException(gone.getMessage(), gone);
    }
  }

  List<Symbol> symbols() {
    return List.copyOf(files.keySet());
  }

  /** Of the first run that is there. */
  RunFacts run() {
    return run;
  }

  /** {@code begin}, but not long before the recording: a file is named when it is first written. */
  Instant from(Instant begin) {
    Instant earliest = first.minus(UNWRITTEN_MAX);
    return begin.isBefore(earliest) ? earliest : begin;
  }

  /** {@code end}, but not after any time that can be written. */
  Instant to(Instant end) {
    return end.isAfter(END) ? END : end;
  }

  /** What was mended or passed over, so far. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Hands the lines of {@code symbol} over, from the newest beginning of a run that is not after
   * {@code begin}, up to {@code end}.
   *
   * @throws CommandFailure naming file and line of what is no recording
   */
  void replay(Symbol symbol, Instant begin, Instant end, IncidentReplay replay) {
    try (Reader lines = reader(symbol, begin, end)) {
      for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
        replay.onLine(line);
      }
    } catch (IOException | RecordingException broken) {
      throw CommandFailure.usage("the recording: " + broken.getMessage());
    }
  }

  private int start(List<RecordingFolder.Entry> entries, Instant begin) throws IOException {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (!entries.get(i).begun().isAfter(begin) && begins(entries.get(i).file()).isPresent()) {
        return i;
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      if (begins(entries.get(i).file()).isPresent()) {
        if (i > 0) {
          notes.add(
              entries.get(i).symbol()
                  + ": what was recorded before "
                  + entries.get(i).begun()
                  + " belongs to a run whose beginning was deleted, and cannot be replayed");
        }
        return i;
      }
    }
    notes.add(entries.getFirst().symbol() + ": no run begins in the files that are left");
    return entries.size();
  }

  /** A decision is written a little after the mark that it is of. */
  private static final long LATE_SECONDS = 10;

  /**
   * The lines of {@code symbol}, from the newest beginning of a run that is not after {@code
   * begin}, up to {@code end}.
   */
  Reader reader(Symbol symbol, Instant begin, Instant end) throws IOException {
    List<RecordingFolder.Entry> entries = files.getOrDefault(symbol, List.of());
    return new Reader(entries.subList(start(entries, begin), entries.size()), to(end));
  }

  /** Reads the lines of files that follow each other; single-threaded. */
  final class Reader implements AutoCloseable {
    private final Iterator<RecordingFolder.Entry> left;
    private final long endMillis;
    private @Nullable TextLines open;
    private Path file = Path.of("");

    private Reader(List<RecordingFolder.Entry> entries, Instant end) {
      left = entries.iterator();
      endMillis = end.plusSeconds(LATE_SECONDS).toEpochMilli();
    }

    /**
     * The next line; null after the last.
     *
     * @throws IOException naming file and line of what is no recording
     */
    @Nullable RecordedLine next() throws IOException {
      while (open != null || left.hasNext()) {
        TextLines lines = open;
        if (lines == null) {
          file = left.next().file();
          lines = TextLines.open(file);
          open = lines;
        }
        String text = lines.next();
        RecordedLine line = text == null ? null : parsed(lines, text);
        if (line != null) {
          return line.millis() < endMillis ? line : null;
        }
        if (lines.cut()) {
          notes.add(file.getFileName() + " ends in the middle: its process runs, or was killed");
        }
        close();
      }
      return null;
    }

    /** Null for the rest of a line whose end is not there. */
    private @Nullable RecordedLine parsed(TextLines lines, String text) throws IOException {
      long number = lines.number();
      try {
        return RecordedLine.parse(text);
      } catch (IOException broken) {
        if (lines.next() == null && lines.cut()) {
          return null;
        }
        throw new IOException(file + ":" + number + ": " + broken.getMessage(), broken);
      }
    }

    @Override
    public void close() throws IOException {
      TextLines lines = open;
      open = null;
      if (lines != null) {
        lines.close();
      }
    }
  }
}
