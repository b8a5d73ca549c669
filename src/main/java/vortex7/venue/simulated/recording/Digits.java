package vortex7.venue.simulated.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers in ASCII text, eight digits in one step: a word of text is loaded, what does not belong
 * to the number is shifted out, and three multiplications add up the digits. There is no branch
 * that the data decide, as long as numbers have at most eight digits before and after their point.
 *
 * <p>Whoever calls keeps {@link #BEFORE} bytes, of any value, before the text.
 */
final class Digits {
  /** Not a number of the kind that was asked for. */
  static final long NONE = -1;

  /** So many bytes before a number are loaded with it. */
  static final int BEFORE = 16;

  /** Of each byte of a word all bits but the highest. */
  static final long LOW_SEVEN = 0x7F7F7F7F7F7F7F7FL;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = 0x3030303030303030L;
  private static final long POINTS = 0x2E2E2E2E2E2E2E2EL;

  /** A point in each byte as it is among {@link #ZEROS}. */
  private static final long POINT_OF_ZEROS = POINTS ^ ZEROS;

  private static final long HIGH = ~LOW_SEVEN;
  private static final long ABOVE_NINE = 0x7676767676767676L;
  private static final int WORD_BYTES = 8;
  private static final long WORD_POWER = 100_000_000L;
  private static final int DIGITS_MAX = 18;
  private static final int DECIMALS = 8;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Digits() {}

  /** The eight bytes from {@code at} on, the first in the lowest. */
  static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  /** The highest bit of each byte of a word that is 0; no other bit. */
  static long zeroBytes(long word) {
    return ~(((word & LOW_SEVEN) + LOW_SEVEN) | word | LOW_SEVEN);
  }

  /** A whole number of 1 to 18 digits, or {@link #NONE}. */
  static long whole(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= 0 || length > DIGITS_MAX) {
      return NONE;
    }
    if (length <= WORD_BYTES) {
      long digits = last(bytes, to, length);
      return wrong(digits) == 0 ? sum(digits) : NONE;
    }
    int middle = to - WORD_BYTES;
    long low = last(bytes, to, WORD_BYTES);
    if (length <= 2 * WORD_BYTES) {
      long high = last(bytes, middle, length - WORD_BYTES);
      return (wrong(low) | wrong(high)) == 0 ? sum(high) * WORD_POWER + sum(low) : NONE;
    }
    long high = whole(bytes, from, middle);
    return wrong(low) == 0 && high >= 0 ? high * WORD_POWER + sum(low) : NONE;
  }

  /**
   * A decimal of at least 0 times 10⁸, or {@link #NONE}: also when it has more than 18 digits with
   * those eight, or further decimals that are not 0.
   */
  static long decimal(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= 1 || length > 2 * WORD_BYTES) {
      return digitByDigit(bytes, from, to);
    }
    return length <= WORD_BYTES ? inAWord(bytes, to, length) : inTwoWords(bytes, from, to);
  }

  /** A decimal of at most eight bytes. */
  private static long inAWord(byte[] bytes, int to, int length) {
    long digits = last(bytes, to, length);
    long points = zeroBytes(digits ^ POINT_OF_ZEROS);
    // Bits before the last point, which is taken out; less than none when there is none.
    int before = 56 - Long.numberOfLeadingZeros(points);
    if (before < 0) {
      return wrong(digits) == 0 ? sum(digits) * WORD_POWER : NONE;
    }
    long places = digits & ((1L << before) - 1);
    long joined = (digits >>> before >>> 8 << before << 8) | (places << 8);
    return wrong(joined) == 0 ? sum(joined) * POWERS[1 + (before >>> 3)] : NONE;
  }

  /** A decimal of nine to sixteen bytes. */
  private static long inTwoWords(byte[] bytes, int from, int to) {
    int last = to - WORD_BYTES;
    long points = zeroBytes(word(bytes, last) ^ POINTS);
    if (points == 0) {
      last -= WORD_BYTES;
      points = zeroBytes(word(bytes, last) ^ POINTS);
    }
    // The last point of the two words; before both of them when there is none.
    int point = last + WORD_BYTES - 1 - (Long.numberOfLeadingZeros(points) >>> 3);
    int decimals = to - point - 1;
    int places = point - from;
    if (places < 0 || places > WORD_BYTES || decimals > DECIMALS) {
      return digitByDigit(bytes, from, to);
    }
    long whole = last(bytes, point, places);
    long fraction = last(bytes, to, decimals);
    return (wrong(whole) | wrong(fraction)) == 0
        ? sum(whole) * WORD_POWER + sum(fraction) * POWERS[DECIMALS - decimals]
        : NONE;
  }

  /** The last bytes before {@code to}, at most eight, as digits: the first of them lowest. */
  private static long last(byte[] bytes, int to, int length) {
    long digits = word(bytes, to - WORD_BYTES) ^ ZEROS;
    int unused = (WORD_BYTES - length) << 3;
    return length == 0 ? 0 : digits >>> unused << unused;
  }

  /** Not 0 when one of the bytes is no digit. */
  private static long wrong(long digits) {
    return ((digits + ABOVE_NINE) | digits) & HIGH;
  }

  /** What eight digits add up to. */
  private static long sum(long digits) {
    long pairs = digits * 10 + (digits >>> 8);
    long upper = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L;
    long lower = ((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L;
    return (upper + lower) >>> 32;
  }

  /** The whole rule, for numbers of unusual length. */
  private static long digitByDigit(byte[] bytes, int from, int to) {
    long value = 0;
    int decimals = -1;
    int digits = 0;
    boolean any = false;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9 && decimals < DECIMALS) {
        any = true;
        value = 10 * value + digit;
        decimals += decimals >= 0 ? 1 : 0;
        digits += value == 0 ? 0 : 1;
        if (digits > DIGITS_MAX) {
          return NONE;
        }
      } else if (bytes[i] == '.' && decimals < 0) {
        decimals = 0;
      } else if (digit != 0) { // Further zeros say nothing.
        return NONE;
      }
    }
    for (int i = Math.max(0, decimals); i < DECIMALS; i++) {
      value *= 10;
      digits += value == 0 ? 0 : 1;
    }
    return any && digits <= DIGITS_MAX ? value : NONE;
  }
}
