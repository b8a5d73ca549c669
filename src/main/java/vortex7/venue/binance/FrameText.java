package vortex7.venue.binance;

/**
 * One frame's characters and the reading of single values from them; never allocates once its
 * buffer has grown to the longest frame. A reader returns the position behind its value, or −1
 * after {@link #fault}; a value of another type is skipped and its bit in {@link #seen} cleared.
 *
 * <p>The characters are copied ({@link String#getChars}, one vectorised move) because an array
 * without bounds to test per step is what makes the scanner fast; escapes are resolved in it.
 */
abstract sealed class FrameText permits FrameDecoder {
  /** Longer texts are refused; the venue's largest partial book has about 1 500 characters. */
  static final int LENGTH_MAX = 1 << 20;

  /** Key codes beside a single character's own; all above the range of {@code char}. */
  static final int KEY_PU = 0x1_0001;

  static final int KEY_DATA = 0x1_0002;
  static final int KEY_OTHER = 0x1_0003;

  private static final int DEPTH_MAX = 32;

  final DecimalReader decimals = new DecimalReader();
  private final DigitRun digitRun = new DigitRun();
  char[] chars = new char[8 * 1024];

  /** Bits of the values read so far; which is which is the caller's. */
  int seen;

  int textStart;
  int textEnd;
  long integer;
  boolean flag;
  private String fault = "";
  private int faultAt;

  /** Takes a frame in and returns its length; −1 when it is longer than {@link #LENGTH_MAX}. */
  final int load(String text) {
    int length = text.length();
    if (length > LENGTH_MAX) {
      return -1;
    }
    if (length + JsonScan.PADDING > chars.length) {
      chars = new char[Math.max(length + JsonScan.PADDING, 2 * chars.length)];
    }
    text.getChars(0, length, chars, 0);
    JsonScan.pad(chars, length);
    return length;
  }

  /** A member's name as a code, its end in {@link #textEnd} behind the quote; −1 for none. */
  final int key(int at) {
    final char[] c = chars;
    if (c[at] != '"') {
      return -1;
    }
    char only = c[at + 1];
    if (c[at + 2] == '"' && only != '"' && only != '\\' && only >= ' ') {
      textEnd = at + 3;
      return only;
    }
    int start = at + 1;
    int end = JsonScan.plain(c, start);
    int next = end + 1;
    if (end < 0) {
      next = JsonScan.string(c, start);
      if (next < 0) {
        return -1;
      }
      end = JsonScan.unescape(c, start, next - 1);
    }
    textEnd = next;
    return switch (end - start) {
      case 1 -> c[start];
      case 2 -> c[start] == 'p' && c[start + 1] == 'u' ? KEY_PU : KEY_OTHER;
      case 4 -> JsonScan.is(c, start, end, "data") ? KEY_DATA : KEY_OTHER;
      default -> KEY_OTHER;
    };
  }

  /** Where the value behind a member's colon begins; −1 without a colon. */
  final int value(int at) {
    final char[] c = chars;
    int p = at;
    if (c[p] <= ' ') {
      p = JsonScan.blank(c, p);
    }
    if (c[p] != ':') {
      return -1;
    }
    p++;
    return c[p] <= ' ' ? JsonScan.blank(c, p) : p;
  }

  /** Reads a string into {@link #textStart} and {@link #textEnd}; empty for another value. */
  final int text(int at) {
    textStart = 0;
    textEnd = 0;
    if (chars[at] != '"') {
      return skip(at);
    }
    textStart = at + 1;
    textEnd = JsonScan.plain(chars, textStart);
    if (textEnd >= 0) {
      return textEnd + 1;
    }
    int next = JsonScan.string(chars, textStart);
    if (next < 0) {
      textEnd = textStart;
      return fault("a string that does not end or has a wrong character", at);
    }
    textEnd = JsonScan.unescape(chars, textStart, next - 1);
    return next;
  }

  final int integer(int at, int bit) {
    final char[] c = chars;
    int p = c[at] == '-' ? at + 1 : at;
    int first = p;
    int end = digitRun.read(c, p);
    long read = digitRun.value;
    while (end - p == DigitRun.MAX) {
      p = end;
      end = digitRun.read(c, p);
      read = digitRun.behind(read, end - p); // Wraps beyond 18 digits, which are refused below.
    }
    p = end;
    int digits = p - first;
    boolean whole = digits > 0 && digits <= 18 && c[p] != '.' && (c[p] | 0x20) != 'e';
    if (!whole || (digits > 1 && c[first] == '0')) {
      seen &= ~bit;
      integer = 0;
      return skip(at);
    }
    seen |= bit;
    integer = first == at ? read : -read;
    return p;
  }

  final int decimal(int at, int bit) {
    int next = decimals.read(chars, at);
    if (next < 0) {
      seen &= ~bit;
      return skip(at);
    }
    seen |= bit;
    return next;
  }

  final int flag(int at, int bit) {
    seen &= ~bit;
    int next = JsonScan.literal(chars, at);
    if (next < 0 || chars[at] == 'n') {
      return skip(at);
    }
    seen |= bit;
    flag = chars[at] == 't';
    return next;
  }

  final int skip(int at) {
    if (chars[at] >= '1' && chars[at] <= '9') {
      int end = digitsEnd(at);
      if (chars[end] == ',' || chars[end] == '}') {
        return end; // A whole number, as most members that nobody reads are.
      }
    }
    int next = JsonScan.skip(chars, at, DEPTH_MAX);
    return next < 0 ? fault("not JSON, or nested too deep", at) : next;
  }

  private int digitsEnd(int at) {
    int start;
    int end = at;
    do {
      start = end;
      end = digitRun.read(chars, start);
    } while (end - start == DigitRun.MAX);
    return end;
  }

  final int fault(String reason, int at) {
    fault = reason;
    faultAt = at;
    return -1;
  }

  /** Why the last frame was malformed, and near which character. */
  public final String fault() {
    return fault + " (character " + faultAt + ")";
  }
}
