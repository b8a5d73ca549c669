package vortex7.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The place in a list ordered by time and a key after which the next page begins. */
record Cursor(Instant time, String key) {
  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time + " " + key).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads {@link #text} back.
   *
   * @throws InvalidCursor when it is not one of ours
   */
  static Cursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int space = plain.indexOf(' ');
      return new Cursor(Instant.parse(plain.substring(0, space)), plain.substring(space + 1));
    } catch (RuntimeException notOurs) {
      throw new InvalidCursor(notOurs);
    }
  }
}
