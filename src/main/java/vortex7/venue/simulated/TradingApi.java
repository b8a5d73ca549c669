package vortex7.venue.simulated;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trading WebSocket API, {@code /ws-fapi/v1} (protocols, B.7): requests in JSON, answered by
 * the endpoints of the REST interface behind the same gate.
 */
final class TradingApi {
  private static final Logger LOG = LoggerFactory.getLogger(TradingApi.class);
  static final String PATH = "/ws-fapi/v1";

  /** What opening a socket costs its address. */
  static final int HANDSHAKE_WEIGHT = 5;

  private static final int DEPTH_MAX = 32;
  private static final int ID_LENGTH_MAX = 64;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .build())
          // What is signed is what was written: 0.10 is not 0.1.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The endpoint that does what a method asks for. */
  private static final Map<String, String> METHODS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("order.place", "POST /fapi/v1/order"),
              Map.entry("order.modify", "PUT /fapi/v1/order"),
              Map.entry("order.cancel", "DELETE /fapi/v1/order"),
              Map.entry("order.status", "GET /fapi/v1/order"),
              Map.entry("algoOrder.place", "POST /fapi/v1/algoOrder"),
              Map.entry("algoOrder.cancel", "DELETE /fapi/v1/algoOrder"),
              Map.entry("account.status", "GET /fapi/v2/account"),
              Map.entry("v2/account.status", "GET /fapi/v3/account"),
              Map.entry("account.balance", "GET /fapi/v2/balance"),
              Map.entry("v2/account.balance", "GET /fapi/v3/balance"),
              Map.entry("account.position", "GET /fapi/v2/positionRisk"),
              Map.entry("v2/account.position", "GET /fapi/v3/positionRisk"),
              Map.entry("depth", "GET /fapi/v1/depth"),
              Map.entry("ticker.price", "GET /fapi/v1/ticker/price"),
              Map.entry("ticker.book", "GET /fapi/v1/ticker/bookTicker"),
              Map.entry("userDataStream.start", "POST /fapi/v1/listenKey"),
              Map.entry("userDataStream.ping", "PUT /fapi/v1/listenKey"),
              Map.entry("userDataStream.stop", "DELETE /fapi/v1/listenKey")));

  private final SortedMap<String, Endpoint> endpoints;
  private final RequestGate gate;
  private final HttpFace.Engine engine;
  private final InstantSource clock;
  private final AnswerFaults faults;

  TradingApi(
      SortedMap<String, Endpoint> endpoints,
      RequestGate gate,
      HttpFace.Engine engine,
      InstantSource clock,
      AnswerFaults faults) {
    this.endpoints = endpoints;
    this.gate = gate;
    this.engine = engine;
    this.clock = clock;
    this.faults = faults;
  }

  /**
   * A client's session, which begins with its socket.
   *
   * @param client address whose weight is charged
   * @param query of the path; {@code returnRateLimits=false} keeps the budgets out of the answers
   * @throws RateGovernor.Exceeded when the address may not open one now
   */
  Session open(String client, String query) {
    gate.charge(client, HANDSHAKE_WEIGHT);
    return new Session(client, !query.contains("returnRateLimits=false"));
  }

  /** What a request says beside its parameters. */
  private record Request(String id, String method, SortedMap<String, String> parameters) {}

  /** One socket's conversation. Messages come one after the other, answers as they are ready. */
  final class Session implements WebSocketFace.Listener {
    private final String client;
    private final boolean showBudgets;
    private final long connectedMillis = clock.millis();
    private volatile Optional<SimulatedVenueSettings.Account> account = Optional.empty();
    private volatile long authorizedMillis;

    private Session(String client, boolean showBudgets) {
      this.client = client;
      this.showBudgets = showBudgets;
    }

    @Override
    public CompletionStage<String> onMessage(StreamConnection connection, String text) {
      RequestGate.Charged charged = new RequestGate.Charged();
      String id = "null";
      try {
        JsonNode message = message(text);
        id = id(message.path("id"));
        Request request = request(id, message);
        return switch (request.method()) {
          case "session.logon" -> done(request, logon(request, charged), charged);
          case "session.status" -> done(request, status(charged), charged);
          case "session.logout" -> done(request, logout(charged), charged);
          default -> call(connection, request, charged);
        };
      } catch (RateGovernor.Exceeded exceeded) {
        return CompletableFuture.completedFuture(refused(id, exceeded.refusal(), charged));
      } catch (VenueRefusal refusal) {
        return CompletableFuture.completedFuture(refused(id, refusal, charged));
      }
    }

    private CompletionStage<String> done(
        Request request, String result, RequestGate.Charged charged) {
      return CompletableFuture.completedFuture(answered(request.id(), result, charged));
    }

    /** As the venue answers, unless a fault is in the way. */
    private CompletionStage<String> call(
        StreamConnection connection, Request request, RequestGate.Charged charged) {
      String name = METHODS.get(request.method());
      Endpoint endpoint = name == null ? null : endpoints.get(name);
      if (name == null || endpoint == null) {
        throw VenueRefusal.of(-1020, "This operation is not supported.");
      }
      String key =
          request
              .parameters()
              .getOrDefault("apiKey", account.map(SimulatedVenueSettings.Account::key).orElse(""));
      return faults
          .next(name, key, payload(request.parameters()), "")
          .map(
              firing ->
                  faults.answer(
                      firing,
                      () -> admitted(name, endpoint, request, charged),
                      refusal -> refused(request.id(), refusal, charged),
                      () -> connection.cut("a fault")))
          .orElseGet(() -> admitted(name, endpoint, request, charged));
    }

    private CompletionStage<String> admitted(
        String name, Endpoint endpoint, Request request, RequestGate.Charged charged) {
      RequestParameters parameters = RequestParameters.of(request.parameters());
      // A session speaks for its account until a request names another key.
      boolean ofSession = account.isPresent() && !parameters.has("apiKey");
      Endpoint.Call call =
          ofSession
              ? gate.admitKnown(endpoint, client, account.get(), parameters, charged)
              : gate.admitSigned(
                  endpoint,
                  client,
                  parameters.textOr("apiKey", ""),
                  parameters,
                  payload(request.parameters()),
                  charged);
      CompletionStage<String> answer =
          OrderEntry.takes(name)
              ? engine.enter(endpoint.handler(), call)
              : engine.answer(endpoint.handler(), call);
      return answer.handle(
          (json, failure) ->
              json != null
                  ? answered(request.id(), json, charged)
                  : refused(request.id(), refusal(failure), charged));
    }

    private String logon(Request request, RequestGate.Charged charged) {
      charged.weigh(gate.charge(client, 2));
      RequestParameters parameters = RequestParameters.of(request.parameters());
      SimulatedVenueSettings.Account asking = gate.account(parameters.required("apiKey"));
      if (!(asking.credential() instanceof Credential.Public named)
          || !named.algorithm().equals("Ed25519")) {
        throw VenueRefusal.of(-4056, "Only Ed25519 API keys may log on to a session.");
      }
      gate.checkSigned(asking, parameters, payload(request.parameters()));
      account = Optional.of(asking);
      authorizedMillis = clock.millis();
      return state();
    }

    private String status(RequestGate.Charged charged) {
      charged.weigh(gate.charge(client, 2));
      return state();
    }

    private String logout(RequestGate.Charged charged) {
      charged.weigh(gate.charge(client, 2));
      account = Optional.empty();
      return state();
    }

    private String state() {
      JsonWriter json = new JsonWriter().beginObject();
      if (account.isPresent()) {
        json.field("apiKey", account.get().key()).field("authorizedSince", authorizedMillis);
      } else {
        json.nullField("apiKey").nullField("authorizedSince");
      }
      return json.field("connectedSince", connectedMillis)
          .field("returnRateLimits", showBudgets)
          .field("serverTime", clock.millis())
          .endObject()
          .text();
    }

    private String answered(String id, String result, RequestGate.Charged charged) {
      JsonWriter json =
          new JsonWriter(result.length() + 512)
              .beginObject()
              .rawField("id", id)
              .field("status", 200)
              .rawField("result", result);
      return ended(json, charged);
    }

    private String refused(String id, VenueRefusal refusal, RequestGate.Charged charged) {
      JsonWriter json =
          new JsonWriter(512)
              .beginObject()
              .rawField("id", id)
              .field("status", refusal.status())
              .beginObject("error")
              .field("code", refusal.code())
              .field("msg", refusal.text())
              .endObject();
      return ended(json, charged);
    }

    private String ended(JsonWriter json, RequestGate.Charged charged) {
      if (showBudgets) {
        RateGovernor.Budgets budgets = gate.budgets();
        json.beginArray("rateLimits");
        charged
            .orders()
            .ifPresent(
                used -> {
                  budget(json, "ORDERS", "SECOND", 10, budgets.ordersPerTenSeconds())
                      .field("count", used.ordersTenSeconds())
                      .endObject();
                  budget(json, "ORDERS", "MINUTE", 1, budgets.ordersPerMinute())
                      .field("count", used.ordersMinute())
                      .endObject();
                });
        charged
            .weight()
            .ifPresent(
                used ->
                    budget(json, "REQUEST_WEIGHT", "MINUTE", 1, budgets.weightPerMinute())
                        .field("count", used)
                        .endObject());
        json.endArray();
      }
      return json.endObject().text();
    }
  }

  private static JsonWriter budget(
      JsonWriter json, String type, String interval, int number, int limit) {
    return json.beginObject()
        .field("rateLimitType", type)
        .field("interval", interval)
        .field("intervalNum", number)
        .field("limit", limit);
  }

  private static VenueRefusal refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof VenueRefusal refusal) {
      return refusal;
    }
    LOG.error("event=request_failed", cause);
    return VenueRefusal.unknown();
  }

  private static JsonNode message(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw VenueRefusal.of(-1013, "INVALID_MESSAGE.");
    }
    if (!message.isObject()) {
      throw VenueRefusal.of(-1013, "INVALID_MESSAGE.");
    }
    return message;
  }

  /** The id as JSON, for the answer: a string, a whole number or null. */
  private static String id(JsonNode id) {
    boolean fits =
        id.isMissingNode()
            || id.isNull()
            || (id.isIntegralNumber() && id.canConvertToLong())
            || (id.isTextual() && id.textValue().length() <= ID_LENGTH_MAX);
    if (!fits) {
      throw VenueRefusal.invalid("id");
    }
    return id.isMissingNode() ? "null" : id.toString();
  }

  private static Request request(String id, JsonNode message) {
    if (!message.path("method").isTextual()) {
      throw VenueRefusal.missing("method");
    }
    JsonNode params = message.path("params");
    if (!params.isMissingNode() && !params.isNull() && !params.isObject()) {
      throw VenueRefusal.invalid("params");
    }
    TreeMap<String, String> parameters = new TreeMap<>();
    params
        .properties()
        .forEach(field -> parameters.put(field.getKey(), value(field.getKey(), field.getValue())));
    return new Request(id, message.path("method").textValue(), parameters);
  }

  private static String value(String name, JsonNode value) {
    if (value.isTextual() || value.isBoolean() || value.isIntegralNumber()) {
      return value.asText();
    }
    if (value.isBigDecimal() && Math.abs(value.decimalValue().scale()) <= DEPTH_MAX) {
      return value.decimalValue().toPlainString();
    }
    throw VenueRefusal.invalid(name);
  }

  /** What is signed: every parameter but the signature, in the order of their names. */
  static String payload(SortedMap<String, String> parameters) {
    StringBuilder payload = new StringBuilder();
    parameters.forEach(
        (name, value) -> {
          if (!name.equals("signature")) {
            payload.append(payload.isEmpty() ? "" : "&").append(name).append('=').append(value);
          }
        });
    return payload.toString();
  }
}
