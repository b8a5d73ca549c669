package vortex7.venue.binance;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.stream.OverflowStrategy;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.SourceQueueWithComplete;
import akka.util.ByteString;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import vortex7.settings.Secret;

/**
 * A venue on a free port of loopback that answers from a script and remembers what it was asked.
 */
final class StubVenue implements AutoCloseable {
  static final String KEY = "stub-key-canary";
  static final String SECRET = "stub-secret-canary";

  /** What came over the wire, its parameters from query and body. */
  record Asked(String method, String path, Map<String, String> parameters, String raw, String key) {
    String line() {
      return method + " " + path;
    }
  }

  /** Without a stack, which Akka would print. */
  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cut() {
      super("cut by the test", null, false, false);
    }
  }

  /** An open WebSocket, seen from the venue. */
  static final class Socket {
    final String uri;
    private final SourceQueueWithComplete<Message> queue;

    Socket(String uri, SourceQueueWithComplete<Message> queue) {
      this.uri = uri;
      this.queue = queue;
    }

    void send(String text) {
      queue.offer(TextMessage.create(text)).toCompletableFuture().join();
    }

    void sendInPieces(String text) {
      Source<String, NotUsed> letters =
          Source.from(text.chars().mapToObj(c -> String.valueOf((char) c)).toList());
      queue.offer(TextMessage.create(letters)).toCompletableFuture().join();
    }

    void close() {
      queue.complete();
    }

    void cut() {
      queue.fail(new Cut());
    }
  }

  private final ClassicActorSystemProvider system;
  private final ServerBinding binding;
  private final Map<String, ArrayDeque<CompletionStage<HttpResponse>>> script = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private boolean refusingSockets;
  private long clockAhead;

  StubVenue(ClassicActorSystemProvider system) {
    this.system = system;
    this.binding =
        Http.get(system)
            .newServerAt("127.0.0.1", 0)
            .bind(this::handle)
            .toCompletableFuture()
            .join();
  }

  BinanceSettings settings() {
    int port = binding.localAddress().getPort();
    return BinanceSettings.open(
        URI.create("http://127.0.0.1:" + port),
        URI.create("ws://127.0.0.1:" + port),
        Secret.of(KEY),
        Secret.of(SECRET));
  }

  /** The next request of {@code line}, such as {@code POST /fapi/v1/order}, gets this answer. */
  StubVenue answers(String line, int status, String body, HttpHeader... headers) {
    HttpResponse response =
        HttpResponse.create()
            .withStatus(status)
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
    for (HttpHeader header : headers) {
      response = response.addHeader(header);
    }
    return enqueue(line, CompletableFuture.completedStage(response));
  }

  /** From now on {@code line} gets this answer, whatever the script said. */
  synchronized void replace(String line, int status, String body) {
    script.remove(line);
    answers(line, status, body);
  }

  StubVenue ok(String line, String body) {
    return answers(line, 200, body);
  }

  /** The next request of {@code line} is never answered. */
  StubVenue silent(String line) {
    return enqueue(line, new CompletableFuture<>());
  }

  /** The next request of {@code line} gets {@code body}, but not before that runs. */
  Runnable holds(String line, String body) {
    CompletableFuture<HttpResponse> held = new CompletableFuture<>();
    enqueue(line, held);
    return () ->
        held.complete(
            HttpResponse.create()
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body)));
  }

  /** The next request of {@code line} is cut in the middle of its answer. */
  StubVenue cut(String line) {
    Source<ByteString, NotUsed> broken =
        Source.single(ByteString.fromString("{\"orderId\":")).concat(Source.failed(new Cut()));
    return enqueue(
        line,
        CompletableFuture.completedStage(
            HttpResponse.create()
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, 500, broken))));
  }

  private synchronized StubVenue enqueue(String line, CompletionStage<HttpResponse> answer) {
    script.computeIfAbsent(line, ignored -> new ArrayDeque<>()).add(answer);
    return this;
  }

  synchronized void clockAhead(Duration ahead) {
    clockAhead = ahead.toMillis();
  }

  synchronized void refuseSockets(boolean refuse) {
    refusingSockets = refuse;
  }

  synchronized List<Asked> asked(String line) {
    return asked.stream().filter(request -> request.line().equals(line)).toList();
  }

  /** Open and past sockets whose address holds {@code part}, oldest first. */
  synchronized List<Socket> sockets(String part) {
    return sockets.stream().filter(socket -> socket.uri.contains(part)).toList();
  }

  private CompletionStage<HttpResponse> handle(HttpRequest request) {
    Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
    if (upgrade.isPresent()) {
      return CompletableFuture.completedStage(accept(request, upgrade.get()));
    }
    return request
        .entity()
        .toStrict(5_000, system)
        .thenCompose(entity -> answer(remembered(request, entity.getData().utf8String())));
  }

  private synchronized HttpResponse accept(HttpRequest request, WebSocketUpgrade upgrade) {
    if (refusingSockets) {
      return HttpResponse.create().withStatus(503);
    }
    Flow<Message, Message, SourceQueueWithComplete<Message>> flow =
        Flow.fromSinkAndSourceCoupledMat(
            Sink.<Message>ignore(),
            Source.<Message>queue(10_000, OverflowStrategy.fail()),
            Keep.right());
    String uri = request.getUri().toString();
    return upgrade.handleMessagesWith(
        flow.mapMaterializedValue(
            queue -> {
              synchronized (this) {
                sockets.add(new Socket(uri, queue));
              }
              return queue;
            }));
  }

  private Asked remembered(HttpRequest request, String body) {
    String query = request.getUri().rawQueryString().orElse("");
    Map<String, String> parameters = new TreeMap<>();
    for (String part : (query + "&" + body).split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    Asked one =
        new Asked(
            request.method().value(),
            request.getUri().path(),
            parameters,
            query + body,
            request.getHeader("X-MBX-APIKEY").map(HttpHeader::value).orElse(""));
    synchronized (this) {
      asked.add(one);
    }
    return one;
  }

  private synchronized CompletionStage<HttpResponse> answer(Asked request) {
    ArrayDeque<CompletionStage<HttpResponse>> scripted = script.get(request.line());
    if (scripted != null && !scripted.isEmpty()) {
      return scripted.size() == 1 ? scripted.peek() : scripted.remove();
    }
    String body =
        request.path().equals("/fapi/v1/time")
            ? "{\"serverTime\":" + (System.currentTimeMillis() + clockAhead) + "}"
            : "{\"code\":-1,\"msg\":\"not in the test's script\"}";
    return CompletableFuture.completedStage(
        HttpResponse.create()
            .withStatus(request.path().equals("/fapi/v1/time") ? 200 : 400)
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body)));
  }

  static HttpHeader header(String name, Object value) {
    return RawHeader.create(name, value.toString());
  }

  @Override
  public void close() {
    binding
        .terminate(Duration.ofSeconds(1))
        .toCompletableFuture()
        .orTimeout(5, TimeUnit.SECONDS)
        .join();
  }
}
