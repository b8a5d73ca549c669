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
import akka.http.scaladsl.model.EntityStreamSizeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
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

  /** Five orders of the longest kind, encoded, are a tenth of it. */
  private static final long BODY_BYTES_MAX = 65_536;

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

    /**
     * As {@link #answer}, of an order, which takes as long to arrive and to be told as orders do.
     */
    default CompletionStage<String> enter(Endpoint.Handler handler, Endpoint.Call call) {
      return answer(handler, call);
    }
  }

  private final ClassicActorSystemProvider system;
  private final SortedMap<String, Endpoint> endpoints;
  private final RequestGate gate;
  private final Engine engine;
  private final WebSocketFace sockets;
  private final AnswerFaults faults;
  private final SimFace sim;

  /**
   * @param endpoints by method and path, such as {@code GET /fapi/v1/time}
   */
  HttpFace(
      ClassicActorSystemProvider system,
      SortedMap<String, Endpoint> endpoints,
      RequestGate gate,
      Engine engine,
      WebSocketFace sockets,
      AnswerFaults faults,
      SimFace sim) {
    this.system = system;
    this.endpoints = endpoints;
    this.gate = gate;
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
      return CompletableFuture.completedFuture(
          sockets.upgrade(upgrade.get(), path, query, client(request)));
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
        .withSizeLimit(BODY_BYTES_MAX)
        .toStrict(BODY_TIMEOUT.toMillis(), system)
        .handle(
            (body, failure) ->
                failure == null
                    ? answered(request, endpoint, client, key, query, body.getData().utf8String())
                    : CompletableFuture.completedFuture(unreadable(failure)))
        .thenCompose(answer -> answer);
  }

  /** A body that is longer than any order, or that does not end. */
  private static HttpResponse unreadable(Throwable failure) {
    Throwable cause = causeOf(failure);
    boolean tooLong = cause instanceof EntityStreamSizeException;
    LOG.debug("event=body_unreadable reason={}", cause.toString());
    return refused(VenueRefusal.unreadable(tooLong ? 413 : 408), List.of());
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
                faults.answer(
                    firing, request, () -> admitted(name, endpoint, client, key, query, body)))
        .orElseGet(() -> admitted(name, endpoint, client, key, query, body));
  }

  private static String client(HttpRequest request) {
    return request
        .getAttribute(AttributeKeys.remoteAddress)
        .flatMap(RemoteAddress::getAddress)
        .map(address -> address.getHostAddress())
        .orElse("unknown");
  }

  private CompletionStage<HttpResponse> admitted(
      String name, Endpoint endpoint, String client, String key, String query, String body) {
    RequestGate.Charged charged = new RequestGate.Charged();
    Endpoint.Call call;
    try {
      call = gate.admit(endpoint, client, key, query, body, charged);
    } catch (RateGovernor.Exceeded exceeded) {
      List<HttpHeader> headers = headers(charged);
      headers.add(RawHeader.create("Retry-After", Long.toString(exceeded.retryAfterSeconds())));
      return CompletableFuture.completedFuture(refused(exceeded.refusal(), headers));
    } catch (VenueRefusal refusal) {
      return CompletableFuture.completedFuture(refused(refusal, headers(charged)));
    }
    List<HttpHeader> headers = headers(charged);
    CompletionStage<String> answer =
        OrderEntry.takes(name)
            ? engine.enter(endpoint.handler(), call)
            : engine.answer(endpoint.handler(), call);
    return answer.handle(
        (json, failure) -> json != null ? ok(json, headers) : failed(failure, headers));
  }

  private static List<HttpHeader> headers(RequestGate.Charged charged) {
    List<HttpHeader> headers = new ArrayList<>();
    charged
        .weight()
        .ifPresent(used -> headers.add(RawHeader.create(USED_WEIGHT, Integer.toString(used))));
    charged
        .orders()
        .ifPresent(
            usage -> {
              headers.add(header(ORDERS_TEN_SECONDS, usage.ordersTenSeconds()));
              headers.add(header(ORDERS_MINUTE, usage.ordersMinute()));
            });
    return headers;
  }

  private static HttpHeader header(String name, int value) {
    return RawHeader.create(name, Integer.toString(value));
  }

  private static HttpResponse ok(String json, List<HttpHeader> headers) {
    return HttpResponse.create()
        .withEntity(ContentTypes.APPLICATION_JSON, json)
        .withHeaders(headers);
  }

  private static HttpResponse failed(Throwable failure, List<HttpHeader> headers) {
    Throwable cause = causeOf(failure);
    if (cause instanceof VenueRefusal refusal) {
      return refused(refusal, headers);
    }
    LOG.error("event=request_failed", cause);
    return refused(VenueRefusal.unknown(), headers);
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static HttpResponse refused(VenueRefusal refusal, List<HttpHeader> headers) {
    return HttpResponse.create()
        .withStatus(refusal.status())
        .withEntity(ContentTypes.APPLICATION_JSON, refusal.body())
        .withHeaders(headers);
  }
}
