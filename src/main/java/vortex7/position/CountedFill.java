package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import vortex7.position.ClientOrderId.Leg;

/**
 * A fill that is part of a trade's books, counted once by its trade id.
 *
 * @param leg of our order; empty when somebody else's order changed the position
 * @param attempt of our order; 0 for somebody else's
 * @param tradeId the venue's, unique per symbol; 0 when a foreign change was seen without its fill
 * @param price quote units
 * @param quantity base units
 * @param fee positive when paid, in {@code feeAsset}
 * @param feeQuote the fee in quote units at the last price of its asset; empty without one
 */
public record CountedFill(
    Optional<Leg> leg,
    int attempt,
    long tradeId,
    BigDecimal price,
    BigDecimal quantity,
    BigDecimal fee,
    String feeAsset,
    Optional<BigDecimal> feeQuote,
    boolean maker,
    Instant at) {

  /** True when it opened or enlarged the position. */
  public boolean entry() {
    return leg.isPresent() && leg.get() == Leg.ENTRY;
  }

  /** Price × quantity, quote units, exact. */
  public BigDecimal notional() {
    return price.multiply(quantity);
  }
}
