package vortex7.position;

/** Where a trade stands between its intent and its end. */
public enum TradeState {
  /** Intended and journaled; the venue has not confirmed the entry. */
  PENDING_ENTRY,
  /** The entry rests at the venue. */
  ENTRY_SENT,
  /** Ended without a fill. */
  NO_FILL,
  /** Some of the entry filled; the stop protects it, the rest of the entry may still fill. */
  PARTIALLY_OPEN,
  /** Filled as far as it will be; stop and target stand or are on their way. */
  ACTIVE,
  /** The target filled its share; the rest waits for its stop to stand at the entry price. */
  TP1_HIT,
  /** The stop stands at the entry price or better and follows the price. */
  TRAILING,
  /** On its way out, for a known reason. */
  CLOSING,
  /** Being compared with the venue; shown while that lasts, never journaled. */
  RECONCILING,
  CLOSED_TP1_FULL,
  CLOSED_TP2,
  CLOSED_SL,
  CLOSED_TIMEOUT,
  CLOSED_MANUAL,
  CLOSED_EMERGENCY,
  CLOSED_FRAGMENT,
  CLOSED_EXTERNAL,
  CLOSED_LIQUIDATION;

  /** True once nothing can happen to the trade any more. */
  public boolean ended() {
    return this == NO_FILL || name().startsWith("CLOSED_");
  }

  /** True while the trade holds a position that is neither ended nor on its way out. */
  public boolean open() {
    return this == PARTIALLY_OPEN || this == ACTIVE || this == TP1_HIT || this == TRAILING;
  }

  /** True before the first fill. */
  public boolean awaitsEntry() {
    return this == PENDING_ENTRY || this == ENTRY_SENT;
  }
}
