package vortex7.admin;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.model.headers.Cookie;
import akka.http.javadsl.model.headers.HttpCookiePair;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.settings.ServerSettings;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.BindFailedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.journal.DatabaseUnavailable;
import vortex7.journal.InvalidCursor;
import vortex7.live.Daemon;

/**
 * The daemon's HTTP interface: who is it, may they, is the request sound, then the route's handler;
 * everything that goes wrong is a problem document without a word of the inside.
 */
public final class AdminServer {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final String COOKIE = "__Host-vortex7";
  private static final Duration UNBIND = Duration.ofSeconds(2);
  private static final Duration BIND = Duration.ofSeconds(10);

  private static final List<HttpHeader> SECURITY_HEADERS =
      List.of(
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("X-Frame-Options", "DENY"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
          RawHeader.create("Cache-Control", "no-store"));

  private final List<Route> routes;
  private final Authentication authentication;
  private final AdminRules rules;
  private final Duration session;
  private final ExecutorService hashing;
  private final ActorSystem<?> system;
  private final ServerBinding binding;

  /**
   * What the server is given.
   *
   * @param venueClock the time that commands carry
   * @param wall the time that sessions and codes run out by
   */
  public record Parts(
      Daemon daemon,
      History history,
      Credentials credentials,
      AdminRules rules,
      ConfiguredRisk risk,
      InstantSource venueClock,
      InstantSource wall,
      String version) {}

  private AdminServer(ActorSystem<?> system, Parts parts, String host, int port) {
    this.system = system;
    this.rules = parts.rules();
    this.session = rules.session();
    this.hashing =
        Executors.newFixedThreadPool(
            rules.passwordThreads(), Thread.ofPlatform().daemon().name("password-", 1).factory());
    this.authentication =
        new Authentication(
            parts.credentials(),
            new Sessions(rules, parts.wall()),
            new LoginGuard(rules, parts.wall()),
            hashing);
    List<Route> table =
        new ArrayList<>(new ReadRoutes(parts.daemon(), parts.version(), parts.wall()).routes());
    CommandRoutes commands =
        new CommandRoutes(
            parts.daemon(), new Confirmations(rules, parts.wall()), parts.venueClock());
    table.addAll(commands.routes());
    table.addAll(new RiskRoutes(parts.daemon(), parts.risk(), commands).routes());
    table.addAll(new HistoryRoutes(parts.daemon(), parts.history(), rules).routes());
    table.add(
        Route.open(
            "/openapi.json",
            "This document.",
            call ->
                CompletableFuture.completedStage(
                    new Reply.Json(OpenApi.of(routes(), parts.version())))));
    this.routes = List.copyOf(table);
    this.binding = bind(host, port);
  }

  /**
   * Begins to listen; port 0 takes a free one.
   *
   * @throws IOException when the port is not to be had
   */
  public static AdminServer start(ActorSystem<?> system, Parts parts, String host, int port)
      throws IOException {
    try {
      return new AdminServer(system, parts, host, port);
    } catch (CompletionException e) {
      throw new IOException("the API cannot listen on " + host + ":" + port, e.getCause());
    }
  }

  /** Where it listens, such as {@code http://127.0.0.1:8080}. */
  public String url() {
    return "http://"
        + binding.localAddress().getAddress().getHostAddress()
        + ":"
        + binding.localAddress().getPort();
  }

  public int port() {
    return binding.localAddress().getPort();
  }

  /** Stops listening; requests under way have two seconds. */
  public CompletionStage<?> stop() {
    return binding.terminate(UNBIND).whenComplete((ended, fault) -> hashing.shutdown());
  }

  List<Route> routes() {
    return routes;
  }

  private ServerBinding bind(String host, int port) {
    ServerSettings settings =
        ServerSettings.create(system.classicSystem()).withRemoteAddressAttribute(true);
    try {
      return Http.get(system)
          .newServerAt(host, port)
          .withSettings(settings)
          .bind(this::answer)
          .toCompletableFuture()
          .get(BIND.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause() instanceof BindFailedException b ? b : e);
    } catch (TimeoutException e) {
      throw new CompletionException(e);
    }
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    String path = request.getUri().path();
    CompletionStage<HttpResponse> answer;
    try {
      answer = dispatch(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    return answer
        .exceptionally(failure -> problem(request, path, failure))
        .thenApply(response -> response.addHeaders(SECURITY_HEADERS));
  }

  private CompletionStage<HttpResponse> dispatch(HttpRequest request) {
    List<String> path = segments(request);
    String method = request.method().value().equals("HEAD") ? "GET" : request.method().value();
    List<String> methods = new ArrayList<>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(path);
      if (variables.isPresent()) {
        if (route.method().equals(method)) {
          return enter(request, route, variables.get());
        }
        methods.add(route.method());
      }
    }
    throw methods.isEmpty()
        ? ApiProblem.notFound("there is no " + request.getUri().path())
        : new ApiProblem(405, "Method not allowed", "use " + String.join(", ", methods))
            .header("Allow", String.join(", ", methods));
  }

  private CompletionStage<HttpResponse> enter(
      HttpRequest request, Route route, Map<String, String> variables) {
    String address = address(request);
    if (route.changesState()) {
      refuseCrossSite(request);
    }
    if (route.role().isEmpty()) {
      return handle(request, route, variables, new Principal("", Role.VIEWER), address)
          .thenApply(AdminServer::response);
    }
    return authentication
        .login(header(request, "authorization"), cookie(request), address, route.exempt())
        .thenCompose(
            login -> {
              Role needed = route.role().orElseThrow();
              if (!login.principal().role().may(needed)) {
                LOG.warn(
                    "access=refused who={} address={} path={}",
                    login.principal().name(),
                    address,
                    route.template());
                throw new ApiProblem(
                    403,
                    "Not allowed",
                    "this takes the role %s, you have %s"
                        .formatted(needed.user(), login.principal().role().user()));
              }
              return handle(request, route, variables, login.principal(), address)
                  .thenApply(AdminServer::response)
                  .thenApply(response -> withSession(response, login));
            });
  }

  private CompletionStage<Reply> handle(
      HttpRequest request,
      Route route,
      Map<String, String> variables,
      Principal principal,
      String address) {
    Map<String, String> query =
        request.getUri().query().toMultiMap().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
    boolean csv =
        header(request, "accept").filter(accept -> accept.contains("text/csv")).isPresent();
    return body(request, route)
        .thenCompose(
            body ->
                route.handler().handle(new Call(principal, address, variables, query, body, csv)));
  }

  private CompletionStage<JsonNode> body(HttpRequest request, Route route) {
    if (!route.changesState()) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedStage(JsonNodeFactory.instance.objectNode());
    }
    return request
        .entity()
        .withSizeLimit(rules.bodyBytesMax())
        .toStrict(rules.bodyTimeout().toMillis(), system)
        .thenApply(
            strict -> {
              byte[] bytes = strict.getData().toArray();
              try {
                JsonNode body =
                    bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : ApiJson.read(bytes);
                if (!body.isObject()) {
                  throw ApiProblem.badParameter("body", "must be a JSON object");
                }
                return body;
              } catch (IOException e) {
                throw ApiProblem.badParameter("body", "must be a JSON object");
              }
            });
  }

  /** A browser on somebody else's page must not be able to send a command. */
  private static void refuseCrossSite(HttpRequest request) {
    Optional<String> site = header(request, "sec-fetch-site");
    if (site.isPresent() && !site.get().equals("same-origin") && !site.get().equals("none")) {
      throw new ApiProblem(403, "Cross-site request", "commands come from the same origin only");
    }
    Optional<String> origin = header(request, "origin");
    String host = header(request, "host").orElse("");
    if (origin.isPresent()
        && !origin.get().equals("http://" + host)
        && !origin.get().equals("https://" + host)) {
      throw new ApiProblem(403, "Cross-site request", "commands come from the same origin only");
    }
    if (!request.entity().getContentType().mediaType().equals(MediaTypes.APPLICATION_JSON)) {
      throw new ApiProblem(415, "Unsupported media type", "send application/json");
    }
  }

  private HttpResponse problem(HttpRequest request, String path, Throwable failure) {
    // What was not read of the request would hold the connection.
    request.discardEntityBytes(system);
    ApiProblem problem = asProblem(failure, path);
    HttpResponse response =
        HttpResponse.create()
            .withStatus(problem.status())
            .withEntity(
                HttpEntities.create(
                    ContentTypes.create(
                        MediaTypes.applicationWithFixedCharset(
                            "problem+json", akka.http.javadsl.model.HttpCharsets.UTF_8)),
                    ApiJson.bytes(problem.document(path))));
    for (Map.Entry<String, String> header : problem.headers().entrySet()) {
      response = response.addHeader(RawHeader.create(header.getKey(), header.getValue()));
    }
    return response;
  }

  private static ApiProblem asProblem(Throwable failure, String path) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ApiProblem problem -> problem;
      case EntityStreamSizeException tooLong ->
          new ApiProblem(413, "Body too long", "the body is longer than is taken here");
      case InvalidCursor foreign ->
          ApiProblem.badParameter("cursor", "must be a nextCursor of this list");
      case DatabaseUnavailable away -> ApiProblem.unavailable("the database does not answer");
      case TimeoutException late -> ApiProblem.unavailable("the daemon did not answer in time");
      default -> {
        LOG.error("request=failed path={}", path, cause);
        yield new ApiProblem(500, "Internal error", "see the daemon's log");
      }
    };
  }

  private static HttpResponse response(Reply reply) {
    return switch (reply) {
      case Reply.Json(Object value) ->
          HttpResponse.create()
              .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, ApiJson.bytes(value)));
      case Reply.Csv csv ->
          HttpResponse.create()
              .withEntity(HttpEntities.create(ContentTypes.TEXT_CSV_UTF8, csv.lines()))
              .addHeader(
                  RawHeader.create(
                      "Content-Disposition", "attachment; filename=\"" + csv.fileName() + "\""));
    };
  }

  private HttpResponse withSession(HttpResponse response, Authentication.Login login) {
    return login
        .newCookie()
        .map(
            value ->
                response.addHeader(
                    RawHeader.create(
                        "Set-Cookie",
                        "%s=%s; Path=/; Max-Age=%d; Secure; HttpOnly; SameSite=Strict"
                            .formatted(COOKIE, value, session.toSeconds()))))
        .orElse(response);
  }

  private static Optional<String> cookie(HttpRequest request) {
    return request
        .getHeader(Cookie.class)
        .flatMap(
            cookies ->
                StreamSupport.stream(cookies.getCookies().spliterator(), false)
                    .filter(pair -> pair.name().equals(COOKIE))
                    .map(HttpCookiePair::value)
                    .findFirst());
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  private static String address(HttpRequest request) {
    return request
        .getAttribute(AttributeKeys.remoteAddress)
        .flatMap(RemoteAddress::getAddress)
        .map(InetAddress::getHostAddress)
        .orElse("unknown");
  }

  private static List<String> segments(HttpRequest request) {
    List<String> segments = new ArrayList<>();
    request.getUri().pathSegments().forEach(segments::add);
    return segments;
  }
}
