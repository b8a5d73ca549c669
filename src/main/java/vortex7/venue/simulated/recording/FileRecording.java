package vortex7.venue.simulated.recording;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vortex7.matching.replay.CaptureParser;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.RecordingException;

/** Raw capture files read one after the other as one recording; single-threaded. */
public final class FileRecording implements Recording, Closeable {
  private final List<Path> files;
  private final CaptureParser parser = new CaptureParser();
  private int nextFile;
  private @Nullable BufferedReader reader;
  private long line;
  private String fileName = "";

  FileRecording(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /**
   * @throws RecordingException with file and line when a line cannot be replayed, or the file ends
   *     in the middle
   */
  @Override
  public boolean next(RecordedEvent into) {
    for (String text = nextLine(); text != null; text = nextLine()) {
      try {
        if (parser.parse(text, into)) {
          into.source = fileName;
          into.line = line;
          return true;
        }
      } catch (RecordingException e) {
        throw new RecordingException(where() + e.getMessage(), e);
      }
    }
    return false;
  }

  /** The files, in the order in which they are read. */
  public List<Path> files() {
    return files;
  }

  /** Recorded trades that were none of the market's, so far. */
  public long tradesPassedOver() {
    return parser.tradesPassedOver();
  }

  private @Nullable String nextLine() {
    try {
      while (reader != null || nextFile < files.size()) {
        BufferedReader open = reader;
        if (open == null) {
          open = RecordingFiles.reader(files.get(nextFile++));
          reader = open;
          line = 0;
          fileName = files.get(nextFile - 1).toString();
        }
        line++;
        String text = open.readLine();
        if (text != null) {
          return text;
        }
        close();
      }
      return null;
    } catch (IOException e) {
      throw new RecordingException(where() + "cannot be read: " + e.getMessage(), e);
    }
  }

  private String where() {
    return files.get(Math.max(0, nextFile - 1)) + ":" + line + ": ";
  }

  @Override
  public void close() {
    BufferedReader open = reader;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close " + files.get(nextFile - 1), e);
      }
    }
  }
}
