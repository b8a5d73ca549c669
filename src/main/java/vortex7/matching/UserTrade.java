package vortex7.matching;

import java.math.BigDecimal;
import java.util.Objects;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * One fill of one client's order. Price and {@code realized} in quote, quantity in base units.
 *
 * @param tradeId unique per symbol; both sides of a trade carry the same
 * @param clientOrderId of the order
 * @param fee positive when paid, in {@code feeAsset}
 * @param realized result of what it closed, before the fee
 * @param time epoch ms of the venue
 */
public record UserTrade(
    Symbol symbol,
    long tradeId,
    long orderId,
    String clientOrderId,
    Side side,
    BigDecimal price,
    BigDecimal quantity,
    BigDecimal quoteQuantity,
    BigDecimal fee,
    String feeAsset,
    BigDecimal realized,
    boolean maker,
    long time,
    PositionSide positionSide) {
  public UserTrade {
    positionSide = Objects.requireNonNullElse(positionSide, PositionSide.BOTH);
  }
}
