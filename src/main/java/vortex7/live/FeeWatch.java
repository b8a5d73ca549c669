package vortex7.live;

import java.math.BigDecimal;

/**
 * Notices when the account's fee rates have to be asked for again: with the first BNB that comes
 * in, or the last that is spent, the discount begins or ends. Confined to its actor.
 */
final class FeeWatch {
  /** The asset that fees may be paid in, at a discount. */
  static final String TOKEN = "BNB";

  private boolean held;

  /** The wallet when the rates were read. */
  void begin(BigDecimal wallet) {
    held = wallet.signum() > 0;
  }

  /** Whether fees may be charged in it. */
  boolean held() {
    return held;
  }

  /** True when the balance that was just told changes what a fill costs. */
  boolean turns(String asset, BigDecimal wallet) {
    if (!asset.equals(TOKEN) || held == wallet.signum() > 0) {
      return false;
    }
    held = !held;
    return true;
  }
}
