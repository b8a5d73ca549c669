package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * A conditional order as a client asks for it: nothing is checked yet.
 *
 * @param quantity base units; empty with {@code closePosition}
 * @param triggerPrice quote units; not of a trailing stop
 * @param workingType which price triggers it
 * @param clientAlgoId made by the venue when empty; the spawned order's client id
 * @param price limit of a STOP or TAKE_PROFIT, quote units
 * @param timeInForce of a STOP or TAKE_PROFIT; GTC when empty
 * @param activatePrice from which a trailing stop trails; at once when empty
 * @param callbackRate of a trailing stop, percent
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
    Optional<String> clientAlgoId,
    Optional<BigDecimal> price,
    Optional<TimeInForce> timeInForce,
    Optional<BigDecimal> activatePrice,
    Optional<BigDecimal> callbackRate,
    OrderTerms terms) {

  /** A conditional market order on the venue's default terms. */
  public NewAlgo(
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
    this(
        symbol,
        side,
        type,
        quantity,
        triggerPrice,
        workingType,
        closePosition,
        reduceOnly,
        priceProtect,
        clientAlgoId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OrderTerms.DEFAULT);
  }

  /** A STOP_MARKET on the last price that closes whatever the position is when it triggers. */
  public static NewAlgo closingStop(Symbol symbol, Side side, BigDecimal triggerPrice) {
    return market(OrderType.STOP_MARKET, symbol, side, Optional.empty(), triggerPrice, true, false);
  }

  /** A reduce-only STOP_MARKET on the last price. */
  public static NewAlgo reducingStop(
      Symbol symbol, Side side, BigDecimal quantity, BigDecimal triggerPrice) {
    return market(
        OrderType.STOP_MARKET, symbol, side, Optional.of(quantity), triggerPrice, false, true);
  }

  /** A TAKE_PROFIT_MARKET on the last price that closes whatever the position then is. */
  public static NewAlgo closingTarget(Symbol symbol, Side side, BigDecimal triggerPrice) {
    return market(
        OrderType.TAKE_PROFIT_MARKET, symbol, side, Optional.empty(), triggerPrice, true, false);
  }

  private static NewAlgo market(
      OrderType type,
      Symbol symbol,
      Side side,
      Optional<BigDecimal> quantity,
      BigDecimal triggerPrice,
      boolean closePosition,
      boolean reduceOnly) {
    return new NewAlgo(
        symbol,
        side,
        type,
        quantity,
        Optional.of(triggerPrice),
        WorkingType.CONTRACT_PRICE,
        closePosition,
        reduceOnly,
        false,
        Optional.empty());
  }

  /** A STOP or TAKE_PROFIT on the last price, good till canceled. */
  public static NewAlgo limit(
      OrderType type,
      Symbol symbol,
      Side side,
      BigDecimal quantity,
      BigDecimal triggerPrice,
      BigDecimal price) {
    return new NewAlgo(
        symbol,
        side,
        type,
        Optional.of(quantity),
        Optional.of(triggerPrice),
        WorkingType.CONTRACT_PRICE,
        false,
        false,
        false,
        Optional.empty(),
        Optional.of(price),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OrderTerms.DEFAULT);
  }

  /** A reduce-only trailing stop on the last price; {@code callbackRate} in percent. */
  public static NewAlgo trailing(
      Symbol symbol,
      Side side,
      BigDecimal quantity,
      Optional<BigDecimal> activatePrice,
      BigDecimal callbackRate) {
    return new NewAlgo(
        symbol,
        side,
        OrderType.TRAILING_STOP_MARKET,
        Optional.of(quantity),
        Optional.empty(),
        WorkingType.CONTRACT_PRICE,
        false,
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        activatePrice,
        Optional.of(callbackRate),
        OrderTerms.DEFAULT);
  }

  public NewAlgo named(String id) {
    return with(workingType, Optional.of(id), timeInForce, reduceOnly, terms);
  }

  public NewAlgo triggeredBy(WorkingType by) {
    return with(by, clientAlgoId, timeInForce, reduceOnly, terms);
  }

  public NewAlgo lasting(TimeInForce lasts) {
    return with(workingType, clientAlgoId, Optional.of(lasts), reduceOnly, terms);
  }

  public NewAlgo reducing(boolean reduces) {
    return with(workingType, clientAlgoId, timeInForce, reduces, terms);
  }

  public NewAlgo on(OrderTerms other) {
    return with(workingType, clientAlgoId, timeInForce, reduceOnly, other);
  }

  private NewAlgo with(
      WorkingType by,
      Optional<String> id,
      Optional<TimeInForce> lasts,
      boolean reduces,
      OrderTerms other) {
    return new NewAlgo(
        symbol,
        side,
        type,
        quantity,
        triggerPrice,
        by,
        closePosition,
        reduces,
        priceProtect,
        id,
        price,
        lasts,
        activatePrice,
        callbackRate,
        other);
  }
}
