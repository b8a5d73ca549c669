package vortex7.matching;

/** Why an order expired, with the venue's number ({@code er}). */
public enum ExpiryReason {
  NONE(0),
  SELF_TRADE(1),
  IOC_NOT_FILLED(2),
  IOC_AND_SELF_TRADE(3),
  REDUCE_ONLY(4),
  LIQUIDATION(5),
  POSITION_GONE(6),
  DELISTING(7),
  EXPIRED_AFTER_TRIGGER(8),
  MARKET_NOT_FILLED(9);

  private final int code;

  ExpiryReason(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
