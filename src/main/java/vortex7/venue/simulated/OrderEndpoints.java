package vortex7.venue.simulated;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.Amendment;
import vortex7.matching.Answer;
import vortex7.matching.Exchange;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderTerms;
import vortex7.matching.OrderType;
import vortex7.matching.OrderView;
import vortex7.matching.PositionSide;
import vortex7.matching.PriceMatch;
import vortex7.matching.SelfTradePrevention;
import vortex7.matching.TimeInForce;
import vortex7.matching.UserTrade;
import vortex7.venue.simulated.Endpoint.Call;

/** Regular orders and their fills (protocols, A.7). */
final class OrderEndpoints {
  private static final Set<OrderType> CONDITIONAL =
      Set.of(
          OrderType.STOP,
          OrderType.STOP_MARKET,
          OrderType.TAKE_PROFIT,
          OrderType.TAKE_PROFIT_MARKET,
          OrderType.TRAILING_STOP_MARKET);
  private static final int LIST_DEFAULT = 500;
  private static final int LIST_MAX = 1000;
  private static final long WEEK_MILLIS = 7L * 24 * 3_600_000;

  private final Exchange exchange;
  private final VenueBooks books;

  OrderEndpoints(Exchange exchange, VenueBooks books) {
    this.exchange = exchange;
    this.books = books;
  }

  void register(Map<String, Endpoint> into) {
    into.put("POST /fapi/v1/order", Endpoint.order(this::place));
    into.put("POST /fapi/v1/order/test", Endpoint.order(this::test));
    into.put("PUT /fapi/v1/order", Endpoint.order(this::amend));
    into.put("POST /fapi/v1/countdownCancelAll", Endpoint.signed(10, this::countdown));
    into.put("GET /fapi/v1/order", Endpoint.signed(1, this::query));
    into.put("DELETE /fapi/v1/order", Endpoint.signed(1, this::cancel));
    into.put("DELETE /fapi/v1/allOpenOrders", Endpoint.signed(1, this::cancelAll));
    into.put("GET /fapi/v1/openOrder", Endpoint.signed(1, this::openOrder));
    into.put(
        "GET /fapi/v1/openOrders",
        Endpoint.signed(p -> p.has("symbol") ? 1 : 40, this::openOrders));
    into.put("GET /fapi/v1/allOrders", Endpoint.signed(5, this::allOrders));
    into.put("GET /fapi/v1/userTrades", Endpoint.signed(5, this::userTrades));
  }

  /** The value of an accepted command; a refusal is thrown in the venue's words. */
  static <T> T accepted(Answer<T> answer) {
    return switch (answer) {
      case Answer.Accepted<T>(T value) -> value;
      case Answer.Rejected<T>(vortex7.matching.Refused why) -> throw VenueRefusal.of(why);
    };
  }

  private String place(Call call) {
    NewOrder order = newOrder(call.parameters());
    boolean result = result(call.parameters());
    OrderView placed = accepted(exchange.place(call.accountId(), order));
    boolean immediate =
        placed.type() == OrderType.MARKET
            || placed.timeInForce() == TimeInForce.IOC
            || placed.timeInForce() == TimeInForce.FOK;
    // ACK speaks of the order as it came in; what became of it is for the user stream to tell.
    return OrderJson.acknowledged(result && immediate ? placed : placed.asReceived());
  }

  private String test(Call call) {
    NewOrder order = newOrder(call.parameters());
    exchange
        .test(call.accountId(), order)
        .ifPresent(
            why -> {
              throw VenueRefusal.of(why);
            });
    return "{}";
  }

  private static boolean result(RequestParameters parameters) {
    return switch (parameters.textOr("newOrderRespType", "ACK")) {
      case "ACK" -> false;
      case "RESULT" -> true;
      default -> throw VenueRefusal.of(-1136, "Invalid newOrderRespType.");
    };
  }

  private static NewOrder newOrder(RequestParameters parameters) {
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

  private String amend(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = Asked.symbol(parameters);
    Optional<Long> modifyId = parameters.whole("modifyId");
    Amendment to =
        new Amendment(
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
    Optional<Long> orderId = parameters.whole("orderId");
    Answer<OrderView> answer =
        orderId.isPresent()
            ? exchange.amend(call.accountId(), symbol, orderId.get(), to)
            : exchange.amend(
                call.accountId(),
                symbol,
                parameters
                    .clientId("origClientOrderId")
                    .orElseThrow(() -> VenueRefusal.missing("orderId")),
                to);
    return OrderJson.acknowledged(accepted(answer));
  }

  private String countdown(Call call) {
    Symbol symbol = Asked.symbol(call.parameters());
    long millis = call.parameters().requiredWhole("countdownTime");
    if (millis < 0) {
      throw VenueRefusal.invalid("countdownTime");
    }
    accepted(exchange.countdownCancelAll(call.accountId(), symbol, millis));
    books.touch(call.accountId());
    return new JsonWriter()
        .beginObject()
        .field("symbol", symbol.code())
        .field("countdownTime", Long.toString(millis)) // A string, as the venue has it.
        .endObject()
        .text();
  }

  private String query(Call call) {
    JsonWriter json = new JsonWriter(768);
    OrderJson.write(json, find(call));
    return json.text();
  }

  private OrderView find(Call call) {
    Symbol symbol = Asked.symbol(call.parameters());
    Optional<Long> orderId = call.parameters().whole("orderId");
    if (orderId.isPresent()) {
      return accepted(exchange.order(call.accountId(), symbol, orderId.get()));
    }
    String clientId =
        call.parameters()
            .clientId("origClientOrderId")
            .orElseThrow(() -> VenueRefusal.missing("orderId"));
    return accepted(exchange.order(call.accountId(), symbol, clientId));
  }

  private String openOrder(Call call) {
    OrderView order = find(call);
    if (!order.status().open()) {
      throw VenueRefusal.noSuchOrder();
    }
    JsonWriter json = new JsonWriter(768);
    OrderJson.write(json, order);
    return json.text();
  }

  private String cancel(Call call) {
    Symbol symbol = Asked.symbol(call.parameters());
    Optional<Long> orderId = call.parameters().whole("orderId");
    if (orderId.isPresent()) {
      return OrderJson.acknowledged(
          accepted(exchange.cancel(call.accountId(), symbol, orderId.get())));
    }
    String clientId =
        call.parameters()
            .clientId("origClientOrderId")
            .orElseThrow(() -> VenueRefusal.missing("orderId"));
    return OrderJson.acknowledged(accepted(exchange.cancel(call.accountId(), symbol, clientId)));
  }

  private String cancelAll(Call call) {
    accepted(exchange.cancelAll(call.accountId(), Asked.symbol(call.parameters())));
    return "{\"code\":200,\"msg\":\"The operation of cancel all open order is done.\"}";
  }

  private String openOrders(Call call) {
    return json(exchange.openOrders(call.accountId(), symbolIfAny(call.parameters(), exchange)));
  }

  static Optional<Symbol> symbolIfAny(RequestParameters parameters, Exchange exchange) {
    if (!parameters.has("symbol")) {
      return Optional.empty();
    }
    return Optional.of(listed(parameters, exchange));
  }

  static Symbol listed(RequestParameters parameters, Exchange exchange) {
    Symbol symbol = Asked.symbol(parameters);
    if (!exchange.symbols().contains(symbol)) {
      throw VenueRefusal.invalidSymbol();
    }
    return symbol;
  }

  private static String json(List<OrderView> orders) {
    JsonWriter json = new JsonWriter(512 * orders.size() + 16).beginArray();
    orders.forEach(order -> OrderJson.write(json, order));
    return json.endArray().text();
  }

  private String allOrders(Call call) {
    RequestParameters parameters = call.parameters();
    Window window = Window.of(parameters);
    int limit = limit(parameters);
    long fromId = parameters.wholeOr("orderId", Long.MIN_VALUE);
    List<Symbol> symbols =
        symbolIfAny(parameters, exchange).map(List::of).orElseGet(exchange::symbols);
    List<OrderView> found =
        symbols.stream()
            .flatMap(symbol -> exchange.allOrders(call.accountId(), symbol).stream())
            .filter(order -> order.orderId() >= fromId && window.holds(order.time()))
            .toList();
    boolean fromOldest = fromId != Long.MIN_VALUE || window.fromOldest();
    return json(cut(found, limit, fromOldest));
  }

  private String userTrades(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = listed(parameters, exchange);
    int limit = limit(parameters);
    long fromId = parameters.wholeOr("fromId", Long.MIN_VALUE);
    if (parameters.has("fromId") && (parameters.has("startTime") || parameters.has("endTime"))) {
      throw VenueRefusal.of(-1128, "Combination of optional parameters invalid.");
    }
    Window window = Window.of(parameters);
    long orderId = parameters.wholeOr("orderId", Long.MIN_VALUE);
    List<UserTrade> found =
        exchange.userTrades(call.accountId(), symbol, window.from()).stream()
            .filter(trade -> trade.tradeId() >= fromId && window.holds(trade.time()))
            .filter(trade -> orderId == Long.MIN_VALUE || trade.orderId() == orderId)
            .toList();
    boolean fromOldest = fromId != Long.MIN_VALUE || window.fromOldest();
    List<UserTrade> shown = cut(found, limit, fromOldest);
    JsonWriter json = new JsonWriter(384 * shown.size() + 16).beginArray();
    shown.forEach(trade -> OrderJson.write(json, trade));
    return json.endArray().text();
  }

  static int limit(RequestParameters parameters) {
    long limit = parameters.wholeOr("limit", LIST_DEFAULT);
    if (limit < 1 || limit > LIST_MAX) {
      throw VenueRefusal.invalid("limit");
    }
    return (int) limit;
  }

  /** The first or the newest {@code limit}, oldest first in either case. */
  static <T> List<T> cut(List<T> all, int limit, boolean fromOldest) {
    int first = fromOldest ? 0 : Math.max(0, all.size() - limit);
    return all.subList(first, Math.min(all.size(), first + limit));
  }

  /** Asked times, both ends included; at most a week when both are given. */
  record Window(long from, long to, boolean fromOldest) {
    static Window of(RequestParameters parameters) {
      long from = parameters.wholeOr("startTime", Long.MIN_VALUE);
      long to = parameters.wholeOr("endTime", Long.MAX_VALUE);
      if (from > to) {
        throw VenueRefusal.of(-1023, "Start time is greater than end time.");
      }
      boolean both = from != Long.MIN_VALUE && to != Long.MAX_VALUE;
      if (both && to - from > WEEK_MILLIS) {
        throw VenueRefusal.of(-4165, "Maximum time interval is 7 days");
      }
      return new Window(from, to, from != Long.MIN_VALUE);
    }

    boolean holds(long time) {
      return time >= from && time <= to;
    }
  }
}
