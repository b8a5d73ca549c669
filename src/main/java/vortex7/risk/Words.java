package vortex7.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money and shares as people read them. */
final class Words {
  private Words() {}

  static String cents(BigDecimal money) {
    return money.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Such as {@code 2.5 %}. */
  static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }
}
