package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Both searches find what {@link Arrays#binarySearch} finds, wherever they begin. */
class PriceKeysTest {
  @Test
  void a_search_from_any_place_finds_the_key_or_where_it_belongs() {
    SplittableRandom random = new SplittableRandom(3);
    for (int count = 0; count < 70; count++) {
      long[] keys = new long[count + 3];
      long key = -50;
      for (int i = 0; i < count; i++) {
        key += random.nextInt(1, 4);
        keys[i] = key;
      }
      for (long wanted = -52; wanted <= key + 2; wanted++) {
        int expected = Arrays.binarySearch(keys, 0, count, wanted);
        assertThat(PriceKeys.search(keys, count, wanted)).isEqualTo(expected);
        for (int hint = -1; hint <= count; hint++) {
          assertThat(PriceKeys.searchNear(keys, count, wanted, hint))
              .as("%d of %d from %d", wanted, count, hint)
              .isEqualTo(expected);
        }
      }
    }
  }
}
