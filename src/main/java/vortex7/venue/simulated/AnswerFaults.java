package vortex7.venue.simulated;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.headers.TimeoutAccess;
import akka.pattern.Patterns;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import vortex7.venue.simulated.fault.AnswerFault;
import vortex7.venue.simulated.fault.FaultBoard;
import vortex7.venue.simulated.fault.Firing;
import vortex7.venue.simulated.fault.SocketFault;
import vortex7.venue.simulated.fault.Target;
import vortex7.venue.simulated.fault.VenueError;

/**
 * Answers requests, of REST and of the trading WebSocket API, as the faults that are switched on
 * have it, instead of as they deserve.
 */
final class AnswerFaults {
  /** What the venue throttles for its own protection (protocols, A.5). */
  private static final Set<String> THROTTLED =
      Set.of("POST /fapi/v1/order", "POST /fapi/v1/batchOrders", "POST /fapi/v1/order/test");

  private static final long BAN_MILLIS = 120_000;
  private static final int CUT_BYTES = 1_000;

  private final ClassicActorSystemProvider system;
  private final FaultBoard board;
  private final InstantSource clock;

  AnswerFaults(ClassicActorSystemProvider system, FaultBoard board, InstantSource clock) {
    this.system = system;
    this.board = board;
    this.clock = clock;
  }

  /** A connection that ends in the middle, as far as the client can tell. */
  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Cut() {
      super("a fault cuts this connection", null, false, false);
    }
  }

  /** Whether a new socket on this path is turned away. */
  boolean refusesSocket(String path) {
    return board
        .first(
            SocketFault.class,
            fault -> true,
            () -> Target.request("GET " + path, "", "", ""),
            clock.millis())
        .isPresent();
  }

  /** The fault that a request meets now. */
  Optional<Firing<AnswerFault>> next(String endpoint, String account, String query, String body) {
    if (!board.any(AnswerFault.class)) {
      return Optional.empty();
    }
    RequestParameters parameters = read(query, body);
    boolean throttled = THROTTLED.contains(endpoint) && !reduces(parameters);
    return board.first(
        AnswerFault.class,
        fault -> !((AnswerFault) fault.effect()).sparesReducing() || throttled,
        () -> Target.request(endpoint, account, text(parameters, "symbol"), clientId(parameters)),
        clock.millis());
  }

  private static RequestParameters read(String query, String body) {
    try {
      return RequestParameters.of(query, body);
    } catch (VenueRefusal malformed) {
      return RequestParameters.of("", ""); // A fault cannot be limited by what cannot be read.
    }
  }

  private static String text(RequestParameters parameters, String name) {
    return parameters.has(name) ? parameters.textOr(name, "") : "";
  }

  private static String clientId(RequestParameters parameters) {
    for (String name :
        List.of("newClientOrderId", "clientAlgoId", "origClientOrderId", "clientalgoid")) {
      String id = text(parameters, name);
      if (!id.isEmpty()) {
        return id;
      }
    }
    return "";
  }

  /** Orders that the venue lets through when it throttles (protocols, A.5). */
  private static boolean reduces(RequestParameters parameters) {
    String side = text(parameters, "side");
    return switch (text(parameters, "positionSide")) {
      case "LONG" -> side.equals("SELL");
      case "SHORT" -> side.equals("BUY");
      default ->
          text(parameters, "reduceOnly").equalsIgnoreCase("true")
              || text(parameters, "closePosition").equalsIgnoreCase("true");
    };
  }

  /**
   * The answer that the fault makes of a request.
   *
   * @param real carries the request out, and is called only if the fault lets it be carried out
   */
  CompletionStage<HttpResponse> answer(
      Firing<AnswerFault> firing,
      HttpRequest request,
      Supplier<CompletionStage<HttpResponse>> real) {
    AnswerFault fault = firing.effect();
    if (fault.delayMillis() > 0) {
      request
          .getHeader(TimeoutAccess.class)
          .ifPresent(
              access ->
                  access.timeoutAccess().updateTimeout(scala.concurrent.duration.Duration.Inf()));
    }
    CompletionStage<HttpResponse> answered =
        executed(firing)
            ? real.get().thenApply(response -> replaced(firing, response))
            : CompletableFuture.completedFuture(replaced(firing, HttpResponse.create()));
    return fault.delayMillis() > 0
        ? answered.thenCompose(response -> later(response, fault.delayMillis()))
        : answered;
  }

  private static boolean executed(Firing<AnswerFault> firing) {
    return switch (firing.effect().executed()) {
      case YES -> true;
      case NO -> false;
      case EITHER -> firing.coin();
    };
  }

  /**
   * The answer that the fault makes of a message of the trading WebSocket API, which knows no pages
   * and no headers: an error as the venue prints it, half an answer, or the end of the socket.
   *
   * @param real carries the request out, and is called only if the fault lets it be carried out
   * @param refused renders an error
   * @param cut ends the socket
   */
  CompletionStage<String> answer(
      Firing<AnswerFault> firing,
      Supplier<CompletionStage<String>> real,
      Function<VenueRefusal, String> refused,
      Runnable cut) {
    AnswerFault fault = firing.effect();
    CompletionStage<String> answered =
        executed(firing) ? real.get() : CompletableFuture.completedFuture("");
    return (fault.delayMillis() > 0
            ? answered.thenCompose(answer -> later(answer, fault.delayMillis()))
            : answered)
        .thenCompose(
            answer ->
                switch (fault.form()) {
                  case LATE -> CompletableFuture.completedFuture(answer);
                  case ERROR, PAGE ->
                      CompletableFuture.completedFuture(refused.apply(refusal(firing)));
                  case GARBLED ->
                      CompletableFuture.completedFuture(answer.substring(0, answer.length() / 2));
                  case NOTHING, CUT -> {
                    cut.run();
                    yield new CompletableFuture<>(); // Nobody is there to be answered.
                  }
                });
  }

  private <T> CompletionStage<T> later(T response, long millis) {
    return Patterns.after(
        Duration.ofMillis(millis),
        system.classicSystem().scheduler(),
        system.classicSystem().dispatcher(),
        () -> CompletableFuture.completedFuture(response));
  }

  private HttpResponse replaced(Firing<AnswerFault> firing, HttpResponse real) {
    AnswerFault fault = firing.effect();
    return switch (fault.form()) {
      case LATE -> real;
      case NOTHING, CUT -> cut(real);
      case ERROR -> error(firing, real);
      case PAGE -> page(fault.error(), real);
      case GARBLED -> garbled(real);
    };
  }

  private HttpResponse cut(HttpResponse real) {
    real.discardEntityBytes(system);
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.APPLICATION_JSON, CUT_BYTES, Source.<ByteString>failed(new Cut())));
  }

  private HttpResponse error(Firing<AnswerFault> firing, HttpResponse real) {
    AnswerFault fault = firing.effect();
    real.discardEntityBytes(system);
    List<HttpHeader> headers = new ArrayList<>();
    real.getHeaders().forEach(headers::add);
    long retryAfter = fault.retryAfterSeconds();
    if (fault.error().status() == 418 && retryAfter == 0) {
      retryAfter = Math.max(1, Math.ceilDiv(bannedUntil(firing) - clock.millis(), 1000L));
    }
    if (retryAfter > 0) {
      headers.add(RawHeader.create("Retry-After", Long.toString(retryAfter)));
    }
    return HttpResponse.create()
        .withStatus(fault.error().status())
        .withEntity(ContentTypes.APPLICATION_JSON, refusal(firing).body())
        .withHeaders(headers);
  }

  private long bannedUntil(Firing<AnswerFault> firing) {
    return Math.min(firing.fault().untilMillis(), clock.millis() + BAN_MILLIS);
  }

  /** The error of the fault; a ban says until when. */
  private VenueRefusal refusal(Firing<AnswerFault> firing) {
    VenueError error = firing.effect().error();
    String message =
        error.status() == 418
            ? error.message().replace("%s", Long.toString(bannedUntil(firing)))
            : error.message();
    return new VenueRefusal(error.status(), error.code(), message);
  }

  private HttpResponse page(VenueError error, HttpResponse real) {
    real.discardEntityBytes(system);
    HttpResponse answer = HttpResponse.create().withStatus(error.status());
    String title = error.status() + " " + answer.status().reason();
    return answer.withEntity(
        ContentTypes.TEXT_HTML_UTF8,
        "<html>\r\n<head><title>"
            + title
            + "</title></head>\r\n<body>\r\n<center><h1>"
            + title
            + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
  }

  /** Answers of the venue are strict: they are in memory whole. */
  private static HttpResponse garbled(HttpResponse real) {
    if (!(real.entity() instanceof akka.http.javadsl.model.HttpEntity.Strict strict)) {
      return real;
    }
    ByteString body = strict.getData();
    return real.withEntity(
        HttpEntities.create(strict.getContentType(), body.take(body.size() / 2)));
  }
}
