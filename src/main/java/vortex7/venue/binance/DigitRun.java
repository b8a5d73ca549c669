package vortex7.venue.binance;

/**
 * Reads a run of up to {@link #MAX} decimal digits without a loop; never allocates.
 *
 * <p>Written out because offsets from one position need one test of the array's bounds, not one a
 * digit, and because the position behind the run then follows from the branches taken, not from the
 * digits' arithmetic: the processor reads on while it still multiplies. Nearly all of a frame is
 * digits.
 */
final class DigitRun {
  static final int MAX = 8;

  private static final long[] TENS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  /** The digits that {@link #read} read last; 0 for none. */
  int value;

  /** Behind the run at {@code at}; {@code at} itself where there is no digit. */
  int read(char[] c, int at) {
    int read = c[at] - '0';
    if (read < 0 || read > 9) {
      value = 0;
      return at;
    }
    int d1 = c[at + 1] - '0';
    if (d1 < 0 || d1 > 9) {
      value = read;
      return at + 1;
    }
    read = read * 10 + d1;
    int d2 = c[at + 2] - '0';
    if (d2 < 0 || d2 > 9) {
      value = read;
      return at + 2;
    }
    read = read * 10 + d2;
    int d3 = c[at + 3] - '0';
    if (d3 < 0 || d3 > 9) {
      value = read;
      return at + 3;
    }
    read = read * 10 + d3;
    int d4 = c[at + 4] - '0';
    if (d4 < 0 || d4 > 9) {
      value = read;
      return at + 4;
    }
    read = read * 10 + d4;
    int d5 = c[at + 5] - '0';
    if (d5 < 0 || d5 > 9) {
      value = read;
      return at + 5;
    }
    read = read * 10 + d5;
    int d6 = c[at + 6] - '0';
    if (d6 < 0 || d6 > 9) {
      value = read;
      return at + 6;
    }
    read = read * 10 + d6;
    int d7 = c[at + 7] - '0';
    if (d7 < 0 || d7 > 9) {
      value = read;
      return at + 7;
    }
    read = read * 10 + d7;
    value = read;
    return at + MAX;
  }

  /** {@code head} with the run's {@code digits} digits written behind its own. */
  long behind(long head, int digits) {
    return head * TENS[digits] + value;
  }
}
