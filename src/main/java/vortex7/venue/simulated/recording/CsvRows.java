package vortex7.venue.simulated.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/**
 * Walks through a file of comma-separated rows, from bytes to primitives: no text is made of a row
 * unless it is asked for. Blank lines and those that begin with {@code #} are passed over; nothing
 * is quoted in any of the files that are read.
 */
final class CsvRows implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int CELLS_MAX = 64;
  private static final int DECIMALS = 8;

  private final Path file;
  private final SourceStream in;
  private byte[] bytes = new byte[BUFFER];
  private int begin;
  private int end;
  private boolean last;
  private long line;
  private int cells;
  private final int[] starts = new int[CELLS_MAX + 1];
  private boolean again;

  CsvRows(Path file) throws IOException {
    this.file = file;
    this.in = SourceStream.open(file);
  }

  /** Goes to the next row; false at the end. */
  boolean next() {
    if (again) {
      again = false;
      return true;
    }
    while (true) {
      int stop = lineEnd();
      if (stop < 0) {
        return false;
      }
      line++;
      int from = begin;
      int to = stop > from && bytes[stop - 1] == '\r' ? stop - 1 : stop;
      begin = stop + 1;
      if (to > from && bytes[from] != '#') {
        split(from, to);
        return true;
      }
    }
  }

  /** The present row is the next one once more. */
  void back() {
    again = true;
  }

  /** Where the line that begins at {@code begin} ends; −1 when there is none. */
  private int lineEnd() {
    int at = begin;
    while (true) {
      for (; at < end; at++) {
        if (bytes[at] == '\n') {
          return at;
        }
      }
      if (last) {
        return begin < end ? end : -1;
      }
      int scanned = at - begin;
      fill();
      at = begin + scanned;
    }
  }

  private void fill() {
    if (begin > 0) {
      System.arraycopy(bytes, begin, bytes, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end + 1 >= bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    try {
      int read = in.read(bytes, end, bytes.length - end - 1);
      last = read < 0;
      end += Math.max(0, read);
    } catch (IOException e) {
      throw new RecordingException(
          file + ":" + (line + 1) + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private void split(int from, int to) {
    cells = 0;
    starts[0] = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == ',') {
        if (++cells == CELLS_MAX) {
          throw new RecordingException(where() + "has more than " + CELLS_MAX + " columns");
        }
        starts[cells] = i + 1;
      }
    }
    starts[++cells] = to + 1;
  }

  int cells() {
    return cells;
  }

  long line() {
    return line;
  }

  long bytesRead() {
    return in.bytesRead();
  }

  String where() {
    return file + ":" + line + ": ";
  }

  /** All cells as text. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(cells);
    for (int i = 0; i < cells; i++) {
      texts.add(text(i));
    }
    return texts;
  }

  String text(int cell) {
    int from = starts[cell];
    return new String(bytes, from, starts[cell + 1] - 1 - from, StandardCharsets.UTF_8).strip();
  }

  boolean isEmpty(int cell) {
    return starts[cell + 1] - 1 == starts[cell];
  }

  /** A whole number of at least 0. */
  long integer(int cell, String column) {
    int to = starts[cell + 1] - 1;
    int from = starts[cell];
    if (from == to || to - from > 18) {
      throw wrong(cell, column, "a whole number");
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw wrong(cell, column, "a whole number");
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /** A decimal of at least 0 times {@link RecordedEvent#SCALE}. */
  long decimal(int cell, String column) {
    int from = starts[cell];
    int to = starts[cell + 1] - 1;
    long value = 0;
    int decimals = -1;
    int digits = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9 && decimals < DECIMALS) {
        value = 10 * value + digit;
        decimals += decimals >= 0 ? 1 : 0;
        digits += value == 0 ? 0 : 1;
      } else if (bytes[i] == '.' && decimals < 0) {
        decimals = 0;
      } else if (digit != 0) { // Further zeros say nothing.
        throw wrong(cell, column, "a price or quantity of at most 8 decimals, at least 0");
      }
    }
    for (int i = Math.max(0, decimals); i < DECIMALS; i++) {
      value *= 10;
      digits++;
    }
    if (from == to || digits > 18) {
      throw wrong(cell, column, "a price or quantity of at most 8 decimals, at least 0");
    }
    return value;
  }

  /** A decimal above 0 times {@link RecordedEvent#SCALE}. */
  long positive(int cell, String column) {
    long value = decimal(cell, column);
    if (value == 0) {
      throw wrong(cell, column, "above 0");
    }
    return value;
  }

  /** Any finite number. */
  double real(int cell, String column) {
    try {
      double value = Double.parseDouble(text(cell));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(cell, column, "a number");
    }
    throw wrong(cell, column, "a number");
  }

  /** {@code true}, {@code false}, 1 or 0. */
  boolean bool(int cell, String column) {
    int from = starts[cell];
    return switch (starts[cell + 1] - 1 - from) {
      case 1 -> {
        if (bytes[from] != '0' && bytes[from] != '1') {
          throw wrong(cell, column, "true or false");
        }
        yield bytes[from] == '1';
      }
      case 4, 5 -> {
        boolean yes = spells(cell, "true");
        if (!yes && !spells(cell, "false")) {
          throw wrong(cell, column, "true or false");
        }
        yield yes;
      }
      default -> throw wrong(cell, column, "true or false");
    };
  }

  /** Whether a cell is a word, in lower or upper case. */
  private boolean spells(int cell, String word) {
    int from = starts[cell];
    boolean same = starts[cell + 1] - 1 - from == word.length();
    for (int i = 0; same && i < word.length(); i++) {
      same = (bytes[from + i] | 0x20) == word.charAt(i);
    }
    return same;
  }

  /** What is wrong with a cell: file, line, column and value. */
  RecordingException wrong(int cell, String column, String expected) {
    return new RecordingException(
        where() + column + " must be " + expected + ", was '" + text(cell) + "'");
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file, e);
    }
  }
}
