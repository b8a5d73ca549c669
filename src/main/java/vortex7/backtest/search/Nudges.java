package vortex7.backtest.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** A value of the configuration a little lower and a little higher, to see what hangs on it. */
public record Nudges(String key, String value, String lower, String higher) {
  /**
   * Of a number, with or without a unit; nothing of words, lists and 0.
   *
   * @param share by which it is moved, in (0, 1); a whole number by at least 1
   */
  public static Optional<Nudges> of(String key, String value, double share) {
    int end = 0;
    while (end < value.length() && "-.0123456789".indexOf(value.charAt(end)) >= 0) {
      end++;
    }
    String unit = value.substring(end);
    BigDecimal number;
    try {
      number = new BigDecimal(value.substring(0, end));
    } catch (NumberFormatException word) {
      return Optional.empty();
    }
    if (number.signum() == 0 || !unit.matches("| ms")) {
      return Optional.empty();
    }
    BigDecimal step = number.abs().multiply(BigDecimal.valueOf(share), MathContext.DECIMAL64);
    if (number.stripTrailingZeros().scale() <= 0) {
      step = step.setScale(0, RoundingMode.HALF_UP).max(BigDecimal.ONE);
    }
    return Optional.of(
        new Nudges(
            key,
            value,
            number.subtract(step).toPlainString() + unit,
            number.add(step).toPlainString() + unit));
  }
}
