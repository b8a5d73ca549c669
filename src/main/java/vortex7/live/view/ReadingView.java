package vortex7.live.view;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One engine's reading at its last mark.
 *
 * @param reason OK, or why it is NEUTRAL: NOT_WARM, STALE, GAP, MISSING, ABSENT
 * @param values the engine's own fields by name: numbers, booleans, texts
 */
public record ReadingView(
    String engine,
    String direction,
    double strength,
    String reason,
    long mark,
    Instant at,
    SortedMap<String, Object> values) {
  public ReadingView {
    values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
