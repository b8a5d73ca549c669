package vortex7.venue.simulated;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.Amendment;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderTerms;
import vortex7.matching.OrderType;
import vortex7.matching.PositionSide;
import vortex7.matching.PriceMatch;
import vortex7.matching.SelfTradePrevention;
import vortex7.matching.TimeInForce;

/** Reads orders out of parameters; what cannot be one is refused with the venue's code. */
final class OrderRequests {
  private static final Set<OrderType> CONDITIONAL =
      Set.of(
          OrderType.STOP,
          OrderType.STOP_MARKET,
          OrderType.TAKE_PROFIT,
          OrderType.TAKE_PROFIT_MARKET,
          OrderType.TRAILING_STOP_MARKET);

  private OrderRequests() {}

  static boolean result(RequestParameters parameters) {
    return switch (parameters.textOr("newOrderRespType", "ACK")) {
      case "ACK" -> false;
      case "RESULT" -> true;
      default -> throw VenueRefusal.of(-1136, "Invalid newOrderRespType.");
    };
  }

  static NewOrder newOrder(RequestParameters parameters) {
    Symbol symbol = Asked.symbol(parameters);
    Side side = side(parameters);
    OrderType type = type(parameters);
    if (CONDITIONAL.contains(type)) {
      throw VenueRefusal.of(
          -4120,
          "Order type not supported for this endpoint. Please use the Algo Order API endpoints"
              + " instead.");
    }
    return new NewOrder(
        symbol,
        side,
        type,
        timeInForce(parameters, type),
        parameters.decimal("quantity"),
        parameters.decimal("price"),
        parameters.flagOr("reduceOnly", false),
        parameters.clientId("newClientOrderId"),
        terms(parameters));
  }

  static Side side(RequestParameters parameters) {
    return switch (parameters.required("side")) {
      case "BUY" -> Side.BUY;
      case "SELL" -> Side.SELL;
      default -> throw VenueRefusal.of(-1117, "Invalid side.");
    };
  }

  static OrderType type(RequestParameters parameters) {
    String type = parameters.required("type");
    for (OrderType known : OrderType.values()) {
      if (known.name().equals(type)) {
        return known;
      }
    }
    throw VenueRefusal.of(-1116, "Invalid orderType.");
  }

  /** What an order has beside price and quantity. */
  static OrderTerms terms(RequestParameters parameters) {
    return new OrderTerms(
        positionSide(parameters),
        named(
            SelfTradePrevention.values(),
            parameters.textOr("selfTradePreventionMode", "EXPIRE_MAKER"),
            -5039,
            "Invalid self trade prevention mode"),
        priceMatch(parameters),
        parameters.wholeOr("goodTillDate", 0));
  }

  static PositionSide positionSide(RequestParameters parameters) {
    String side = parameters.textOr("positionSide", "BOTH").toUpperCase(Locale.ROOT);
    return named(PositionSide.values(), side, -4060, "Invalid position side.");
  }

  private static PriceMatch priceMatch(RequestParameters parameters) {
    String match = parameters.textOr("priceMatch", "NONE");
    return named(PriceMatch.values(), match, -5037, "Invalid price match");
  }

  private static <E extends Enum<E>> E named(E[] of, String name, int code, String message) {
    for (E known : of) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    throw VenueRefusal.of(code, message);
  }

  private static Optional<TimeInForce> timeInForce(RequestParameters parameters, OrderType type) {
    if (type == OrderType.LIMIT && !parameters.has("timeInForce")) {
      throw VenueRefusal.missing("timeInForce");
    }
    return timeInForce(parameters);
  }

  static Optional<TimeInForce> timeInForce(RequestParameters parameters) {
    return parameters
        .text("timeInForce")
        .map(given -> named(TimeInForce.values(), given, -1115, "Invalid timeInForce."));
  }

  /** What an open order is to become. */
  static Amendment amendment(RequestParameters parameters) {
    Optional<Long> modifyId = parameters.whole("modifyId");
    return new Amendment(
        side(parameters),
        parameters.requiredDecimal("quantity"),
        parameters.has("priceMatch")
            ? Optional.empty()
            : Optional.of(parameters.requiredDecimal("price")),
        priceMatch(parameters),
        parameters.has("reduceOnly")
            ? Optional.of(parameters.flagOr("reduceOnly", false))
            : Optional.empty(),
        modifyId.map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }

  /** The client's own id, where an order is named by it and not by {@code orderId}. */
  static String clientId(RequestParameters parameters) {
    return parameters
        .clientId("origClientOrderId")
        .orElseThrow(() -> VenueRefusal.missing("orderId"));
  }
}
