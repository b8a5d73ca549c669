package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Sums over the counted fills of one trade. */
final class Fills {
  static final int PRICE_SCALE = 8;

  private Fills() {}

  static BigDecimal quantity(List<CountedFill> fills, Predicate<CountedFill> which) {
    BigDecimal total = BigDecimal.ZERO;
    for (CountedFill fill : fills) {
      if (which.test(fill)) {
        total = total.add(fill.quantity());
      }
    }
    return total;
  }

  static BigDecimal notional(List<CountedFill> fills, Predicate<CountedFill> which) {
    BigDecimal total = BigDecimal.ZERO;
    for (CountedFill fill : fills) {
      if (which.test(fill)) {
        total = total.add(fill.notional());
      }
    }
    return total;
  }

  /** What was left again against the average entry, as if bought first; before fees. */
  static BigDecimal gainOfALong(List<CountedFill> fills) {
    BigDecimal entered = quantity(fills, CountedFill::entry);
    BigDecimal exited = quantity(fills, fill -> !fill.entry());
    if (exited.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal cost = notional(fills, CountedFill::entry);
    BigDecimal costOfExited =
        exited.compareTo(entered) == 0
            ? cost
            : cost.multiply(exited).divide(entered, PRICE_SCALE, RoundingMode.HALF_EVEN);
    return notional(fills, fill -> !fill.entry()).subtract(costOfExited);
  }

  static SortedMap<String, BigDecimal> feesByAsset(List<CountedFill> fills) {
    SortedMap<String, BigDecimal> fees = new TreeMap<>();
    for (CountedFill fill : fills) {
      if (fill.fee().signum() != 0) {
        fees.merge(fill.feeAsset(), fill.fee(), BigDecimal::add);
      }
    }
    return fees;
  }

  /** In quote units, of the fills whose fee asset had a price. */
  static BigDecimal feeTotal(List<CountedFill> fills) {
    BigDecimal total = BigDecimal.ZERO;
    for (CountedFill fill : fills) {
      total = total.add(fill.feeQuote().orElse(BigDecimal.ZERO));
    }
    return total;
  }
}
