package vortex7.matching.replay;

/**
 * Walks through one JSON text from left to right: enough for recorded messages, whose strings hold
 * no escapes. Whatever it does not expect is a {@link RecordingException}.
 */
final class JsonScanner {
  private final String text;
  private int at;

  JsonScanner(String text, int from) {
    this.text = text;
    this.at = from;
  }

  /** Where it stands. */
  int position() {
    return at;
  }

  /** Goes to {@code position}, where it stood before. */
  void seek(int position) {
    at = position;
  }

  /** The next character that is no white space, without passing it; 0 at the end. */
  char peek() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Passes {@code expected}. */
  void pass(char expected) {
    char found = peek();
    if (found != expected) {
      throw new RecordingException(
          "expected '%s' at column %d, found %s".formatted(expected, at + 1, name(found)));
    }
    at++;
  }

  /** After an element: true and past the comma if another follows, false and past {@code close}. */
  boolean more(char close) {
    if (peek() == ',') {
      at++;
      return true;
    }
    pass(close);
    return false;
  }

  /** Passes {@code open}; false, and past {@code close}, when nothing is between them. */
  boolean enter(char open, char close) {
    pass(open);
    if (peek() == close) {
      at++;
      return false;
    }
    return true;
  }

  /** Passes a member's name and its colon. */
  String key() {
    String key = string();
    pass(':');
    return key;
  }

  String string() {
    pass('"');
    int end = text.indexOf('"', at);
    if (end < 0) {
      throw new RecordingException("text that begins at column " + at + " does not end");
    }
    String value = text.substring(at, end);
    at = end + 1;
    return value;
  }

  long integer() {
    peek();
    int start = at;
    while (at < text.length() && (text.charAt(at) == '-' || digit(text.charAt(at)))) {
      at++;
    }
    try {
      return Long.parseLong(text, start, at, 10);
    } catch (NumberFormatException e) {
      throw new RecordingException("expected a whole number at column " + (start + 1), e);
    }
  }

  boolean bool() {
    peek();
    if (text.startsWith("true", at)) {
      at += 4;
      return true;
    }
    if (text.startsWith("false", at)) {
      at += 5;
      return false;
    }
    throw new RecordingException("expected true or false at column " + (at + 1));
  }

  /** Passes one value of any kind. */
  void skip() {
    switch (peek()) {
      case '"' -> string();
      case '{' -> {
        for (boolean more = enter('{', '}'); more; more = more('}')) {
          key();
          skip();
        }
      }
      case '[' -> {
        for (boolean more = enter('[', ']'); more; more = more(']')) {
          skip();
        }
      }
      default -> skipPlain();
    }
  }

  private void skipPlain() {
    int start = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw new RecordingException("expected a value at column " + (at + 1));
    }
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String name(char c) {
    return c == 0 ? "the end" : "'" + c + "'";
  }
}
