package vortex7.venue.binance;

import akka.Done;
import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.http.javadsl.model.ws.WebSocketRequest;
import akka.http.javadsl.model.ws.WebSocketUpgradeResponse;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.japi.Pair;
import akka.stream.ActorAttributes;
import akka.stream.Attributes;
import akka.stream.KillSwitches;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.duration.FiniteDuration;

/** Connections as Akka Streams: one stream a socket, frames handled on its thread, in order. */
final class AkkaConnector implements SocketConnector {
  private static final Logger LOG = LoggerFactory.getLogger(AkkaConnector.class);
  private static final int FRAGMENTED_TIMEOUT_MILLIS = 5_000;

  private final ClassicActorSystemProvider system;
  private final Http http;
  private final LongSupplier nanos;
  private final Duration openTimeout;
  private final Attributes attributes;

  AkkaConnector(ClassicActorSystemProvider system, BinanceSettings settings, LongSupplier nanos) {
    this.system = system;
    this.http = Http.get(system);
    this.nanos = nanos;
    this.openTimeout = settings.limits().connectTimeout();
    this.attributes =
        settings.dispatcher().map(ActorAttributes::dispatcher).orElseGet(Attributes::none);
  }

  @Override
  public Connection connect(String url, Idle idle, Events events) {
    ClientConnectionSettings connection =
        ClientConnectionSettings.create(system.classicSystem())
            .withConnectingTimeout(finite(openTimeout))
            // Bytes of pings count here; frames alone are watched by the stage below.
            .withIdleTimeout(finite(idle.bytes()));
    AtomicBoolean told = new AtomicBoolean();
    Pair<Pair<CompletionStage<WebSocketUpgradeResponse>, UniqueKillSwitch>, CompletionStage<Done>>
        started =
            Source.<Message>maybe()
                .viaMat(
                    http.webSocketClientFlow(
                        WebSocketRequest.create(url),
                        http.defaultClientHttpsContext(),
                        Optional.empty(),
                        connection,
                        system.classicSystem().log()),
                    Keep.right())
                .viaMat(KillSwitches.single(), Keep.both())
                .idleTimeout(idle.frames())
                .mapAsync(1, this::text)
                .toMat(
                    Sink.foreach(
                        (String text) -> {
                          // The upgrade's own thread may be late: no frame before "opened".
                          if (told.compareAndSet(false, true)) {
                            events.opened();
                          }
                          guarded(() -> events.text(text, nanos.getAsLong()));
                        }),
                    Keep.both())
                .withAttributes(attributes)
                .run(system);
    UniqueKillSwitch kill = started.first().second();
    CompletionStage<WebSocketUpgradeResponse> upgraded =
        started
            .first()
            .first()
            .toCompletableFuture()
            .orTimeout(openTimeout.toMillis(), TimeUnit.MILLISECONDS);
    upgraded.whenComplete(
        (upgrade, failure) -> {
          if (failure != null) {
            kill.abort(new IllegalStateException("not opened: " + described(failure)));
          } else if (!upgrade.isValid()) {
            kill.abort(new IllegalStateException("not opened: " + upgrade.response().status()));
          } else if (told.compareAndSet(false, true)) {
            guarded(events::opened);
          }
        });
    started
        .second()
        .whenComplete(
            (done, failure) ->
                guarded(() -> events.ended(failure == null ? "closed" : described(failure))));
    return kill::shutdown;
  }

  /** A future's callback would swallow what the listener throws. */
  private static void guarded(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      LOG.error("msg=\"listener failed\"", e);
      throw e;
    }
  }

  private CompletionStage<String> text(Message message) {
    if (!message.isText()) {
      return CompletableFuture.failedStage(
          new IllegalStateException("a binary frame, where the venue sends text"));
    }
    TextMessage text = message.asTextMessage();
    return text.isStrict() ? CompletableFuture.completedStage(text.getStrictText()) : whole(text);
  }

  /** A frame that came in pieces. */
  private CompletionStage<String> whole(TextMessage text) {
    return text.getStreamedText()
        .completionTimeout(Duration.ofMillis(FRAGMENTED_TIMEOUT_MILLIS))
        .runFold(new StringBuilder(), AkkaConnector::bounded, system)
        .thenApply(StringBuilder::toString);
  }

  private static StringBuilder bounded(StringBuilder so, String piece) {
    if (so.length() + piece.length() > FrameText.LENGTH_MAX) {
      throw new IllegalStateException(
          "a frame longer than " + FrameText.LENGTH_MAX + " characters");
    }
    return so.append(piece);
  }

  private static FiniteDuration finite(Duration duration) {
    return FiniteDuration.create(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String described(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return cause.getMessage() == null ? "no answer in time" : cause.getMessage();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
