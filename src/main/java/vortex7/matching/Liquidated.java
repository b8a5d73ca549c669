package vortex7.matching;

import java.math.BigDecimal;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * A position that the venue has closed for want of margin; what {@code forceOrder} tells everyone.
 *
 * @param account the client, or {@link #CROWD}
 * @param side of the closing order
 * @param price its limit, where the margin was used up, quote units
 * @param averagePrice of its fills
 * @param quantity closed, base units
 * @param time epoch ms of the venue
 */
public record Liquidated(
    String account,
    Symbol symbol,
    Side side,
    BigDecimal price,
    BigDecimal averagePrice,
    BigDecimal quantity,
    long time) {
  /** In place of a client: somebody of whom only the market source knows. */
  public static final String CROWD = "crowd";
}
