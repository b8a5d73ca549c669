package vortex7.venue.binance;

/**
 * Reads decimals, bare or in quotes, to the nearest double; allocates for those that are not in
 * quotes, have a sign, an exponent or more than 15 digits.
 *
 * <p>Up to 15 digits both the digits and the power of ten are exact doubles, so that one division
 * rounds once, as {@link Double#parseDouble} does (Clinger's fast path).
 */
final class DecimalReader {
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final DigitRun run = new DigitRun();

  /** What {@link #read} read last. */
  double value;

  /** Behind the decimal at {@code at}; −1 when there is none, whatever else may be there. */
  int read(char[] c, int at) {
    // What nearly every value is, small enough to be inlined: in quotes, two short runs of digits.
    int p = run.read(c, at + 1);
    int digits = p - at - 1;
    long mantissa = run.value;
    int fraction = 0;
    if (c[p] == '.') {
      int point = p + 1;
      p = run.read(c, point);
      fraction = p - point;
      mantissa = run.behind(mantissa, fraction);
      if (fraction == 0) {
        return general(c, at);
      }
    }
    if (c[at] != '"' || c[p] != '"' || digits == 0 || digits + fraction > 15) {
      return longer(c, at);
    }
    value = mantissa / TENS[fraction];
    return p + 1;
  }

  /** In quotes, at most 15 digits, however many of them on one side of the point. */
  private int longer(char[] c, int at) {
    int p = at + 1;
    long mantissa = 0;
    char digit;
    while ((digit = (char) (c[p] - '0')) <= 9) {
      mantissa = mantissa * 10 + digit;
      p++;
    }
    int point = p;
    if (c[p] == '.') {
      p++;
      while ((digit = (char) (c[p] - '0')) <= 9) {
        mantissa = mantissa * 10 + digit;
        p++;
      }
    }
    int fraction = p - point - 1;
    boolean simple = c[at] == '"' && c[p] == '"' && point > at + 1 && fraction != 0;
    if (!simple || p - at > 16) {
      return general(c, at);
    }
    value = fraction < 0 ? mantissa : mantissa / TENS[fraction];
    return p + 1;
  }

  private int general(char[] c, int at) {
    boolean quoted = c[at] == '"';
    int start = quoted ? at + 1 : at;
    int first = c[start] == '-' ? start + 1 : start;
    int p = JsonScan.digits(c, first);
    if (p == first || (p > first + 1 && !quoted && c[first] == '0')) {
      return -1;
    }
    if (c[p] == '.') {
      int point = p + 1;
      p = JsonScan.digits(c, point);
      if (p == point) {
        return -1;
      }
    }
    if ((c[p] | 0x20) == 'e') {
      int power = c[p + 1] == '+' || c[p + 1] == '-' ? p + 2 : p + 1;
      p = JsonScan.digits(c, power);
      if (p == power) {
        return -1;
      }
    }
    if (quoted && c[p] != '"') {
      return -1;
    }
    value = Double.parseDouble(new String(c, start, p - start));
    return quoted ? p + 1 : p;
  }
}
