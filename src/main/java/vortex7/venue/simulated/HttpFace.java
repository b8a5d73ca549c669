package vortex7.venue.simulated;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
 * The venue's door: finds the endpoint, charges the budgets, checks key, signature and timestamp,
 * and renders what the engine answers, or refuses, with the venue's status, headers and body.
 */
final class HttpFace {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFace.class);
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);
  private static final String USED_WEIGHT = "x-mbx-used-weight-1m";
  private static final String ORDERS_TEN_SECONDS = "x-mbx-order-count-10s";
  private static final String ORDERS_MINUTE = "x-mbx-order-count-1m";

  /**
   * Runs an endpoint's handler where the exchange lives; the stage may fail as the handler does.
   */
  @FunctionalInterface
  interface Engine {
    CompletionStage<String> answer(Endpoint.Handler handler, Endpoint.Call call);
  }

  private final ClassicActorSystemProvider system;
  private final SortedMap<String, Endpoint> endpoints;
  private final Map<String, SimulatedVenueSettings.Account> accounts = new TreeMap<>();
  private final RateGovernor rates;
  private final RequestTiming timing;
  private final InstantSource clock;
  private final Engine engine;
  private final WebSocketFace sockets;
  private final HttpFaults faults;
  private final SimFace sim;

  /**
   * @param endpoints by method and path, such as {@code GET /fapi/v1/time}
   */
  HttpFace(
      ClassicActorSystemProvider system,
      SortedMap<String, Endpoint> endpoints,
      List<SimulatedVenueSettings.Account> accounts,
      RateGovernor rates,
      RequestTiming timing,
      InstantSource clock,
      Engine engine,
      WebSocketFace sockets,
      HttpFaults faults,
      SimFace sim) {
    this.system = system;
    this.endpoints = endpoints;
    accounts.forEach(account -> this.accounts.put(account.key(), account));
    this.rates = rates;
    this.timing = timing;
    this.clock = clock;
    this.engine = engine;
    this.sockets = sockets;
    this.faults = faults;
    this.sim = sim;
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    String path = request.getUri().path();
    String query = request.getUri().rawQueryString().orElse("");
    var upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
    if (path.startsWith(SimFace.PREFIX)) {
      return sim.handle(request);
    }
    if (upgrade.isPresent()) {
      if (faults.refusesSocket(path)) {
        return CompletableFuture.completedFuture(
            HttpResponse.create().withStatus(StatusCodes.SERVICE_UNAVAILABLE));
      }
      HttpResponse answer =
          sockets
              .flow(path, query)
              .map(flow -> upgrade.get().handleMessagesWith(flow))
              .orElseGet(() -> HttpResponse.create().withStatus(StatusCodes.NOT_FOUND));
      return CompletableFuture.completedFuture(answer);
    }
    String method = request.method().value();
    Endpoint endpoint = endpoints.get(method + " " + path);
    if (endpoint == null) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedFuture(
          path.startsWith("/fapi/") || path.startsWith("/futures/")
              ? refused(
                  new VenueRefusal(
                      404, -5000, "Path " + path + ", Method " + method + " is invalid"),
                  List.of())
              : HttpResponse.create().withStatus(StatusCodes.NOT_FOUND));
    }
    String client = client(request);
    String key = request.getHeader("X-MBX-APIKEY").map(HttpHeader::value).orElse("");
    if (request.method().equals(HttpMethods.GET)) {
      request.discardEntityBytes(system);
      return answered(request, endpoint, client, key, query, "");
    }
    return request
        .entity()
        .toStrict(BODY_TIMEOUT.toMillis(), system)
        .thenCompose(
            body -> answered(request, endpoint, client, key, query, body.getData().utf8String()));
  }

  /** As the venue answers, unless a fault is in the way. */
  private CompletionStage<HttpResponse> answered(
      HttpRequest request,
      Endpoint endpoint,
      String client,
      String key,
      String query,
      String body) {
    String name = request.method().value() + " " + request.getUri().path();
    return faults
        .next(name, key, query, body)
        .map(
            firing ->
                faults.answer(firing, request, () -> admitted(endpoint, client, key, query, body)))
        .orElseGet(() -> admitted(endpoint, client, key, query, body));
  }

  private static String client(HttpRequest request) {
    return request
        .getAttribute(AttributeKeys.remoteAddress)
        .flatMap(RemoteAddress::getAddress)
        .map(address -> address.getHostAddress())
        .orElse("unknown");
  }

  private CompletionStage<HttpResponse> admitted(
      Endpoint endpoint, String client, String key, String query, String body) {
    List<HttpHeader> headers = new ArrayList<>();
    Endpoint.Call call;
    try {
      call = admit(endpoint, client, key, query, body, headers);
    } catch (RateGovernor.Exceeded exceeded) {
      headers.add(RawHeader.create("Retry-After", Long.toString(exceeded.retryAfterSeconds())));
      return CompletableFuture.completedFuture(refused(exceeded.refusal(), headers));
    } catch (VenueRefusal refusal) {
      return CompletableFuture.completedFuture(refused(refusal, headers));
    }
    return engine
        .answer(endpoint.handler(), call)
        .handle((json, failure) -> json != null ? ok(json, headers) : failed(failure, headers));
  }

  private Endpoint.Call admit(
      Endpoint endpoint,
      String client,
      String key,
      String query,
      String body,
      List<HttpHeader> headers) {
    long now = clock.millis();
    // Charged before it is looked at: what the venue refuses costs as much as what it answers.
    RequestParameters parameters = null;
    VenueRefusal malformed = null;
    try {
      parameters = RequestParameters.of(query, body);
    } catch (VenueRefusal refusal) {
      malformed = refusal;
    }
    int weight = parameters == null ? 1 : weightOf(endpoint, parameters);
    headers.add(RawHeader.create(USED_WEIGHT, Integer.toString(rates.charge(client, weight, now))));
    if (parameters == null) {
      throw malformed == null ? VenueRefusal.of(-1000, "") : malformed;
    }
    endpoint.pool().ifPresent(pool -> rates.chargePool(client, pool, now));
    if (endpoint.security() == Endpoint.Security.NONE) {
      return new Endpoint.Call(parameters, Optional.empty());
    }
    SimulatedVenueSettings.Account account = account(key);
    if (endpoint.security() == Endpoint.Security.SIGNED) {
      checkSigned(account, parameters, query, body, now);
    }
    if (endpoint.ordersMinute() > 0) {
      RateGovernor.Usage usage =
          rates.chargeOrder(key, endpoint.ordersTenSeconds(), endpoint.ordersMinute(), now);
      headers.add(RawHeader.create(ORDERS_TEN_SECONDS, Integer.toString(usage.ordersTenSeconds())));
      headers.add(RawHeader.create(ORDERS_MINUTE, Integer.toString(usage.ordersMinute())));
    }
    return new Endpoint.Call(parameters, Optional.of(account));
  }

  private static int weightOf(Endpoint endpoint, RequestParameters parameters) {
    try {
      return endpoint.weight().applyAsInt(parameters);
    } catch (VenueRefusal refusal) {
      return 1; // A malformed limit: the handler refuses it.
    }
  }

  private SimulatedVenueSettings.Account account(String key) {
    if (key.isEmpty()) {
      throw VenueRefusal.keyFormat();
    }
    SimulatedVenueSettings.Account account = accounts.get(key);
    if (account == null) {
      throw VenueRefusal.keyRejected();
    }
    return account;
  }

  private void checkSigned(
      SimulatedVenueSettings.Account account,
      RequestParameters parameters,
      String query,
      String body,
      long now) {
    long timestamp = parameters.requiredWhole("timestamp");
    long window = parameters.wholeOr("recvWindow", RequestTiming.DEFAULT_WINDOW_MILLIS);
    String signature = parameters.required("signature");
    timing.check(timestamp, window, now);
    if (!RequestSignature.matches(account.secret(), query, body, signature)) {
      throw VenueRefusal.of(-1022, "Signature for this request is not valid.");
    }
  }

  private static HttpResponse ok(String json, List<HttpHeader> headers) {
    return HttpResponse.create()
        .withEntity(ContentTypes.APPLICATION_JSON, json)
        .withHeaders(headers);
  }

  private static HttpResponse failed(Throwable failure, List<HttpHeader> headers) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof VenueRefusal refusal) {
      return refused(refusal, headers);
    }
    LOG.error("event=request_failed", cause);
    return refused(
        new VenueRefusal(500, -1000, "An unknown error occured while processing the request."),
        headers);
  }

  private static HttpResponse refused(VenueRefusal refusal, List<HttpHeader> headers) {
    return HttpResponse.create()
        .withStatus(refusal.status())
        .withEntity(ContentTypes.APPLICATION_JSON, refusal.body())
        .withHeaders(headers);
  }
}
