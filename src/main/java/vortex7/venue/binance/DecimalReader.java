package vortex7.venue.binance;

/**
 * Reads decimals, bare or in quotes, to the nearest double; allocates only for those with more than
 * 18 digits, more than 2^53 in their digits, or a power of ten beyond ±22.
 *
 * <p>Below those bounds digits and power of ten are both exact doubles, so that one division or
 * multiplication rounds once, as {@link Double#parseDouble} does (Clinger's fast path).
 */
final class DecimalReader {
  private static final long EXACT = 1L << 53;
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** What {@link #read} read last. */
  double value;

  /** Behind the decimal at {@code at}; −1 when there is none, whatever else may be there. */
  int read(char[] c, int at) {
    boolean quoted = c[at] == '"';
    int start = quoted ? at + 1 : at;
    int p = c[start] == '-' ? start + 1 : start;
    int first = p;
    long mantissa = 0;
    int digit;
    while ((digit = c[p] - '0') >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      p++;
    }
    int count = p - first;
    if (count == 0 || (count > 1 && !quoted && c[first] == '0')) {
      return -1;
    }
    int power = 0;
    if (c[p] == '.') {
      int point = ++p;
      while ((digit = c[p] - '0') >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        p++;
      }
      power = point - p;
      count -= power;
      if (power == 0) {
        return -1;
      }
    }
    if ((c[p] | 0x20) == 'e') {
      return withExponent(c, start, p, quoted);
    }
    if (quoted && c[p] != '"') {
      return -1;
    }
    if (count > 18 || mantissa >= EXACT || power < -22) {
      return slow(c, start, p, quoted);
    }
    double magnitude = power == 0 ? mantissa : mantissa / TENS[-power];
    value = first == start ? magnitude : -magnitude;
    return quoted ? p + 1 : p;
  }

  private int withExponent(char[] c, int start, int e, boolean quoted) {
    int power = c[e + 1] == '+' || c[e + 1] == '-' ? e + 2 : e + 1;
    int end = JsonScan.digits(c, power);
    if (end == power || (quoted && c[end] != '"')) {
      return -1;
    }
    return slow(c, start, end, quoted);
  }

  private int slow(char[] c, int start, int end, boolean quoted) {
    value = Double.parseDouble(new String(c, start, end - start));
    return quoted ? end + 1 : end;
  }
}
