package vortex7.venue.simulated.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/**
 * Walks through a file of comma-separated rows, from bytes to primitives: no text is made of a row
 * unless it is asked for. Blank lines and those that begin with {@code #} are passed over; nothing
 * is quoted in any of the files that are read.
 *
 * <p>Where cells end is found for a whole buffer at once, eight bytes in a step; rows and numbers
 * are then read from those places, and nothing but the kind of the column decides a branch.
 */
final class CsvRows implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int CELLS_MAX = 64;

  /** So many bytes are looked at together, and their ends noted at once if they are not more. */
  private static final int BLOCK = 64;

  private static final int USUAL = 8;

  /** Room for the words that begin before the text, and the block that ends after it. */
  private static final int MARGIN = Math.max(Digits.BEFORE, BLOCK);

  private static final long COMMAS = 0x2C2C2C2C2C2C2C2CL;
  private static final long LINE_ENDS = 0x0A0A0A0A0A0A0A0AL;

  /** Times this, the highest bits of a word's bytes come to stand side by side, highest of all. */
  private static final long GATHER = 0x0002040810204081L;

  private static final long LOWER_CASE = 0x2020202020202020L;
  private static final long TRUE = word("true") >>> 32;
  private static final long FALSE = word("false") >>> 24;

  private final Path file;
  private final SourceStream in;
  private byte[] bytes = new byte[BUFFER + 2 * MARGIN];

  /** Where the bytes that were read end. */
  private int end = MARGIN;

  private boolean last;

  /** Where each cell of the buffer's whole lines ends: at its comma or its line's end. */
  private int[] ends = new int[bytes.length];

  /** How many of {@link #ends} are known, and how many of them are passed. */
  private int known;

  private int passed;

  /** Where the next line begins. */
  private int begin = MARGIN;

  private long line;

  /** The present row: where its first cell begins, which of the ends is its first, how many. */
  private int rowBegin;

  private int rowFirst;
  private int cells;
  private boolean again;

  CsvRows(Path file) throws IOException {
    this(file, SourceStream.open(file));
  }

  CsvRows(Path file, SourceStream in) {
    this.file = file;
    this.in = in;
  }

  /** Goes to the next row; false at the end. */
  boolean next() {
    if (again) {
      again = false;
      return true;
    }
    while (passed < known || fill()) {
      int first = passed;
      int at = first;
      while (bytes[ends[at]] == ',') {
        at++;
      }
      passed = at + 1;
      line++;
      int from = begin;
      int to = ends[at];
      begin = to + 1;
      if (to > from && bytes[to - 1] == '\r') {
        ends[at] = --to;
      }
      if (to > from && bytes[from] != '#') {
        rowBegin = from;
        rowFirst = first;
        cells = passed - first;
        if (cells > CELLS_MAX) {
          throw new RecordingException(where() + "has more than " + CELLS_MAX + " columns");
        }
        return true;
      }
    }
    return false;
  }

  /** The present row is the next one once more. */
  void back() {
    again = true;
  }

  /** Reads on until there is a whole line; false at the end. */
  private boolean fill() {
    known = 0;
    passed = 0;
    do {
      System.arraycopy(bytes, begin, bytes, MARGIN, end - begin);
      end -= begin - MARGIN;
      begin = MARGIN;
      if (end == bytes.length - MARGIN) { // A line that is longer than the buffer.
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        ends = new int[bytes.length];
      }
      if (last || !read()) {
        return false;
      }
      findEnds();
    } while (known == 0);
    return true;
  }

  /** Reads what there is room for; false when nothing is left, not even a line without an end. */
  private boolean read() {
    try {
      int read = in.read(bytes, end, bytes.length - MARGIN - end);
      last = read < 0;
      end += Math.max(0, read);
    } catch (IOException e) {
      throw new RecordingException(
          file + ":" + (line + 1) + ": cannot be read: " + e.getMessage(), e);
    }
    if (last && end > begin) {
      bytes[end++] = '\n';
    }
    return end > begin;
  }

  /** Notes the end of each cell, up to the last line's end. */
  private void findEnds() {
    byte[] text = bytes;
    int[] found = ends;
    int count = 0;
    for (int block = begin; block < end; block += BLOCK) {
      long here = 0;
      for (int i = 0; i < BLOCK; i += Long.BYTES) {
        here |= endsIn(Digits.word(text, block + i)) << i;
      }
      int next = count;
      count += Long.bitCount(here);
      // A row has some seven of them: to write that many costs less than to ask after each.
      for (int i = 0; i < USUAL; i++) {
        found[next + i] = block + Long.numberOfTrailingZeros(here);
        here &= here - 1;
      }
      for (int i = next + USUAL; i < count; i++) {
        found[i] = block + Long.numberOfTrailingZeros(here);
        here &= here - 1;
      }
    }
    while (count > 0 && (found[count - 1] >= end || text[found[count - 1]] != '\n')) {
      count--;
    }
    known = count;
  }

  /** A bit for each byte of a word, the first in the lowest: whether it is a comma or line end. */
  private static long endsIn(long word) {
    long ascii = word & Digits.LOW_SEVEN;
    long other = ((ascii ^ COMMAS) + Digits.LOW_SEVEN) & ((ascii ^ LINE_ENDS) + Digits.LOW_SEVEN);
    return ((~(other | word) & ~Digits.LOW_SEVEN) * GATHER) >>> 56;
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

  private int from(int cell) {
    return cell == 0 ? rowBegin : ends[rowFirst + cell - 1] + 1;
  }

  private int to(int cell) {
    return ends[rowFirst + cell];
  }

  String text(int cell) {
    int from = from(cell);
    return new String(bytes, from, to(cell) - from, StandardCharsets.UTF_8).strip();
  }

  /** A cell as text; {@code likely} itself when it is that. */
  String text(int cell, String likely) {
    int from = from(cell);
    boolean same = to(cell) - from == likely.length();
    for (int i = 0; same && i < likely.length(); i++) {
      same = bytes[from + i] == likely.charAt(i);
    }
    return same ? likely : text(cell);
  }

  /** A whole number of at least 0. */
  long integer(int cell, String column) {
    long value = Digits.whole(bytes, from(cell), to(cell));
    if (value < 0) {
      throw wrong(cell, column, "a whole number");
    }
    return value;
  }

  /** A decimal of at least 0 times {@link RecordedEvent#SCALE}. */
  long decimal(int cell, String column) {
    long value = Digits.decimal(bytes, from(cell), to(cell));
    if (value < 0) {
      throw wrong(cell, column, "a price or quantity of at most 8 decimals, at least 0");
    }
    return value;
  }

  /** A decimal above 0 times {@link RecordedEvent#SCALE}. */
  long positive(int cell, String column) {
    long value = Digits.decimal(bytes, from(cell), to(cell));
    return value > 0 ? value : notPositive(cell, column);
  }

  private long notPositive(int cell, String column) {
    long value = decimal(cell, column); // Throws when it is no decimal at all.
    throw wrong(cell, column, "above " + value);
  }

  /** {@code true}, {@code false}, in lower or upper case, 1 or 0. */
  boolean bool(int cell, String column) {
    int to = to(cell);
    int length = to - from(cell);
    long word = Digits.word(bytes, to - Long.BYTES) | LOWER_CASE;
    // Sides of trades are as good as random: no branch asks which of the two it is.
    long yes = oneIfZero(((word >>> 32) ^ TRUE) | (length ^ 4));
    long no = oneIfZero(((word >>> 24) ^ FALSE) | (length ^ 5));
    return (yes | no) != 0 ? yes != 0 : digit(cell, column);
  }

  private static long oneIfZero(long value) {
    return ((value - 1) & ~value) >>> 63;
  }

  private boolean digit(int cell, String column) {
    byte only = bytes[from(cell)];
    if (to(cell) - from(cell) != 1 || (only != '0' && only != '1')) {
      throw wrong(cell, column, "true or false");
    }
    return only == '1';
  }

  /** The word that ends with a text of at most eight bytes. */
  private static long word(String text) {
    byte[] padded = new byte[Long.BYTES];
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, padded, Long.BYTES - ascii.length, ascii.length);
    return Digits.word(padded, 0);
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
