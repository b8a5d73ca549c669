package vortex7.position;

import java.math.BigDecimal;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * What a position wants from the venue. Prices and quantities are already on the instrument's
 * steps; prices in quote, quantities in base units.
 */
public sealed interface OrderRequest {
  ClientOrderId id();

  default Symbol symbol() {
    return id().symbol();
  }

  enum TimeInForce {
    GTC,
    IOC,
    /** Post only: rejected when it would take. */
    GTX
  }

  enum WorkingType {
    CONTRACT_PRICE,
    MARK_PRICE
  }

  /** True for what may open or enlarge a position; everything else can only reduce one. */
  default boolean increasesExposure() {
    return switch (this) {
      case PlaceLimit limit -> !limit.reduceOnly();
      case PlaceMarket market -> !market.reduceOnly();
      case PlaceStop ignored -> false;
      case Cancel ignored -> false;
      case Query ignored -> false;
    };
  }

  record PlaceLimit(
      ClientOrderId id,
      Side side,
      BigDecimal quantity,
      BigDecimal price,
      TimeInForce timeInForce,
      boolean reduceOnly)
      implements OrderRequest {}

  record PlaceMarket(ClientOrderId id, Side side, BigDecimal quantity, boolean reduceOnly)
      implements OrderRequest {}

  /**
   * A STOP_MARKET on the conditional-order endpoint. Without a quantity it is {@code closePosition}
   * (covers whatever the position grows to); with one it is reduce-only.
   */
  record PlaceStop(
      ClientOrderId id,
      Side side,
      Optional<BigDecimal> quantity,
      BigDecimal triggerPrice,
      WorkingType workingType)
      implements OrderRequest {}

  /** Cancels the order of that id: a conditional one when its leg is STOP. */
  record Cancel(ClientOrderId id) implements OrderRequest {}

  /** Asks what became of the order of that id: a conditional one when its leg is STOP. */
  record Query(ClientOrderId id) implements OrderRequest {}
}
