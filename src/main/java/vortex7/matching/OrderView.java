package vortex7.matching;

import java.math.BigDecimal;
import java.util.OptionalLong;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * A regular order at one moment. Prices in quote, quantities in base units with the instrument's
 * scales; times in epoch ms of the venue.
 *
 * @param orderId increasing per symbol
 * @param price 0 for MARKET
 * @param originalQuantity after clipping, for reduce-only orders
 * @param cumulativeQuote Σ price × quantity of its fills
 * @param averagePrice 0 without fills
 * @param algoId the conditional order that spawned it
 * @param priority its place in time: of two orders at a price the lower one is first
 * @param amendments how often it was amended
 * @param modifyId the client's number of the last amendment
 */
public record OrderView(
    Symbol symbol,
    long orderId,
    String clientOrderId,
    Side side,
    OrderType type,
    TimeInForce timeInForce,
    BigDecimal price,
    BigDecimal originalQuantity,
    BigDecimal executedQuantity,
    BigDecimal cumulativeQuote,
    BigDecimal averagePrice,
    OrderStatus status,
    boolean reduceOnly,
    boolean closePosition,
    OptionalLong algoId,
    long time,
    long updateTime,
    OrderTerms terms,
    long priority,
    int amendments,
    OptionalLong modifyId) {

  public OrderView {
    terms = OrderTerms.orDefault(terms);
    priority = priority == 0 ? orderId : priority; // A state of an older version has none.
  }

  /** An order on default terms that was never amended. */
  public OrderView(
      Symbol symbol,
      long orderId,
      String clientOrderId,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      BigDecimal price,
      BigDecimal originalQuantity,
      BigDecimal executedQuantity,
      BigDecimal cumulativeQuote,
      BigDecimal averagePrice,
      OrderStatus status,
      boolean reduceOnly,
      boolean closePosition,
      OptionalLong algoId,
      long time,
      long updateTime) {
    this(
        symbol,
        orderId,
        clientOrderId,
        side,
        type,
        timeInForce,
        price,
        originalQuantity,
        executedQuantity,
        cumulativeQuote,
        averagePrice,
        status,
        reduceOnly,
        closePosition,
        algoId,
        time,
        updateTime,
        OrderTerms.DEFAULT,
        orderId,
        0,
        OptionalLong.empty());
  }

  /** The order as it came in, before anything of it filled. */
  public OrderView asReceived() {
    return new OrderView(
        symbol,
        orderId,
        clientOrderId,
        side,
        type,
        timeInForce,
        price,
        originalQuantity,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        OrderStatus.NEW,
        reduceOnly,
        closePosition,
        algoId,
        time,
        time,
        terms,
        priority,
        amendments,
        modifyId);
  }
}
