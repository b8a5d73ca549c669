package vortex7.venue.binance;

import java.util.Arrays;

/**
 * The beginnings, up to the event's time, that the frames of one socket's streams share; allocates
 * only when it learns one, at most {@link #HEADS_MAX} times.
 *
 * <p>A stream writes the same opening up to {@code "E":} in front of every event. What a parser
 * knows behind it depends on these characters alone, so that one vectorised comparison stands for
 * reading them again.
 */
final class KnownHeads {
  private static final int HEADS_MAX = 16;
  private static final String OPENING = "{\"stream\":\"";
  private static final String[] CLOSINGS = {
    "",
    "\",\"data\":{\"e\":\"aggTrade\",\"E\":",
    "\",\"data\":{\"e\":\"depthUpdate\",\"E\":",
    "\",\"data\":{\"e\":\"kline\",\"E\":"
  };

  private char[][] heads = new char[0][];
  private int[] events = new int[0];

  /** The head that the text begins with; −1 for none. */
  int find(char[] c) {
    for (int i = 0; i < heads.length; i++) {
      char[] head = heads[i];
      int length = head.length;
      if (length < c.length
          && c[length - 1] == ':'
          && Arrays.mismatch(c, 0, length, head, 0, length) < 0) {
        return i;
      }
    }
    return -1;
  }

  /** How many characters it has. */
  int length(int head) {
    return heads[head].length;
  }

  /** The event that it names, counted as in {@link FrameDecoder}. */
  int event(int head) {
    return events[head];
  }

  /** Remembers the head of a well-formed frame, when it has one and there is room. */
  void learn(char[] c) {
    int name = OPENING.length();
    if (heads.length == HEADS_MAX || !JsonScan.is(c, 0, name, OPENING)) {
      return;
    }
    int end = JsonScan.plain(c, name);
    for (int event = 1; end >= 0 && event < CLOSINGS.length; event++) {
      int length = end + CLOSINGS[event].length();
      if (length < c.length && JsonScan.is(c, end, length, CLOSINGS[event])) {
        heads = Arrays.copyOf(heads, heads.length + 1);
        heads[heads.length - 1] = Arrays.copyOf(c, length);
        events = Arrays.copyOf(events, heads.length);
        events[heads.length - 1] = event;
        return;
      }
    }
  }
}
