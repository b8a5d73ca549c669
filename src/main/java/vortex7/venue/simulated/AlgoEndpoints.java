package vortex7.venue.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.matching.AlgoView;
import vortex7.matching.Exchange;
import vortex7.matching.NewAlgo;
import vortex7.matching.WorkingType;
import vortex7.venue.simulated.Asked.Window;
import vortex7.venue.simulated.Endpoint.Call;

/** Conditional orders (protocols, A.8). */
final class AlgoEndpoints {
  private static final int LIST_DEFAULT = 500;
  private static final int LIST_MAX = 1000;

  private final Exchange exchange;

  AlgoEndpoints(Exchange exchange) {
    this.exchange = exchange;
  }

  void register(Map<String, Endpoint> into) {
    into.put("POST /fapi/v1/algoOrder", Endpoint.order(this::place));
    into.put("GET /fapi/v1/algoOrder", Endpoint.signed(1, this::query));
    into.put("DELETE /fapi/v1/algoOrder", Endpoint.signed(1, this::cancel));
    into.put("DELETE /fapi/v1/algoOpenOrders", Endpoint.signed(1, this::cancelAll));
    into.put(
        "GET /fapi/v1/openAlgoOrders",
        Endpoint.signed(p -> p.has("symbol") ? 1 : 40, this::openAlgos));
    into.put("GET /fapi/v1/allAlgoOrders", Endpoint.signed(5, this::allAlgos));
  }

  private String place(Call call) {
    RequestParameters parameters = call.parameters();
    if (!parameters.required("algoType").equals("CONDITIONAL")) {
      throw VenueRefusal.invalid("algoType");
    }
    Symbol symbol = Asked.symbol(parameters);
    boolean closePosition = parameters.flagOr("closePosition", false);
    if (closePosition && parameters.has("reduceOnly")) {
      throw VenueRefusal.of(-1106, "Parameter 'reduceOnly' sent when not required.");
    }
    NewAlgo algo =
        new NewAlgo(
            symbol,
            OrderRequests.side(parameters),
            OrderRequests.type(parameters),
            parameters.decimal("quantity"),
            parameters.decimal("triggerPrice"),
            workingType(parameters),
            closePosition,
            parameters.flagOr("reduceOnly", false),
            parameters.flagOr("priceProtect", false),
            parameters.clientId("clientAlgoId"),
            parameters.decimal("price"),
            OrderRequests.timeInForce(parameters),
            parameters.decimal(
                parameters.has("activatePrice") ? "activatePrice" : "activationPrice"),
            parameters.decimal("callbackRate"),
            OrderRequests.terms(parameters));
    return OrderJson.accepted(OrderEndpoints.accepted(exchange.placeAlgo(call.accountId(), algo)));
  }

  private static WorkingType workingType(RequestParameters parameters) {
    return switch (parameters.textOr("workingType", "CONTRACT_PRICE")) {
      case "CONTRACT_PRICE" -> WorkingType.CONTRACT_PRICE;
      case "MARK_PRICE" -> WorkingType.MARK_PRICE;
      default -> throw VenueRefusal.invalid("workingType");
    };
  }

  private String query(Call call) {
    Optional<Long> algoId = algoId(call);
    if (algoId.isPresent()) {
      return json(OrderEndpoints.accepted(exchange.algo(call.accountId(), algoId.get())));
    }
    return json(OrderEndpoints.accepted(exchange.algo(call.accountId(), clientId(call))));
  }

  /** The official connectors cancel by {@code algoid}, in lower case, and query by algoId. */
  private static Optional<Long> algoId(Call call) {
    return call.parameters().whole("algoId").or(() -> call.parameters().whole("algoid"));
  }

  private static String clientId(Call call) {
    return call.parameters()
        .clientId("clientAlgoId")
        .or(() -> call.parameters().clientId("clientalgoid"))
        .orElseThrow(() -> VenueRefusal.missing("algoId"));
  }

  private String cancel(Call call) {
    Optional<Long> algoId = algoId(call);
    AlgoView gone =
        algoId.isPresent()
            ? OrderEndpoints.accepted(exchange.cancelAlgo(call.accountId(), algoId.get()))
            : OrderEndpoints.accepted(exchange.cancelAlgo(call.accountId(), clientId(call)));
    return new JsonWriter()
        .beginObject()
        .field("algoId", gone.algoId())
        .field("clientAlgoId", gone.clientAlgoId())
        .field("code", "200") // A string here, unlike anywhere else: as the venue has it.
        .field("msg", "success")
        .endObject()
        .text();
  }

  private String cancelAll(Call call) {
    OrderEndpoints.accepted(
        exchange.cancelAllAlgos(call.accountId(), Asked.symbol(call.parameters())));
    return OrderEndpoints.ALL_CANCELED;
  }

  private String openAlgos(Call call) {
    RequestParameters parameters = call.parameters();
    long algoId = parameters.wholeOr("algoId", Long.MIN_VALUE);
    List<AlgoView> open =
        exchange.openAlgos(call.accountId(), Asked.symbolIfAny(parameters, exchange)).stream()
            .filter(algo -> algoId == Long.MIN_VALUE || algo.algoId() == algoId)
            .toList();
    return json(open);
  }

  private String allAlgos(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = Asked.listed(parameters, exchange);
    Window window = Window.ofDays(parameters, 7);
    long fromId = parameters.wholeOr("algoId", Long.MIN_VALUE);
    List<AlgoView> found =
        exchange.allAlgos(call.accountId(), symbol).stream()
            .filter(algo -> algo.algoId() >= fromId && window.holds(algo.createTime()))
            .toList();
    boolean fromOldest = fromId != Long.MIN_VALUE || window.fromOldest();
    return json(Asked.cut(found, Asked.limit(parameters, LIST_DEFAULT, LIST_MAX), fromOldest));
  }

  private static String json(AlgoView algo) {
    JsonWriter json = new JsonWriter(768);
    OrderJson.write(json, algo);
    return json.text();
  }

  private static String json(List<AlgoView> algos) {
    JsonWriter json = new JsonWriter(768 * algos.size() + 16).beginArray();
    algos.forEach(algo -> OrderJson.write(json, algo));
    return json.endArray().text();
  }
}
