package vortex7.venue.simulated;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.venue.simulated.fault.FaultRefused;

/**
 * The door to {@code /sim}: truth, faults and clock. It is no part of the venue that is simulated:
 * it knows no keys, no weights and no faults.
 */
final class SimFace {
  static final String PREFIX = "/sim/";
  private static final Logger LOG = LoggerFactory.getLogger(SimFace.class);
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);
  private static final long BODY_BYTES_MAX = 1 << 20;
  private static final Endpoint.Call NOBODY =
      new Endpoint.Call(RequestParameters.of("", ""), Optional.empty());
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ClassicActorSystemProvider system;
  private final SimAccess access;
  private final HttpFace.Engine engine;
  private final SimEndpoints truth;
  private final FaultDesk faults;
  private final ClockDesk clock;

  SimFace(
      ClassicActorSystemProvider system,
      SimAccess access,
      HttpFace.Engine engine,
      SimEndpoints truth,
      FaultDesk faults,
      ClockDesk clock) {
    this.system = system;
    this.access = access;
    this.engine = engine;
    this.truth = truth;
    this.faults = faults;
    this.clock = clock;
  }

  /** Reads the text of a file or of a body. */
  static JsonNode read(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read == null ? JSON.missingNode() : read;
    } catch (JsonProcessingException notJson) {
      throw new VenueRefusal(400, -1130, "The body is not JSON: " + notJson.getOriginalMessage());
    }
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    Optional<VenueRefusal> refusal = access.refusal(request);
    if (refusal.isPresent()) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedFuture(refused(refusal.get()));
    }
    String path = request.getUri().path().substring(PREFIX.length());
    String method = request.method().value();
    Optional<String> account = request.getUri().query().get("account");
    return switch (method + " " + (path.startsWith("faults/") ? "faults/ID" : path)) {
      case "GET truth" -> onEngine(request, () -> truth.truth(account));
      case "GET faults" -> onEngine(request, faults::list);
      case "DELETE faults" -> onEngine(request, faults::clear);
      case "DELETE faults/ID" ->
          onEngine(request, () -> faults.remove(path.substring("faults/".length())));
      case "POST faults" -> withBody(request, faults::add);
      case "GET clock" -> onEngine(request, clock::tell);
      case "POST clock" -> withBody(request, clock::move);
      default -> {
        request.discardEntityBytes(system);
        yield CompletableFuture.completedFuture(
            refused(
                new VenueRefusal(
                    404, -5000, "Path " + PREFIX + path + ", Method " + method + " is invalid")));
      }
    };
  }

  private CompletionStage<HttpResponse> onEngine(
      HttpRequest request, java.util.function.Supplier<String> handler) {
    request.discardEntityBytes(system);
    return run(call -> handler.get());
  }

  private CompletionStage<HttpResponse> withBody(
      HttpRequest request, Function<JsonNode, String> handler) {
    return request
        .entity()
        .withSizeLimit(BODY_BYTES_MAX)
        .toStrict(BODY_TIMEOUT.toMillis(), system)
        .thenCompose(body -> run(call -> handler.apply(read(body.getData().utf8String()))));
  }

  private CompletionStage<HttpResponse> run(Endpoint.Handler handler) {
    return engine
        .answer(
            call -> {
              try {
                return handler.answer(call);
              } catch (FaultRefused wrong) {
                throw new VenueRefusal(400, -1130, wrong.text());
              }
            },
            NOBODY)
        .handle((json, failure) -> json != null ? ok(json) : failed(failure));
  }

  private static HttpResponse ok(String json) {
    return HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, json);
  }

  private static HttpResponse failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof VenueRefusal refusal) {
      return refused(refusal);
    }
    LOG.error("event=sim_request_failed", cause);
    return refused(new VenueRefusal(500, -1000, "The simulation failed: " + cause));
  }

  private static HttpResponse refused(VenueRefusal refusal) {
    return HttpResponse.create()
        .withStatus(refusal.status())
        .withEntity(ContentTypes.APPLICATION_JSON, refusal.body());
  }
}
