package vortex7.venue.simulated.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one text file, plain or compressed, up to where it was cut: a process that is killed
 * leaves its last file without an end. Single-threaded.
 */
public final class TextLines implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final SourceStream in;
  private final BufferedReader reader;
  private long number;

  private TextLines(SourceStream in) {
    this.in = in;
    in.endWhereItIsCut();
    reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), BUFFER);
  }

  /**
   * @throws IOException when it cannot be read
   * @throws vortex7.matching.replay.RecordingException when there is no such file
   */
  public static TextLines open(Path file) throws IOException {
    return new TextLines(SourceStream.open(file));
  }

  /** The next line; null after the last. What follows the last whole line of a cut file may be. */
  public @Nullable String next() throws IOException {
    number++;
    return reader.readLine();
  }

  /** The number of the line that was read last, from 1. */
  public long number() {
    return number;
  }

  /** Whether the file ended in the middle; known once its last line was asked for. */
  public boolean cut() {
    return in.cut();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
