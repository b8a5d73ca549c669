package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import vortex7.market.Side;

/**
 * What a client wants a resting LIMIT order to become: nothing is checked yet.
 *
 * @param side the order's own; it cannot be changed
 * @param quantity whole new quantity with what is filled, base units
 * @param price quote units; empty with a price match
 * @param reduceOnly true may only be asked of an order that is so already
 * @param modifyId the client's own number of the amendment, echoed
 */
public record Amendment(
    Side side,
    BigDecimal quantity,
    Optional<BigDecimal> price,
    PriceMatch priceMatch,
    Optional<Boolean> reduceOnly,
    OptionalLong modifyId) {

  public static Amendment to(Side side, BigDecimal quantity, BigDecimal price) {
    return new Amendment(
        side,
        quantity,
        Optional.of(price),
        PriceMatch.NONE,
        Optional.empty(),
        OptionalLong.empty());
  }
}
