package vortex7.matching.synthetic;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads a market's exported state by name; a name that is not there is a fault of the caller. */
record StateReader(SortedMap<String, Long> state) {
  /** False in a state of an older version, or of another market. */
  boolean has(String name) {
    return state.containsKey(name);
  }

  long integer(String name) {
    @Nullable Long value = state.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the market's state has no " + name);
    }
    return value;
  }

  double number(String name) {
    return Double.longBitsToDouble(integer(name));
  }
}
