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
    long updateTime) {}
