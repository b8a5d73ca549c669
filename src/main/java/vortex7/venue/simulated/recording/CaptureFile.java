package vortex7.venue.simulated.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vortex7.matching.replay.CaptureParser;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/**
 * A raw capture, plain or compressed: lines of a local time and a message. Of the streams that
 * cryptofeed writes down, depth answers of REST are the snapshots, and what was asked is passed
 * over.
 */
final class CaptureFile implements EventFile {
  private static final int BUFFER = 1 << 16;
  private static final String OWN = "\"vortex7@header\"";
  private static final Pattern DEPTH = Pattern.compile("https?://\\S*/depth\\?symbol=(\\w+).*");

  private final Path file;
  private final String name;
  private final boolean dump;
  private final SourceStream in;
  private final BufferedReader reader;
  private final CaptureParser parser = new CaptureParser();
  private final Continuity continuity;
  private long line;
  private boolean own;
  private boolean told;

  CaptureFile(FileKind.Found found) throws IOException {
    file = found.file();
    name = file.toString();
    dump = found.kind() == FileKind.DUMP;
    in = SourceStream.open(file);
    in.endWhereItIsCut();
    reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), BUFFER);
    continuity = new Continuity(name);
  }

  @Override
  public boolean next(RecordedEvent into) {
    for (String text = read(); text != null; text = read()) {
      long before = parser.tradesPassedOver();
      if (line == 1 && text.contains(OWN)) {
        own = true;
      }
      try {
        if ((!dump || message(text)) && parser.parse(text, into)) {
          into.source = name;
          into.line = line;
          continuity.book(into);
          return true;
        }
      } catch (RecordingException e) {
        if (in.cut()) {
          break; // The rest of a line whose end is not there.
        }
        throw new RecordingException(name + ":" + line + ": " + e.getMessage(), e);
      }
      if (parser.tradesPassedOver() != before) {
        continuity.happened("trades that were none of the market's, passed over", line);
      }
    }
    if (in.cut()) {
      endsInTheMiddle();
    }
    return false;
  }

  /** A recording of our own is whole up to where its process was killed; any other is broken. */
  private void endsInTheMiddle() {
    if (!own) {
      throw new RecordingException(name + ":" + line + ": cannot be read: it ends in the middle");
    }
    if (!told) {
      told = true;
      continuity.noted("ends in the middle: its process was killed, the last block is lost", line);
    }
  }

  private @Nullable String read() {
    try {
      line++;
      return reader.readLine();
    } catch (IOException e) {
      throw new RecordingException(name + ":" + line + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether a line of a dump is a message, or the book that was answered to a request. */
  private boolean message(String text) {
    if (text.isBlank() || Character.isDigit(text.charAt(0))) {
      return true;
    }
    Matcher depth = DEPTH.matcher(text);
    if (depth.matches()) {
      parser.expect(depth.group(1).toUpperCase(Locale.ROOT));
      return true;
    }
    return false;
  }

  @Override
  public List<String> notes() {
    return continuity.notes();
  }

  @Override
  public long bytesRead() {
    return in.bytesRead();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file, e);
    }
  }
}
