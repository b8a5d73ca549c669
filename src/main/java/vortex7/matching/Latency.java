package vortex7.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How long something is on its way, drawn anew each time. Milliseconds; a draw is rounded to whole
 * ones. The same chance gives the same draws on every machine.
 */
public sealed interface Latency {
  /** The longest that anything may take. */
  double MAX_MILLIS = 600_000;

  /** The 99th percentile of the standard normal distribution. */
  double NORMAL_P99 = 2.3263478740408408;

  /** What takes no time. */
  static Latency zero() {
    return new Constant(0);
  }

  /** One draw, in milliseconds. */
  double draw(SplittableRandom random);

  /** One draw in whole milliseconds. */
  default long drawMillis(SplittableRandom random) {
    return Math.round(Math.min(MAX_MILLIS, draw(random)));
  }

  /** True when it never takes any time. */
  default boolean none() {
    return this instanceof Constant(double millis) && millis == 0;
  }

  /** Always the same. */
  record Constant(double millis) implements Latency {
    public Constant {
      check("a latency", millis, 0);
    }

    @Override
    public double draw(SplittableRandom random) {
      return millis;
    }
  }

  /** Anything between two bounds, equally likely. */
  record Uniform(double least, double most) implements Latency {
    public Uniform {
      check("the least latency", least, 0);
      check("the most latency", most, least);
    }

    @Override
    public double draw(SplittableRandom random) {
      return least + (most - least) * random.nextDouble();
    }
  }

  /** Its logarithm is normal: half are below the median, one in a hundred is above the p99. */
  record LogNormal(double median, double p99) implements Latency {
    public LogNormal {
      check("the median latency", median, Double.MIN_VALUE);
      check("the p99 latency", p99, median);
    }

    @Override
    public double draw(SplittableRandom random) {
      double sigma = StrictMath.log(p99 / median) / NORMAL_P99;
      double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - random.nextDouble()));
      double normal = radius * StrictMath.cos(2.0 * StrictMath.PI * random.nextDouble());
      return median * StrictMath.exp(sigma * normal);
    }
  }

  /** One of those that were measured, equally likely. */
  record Empirical(List<Double> measured) implements Latency {
    public Empirical {
      measured = List.copyOf(measured);
      if (measured.isEmpty()) {
        throw new IllegalArgumentException("measured latencies must be at least one");
      }
      measured.forEach(millis -> check("a measured latency", millis, 0));
    }

    @Override
    public double draw(SplittableRandom random) {
      return measured.get(random.nextInt(measured.size()));
    }
  }

  private static void check(String what, double millis, double least) {
    if (!(millis >= least && millis <= MAX_MILLIS)) {
      throw new IllegalArgumentException(
          what + " must be from " + least + " to " + MAX_MILLIS + " ms, was " + millis);
    }
  }

  /**
   * Reads {@code 5}, {@code uniform 2 8}, {@code lognormal 4 30} (median and p99) or {@code
   * empirical 3 4 4 9}; numbers are milliseconds, and {@code ms} may stand behind them.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  static Latency parse(String text) {
    List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
    boolean named = !words.getFirst().isEmpty() && Character.isLetter(words.getFirst().charAt(0));
    String name = named ? words.removeFirst() : "constant";
    List<Double> millis = new ArrayList<>();
    for (String word : words) {
      if (word.equals("ms") && !millis.isEmpty()) {
        continue;
      }
      try {
        millis.add(
            Double.parseDouble(word.endsWith("ms") ? word.substring(0, word.length() - 2) : word));
      } catch (NumberFormatException notNumber) {
        throw wrong(text);
      }
    }
    int wanted =
        switch (name) {
          case "constant" -> 1;
          case "uniform", "lognormal" -> 2;
          case "empirical" -> Math.max(1, millis.size());
          default -> -1;
        };
    if (millis.size() != wanted) {
      throw wrong(text);
    }
    return switch (name) {
      case "constant" -> new Constant(millis.getFirst());
      case "uniform" -> new Uniform(millis.getFirst(), millis.getLast());
      case "lognormal" -> new LogNormal(millis.getFirst(), millis.getLast());
      default -> new Empirical(millis);
    };
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "a latency must be MILLIS, uniform LEAST MOST, lognormal MEDIAN P99 or empirical MILLIS..."
            + ", was "
            + text);
  }
}
