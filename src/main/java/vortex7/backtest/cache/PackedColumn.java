package vortex7.backtest.cache;

import java.nio.ByteBuffer;

/**
 * A column of whole numbers as it lies in a block: the smallest one, the power of ten that all
 * differ from it by a multiple of, and those multiples in the fewest of 0, 1, 2, 4 or 8 bytes.
 * Prices of one market so take four bytes, and times and ids of a block four or less.
 */
final class PackedColumn {
  private static final long UNIT_MAX = 100_000_000L;

  /** Base, unit, width and count. */
  private static final int HEAD = 24;

  private PackedColumn() {}

  /** More bytes than {@code n} values ever take. */
  static int bytesMax(int n) {
    return HEAD + 8 * n + 8;
  }

  /** Appends the first {@code n} values; each column begins at a multiple of eight bytes. */
  static void pack(long[] values, int n, ByteBuffer into) {
    long least = n == 0 ? 0 : Long.MAX_VALUE;
    long most = n == 0 ? 0 : Long.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    boolean spans = most - least >= 0; // Otherwise the difference does not fit.
    long base = spans ? least : 0;
    long unit = spans ? unit(values, n, base) : 1;
    int width = spans ? width((most - base) / unit) : 8;
    into.putLong(base).putLong(unit).putInt(width).putInt(n);
    for (int i = 0; i < n; i++) {
      long value = (values[i] - base) / unit;
      switch (width) {
        case 1 -> into.put((byte) value);
        case 2 -> into.putShort((short) value);
        case 4 -> into.putInt((int) value);
        case 8 -> into.putLong(value);
        default -> {} // All are the base.
      }
    }
    while (into.position() % 8 != 0) {
      into.put((byte) 0);
    }
  }

  private static long unit(long[] values, int n, long base) {
    long unit = UNIT_MAX;
    for (int i = 0; i < n && unit > 1; i++) {
      while ((values[i] - base) % unit != 0) {
        unit /= 10;
      }
    }
    return unit;
  }

  private static int width(long most) {
    if (most == 0) {
      return 0;
    }
    if (most <= 0xFFL) {
      return 1;
    }
    return most <= 0xFFFFL ? 2 : most <= 0xFFFF_FFFFL ? 4 : 8;
  }

  /** Where a column is unpacked: its scratch arrays grow to the largest and stay. */
  static final class Reader {
    private byte[] bytes = new byte[0];
    private short[] shorts = new short[0];
    private int[] ints = new int[0];

    /**
     * Reads the next column.
     *
     * @param into the array to use, if it is long enough
     * @return the array that holds the values
     */
    long[] unpack(ByteBuffer from, long[] into) {
      long base = from.getLong();
      long unit = from.getLong();
      int width = from.getInt();
      int n = from.getInt();
      long[] values = into.length >= n ? into : new long[n];
      switch (width) {
        case 0 -> java.util.Arrays.fill(values, 0, n, base);
        case 1 -> ofBytes(from, values, n, base, unit);
        case 2 -> ofShorts(from, values, n, base, unit);
        case 4 -> ofInts(from, values, n, base, unit);
        case 8 -> {
          from.asLongBuffer().get(values, 0, n);
          scale(values, n, base, unit);
        }
        default -> throw new CacheException("a column of " + width + " bytes a value");
      }
      from.position((from.position() + n * width + 7) / 8 * 8);
      return values;
    }

    private void ofBytes(ByteBuffer from, long[] values, int n, long base, long unit) {
      bytes = bytes.length >= n ? bytes : new byte[n];
      from.get(from.position(), bytes, 0, n);
      for (int i = 0; i < n; i++) {
        values[i] = base + unit * (bytes[i] & 0xFF);
      }
    }

    private void ofShorts(ByteBuffer from, long[] values, int n, long base, long unit) {
      shorts = shorts.length >= n ? shorts : new short[n];
      from.asShortBuffer().get(shorts, 0, n);
      for (int i = 0; i < n; i++) {
        values[i] = base + unit * (shorts[i] & 0xFFFF);
      }
    }

    private void ofInts(ByteBuffer from, long[] values, int n, long base, long unit) {
      ints = ints.length >= n ? ints : new int[n];
      from.asIntBuffer().get(ints, 0, n);
      for (int i = 0; i < n; i++) {
        values[i] = base + unit * (ints[i] & 0xFFFF_FFFFL);
      }
    }

    private static void scale(long[] values, int n, long base, long unit) {
      for (int i = 0; i < n; i++) {
        values[i] = base + unit * values[i];
      }
    }
  }
}
