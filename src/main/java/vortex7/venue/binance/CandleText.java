package vortex7.venue.binance;

import org.jspecify.annotations.Nullable;
import vortex7.market.Timeframe;

/** Reads the object inside a kline frame into primitives; never allocates. */
final class CandleText {
  private static final int HAS_OPEN_TIME = 1;
  private static final int HAS_INTERVAL = 1 << 1;
  private static final int HAS_OPEN = 1 << 2;
  private static final int HAS_HIGH = 1 << 3;
  private static final int HAS_LOW = 1 << 4;
  private static final int HAS_CLOSE = 1 << 5;
  private static final int HAS_VOLUME = 1 << 6;
  private static final int HAS_CLOSED = 1 << 7;
  private static final int NEEDS = (1 << 8) - 1;

  @Nullable Timeframe timeframe;
  long openTime;
  double open;
  double high;
  double low;
  double close;
  double volume;
  boolean closed;

  /** Reads the object at {@code at}; sets {@code bit} in the frame's when nothing is missing. */
  int read(FrameText text, int at, int bit) {
    final char[] c = text.chars;
    text.seen &= ~bit;
    if (c[at] != '{') {
      return text.skip(at);
    }
    timeframe = null;
    int has = 0;
    int outer = text.seen;
    int p = JsonScan.blank(c, at + 1);
    if (c[p] == '}') {
      return p + 1;
    }
    while (true) {
      int key = text.key(p);
      if (key < 0) {
        return text.fault("a member's name expected", p);
      }
      p = text.value(text.textEnd);
      if (p < 0) {
        return text.fault("a colon expected", text.textEnd);
      }
      text.seen = has;
      switch (key) {
        case 't' -> {
          p = text.integer(p, HAS_OPEN_TIME);
          openTime = text.integer;
        }
        case 'i' -> p = interval(text, p);
        case 'o' -> {
          p = text.decimal(p, HAS_OPEN);
          open = text.decimals.value;
        }
        case 'h' -> {
          p = text.decimal(p, HAS_HIGH);
          high = text.decimals.value;
        }
        case 'l' -> {
          p = text.decimal(p, HAS_LOW);
          low = text.decimals.value;
        }
        case 'c' -> {
          p = text.decimal(p, HAS_CLOSE);
          close = text.decimals.value;
        }
        case 'v' -> {
          p = text.decimal(p, HAS_VOLUME);
          volume = text.decimals.value;
        }
        case 'x' -> {
          p = text.flag(p, HAS_CLOSED);
          closed = text.flag;
        }
        default -> p = text.skip(p);
      }
      has = text.seen;
      text.seen = outer;
      if (p < 0) {
        return p;
      }
      p = JsonScan.blank(c, p);
      if (c[p] == ',') {
        p = JsonScan.blank(c, p + 1);
      } else if (c[p] == '}') {
        if (has == NEEDS) {
          text.seen |= bit;
        }
        return p + 1;
      } else {
        return text.fault("a comma or a closing brace expected", p);
      }
    }
  }

  private int interval(FrameText text, int at) {
    text.seen &= ~HAS_INTERVAL;
    timeframe = null;
    if (text.chars[at] != '"') {
      return text.skip(at);
    }
    int next = text.text(at);
    if (next > 0) {
      text.seen |= HAS_INTERVAL;
      timeframe = timeframe(text.chars, text.textStart, text.textEnd);
    }
    return next;
  }

  private static @Nullable Timeframe timeframe(char[] c, int start, int end) {
    int length = end - start;
    if (length == 2 && c[start + 1] == 'm') {
      return switch (c[start]) {
        case '1' -> Timeframe.M1;
        case '3' -> Timeframe.M3;
        case '5' -> Timeframe.M5;
        default -> null;
      };
    }
    boolean quarter = length == 3 && c[start] == '1' && c[start + 1] == '5' && c[start + 2] == 'm';
    return quarter ? Timeframe.M15 : null;
  }

  /** False for prices or a volume that cannot be. */
  boolean plausible() {
    return low > 0
        && low <= Math.min(open, close)
        && high >= Math.max(open, close)
        && high < Double.POSITIVE_INFINITY
        && volume >= 0
        && volume < Double.POSITIVE_INFINITY;
  }

  Timeframe timeframe() {
    if (timeframe == null) {
      throw new IllegalStateException("the last frame was no candle");
    }
    return timeframe;
  }
}
