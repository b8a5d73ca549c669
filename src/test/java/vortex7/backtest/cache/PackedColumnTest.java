package vortex7.backtest.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns of whole numbers come back as they were, in as few bytes as they need. */
class PackedColumnTest {
  private static final int HEAD = 24;

  static Stream<Arguments> columns() {
    return Stream.of(
        Arguments.of("nothing", new long[0], 0),
        Arguments.of("one value", new long[] {7}, 0),
        Arguments.of("the same", new long[] {5, 5, 5}, 0),
        Arguments.of("up to 255 apart", new long[] {1_000, 1_255}, 1),
        Arguments.of("256 apart", new long[] {1_000, 1_256}, 2),
        Arguments.of("65535 apart", new long[] {0, 65_535}, 2),
        Arguments.of("65536 apart", new long[] {0, 65_536}, 4),
        Arguments.of("2^32 - 1 apart", new long[] {3, 3 + 0xFFFF_FFFFL}, 4),
        Arguments.of("2^32 apart", new long[] {3, 3 + 0x1_0000_0000L}, 8),
        Arguments.of(
            "prices of a tick of 0.1", new long[] {6_394_390_000_000L, 100_000_000_000L}, 4),
        Arguments.of("below zero", new long[] {-5, 250, 0}, 1),
        Arguments.of("the ends", new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0}, 8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("columns")
  void a_column_takes_the_fewest_bytes_and_comes_back(String name, long[] values, int width) {
    ByteBuffer bytes = ByteBuffer.allocate(PackedColumn.bytesMax(values.length));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    PackedColumn.pack(values, values.length, bytes);
    assertThat(bytes.position()).isEqualTo((HEAD + width * values.length + 7) / 8 * 8);
    bytes.flip();
    long[] read = new PackedColumn.Reader().unpack(bytes, new long[0]);
    assertThat(Arrays.copyOf(read, values.length)).isEqualTo(values);
    assertThat(bytes.remaining()).isZero();
  }

  @Test
  void columns_one_after_the_other_come_back_through_the_same_arrays() {
    SplittableRandom random = new SplittableRandom(11);
    PackedColumn.Reader reader = new PackedColumn.Reader();
    long[] into = new long[0];
    for (int round = 0; round < 200; round++) {
      int n = random.nextInt(300);
      long base = random.nextLong(-1_000_000, 1L << 50);
      long unit = (long) Math.pow(10, random.nextInt(6));
      long spread = 1L << random.nextInt(1, 40);
      long[] first = random.longs(n, 0, spread).map(v -> base + unit * v).toArray();
      long[] second = random.longs(n, 0, 9).toArray();
      ByteBuffer bytes =
          ByteBuffer.allocate(2 * PackedColumn.bytesMax(n)).order(ByteOrder.LITTLE_ENDIAN);
      PackedColumn.pack(first, n, bytes);
      PackedColumn.pack(second, n, bytes);
      bytes.flip();
      into = reader.unpack(bytes, into);
      assertThat(Arrays.copyOf(into, n)).isEqualTo(first);
      into = reader.unpack(bytes, into);
      assertThat(Arrays.copyOf(into, n)).isEqualTo(second);
    }
  }
}
