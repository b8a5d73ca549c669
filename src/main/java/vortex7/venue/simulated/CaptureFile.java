package vortex7.venue.simulated;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import vortex7.matching.replay.CaptureParser;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.RecordingException;

/** A raw capture of the venue's streams in a file, compressed with gzip when its name ends so. */
final class CaptureFile implements Recording, AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final CaptureParser parser = new CaptureParser();
  private final BufferedReader lines;
  private long line;
  private boolean ended;

  private CaptureFile(Path path, BufferedReader lines) {
    this.path = path;
    this.lines = lines;
  }

  static CaptureFile open(Path path) throws IOException {
    return new CaptureFile(path, reader(path));
  }

  /** The lines of a text file, decompressed when its name ends in {@code .gz}. */
  static BufferedReader reader(Path path) throws IOException {
    InputStream file = Files.newInputStream(path);
    try {
      boolean compressed = path.getFileName().toString().endsWith(".gz");
      InputStream bytes = compressed ? new GZIPInputStream(file, BUFFER_BYTES) : file;
      return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), BUFFER_BYTES);
    } catch (IOException notCompressed) {
      file.close();
      throw new IOException(path + " is not compressed with gzip", notCompressed);
    }
  }

  @Override
  public boolean next(RecordedEvent into) {
    if (ended) {
      return false;
    }
    try {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (parser.parse(text, into)) {
          return true;
        }
      }
      close();
      return false;
    } catch (RecordingException broken) {
      throw new RecordingException(path + ":" + line + ": " + broken.getMessage(), broken);
    } catch (IOException unreadable) {
      throw new RecordingException(path + ":" + line + ": " + unreadable.getMessage(), unreadable);
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    lines.close();
  }
}
