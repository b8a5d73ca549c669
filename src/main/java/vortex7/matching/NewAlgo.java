package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * A conditional order as a client asks for it: nothing is checked yet.
 *
 * @param quantity base units; empty with {@code closePosition}
 * @param triggerPrice quote units
 * @param workingType which price triggers it
 * @param clientAlgoId made by the venue when empty; the spawned order's client id
 */
public record NewAlgo(
    Symbol symbol,
    Side side,
    OrderType type,
    Optional<BigDecimal> quantity,
    Optional<BigDecimal> triggerPrice,
    WorkingType workingType,
    boolean closePosition,
    boolean reduceOnly,
    boolean priceProtect,
    Optional<String> clientAlgoId) {

  /** A STOP_MARKET on the last price that closes whatever the position is when it triggers. */
  public static NewAlgo closingStop(Symbol symbol, Side side, BigDecimal triggerPrice) {
    return new NewAlgo(
        symbol,
        side,
        OrderType.STOP_MARKET,
        Optional.empty(),
        Optional.of(triggerPrice),
        WorkingType.CONTRACT_PRICE,
        true,
        false,
        false,
        Optional.empty());
  }

  /** A reduce-only STOP_MARKET on the last price. */
  public static NewAlgo reducingStop(
      Symbol symbol, Side side, BigDecimal quantity, BigDecimal triggerPrice) {
    return new NewAlgo(
        symbol,
        side,
        OrderType.STOP_MARKET,
        Optional.of(quantity),
        Optional.of(triggerPrice),
        WorkingType.CONTRACT_PRICE,
        false,
        true,
        false,
        Optional.empty());
  }

  public NewAlgo named(String id) {
    return new NewAlgo(
        symbol,
        side,
        type,
        quantity,
        triggerPrice,
        workingType,
        closePosition,
        reduceOnly,
        priceProtect,
        Optional.of(id));
  }

  public NewAlgo triggeredBy(WorkingType price) {
    return new NewAlgo(
        symbol,
        side,
        type,
        quantity,
        triggerPrice,
        price,
        closePosition,
        reduceOnly,
        priceProtect,
        clientAlgoId);
  }
}
