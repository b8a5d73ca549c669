package vortex7.venue.simulated.recording;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.RecordingException;

/** Files of events read one after the other as one recording; single-threaded. */
public final class FileRecording implements Recording, Closeable {
  /** So much may the beginning of a file lie before the end of the one it goes on from. */
  private static final long OVERLAP_MAX_MILLIS = 5_000;

  private final List<Path> files;
  private final EventFiles opener;
  private final List<String> notes = new ArrayList<>();
  private int nextFile;
  private @Nullable EventFile open;
  private boolean begins;
  private long lastMillis;

  FileRecording(List<Path> files, EventFiles opener) {
    this.files = List.copyOf(files);
    this.opener = opener;
  }

  /**
   * @throws RecordingException with file and line when a line cannot be replayed, the file ends in
   *     the middle, or two files hold the same time
   */
  @Override
  public boolean next(RecordedEvent into) {
    while (open != null || nextFile < files.size()) {
      EventFile file = open;
      if (file == null) {
        file = opener.open(files.get(nextFile++));
        open = file;
        begins = true;
      }
      if (file.next(into)) {
        if (begins && into.timeMillis < lastMillis - OVERLAP_MAX_MILLIS) {
          throw new RecordingException(
              "%s:%d: begins at %s, before %s ends at %s: the files overlap, or one is twice there"
                  .formatted(
                      into.source,
                      into.line,
                      Instant.ofEpochMilli(into.timeMillis),
                      files.get(nextFile - 2),
                      Instant.ofEpochMilli(lastMillis)));
        }
        begins = false;
        lastMillis = Math.max(lastMillis, into.timeMillis);
        return true;
      }
      notes.addAll(file.notes());
      close();
    }
    return false;
  }

  /** The files, in the order in which they are read. */
  public List<Path> files() {
    return files;
  }

  /** What was passed over or mended in the files that were read to their end. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    EventFile file = open;
    open = null;
    if (file != null) {
      file.close();
    }
  }
}
