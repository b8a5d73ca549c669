package vortex7.venue.simulated;

import akka.NotUsed;
import akka.actor.Cancellable;
import akka.actor.ClassicActorSystemProvider;
import akka.http.impl.engine.ws.FrameEvent;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vortex7.venue.simulated.StreamName.TrafficClass;

/**
 * The WebSocket paths: {@code /public}, {@code /market} and {@code /private}, each as {@code ws}
 * and {@code stream}, and the legacy {@code /ws} and {@code /stream}, which serve the public class
 * only (protocols, B.1 to B.3). Pings every socket, and ends those that break the venue's rules.
 */
final class WebSocketFace implements AutoCloseable {
  private static final int TOO_MANY = 1008;

  /** What a socket's client may have on the way to the engine before it has to wait. */
  private static final int IN_FLIGHT_MAX = 16;

  /** Pings and pongs that a client of the trading API may send in a second. */
  private static final int TRADING_PINGS_PER_SECOND = 5;

  /** Answers one message of a client; what it says is sent, or nothing when it is empty. */
  @FunctionalInterface
  interface Listener {
    CompletionStage<String> onMessage(StreamConnection connection, String text);
  }

  private final ClassicActorSystemProvider system;
  private final SimulatedVenueSettings.Sockets limits;
  private final StreamHub hub;
  private final InstantSource clock;
  private final TradingApi trading;
  private final ControlMessages control;
  private final ConnectionRate rate;
  private final AtomicLong connectionIds = new AtomicLong();
  private final Cancellable beat;

  WebSocketFace(
      ClassicActorSystemProvider system,
      SimulatedVenueSettings.Sockets limits,
      StreamHub hub,
      TradingApi trading,
      InstantSource clock) {
    this.trading = trading;
    this.system = system;
    this.limits = limits;
    this.hub = hub;
    this.clock = clock;
    this.control = new ControlMessages(hub, limits.streamsPerConnection());
    this.rate = new ConnectionRate(limits.connectionsPerFiveMinutes());
    Duration every = shortest(Duration.ofSeconds(1), limits.pingEvery().dividedBy(4));
    this.beat =
        system
            .classicSystem()
            .scheduler()
            .scheduleWithFixedDelay(every, every, this::beat, system.classicSystem().dispatcher());
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private void beat() {
    ByteString payload = ByteString.fromString(Long.toString(clock.millis()));
    long now = System.nanoTime();
    hub.connections().forEach(connection -> connection.beat(now, limits, payload));
  }

  /**
   * Answers an upgrade.
   *
   * @param client address of it
   */
  HttpResponse upgrade(WebSocketUpgrade upgrade, String path, String query, String client) {
    try {
      Optional<Opening> opening =
          path.equals(TradingApi.PATH)
              ? Optional.of(opening(trading.open(client, query)))
              : opening(path, query);
      if (opening.isEmpty()) {
        return HttpResponse.create().withStatus(StatusCodes.NOT_FOUND);
      }
      if (rate.admits(client, System.nanoTime())) {
        return WebSocketFrames.accept(upgrade, flow(opening.get()));
      }
    } catch (RateGovernor.Exceeded exceeded) {
      return refused(exceeded.refusal());
    }
    return refused(
        new VenueRefusal(
            429,
            -1003,
            "Too many connections; current limit is "
                + limits.connectionsPerFiveMinutes()
                + " connections per 5 minutes."));
  }

  private static HttpResponse refused(VenueRefusal refusal) {
    return HttpResponse.create()
        .withStatus(refusal.status())
        .withEntity(ContentTypes.APPLICATION_JSON, refusal.body());
  }

  /** The trading API counts pings and pongs alone: its requests have their weights. */
  private static Opening opening(TradingApi.Session session) {
    StreamConnection.Form form = new StreamConnection.Form(TrafficClass.PRIVATE, false);
    return new Opening(form, List.of(), "", session, false, TRADING_PINGS_PER_SECOND);
  }

  /** What an upgrade asks for. */
  private record Opening(
      StreamConnection.Form form,
      List<String> pathStreams,
      String query,
      Listener listener,
      boolean messagesCount,
      int framesPerSecond) {}

  /** Empty when the path is none of the venue's. */
  private Optional<Opening> opening(String path, String query) {
    List<String> parts = List.of(path.substring(1).split("/", -1));
    @Nullable TrafficClass trafficClass =
        switch (parts.getFirst()) {
          case "market" -> TrafficClass.MARKET;
          case "private" -> TrafficClass.PRIVATE;
          case "public", "ws", "stream" -> TrafficClass.PUBLIC;
          default -> null;
        };
    if (trafficClass == null) {
      return Optional.empty();
    }
    boolean legacy = parts.getFirst().equals("ws") || parts.getFirst().equals("stream");
    List<String> rest = legacy ? parts : parts.subList(1, parts.size());
    String form = rest.isEmpty() ? "" : rest.getFirst();
    if (!form.equals("ws") && !form.equals("stream")) {
      return Optional.empty();
    }
    return Optional.of(
        new Opening(
            new StreamConnection.Form(trafficClass, form.equals("stream")),
            rest.subList(1, rest.size()),
            query,
            (connection, text) ->
                CompletableFuture.completedFuture(control.answer(connection, text)),
            true,
            limits.messagesPerSecond()));
  }

  private Flow<FrameEvent, FrameEvent, NotUsed> flow(Opening opening) {
    Pair<BoundedSourceQueue<FrameEvent>, Source<FrameEvent, NotUsed>> out =
        Source.<FrameEvent>queue(limits.queuedFrames()).preMaterialize(system);
    StreamConnection connection =
        new StreamConnection(
            connectionIds.incrementAndGet(),
            opening.form(),
            new QueueOutlet(out.first()),
            System.nanoTime());
    for (String stream : opening.pathStreams()) {
      control.add(connection, decoded(stream), Set.of());
    }
    readQuery(connection, opening.query());
    hub.opened(connection);
    FrameAssembler assembler = new FrameAssembler(limits.messageBytesMax());
    IncomingRate frames = new IncomingRate(opening.framesPerSecond());
    var in =
        Flow.<FrameEvent>create()
            .mapAsync(IN_FLIGHT_MAX, frame -> heard(opening, connection, assembler, frames, frame))
            .to(Sink.foreach(answer -> say(connection, answer)));
    return Flow.fromSinkAndSourceCoupled(in, out.second())
        .watchTermination(
            (unused, done) -> {
              done.whenComplete(
                  (ok, failure) -> {
                    connection.gone();
                    hub.closed(connection);
                  });
              return unused;
            });
  }

  private static void say(StreamConnection connection, String answer) {
    if (!answer.isEmpty()) {
      connection.offer(WebSocketFrames.text(answer));
    }
  }

  /** One frame, or a part of one; what is to be said to it. */
  private CompletionStage<String> heard(
      Opening opening,
      StreamConnection connection,
      FrameAssembler assembler,
      IncomingRate frames,
      FrameEvent frame) {
    CompletionStage<String> nothing = CompletableFuture.completedFuture("");
    if (!connection.isOpen()) {
      return nothing;
    }
    Optional<FrameAssembler.Heard> heard = assembler.on(frame);
    long now = System.nanoTime();
    connection.unfinished(assembler.unfinished(), now);
    if (heard.isEmpty()) {
      return nothing;
    }
    boolean counts = opening.messagesCount() || !(heard.get() instanceof FrameAssembler.Said);
    if (counts && !frames.admits(now)) {
      connection.end(TOO_MANY, "Too many requests");
      return nothing;
    }
    return switch (heard.get()) {
      case FrameAssembler.Said(String text) -> opening.listener().onMessage(connection, text);
      case FrameAssembler.Pinged(ByteString payload) -> {
        connection.offer(WebSocketFrames.pong(payload));
        yield nothing;
      }
      case FrameAssembler.Ponged(ByteString payload) -> {
        connection.ponged(payload);
        yield nothing;
      }
      case FrameAssembler.Closed() -> {
        connection.end(1000, "");
        yield nothing;
      }
      case FrameAssembler.Violation(int code, String reason) -> {
        connection.end(code, reason);
        yield nothing;
      }
    };
  }

  /** {@code streams=a/b}, and {@code listenKey=…&events=A/B}, possibly several pairs. */
  private void readQuery(StreamConnection connection, String query) {
    String listenKey = "";
    Set<String> events = new TreeSet<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String value = decoded(pair.substring(equals + 1));
      switch (pair.substring(0, equals)) {
        case "streams" -> {
          for (String stream : value.split("/", -1)) {
            control.add(connection, stream, Set.of());
          }
        }
        case "listenKey" -> {
          control.add(connection, listenKey, events);
          listenKey = value;
          events = new TreeSet<>();
        }
        case "events" -> events.addAll(List.of(value.split("/", -1)));
        default -> {
          // Unknown query parameters mean nothing to the venue.
        }
      }
    }
    control.add(connection, listenKey, events);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }

  /** A bounded queue in front of the socket. */
  private record QueueOutlet(BoundedSourceQueue<FrameEvent> queue)
      implements StreamConnection.Outlet {
    @Override
    public boolean offer(FrameEvent frame) {
      return queue.offer(frame).isEnqueued();
    }

    @Override
    public void complete() {
      try {
        queue.complete();
      } catch (IllegalStateException alreadyDone) {
        return; // The stream ended from the other side in the meantime.
      }
    }

    @Override
    public void cut(String reason) {
      try {
        queue.fail(new SocketCut(reason));
      } catch (IllegalStateException alreadyDone) {
        return; // Likewise.
      }
    }

    @Override
    public int waiting() {
      return queue.size();
    }
  }

  /** Ends a socket's stream without waiting for its client. */
  private static final class SocketCut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SocketCut(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Pings no more; the sockets are the hub's to end. */
  @Override
  public void close() {
    beat.cancel();
  }
}
