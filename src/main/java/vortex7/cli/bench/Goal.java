package vortex7.cli.bench;

import java.util.Optional;

/**
 * A figure beside the most that it may be.
 *
 * @param name such as {@code P6 p50 / chain p50}
 * @param unit of value and limit: {@code x} for a ratio, or {@code ms}
 * @param interval of a ratio
 * @param samples that the figure rests on
 */
public record Goal(
    String name,
    double value,
    Optional<RatioOfPercentiles> interval,
    double limit,
    String unit,
    long samples) {

  static Goal ratio(String name, RatioOfPercentiles ratio, double limit, long samples) {
    return new Goal(name, ratio.value(), Optional.of(ratio), limit, "x", samples);
  }

  static Goal millis(String name, long nanos, double limit, long samples) {
    return new Goal(name, nanos / 1e6, Optional.empty(), limit, "ms", samples);
  }

  /** A ratio meets its goal only with its whole interval. */
  public boolean met() {
    return interval.map(RatioOfPercentiles::high).orElse(value) <= limit;
  }
}
