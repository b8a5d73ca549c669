package vortex7.matching;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * A conditional order at one moment. Prices in quote, quantities in base units with the
 * instrument's scales; times in epoch ms of the venue, 0 for what did not happen yet.
 *
 * @param quantity 0 with {@code closePosition}
 * @param triggerPrice 0 of a trailing stop
 * @param orderId of the spawned order
 * @param averagePrice of the spawned order's fills, 0 before
 * @param executedQuantity of the spawned order, 0 before
 * @param rejectReason the venue's words; empty unless REJECTED
 * @param price limit of a STOP or TAKE_PROFIT, else 0
 * @param timeInForce of the order it spawns
 * @param trailing of a trailing stop only
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
    long triggerTime,
    BigDecimal price,
    TimeInForce timeInForce,
    Optional<Trailing> trailing,
    OrderTerms terms) {

  /**
   * How far a trailing stop is.
   *
   * @param activatePrice as asked for
   * @param callbackRate percent
   * @param extreme the best price since it was activated, 0 before
   */
  public record Trailing(
      Optional<BigDecimal> activatePrice,
      BigDecimal callbackRate,
      boolean activated,
      BigDecimal extreme) {}

  public AlgoView {
    price = Objects.requireNonNullElse(price, BigDecimal.ZERO);
    timeInForce = Objects.requireNonNullElse(timeInForce, TimeInForce.GTC);
    trailing = Objects.requireNonNullElse(trailing, Optional.empty());
    terms = OrderTerms.orDefault(terms);
  }

  /** A conditional market order on default terms. */
  public AlgoView(
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
      long triggerTime) {
    this(
        symbol,
        algoId,
        clientAlgoId,
        side,
        type,
        quantity,
        triggerPrice,
        workingType,
        closePosition,
        reduceOnly,
        priceProtect,
        status,
        orderId,
        averagePrice,
        executedQuantity,
        rejectReason,
        createTime,
        updateTime,
        triggerTime,
        BigDecimal.ZERO,
        TimeInForce.GTC,
        Optional.empty(),
        OrderTerms.DEFAULT);
  }

  /** The type of the order that it spawns. */
  public OrderType spawns() {
    return type == OrderType.STOP || type == OrderType.TAKE_PROFIT
        ? OrderType.LIMIT
        : OrderType.MARKET;
  }
}
