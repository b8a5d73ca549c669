package vortex7.venue.binance;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.http.javadsl.settings.ConnectionPoolSettings;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;
import vortex7.market.Symbol;
import vortex7.port.EntryFence;
import vortex7.position.OrderError;
import vortex7.position.OrderError.Remedy;

/**
 * Sends single requests to the venue over pooled connections and says what is known afterwards. A
 * request leaves this class at most once, except that a refusal for our clock (−1021, −5028) is
 * answered by measuring it and asking once more.
 *
 * <p>Orders and cancels have a pool of their own, so that queries that hang cannot keep a stop from
 * leaving; reading the venue's clock through it keeps one of its connections open.
 */
final class BinanceRest {
  private static final long BODY_MAX = 64L << 20;
  private final ClassicActorSystemProvider system;
  private final Http http;
  private final BinanceSettings settings;
  private final BinanceLimits limits;
  private final RequestSigner signer;
  private final VenueClock clock;
  private final RateGovernor governor;
  private final BackOffFile backOffFile;
  private final ConnectionPoolSettings orderPool;
  private final ConnectionPoolSettings queryPool;
  private final AnswerTimes times = new AnswerTimes();
  private volatile Instant answeredAt;

  BinanceRest(ClassicActorSystemProvider system, BinanceSettings settings, VenueClock clock) {
    this.system = system;
    this.http = Http.get(system);
    this.settings = settings;
    this.limits = settings.limits();
    this.signer = new RequestSigner(settings.secretKey());
    this.clock = clock;
    this.answeredAt = clock.own();
    this.backOffFile = new BackOffFile(settings.backOffFile());
    this.governor = new RateGovernor(limits, backOffFile.read(clock.instant()));
    this.orderPool = pool(limits.orderConnections());
    this.queryPool = pool(limits.queryConnections());
  }

  private ConnectionPoolSettings pool(int connections) {
    // A connection without a byte for the request time-out is either idle or stuck under a request
    // that has already timed out: closing it gives its place in the pool back.
    ClientConnectionSettings connection =
        ClientConnectionSettings.create(system.classicSystem())
            .withConnectingTimeout(finite(limits.connectTimeout()))
            .withIdleTimeout(finite(limits.requestTimeout()));
    return ConnectionPoolSettings.create(system.classicSystem())
        .withMaxConnections(connections)
        .withMinConnections(0)
        .withMaxOpenRequests(64)
        .withPipeliningLimit(1)
        // Akka would repeat GET, PUT and DELETE by itself after a cut: never.
        .withMaxRetries(0)
        .withBaseConnectionBackoff(finite(Duration.ofMillis(50)))
        .withMaxConnectionBackoff(finite(Duration.ofMillis(500)))
        .withIdleTimeout(finite(Duration.ofMinutes(10)))
        .withConnectionSettings(connection);
  }

  private static FiniteDuration finite(Duration duration) {
    return FiniteDuration.create(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How long ago anything was answered, be it with a refusal; errors of the venue do not count. */
  Duration silence() {
    return Duration.between(answeredAt, clock.own());
  }

  /** How slow the slowest twentieth of the calls of that time was at least; zero of too few. */
  Duration slow(Duration within) {
    return times.slow(within, clock.nanos());
  }

  VenueClock clock() {
    return clock;
  }

  RateGovernor governor() {
    return governor;
  }

  /** The body of a 200 answer; fails with the {@code VenueException} of any other. */
  CompletionStage<JsonNode> body(RestCall call) {
    return answer(call).thenApply(answer -> RestAnswer.bodyOf(answer, call));
  }

  /** What became of the request; the stage never fails. */
  CompletionStage<RestAnswer> answer(RestCall call) {
    return answer(call, EntryFence.OPEN);
  }

  /** The same; an entry asks the fence when its parameters are about to leave. */
  CompletionStage<RestAnswer> answer(RestCall call, EntryFence fence) {
    return once(call, fence)
        .thenCompose(
            first ->
                first instanceof RestAnswer.Refused refused
                        && OrderError.remedyOf(refused.code()) == Remedy.RETRY
                    ? remeasured().thenCompose(ignored -> once(call, fence))
                    : CompletableFuture.completedStage(first));
  }

  private CompletionStage<RestAnswer> remeasured() {
    clock.distrust();
    return measureClock();
  }

  /** Reads the venue's clock once and takes the reading into the offset. */
  CompletionStage<RestAnswer> measureClock() {
    Instant asked = clock.own();
    return once(RestCall.open("/fapi/v1/time", 1).in(Lane.CANCEL), EntryFence.OPEN)
        .thenApply(
            answer -> {
              if (answer instanceof RestAnswer.Ok(JsonNode body)
                  && body.path("serverTime").isIntegralNumber()) {
                clock.sample(asked, clock.own(), body.path("serverTime").longValue());
              }
              return answer;
            });
  }

  private CompletionStage<RestAnswer> once(RestCall call, EntryFence fence) {
    Instant now = clock.instant();
    Optional<String> refusal = governor.admit(call.lane(), call.weight(), call.orders(), now);
    if (refusal.isPresent()) {
      Instant until = governor.blockedUntil();
      return CompletableFuture.completedStage(new RestAnswer.Limited(0, refusal.get(), until));
    }
    Optional<Departure> departure =
        call.lane() == Lane.ENTRY ? Optional.of(new Departure(fence)) : Optional.empty();
    long began = clock.nanos();
    CompletableFuture<RestAnswer> answered =
        http.singleRequest(
                request(call, now, departure),
                http.defaultClientHttpsContext(),
                poolOf(call.lane()),
                system.classicSystem().log())
            .thenCompose(response -> answered(response, now))
            .toCompletableFuture();
    return answered
        .orTimeout(limits.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((answer, fault) -> times.took(began, clock.nanos()))
        .exceptionally(cause -> failed(cause, departure));
  }

  /** An entry that never left is certain, whatever failed; it cannot leave from now on. */
  private RestAnswer failed(Throwable cause, Optional<Departure> departure) {
    RestAnswer answer = AnswerReader.ofFailure(cause, limits.requestTimeout());
    return departure
        .flatMap(waiting -> waiting.keep(told(answer)))
        .<RestAnswer>map(RestAnswer.NotSent::new)
        .orElse(answer);
  }

  private static String told(RestAnswer failure) {
    return switch (failure) {
      case RestAnswer.NotSent(String message) -> message;
      case RestAnswer.Unknown(int code, String message) -> "waited in vain: " + message;
      default -> throw new IllegalStateException("an answer: " + failure);
    };
  }

  private ConnectionPoolSettings poolOf(Lane lane) {
    return switch (lane) {
      case PROTECTIVE, CANCEL, ENTRY -> orderPool;
      case QUERY, POLL -> queryPool;
    };
  }

  private HttpRequest request(RestCall call, Instant now, Optional<Departure> departure) {
    String parameters = call.parameters();
    if (call.security() == RestCall.Security.SIGNED) {
      String timed =
          (parameters.isEmpty() ? "" : parameters + "&")
              + "recvWindow="
              + limits.recvWindow().toMillis()
              + "&timestamp="
              + now.toEpochMilli();
      parameters = timed + "&signature=" + signer.sign(timed);
    }
    boolean inBody = call.method().equals("POST") || call.method().equals("PUT");
    String target = settings.rest() + call.path();
    if (!inBody && !parameters.isEmpty()) {
      target = target + "?" + parameters;
    }
    HttpRequest request =
        HttpRequest.create(target)
            .withMethod(
                HttpMethods.lookup(call.method())
                    .orElseThrow(() -> new IllegalArgumentException("method " + call.method())));
    if (inBody && !parameters.isEmpty()) {
      request = request.withEntity(body(ByteString.fromString(parameters), departure));
    }
    return call.security() == RestCall.Security.NONE
        ? request
        : request.addHeader(RawHeader.create("X-MBX-APIKEY", settings.apiKey().reveal()));
  }

  private static RequestEntity body(ByteString parameters, Optional<Departure> departure) {
    ContentType form = ContentTypes.APPLICATION_X_WWW_FORM_URLENCODED;
    return departure.isPresent()
        ? HttpEntities.create(form, parameters.size(), departure.get().body(parameters))
        : HttpEntities.create(form, parameters);
  }

  private CompletionStage<RestAnswer> answered(HttpResponse response, Instant sent) {
    return response
        .entity()
        .toStrict(limits.requestTimeout().toMillis(), BODY_MAX, system)
        .thenApply(
            (HttpEntity.Strict entity) -> {
              governor.correct(
                  sent,
                  header(response, "X-MBX-USED-WEIGHT-1M"),
                  header(response, "X-MBX-ORDER-COUNT-10S"),
                  header(response, "X-MBX-ORDER-COUNT-1M"));
              RestAnswer answer =
                  AnswerReader.read(
                      response.status().intValue(),
                      entity.getData().toArray(),
                      header(response, "Retry-After"),
                      clock.instant());
              if (!(answer instanceof RestAnswer.Unknown)) {
                answeredAt = clock.own();
              }
              if (answer instanceof RestAnswer.Limited limited) {
                governor.block(limited.until(), "the venue (" + limited.code() + ")");
                backOffFile.write(limited.until());
              }
              return answer;
            });
  }

  private static OptionalInt header(HttpResponse response, String name) {
    Optional<HttpHeader> header = response.getHeader(name);
    if (header.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(header.get().value().trim()));
    } catch (NumberFormatException noCount) {
      return OptionalInt.empty(); // A header we cannot read corrects nothing.
    }
  }

  /** {@code symbol=} as the venue wants it. */
  static RestCall of(Symbol symbol, RestCall call) {
    return call.with("symbol", symbol.code());
  }
}
