package vortex7.venue.simulated;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.OrderStatus;
import vortex7.matching.OrderView;
import vortex7.matching.UserTrade;
import vortex7.venue.simulated.Asked.Window;
import vortex7.venue.simulated.Endpoint.Call;
import vortex7.venue.simulated.VenueHistory.Amended;

/** Questions about regular orders and their fills (protocols, A.7). */
final class OrderQueries {
  private static final int LIST_DEFAULT = 500;
  private static final int LIST_MAX = 1000;
  private static final int SHORT_LIST_DEFAULT = 50;
  private static final int SHORT_LIST_MAX = 100;
  private static final int WEEK_DAYS = 7;
  private static final long DAY_MILLIS = 86_400_000L;

  /** So long an order that ended without a fill can be asked for. */
  private static final long UNFILLED_MILLIS = 3 * DAY_MILLIS;

  private static final long ANY_MILLIS = 90 * DAY_MILLIS;

  private final Exchange exchange;
  private final AccountRecorder recorder;

  OrderQueries(Exchange exchange, AccountRecorder recorder) {
    this.exchange = exchange;
    this.recorder = recorder;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v1/order", Endpoint.signed(1, this::query));
    into.put("GET /fapi/v1/openOrder", Endpoint.signed(1, this::openOrder));
    into.put(
        "GET /fapi/v1/openOrders",
        Endpoint.signed(p -> p.has("symbol") ? 1 : 40, this::openOrders));
    into.put("GET /fapi/v1/allOrders", Endpoint.signed(5, this::allOrders));
    into.put("GET /fapi/v1/userTrades", Endpoint.signed(5, this::userTrades));
    into.put("GET /fapi/v1/orderAmendment", Endpoint.signed(1, this::amendments));
    into.put(
        "GET /fapi/v1/forceOrders", Endpoint.signed(p -> p.has("symbol") ? 20 : 50, this::forced));
  }

  private String query(Call call) {
    return json(find(call));
  }

  private OrderView find(Call call) {
    Symbol symbol = Asked.symbol(call.parameters());
    Optional<Long> orderId = call.parameters().whole("orderId");
    OrderView order =
        OrderEndpoints.accepted(
            orderId.isPresent()
                ? exchange.order(call.accountId(), symbol, orderId.get())
                : exchange.order(
                    call.accountId(), symbol, OrderRequests.clientId(call.parameters())));
    if (!remembered(order)) {
      throw VenueRefusal.noSuchOrder();
    }
    return order;
  }

  /** The venue forgets what never filled after three days, and everything after ninety. */
  private boolean remembered(OrderView order) {
    long age = exchange.timeMillis() - order.updateTime();
    boolean unfilled = order.executedQuantity().signum() == 0;
    boolean ended =
        switch (order.status()) {
          case CANCELED, EXPIRED, EXPIRED_IN_MATCH -> true;
          default -> false;
        };
    return order.status().open() || age <= (ended && unfilled ? UNFILLED_MILLIS : ANY_MILLIS);
  }

  private String openOrder(Call call) {
    OrderView order = find(call);
    if (!order.status().open()) {
      throw VenueRefusal.noSuchOrder();
    }
    return json(order);
  }

  private static String json(OrderView order) {
    JsonWriter json = new JsonWriter(768);
    OrderJson.write(json, order);
    return json.text();
  }

  private String openOrders(Call call) {
    List<OrderView> open =
        exchange.openOrders(call.accountId(), Asked.symbolIfAny(call.parameters(), exchange));
    JsonWriter json = new JsonWriter(512 * open.size() + 16).beginArray();
    open.forEach(order -> OrderJson.write(json, order));
    return json.endArray().text();
  }

  private String allOrders(Call call) {
    RequestParameters parameters = call.parameters();
    Window window = Window.ofDays(parameters, WEEK_DAYS);
    int limit = Asked.limit(parameters, LIST_DEFAULT, LIST_MAX);
    long fromId = parameters.wholeOr("orderId", Long.MIN_VALUE);
    List<Symbol> symbols =
        Asked.symbolIfAny(parameters, exchange).map(List::of).orElseGet(exchange::symbols);
    List<OrderView> found =
        symbols.stream()
            .flatMap(symbol -> exchange.allOrders(call.accountId(), symbol).stream())
            .filter(order -> order.orderId() >= fromId && window.holds(order.time()))
            .filter(this::remembered)
            .sorted(Comparator.comparingLong(OrderView::orderId))
            .toList();
    boolean fromOldest = fromId != Long.MIN_VALUE || window.fromOldest();
    List<OrderView> shown = Asked.cut(found, limit, fromOldest);
    JsonWriter json = new JsonWriter(544 * shown.size() + 16).beginArray();
    shown.forEach(order -> OrderJson.writeListed(json, order));
    return json.endArray().text();
  }

  private String userTrades(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = Asked.listed(parameters, exchange);
    int limit = Asked.limit(parameters, LIST_DEFAULT, LIST_MAX);
    long fromId = parameters.wholeOr("fromId", Long.MIN_VALUE);
    if (parameters.has("fromId") && (parameters.has("startTime") || parameters.has("endTime"))) {
      throw VenueRefusal.of(-1128, "Combination of optional parameters invalid.");
    }
    Window window = Window.ofDays(parameters, WEEK_DAYS);
    long orderId = parameters.wholeOr("orderId", Long.MIN_VALUE);
    List<UserTrade> found =
        exchange.userTrades(call.accountId(), symbol, window.from()).stream()
            .filter(trade -> trade.tradeId() >= fromId && window.holds(trade.time()))
            .filter(trade -> orderId == Long.MIN_VALUE || trade.orderId() == orderId)
            .toList();
    boolean fromOldest = fromId != Long.MIN_VALUE || window.fromOldest();
    List<UserTrade> shown = Asked.cut(found, limit, fromOldest);
    JsonWriter json = new JsonWriter(384 * shown.size() + 16).beginArray();
    shown.forEach(trade -> OrderJson.write(json, trade));
    return json.endArray().text();
  }

  /** Newest first, unlike everything else. */
  private String amendments(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = Asked.listed(parameters, exchange);
    Optional<Long> orderId = parameters.whole("orderId");
    String clientId = orderId.isPresent() ? "" : OrderRequests.clientId(parameters);
    int limit = Asked.limit(parameters, SHORT_LIST_DEFAULT, SHORT_LIST_MAX);
    Window window = Window.of(parameters);
    List<Amended> found =
        recorder.amendments(call.accountId()).stream()
            .filter(amended -> amended.symbol().equals(symbol) && window.holds(amended.time()))
            .filter(
                amended ->
                    orderId.isPresent()
                        ? amended.orderId() == orderId.get()
                        : amended.clientOrderId().equals(clientId))
            .toList();
    JsonWriter json = new JsonWriter(320 * found.size() + 16).beginArray();
    Asked.cut(found, limit, window.fromOldest())
        .reversed()
        .forEach(amended -> OrderJson.write(json, amended));
    return json.endArray().text();
  }

  /** The client's own liquidations; nobody is deleveraged here. */
  private String forced(Call call) {
    RequestParameters parameters = call.parameters();
    Optional<Symbol> symbol = Asked.symbolIfAny(parameters, exchange);
    String type = parameters.textOr("autoCloseType", "LIQUIDATION");
    if (!Set.of("LIQUIDATION", "ADL").contains(type)) {
      throw VenueRefusal.invalid("autoCloseType");
    }
    int limit = Asked.limit(parameters, SHORT_LIST_DEFAULT, SHORT_LIST_MAX);
    Window window = Window.ofDays(parameters, WEEK_DAYS);
    long from = window.fromOldest() ? window.from() : exchange.timeMillis() - 7 * DAY_MILLIS;
    List<OrderView> found =
        recorder.forced(call.accountId()).stream()
            .filter(order -> type.equals("LIQUIDATION") && order.status() == OrderStatus.FILLED)
            .filter(order -> symbol.isEmpty() || order.symbol().equals(symbol.get()))
            .filter(order -> order.time() >= from && window.holds(order.time()))
            .toList();
    JsonWriter json = new JsonWriter(512 * found.size() + 16).beginArray();
    Asked.cut(found, limit, window.fromOldest())
        .forEach(order -> OrderJson.writeForced(json, order));
    return json.endArray().text();
  }
}
