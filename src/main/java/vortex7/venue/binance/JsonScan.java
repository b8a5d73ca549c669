package vortex7.venue.binance;

/**
 * The grammar of JSON over a character buffer: positions in, positions out, no allocation. A
 * negative position means that the text is not JSON there.
 *
 * <p>The buffer ends with {@link #PADDING} zero characters ({@link #pad}), which no value may
 * contain, so that no step needs to compare with the length.
 */
final class JsonScan {
  static final int PADDING = 8;

  private JsonScan() {}

  static void pad(char[] c, int length) {
    for (int i = 0; i < PADDING; i++) {
      c[length + i] = 0;
    }
  }

  /** The first position from {@code at} on that is no white space. */
  static int blank(char[] c, int at) {
    return c[at] > ' ' ? at : afterBlanks(c, at);
  }

  private static int afterBlanks(char[] c, int at) {
    int p = at;
    while (c[p] == ' ' || c[p] == '\n' || c[p] == '\r' || c[p] == '\t') {
      p++;
    }
    return p;
  }

  /** On the closing quote of the string from {@code at} on when it has no escape; else −1. */
  static int plain(char[] c, int at) {
    int p = at;
    char ch;
    while ((ch = c[p]) != '"') {
      if (ch == '\\' || ch < ' ') {
        return -1;
      }
      p++;
    }
    return p;
  }

  /** Behind the closing quote of the string whose first character is at {@code at}. */
  static int string(char[] c, int at) {
    int end = plain(c, at);
    return end >= 0 ? end + 1 : escapedString(c, at);
  }

  private static int escapedString(char[] c, int at) {
    int p = at;
    while (true) {
      char ch = c[p];
      if (ch == '"') {
        return p + 1;
      }
      if (ch < ' ') {
        return -1;
      }
      if (ch == '\\') {
        p = escape(c, p);
        if (p < 0) {
          return -1;
        }
      } else {
        p++;
      }
    }
  }

  private static int escape(char[] c, int at) {
    switch (c[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 2;
      }
      case 'u' -> {
        for (int i = 2; i < 6; i++) {
          if (hex(c[at + i]) < 0) {
            return -1;
          }
        }
        return at + 6;
      }
      default -> {
        return -1;
      }
    }
  }

  private static int hex(char ch) {
    if (ch >= '0' && ch <= '9') {
      return ch - '0';
    }
    int lower = ch | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Resolves the escapes of a valid string in place and returns its new end. */
  static int unescape(char[] c, int start, int end) {
    int out = start;
    int p = start;
    while (p < end) {
      char ch = c[p];
      if (ch != '\\') {
        c[out++] = ch;
        p++;
        continue;
      }
      char what = c[p + 1];
      if (what == 'u') {
        c[out++] =
            (char) (hex(c[p + 2]) << 12 | hex(c[p + 3]) << 8 | hex(c[p + 4]) << 4 | hex(c[p + 5]));
        p += 6;
      } else {
        c[out++] =
            switch (what) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> what;
            };
        p += 2;
      }
    }
    return out;
  }

  static boolean is(char[] c, int start, int end, String text) {
    int length = text.length();
    if (end - start != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (c[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Behind {@code true}, {@code false} or {@code null}. */
  static int literal(char[] c, int at) {
    boolean found =
        switch (c[at]) {
          case 't' -> c[at + 1] == 'r' && c[at + 2] == 'u' && c[at + 3] == 'e';
          case 'n' -> c[at + 1] == 'u' && c[at + 2] == 'l' && c[at + 3] == 'l';
          case 'f' -> c[at + 1] == 'a' && c[at + 2] == 'l' && c[at + 3] == 's' && c[at + 4] == 'e';
          default -> false;
        };
    if (!found) {
      return -1;
    }
    return c[at] == 'f' ? at + 5 : at + 4;
  }

  /** Behind the value that begins at {@code at}, nested at most {@code depth} deep. */
  static int skip(char[] c, int at, int depth) {
    return switch (c[at]) {
      case '"' -> string(c, at + 1);
      case '{' -> depth == 0 ? -1 : skipMembers(c, at + 1, depth - 1);
      case '[' -> depth == 0 ? -1 : skipElements(c, at + 1, depth - 1);
      case 't', 'f', 'n' -> literal(c, at);
      default -> number(c, at);
    };
  }

  private static int skipMembers(char[] c, int at, int depth) {
    int p = blank(c, at);
    if (c[p] == '}') {
      return p + 1;
    }
    while (true) {
      if (c[p] != '"') {
        return -1;
      }
      p = string(c, p + 1);
      if (p < 0) {
        return -1;
      }
      p = blank(c, p);
      if (c[p] != ':') {
        return -1;
      }
      p = skip(c, blank(c, p + 1), depth);
      if (p < 0) {
        return -1;
      }
      p = blank(c, p);
      if (c[p] == '}') {
        return p + 1;
      }
      if (c[p] != ',') {
        return -1;
      }
      p = blank(c, p + 1);
    }
  }

  private static int skipElements(char[] c, int at, int depth) {
    int p = blank(c, at);
    if (c[p] == ']') {
      return p + 1;
    }
    while (true) {
      p = skip(c, p, depth);
      if (p < 0) {
        return -1;
      }
      p = blank(c, p);
      if (c[p] == ']') {
        return p + 1;
      }
      if (c[p] != ',') {
        return -1;
      }
      p = blank(c, p + 1);
    }
  }

  private static int number(char[] c, int at) {
    int p = c[at] == '-' ? at + 1 : at;
    int first = p;
    p = digits(c, p);
    if (p == first || (c[first] == '0' && p > first + 1)) {
      return -1;
    }
    if (c[p] == '.') {
      int point = p + 1;
      p = digits(c, point);
      if (p == point) {
        return -1;
      }
    }
    if ((c[p] | 0x20) == 'e') {
      int power = c[p + 1] == '+' || c[p + 1] == '-' ? p + 2 : p + 1;
      p = digits(c, power);
      if (p == power) {
        return -1;
      }
    }
    return p;
  }

  static int digits(char[] c, int at) {
    int p = at;
    while (c[p] >= '0' && c[p] <= '9') {
      p++;
    }
    return p;
  }
}
