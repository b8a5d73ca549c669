package vortex7.venue.simulated;

import java.util.Map;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.matching.Amendment;
import vortex7.matching.Answer;
import vortex7.matching.Exchange;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderType;
import vortex7.matching.OrderView;
import vortex7.matching.TimeInForce;
import vortex7.venue.simulated.Endpoint.Call;

/** Commands about regular orders, one at a time (protocols, A.7). */
final class OrderEndpoints {
  static final String ALL_CANCELED =
      "{\"code\":200,\"msg\":\"The operation of cancel all open order is done.\"}";

  private final Exchange exchange;
  private final VenueBooks books;
  private final OrderEntry entry;

  OrderEndpoints(Exchange exchange, VenueBooks books, OrderEntry entry) {
    this.exchange = exchange;
    this.books = books;
    this.entry = entry;
  }

  void register(Map<String, Endpoint> into) {
    into.put(
        "POST /fapi/v1/order",
        Endpoint.order(call -> place(entry, call.accountId(), call.parameters())));
    into.put("POST /fapi/v1/order/test", Endpoint.order(this::test));
    into.put(
        "PUT /fapi/v1/order",
        Endpoint.order(call -> amend(exchange, call.accountId(), call.parameters())));
    into.put("DELETE /fapi/v1/order", Endpoint.signed(1, this::cancel));
    into.put("DELETE /fapi/v1/allOpenOrders", Endpoint.signed(1, this::cancelAll));
    into.put("POST /fapi/v1/countdownCancelAll", Endpoint.signed(10, this::countdown));
  }

  /** The value of an accepted command; a refusal is thrown in the venue's words. */
  static <T> T accepted(Answer<T> answer) {
    return switch (answer) {
      case Answer.Accepted<T>(T value) -> value;
      case Answer.Rejected<T>(vortex7.matching.Refused why) -> throw VenueRefusal.of(why);
    };
  }

  static String place(OrderEntry entry, String account, RequestParameters parameters) {
    NewOrder order = OrderRequests.newOrder(parameters);
    boolean result = OrderRequests.result(parameters);
    OrderView placed = accepted(entry.place(account, order));
    boolean immediate =
        placed.type() == OrderType.MARKET
            || placed.timeInForce() == TimeInForce.IOC
            || placed.timeInForce() == TimeInForce.FOK;
    // ACK speaks of the order as it came in; what became of it is for the user stream to tell.
    return OrderJson.acknowledged(result && immediate ? placed : placed.asReceived());
  }

  private String test(Call call) {
    NewOrder order = OrderRequests.newOrder(call.parameters());
    OrderRequests.result(call.parameters());
    exchange
        .test(call.accountId(), order)
        .ifPresent(
            why -> {
              throw VenueRefusal.of(why);
            });
    return OrderJson.tested(order, exchange.timeMillis());
  }

  static String amend(Exchange exchange, String account, RequestParameters parameters) {
    Symbol symbol = Asked.symbol(parameters);
    Amendment to = OrderRequests.amendment(parameters);
    Optional<Long> orderId = parameters.whole("orderId");
    Answer<OrderView> answer =
        orderId.isPresent()
            ? exchange.amend(account, symbol, orderId.get(), to)
            : exchange.amend(account, symbol, OrderRequests.clientId(parameters), to);
    return OrderJson.amended(accepted(answer));
  }

  private String cancel(Call call) {
    Symbol symbol = Asked.symbol(call.parameters());
    Optional<Long> orderId = call.parameters().whole("orderId");
    Answer<OrderView> answer =
        orderId.isPresent()
            ? exchange.cancel(call.accountId(), symbol, orderId.get())
            : exchange.cancel(call.accountId(), symbol, OrderRequests.clientId(call.parameters()));
    return OrderJson.acknowledged(accepted(answer));
  }

  private String cancelAll(Call call) {
    accepted(exchange.cancelAll(call.accountId(), Asked.symbol(call.parameters())));
    return ALL_CANCELED;
  }

  private String countdown(Call call) {
    Symbol symbol = Asked.symbol(call.parameters());
    long millis = call.parameters().requiredWhole("countdownTime");
    // What would overflow the clock is as little a time as what is before it.
    if (millis < 0 || millis > Long.MAX_VALUE - exchange.timeMillis()) {
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
}
