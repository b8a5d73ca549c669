package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * What the venue itself says about one symbol of our account at one moment, for reconciliation.
 *
 * @param positionAmount signed base units: negative is short
 * @param entryPrice the venue's average, 0 when flat
 */
public record VenueFacts(
    Symbol symbol,
    BigDecimal positionAmount,
    BigDecimal entryPrice,
    BigDecimal markPrice,
    List<OpenOrder> orders,
    List<OpenStop> stops,
    List<Fill> fills,
    Instant at) {

  public VenueFacts {
    orders = List.copyOf(orders);
    stops = List.copyOf(stops);
    fills = List.copyOf(fills);
  }

  /** A resting regular order; {@code clientOrderId} may be anybody's. */
  public record OpenOrder(
      String clientOrderId,
      long venueOrderId,
      Side side,
      BigDecimal price,
      BigDecimal quantity,
      BigDecimal executed,
      boolean reduceOnly) {}

  /** A conditional order that stands; {@code quantity} is 0 for closePosition. */
  public record OpenStop(
      String clientOrderId,
      long algoId,
      Side side,
      BigDecimal triggerPrice,
      BigDecimal quantity,
      boolean closePosition) {}

  /** A past fill, oldest first in its list. */
  public record Fill(
      String clientOrderId,
      long venueOrderId,
      long tradeId,
      Side side,
      BigDecimal price,
      BigDecimal quantity,
      BigDecimal fee,
      String feeAsset,
      boolean maker,
      Instant at) {}
}
