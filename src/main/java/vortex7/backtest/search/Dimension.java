package vortex7.backtest.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A key of the configuration and what it may be: listed values, or a range to draw from.
 *
 * @param values of a list; empty for a range
 * @param range of a range
 */
public record Dimension(String key, List<String> values, Optional<Range> range) {
  private static final int VALUES_MAX = 1_000;

  public Dimension {
    values = List.copyOf(values);
  }

  /** From the lowest to the highest value, both possible, with so many decimals. */
  public record Range(BigDecimal from, BigDecimal to, int decimals, String unit) {}

  /**
   * Reads {@code KEY=V,V,V}, {@code KEY=FROM..TO:STEP} or {@code KEY=FROM..TO}; numbers may have a
   * unit, as in {@code 30 s..90 s:15 s}, which must be the same throughout.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Dimension parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new IllegalArgumentException("must be KEY=VALUES, was " + text);
    }
    String key = text.substring(0, equals).strip();
    String told = text.substring(equals + 1).strip();
    int dots = told.indexOf("..");
    if (dots < 0) {
      List<String> values = new ArrayList<>();
      for (String value : told.split(",", -1)) {
        if (value.isBlank() || values.contains(value.strip())) {
          throw new IllegalArgumentException(key + ": values must be there once each, was " + told);
        }
        values.add(value.strip());
      }
      return new Dimension(key, values, Optional.empty());
    }
    int colon = told.indexOf(':', dots);
    Amount from = amount(key, told.substring(0, dots));
    Amount to = amount(key, told.substring(dots + 2, colon < 0 ? told.length() : colon));
    if (!from.unit().equals(to.unit()) || from.number().compareTo(to.number()) >= 0) {
      throw new IllegalArgumentException(key + ": a range goes up, in one unit, was " + told);
    }
    if (colon < 0) {
      int decimals = Math.max(from.number().scale(), to.number().scale());
      Range range = new Range(from.number(), to.number(), Math.max(0, decimals), from.unit());
      return new Dimension(key, List.of(), Optional.of(range));
    }
    Amount step = amount(key, told.substring(colon + 1));
    if (!step.unit().equals(from.unit()) || step.number().signum() <= 0) {
      throw new IllegalArgumentException(
          key + ": a step is above 0, in the range's unit, was " + told);
    }
    return new Dimension(key, steps(key, from, to, step), Optional.empty());
  }

  private static List<String> steps(String key, Amount from, Amount to, Amount step) {
    List<String> values = new ArrayList<>();
    BigDecimal next = from.number();
    while (next.compareTo(to.number()) <= 0) {
      values.add(next.toPlainString() + from.unit());
      if (values.size() > VALUES_MAX) {
        throw new IllegalArgumentException(key + ": more than " + VALUES_MAX + " values");
      }
      next = next.add(step.number());
    }
    return values;
  }

  /** A number and what follows it, spaces included. */
  private record Amount(BigDecimal number, String unit) {}

  private static Amount amount(String key, String text) {
    String stripped = text.strip();
    int end = 0;
    while (end < stripped.length() && "+-.0123456789".indexOf(stripped.charAt(end)) >= 0) {
      end++;
    }
    try {
      return new Amount(new BigDecimal(stripped.substring(0, end)), stripped.substring(end));
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(key + ": not a number: " + stripped, wrong);
    }
  }

  /** One of the values, or a number in the range with its decimals. */
  String draw(SplittableRandom random) {
    if (range.isEmpty()) {
      return values.get(random.nextInt(values.size()));
    }
    Range between = range.get();
    BigDecimal unit = BigDecimal.ONE.movePointLeft(between.decimals());
    long steps = between.to().subtract(between.from()).divide(unit).longValueExact();
    return between
            .from()
            .add(unit.multiply(BigDecimal.valueOf(random.nextLong(steps + 1))))
            .toPlainString()
        + between.unit();
  }
}
