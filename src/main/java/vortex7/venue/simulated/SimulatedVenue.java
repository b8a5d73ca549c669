package vortex7.venue.simulated;

import akka.actor.ActorSystem;
import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.SystemMaterializer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Symbol;

/**
 * A Binance USDT-M Futures venue on one port of this machine: the exchange of {@code
 * vortex7.matching} behind the venue's REST and WebSocket interface, with its own clock, and with a
 * state that survives a kill. Started by {@link #start}; {@link #close} ends it.
 */
public final class SimulatedVenue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedVenue.class);

  /** Clients put batches of orders into the query. */
  private static final int URI_CHARS_MAX = 32_768;

  private static final Duration BIND_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration UNBIND_TIMEOUT = Duration.ofSeconds(3);

  private final VenueParts parts;
  private final WebSocketFace sockets;
  private final Optional<ActorSystem> ownSystem;

  private SimulatedVenue(VenueParts parts, WebSocketFace sockets, Optional<ActorSystem> ownSystem) {
    this.parts = parts;
    this.sockets = sockets;
    this.ownSystem = ownSystem;
  }

  /** An actor system on its way, for a venue that is started with it or not at all. */
  public static final class Begun {
    private final CompletableFuture<ActorSystem> starting =
        CompletableFuture.supplyAsync(SimulatedVenue::system);

    private Begun() {}

    /** There will be no venue. */
    public void abandon() {
      var unused = starting.thenAccept(ActorSystem::terminate);
    }
  }

  /** Begins what a venue needs whatever its settings are; from now on something may be logged. */
  public static Begun begin() {
    return new Begun();
  }

  /**
   * Starts a venue on an actor system of its own.
   *
   * @throws UncheckedIOException when the data folder or the port is not to be had
   */
  public static SimulatedVenue start(SimulatedVenueSettings settings) {
    return start(settings, begin());
  }

  /**
   * Starts a venue on an actor system of its own that was begun before.
   *
   * @throws UncheckedIOException when the data folder or the port is not to be had
   */
  public static SimulatedVenue start(SimulatedVenueSettings settings, Begun begun) {
    // The market's past is made while the actor system starts: neither needs the other.
    CompletableFuture<ActorSystem> starting = begun.starting;
    try {
      VenueParts parts = assemble(settings, MarketSources.STANDARD);
      ActorSystem system = starting.join();
      return open(settings, parts, system, Optional.of(system));
    } catch (RuntimeException failed) {
      begun.abandon();
      throw failed;
    }
  }

  private static ActorSystem system() {
    ActorSystem system =
        ActorSystem.create(
            "vortex7-sim",
            ConfigFactory.parseString(
                    """
                    akka.jvm-exit-on-fatal-error = off
                    akka.log-dead-letters = off
                    # Whoever started the venue ends it.
                    akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    akka.jvm-shutdown-hooks = off
                    """)
                .withFallback(ConfigFactory.load()));
    // What the port needs first is ready when the market is.
    Http.get(system);
    SystemMaterializer.get(system).materializer();
    return system;
  }

  /**
   * Starts a venue on an actor system that outlives it.
   *
   * @throws UncheckedIOException when the data folder or the port is not to be had
   */
  public static SimulatedVenue start(
      SimulatedVenueSettings settings, ClassicActorSystemProvider system) {
    return start(settings, MarketSources.STANDARD, system, Optional.empty());
  }

  static SimulatedVenue start(
      SimulatedVenueSettings settings,
      MarketSources sources,
      ClassicActorSystemProvider system,
      Optional<ActorSystem> ownSystem) {
    return open(settings, assemble(settings, sources), system, ownSystem);
  }

  private static VenueParts assemble(SimulatedVenueSettings settings, MarketSources sources) {
    try {
      return VenueParts.assemble(settings, sources, InstantSource.system());
    } catch (IOException notToBeHad) {
      throw new UncheckedIOException(notToBeHad);
    }
  }

  private static SimulatedVenue open(
      SimulatedVenueSettings settings,
      VenueParts parts,
      ClassicActorSystemProvider system,
      Optional<ActorSystem> ownSystem) {
    TreeMap<String, Endpoint> endpoints = new TreeMap<>();
    parts.register(endpoints);
    Doors doors = doors(settings, parts, system, endpoints, parts.clock(), parts.engine());
    WebSocketFace sockets = doors.sockets();
    HttpFace face = doors.http();
    parts.engine().start();
    try {
      IntFunction<CompletionStage<ServerBinding>> listen =
          port -> listen(settings, port, face, system);
      parts.door().opened(bound(settings, listen.apply(settings.port())), listen);
    } catch (UncheckedIOException refused) {
      sockets.close();
      parts.close();
      throw refused;
    }
    SimulatedVenue venue = new SimulatedVenue(parts, sockets, ownSystem);
    LOG.info(
        "event=simulated_venue_started url={} market={} seed={} speed={} time={}",
        venue.restUrl(),
        settings.market(),
        settings.seed(),
        settings.maxSpeed() ? "max" : Double.toString(settings.speed()),
        parts.clock().instant());
    return venue;
  }

  /** The door of a venue, which needs no port to be knocked at. */
  static HttpFace face(
      SimulatedVenueSettings settings,
      VenueParts parts,
      ClassicActorSystemProvider system,
      SortedMap<String, Endpoint> endpoints,
      InstantSource clock,
      HttpFace.Engine engine) {
    return doors(settings, parts, system, endpoints, clock, engine).http();
  }

  /** What a venue is spoken to through; both hold a client to the same gate and faults. */
  private record Doors(HttpFace http, WebSocketFace sockets) {}

  private static Doors doors(
      SimulatedVenueSettings settings,
      VenueParts parts,
      ClassicActorSystemProvider system,
      SortedMap<String, Endpoint> endpoints,
      InstantSource clock,
      HttpFace.Engine engine) {
    RequestGate gate =
        new RequestGate(
            settings.accounts(), new RateGovernor(settings.budgets()), clock, parts.clock());
    AnswerFaults faults = new AnswerFaults(system, parts.faults(), parts.clock());
    TradingApi trading = new TradingApi(endpoints, gate, engine, parts.clock(), faults);
    WebSocketFace sockets =
        new WebSocketFace(system, settings.sockets(), parts.hub(), trading, parts.clock());
    return new Doors(
        new HttpFace(system, endpoints, gate, engine, sockets, faults, parts.sim(system)), sockets);
  }

  private static CompletionStage<ServerBinding> listen(
      SimulatedVenueSettings settings, int port, HttpFace face, ClassicActorSystemProvider system) {
    ServerSettings defaults = ServerSettings.create(system.classicSystem());
    Duration ping = settings.sockets().pingEvery();
    ServerSettings server =
        defaults
            .withRemoteAddressAttribute(true)
            .withParsingErrorHandler(ParsingRefusals.class.getName())
            .withParserSettings(defaults.getParserSettings().withMaxUriLength(URI_CHARS_MAX))
            // A quiet user stream lives by the pings alone, so connections must outlive their gap.
            .withTimeouts(
                defaults
                    .getTimeouts()
                    .withIdleTimeout(
                        scala.concurrent.duration.Duration.fromNanos(3 * ping.toNanos())));
    return Http.get(system)
        .newServerAt(settings.host(), port)
        .withSettings(server)
        .bind(face::handle);
  }

  private static ServerBinding bound(
      SimulatedVenueSettings settings, CompletionStage<ServerBinding> listening) {
    try {
      return listening.toCompletableFuture().get(BIND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | CompletionException refused) {
      throw new UncheckedIOException(
          new IOException("cannot listen on " + settings.host() + ":" + settings.port(), refused));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while binding", stop);
    }
  }

  /** The symbols that the venue lists; only these can be traded. */
  public static List<Symbol> listed() {
    return ListedSymbol.all().stream().map(ListedSymbol::symbol).toList();
  }

  /** Base of the REST paths, such as {@code http://127.0.0.1:8090}. */
  public URI restUrl() {
    return URI.create("http://" + authority());
  }

  /** Base of the WebSocket paths, such as {@code ws://127.0.0.1:8090}. */
  public URI webSocketUrl() {
    return URI.create("ws://" + authority());
  }

  public int port() {
    return parts.door().binding().localAddress().getPort();
  }

  private String authority() {
    InetSocketAddress address = parts.door().binding().localAddress();
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Who is connected, and to what. */
  StreamHub hub() {
    return parts.hub();
  }

  /** The venue's time, which a daemon on this venue lives by. */
  public InstantSource clock() {
    return parts.clock();
  }

  /**
   * A new consumer's sink, for maximal speed: the consumer is to report the newest event time
   * (epoch ms) that went through its decision, and the venue does not run ahead of it. Take one for
   * each feed; any thread may call it.
   */
  public LongConsumer progressSink() {
    return parts.engine().gate().register();
  }

  /**
   * Completes when the venue has ended; exceptionally when a fault, such as a full disk, did it.
   */
  public CompletionStage<Void> ended() {
    return parts.engine().ended();
  }

  /**
   * Completes when a recording has nothing left to give, exceptionally with the {@link
   * vortex7.matching.replay.RecordingException} of one that breaks in the middle; the venue goes on
   * answering. Completed on the engine's thread: go elsewhere before doing anything slow.
   */
  public CompletionStage<Void> marketOver() {
    return parts.engine().marketOver();
  }

  /**
   * What {@code GET /sim/truth} answers, of one account.
   *
   * @param account its key
   */
  public CompletionStage<String> truth(String account) {
    return parts.truth(account);
  }

  /** Stops listening, ends the engine after its turn and leaves the state on disk. */
  @Override
  public void close() {
    sockets.close();
    parts.hub().closeAll(); // Sockets would otherwise hold the port until the deadline.
    parts.door().all().forEach(SimulatedVenue::terminate);
    parts.close();
    ownSystem.ifPresent(ActorSystem::terminate);
  }

  private static void terminate(ServerBinding binding) {
    try {
      binding
          .terminate(UNBIND_TIMEOUT)
          .toCompletableFuture()
          .get(UNBIND_TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException late) {
      LOG.warn("event=simulated_venue_unbind_failed", late);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
