package vortex7.matching;

import java.math.BigDecimal;
import java.util.OptionalLong;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * A conditional order at one moment. Prices in quote, quantities in base units with the
 * instrument's scales; times in epoch ms of the venue, 0 for what did not happen yet.
 *
 * @param quantity 0 with {@code closePosition}
 * @param orderId of the spawned order
 * @param averagePrice of the spawned order's fills, 0 before
 * @param executedQuantity of the spawned order, 0 before
 * @param rejectReason the venue's words; empty unless REJECTED
 */
public record AlgoView(
    Symbol symbol,
    long algoId,
    String clientAlgoId,
    Side side,
    OrderType type,
    BigDecimal quantity,
    BigDecimal triggerPrice,
    WorkingType workingType,
    boolean closePosition,
    boolean reduceOnly,
    boolean priceProtect,
    AlgoStatus status,
    OptionalLong orderId,
    BigDecimal averagePrice,
    BigDecimal executedQuantity,
    String rejectReason,
    long createTime,
    long updateTime,
    long triggerTime) {}
