package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * A regular order as a client asks for it: nothing is checked yet.
 *
 * @param quantity base units
 * @param price quote units; LIMIT only, and not with a price match
 * @param timeInForce LIMIT only
 * @param clientOrderId made by the venue when empty
 */
public record NewOrder(
    Symbol symbol,
    Side side,
    OrderType type,
    Optional<TimeInForce> timeInForce,
    Optional<BigDecimal> quantity,
    Optional<BigDecimal> price,
    boolean reduceOnly,
    Optional<String> clientOrderId,
    OrderTerms terms) {

  /** An order on the venue's default terms. */
  public NewOrder(
      Symbol symbol,
      Side side,
      OrderType type,
      Optional<TimeInForce> timeInForce,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> price,
      boolean reduceOnly,
      Optional<String> clientOrderId) {
    this(
        symbol,
        side,
        type,
        timeInForce,
        quantity,
        price,
        reduceOnly,
        clientOrderId,
        OrderTerms.DEFAULT);
  }

  public static NewOrder limit(
      Symbol symbol, Side side, TimeInForce timeInForce, BigDecimal quantity, BigDecimal price) {
    return new NewOrder(
        symbol,
        side,
        OrderType.LIMIT,
        Optional.of(timeInForce),
        Optional.of(quantity),
        Optional.of(price),
        false,
        Optional.empty());
  }

  public static NewOrder market(Symbol symbol, Side side, BigDecimal quantity) {
    return new NewOrder(
        symbol,
        side,
        OrderType.MARKET,
        Optional.empty(),
        Optional.of(quantity),
        Optional.empty(),
        false,
        Optional.empty());
  }

  public NewOrder asReduceOnly() {
    return new NewOrder(
        symbol, side, type, timeInForce, quantity, price, true, clientOrderId, terms);
  }

  public NewOrder named(String id) {
    return new NewOrder(
        symbol, side, type, timeInForce, quantity, price, reduceOnly, Optional.of(id), terms);
  }

  public NewOrder on(OrderTerms other) {
    return new NewOrder(
        symbol, side, type, timeInForce, quantity, price, reduceOnly, clientOrderId, other);
  }

  public NewOrder at(Optional<BigDecimal> otherPrice) {
    return new NewOrder(
        symbol, side, type, timeInForce, quantity, otherPrice, reduceOnly, clientOrderId, terms);
  }
}
