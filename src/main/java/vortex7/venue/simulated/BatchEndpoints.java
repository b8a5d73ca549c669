package vortex7.venue.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.venue.simulated.Endpoint.Call;

/**
 * Several orders in one call (protocols, A.7.3): the array of answers follows that of the requests,
 * and what is refused stands between what is not.
 */
final class BatchEndpoints {
  private static final int PLACE_MAX = 5;
  private static final int CANCEL_MAX = 10;
  private static final int WEIGHT = 5;
  private static final int ORDERS_TEN_SECONDS = 5;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Exchange exchange;
  private final OrderEntry entry;

  BatchEndpoints(Exchange exchange, OrderEntry entry) {
    this.exchange = exchange;
    this.entry = entry;
  }

  void register(Map<String, Endpoint> into) {
    into.put(
        "POST /fapi/v1/batchOrders", Endpoint.orders(WEIGHT, ORDERS_TEN_SECONDS, 1, this::place));
    into.put(
        "PUT /fapi/v1/batchOrders", Endpoint.orders(WEIGHT, ORDERS_TEN_SECONDS, 1, this::amend));
    into.put("DELETE /fapi/v1/batchOrders", Endpoint.signed(1, this::cancel));
  }

  private String place(Call call) {
    return each(
        orders(call.parameters()), order -> OrderEndpoints.place(entry, call.accountId(), order));
  }

  private String amend(Call call) {
    return each(
        orders(call.parameters()),
        order -> OrderEndpoints.amend(exchange, call.accountId(), order));
  }

  private String cancel(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = Asked.listed(parameters, exchange);
    String account = call.accountId();
    if (parameters.has("orderIdList")) {
      return each(
          counted(array(parameters, "orderIdList"), CANCEL_MAX),
          id -> {
            if (!id.isIntegralNumber() || !id.canConvertToLong()) {
              throw VenueRefusal.invalid("orderIdList");
            }
            return OrderJson.acknowledged(
                OrderEndpoints.accepted(exchange.cancel(account, symbol, id.longValue())));
          });
    }
    if (!parameters.has("origClientOrderIdList")) {
      throw VenueRefusal.missing("orderIdList");
    }
    return each(
        counted(array(parameters, "origClientOrderIdList"), CANCEL_MAX),
        id -> {
          if (!id.isTextual()) {
            throw VenueRefusal.invalid("origClientOrderIdList");
          }
          return OrderJson.acknowledged(
              OrderEndpoints.accepted(exchange.cancel(account, symbol, id.textValue())));
        });
  }

  private static List<JsonNode> array(RequestParameters parameters, String name) {
    JsonNode parsed;
    try {
      parsed = JSON.readTree(parameters.required(name));
    } catch (JsonProcessingException notJson) {
      throw VenueRefusal.invalid(name);
    }
    if (parsed == null || !parsed.isArray()) {
      throw VenueRefusal.invalid(name);
    }
    List<JsonNode> elements = new ArrayList<>();
    parsed.forEach(elements::add);
    return elements;
  }

  private static List<JsonNode> counted(List<JsonNode> elements, int max) {
    if (elements.isEmpty() || elements.size() > max) {
      throw VenueRefusal.of(-4082, "Invalid number of batch place orders.");
    }
    return elements;
  }

  /** Each element's parameters, or its refusal, which is for its own place in the answer. */
  private static List<Supplier<RequestParameters>> orders(RequestParameters parameters) {
    return counted(array(parameters, "batchOrders"), PLACE_MAX).stream()
        .map(element -> (Supplier<RequestParameters>) () -> order(element))
        .toList();
  }

  private static RequestParameters order(JsonNode element) {
    if (!element.isObject()) {
      throw VenueRefusal.invalid("batchOrders");
    }
    TreeMap<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : element.properties()) {
      if (field.getValue().isContainerNode()) {
        throw VenueRefusal.invalid(field.getKey());
      }
      if (!field.getValue().isNull()) {
        values.put(field.getKey(), field.getValue().asText());
      }
    }
    return RequestParameters.of(values);
  }

  private static String each(
      List<Supplier<RequestParameters>> orders, Function<RequestParameters, String> answer) {
    JsonWriter json = new JsonWriter(640 * orders.size()).beginArray();
    orders.forEach(order -> json.raw(orRefusal(() -> answer.apply(order.get()))));
    return json.endArray().text();
  }

  private static String each(Iterable<JsonNode> ids, Function<JsonNode, String> answer) {
    JsonWriter json = new JsonWriter(1024).beginArray();
    ids.forEach(id -> json.raw(orRefusal(() -> answer.apply(id))));
    return json.endArray().text();
  }

  private static String orRefusal(Supplier<String> answer) {
    try {
      return answer.get();
    } catch (VenueRefusal refusal) {
      return refusal.body();
    }
  }
}
