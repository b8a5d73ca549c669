package vortex7.venue.binance;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.port.MarketData.Subscription;
import vortex7.port.UserListener;
import vortex7.venue.binance.RestCall.Security;
import vortex7.venue.binance.SocketConnector.Idle;
import vortex7.venue.binance.SocketConnector.Later;

/**
 * The user-data stream: a listen key, renewed before it expires, and a socket that asks for the key
 * anew with every connection. Each time the stream is up the listener is told to reconcile, also
 * after a replacement and after an event that could not be read.
 */
final class UserStream implements RotatingSocket.Handler, Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(UserStream.class);
  private static final String LISTEN_KEY = "/fapi/v1/listenKey";
  private static final int NO_SUCH_KEY = -1125;

  /** Nothing happens, nothing is said: silence is no fault while the venue's pings come. */
  private static final Duration NEVER = Duration.ofDays(2);

  private final BinanceRest rest;
  private final Later later;
  private final BinanceLimits limits;
  private final UserListener listener;
  private final UserEvents events;
  private final RotatingSocket socket;
  private volatile boolean closed;
  private boolean up;
  private @Nullable String notRenewed;
  private int renewalFailures;
  private long malformed;
  private long askedNanos;
  private boolean askPending;

  UserStream(
      BinanceRest rest,
      SocketConnector connector,
      Later later,
      LongSupplier nanos,
      BinanceSettings settings,
      UserListener listener,
      ClientIds clientIds) {
    this.rest = rest;
    this.later = later;
    this.limits = settings.limits();
    this.listener = listener;
    this.events = new UserEvents(listener, clientIds);
    this.socket =
        new RotatingSocket(
            connector,
            later,
            nanos,
            () -> key().thenApply(key -> StreamUrls.user(settings, key)),
            new Idle(NEVER, limits.userIdle()),
            limits,
            settings.seed() ^ LISTEN_KEY.hashCode(),
            this);
  }

  void start() {
    socket.start();
    later.run(limits.renewKeyEvery(), this::renew);
  }

  /** A valid key is answered again and lives on; a dead one is replaced. */
  private CompletionStage<String> key() {
    RestCall call = new RestCall("POST", LISTEN_KEY, "", Security.KEY, Lane.PROTECTIVE, 1, 0);
    return rest.body(call)
        .thenApply(
            body -> {
              String key = body.path("listenKey").asText();
              if (key.isEmpty()) {
                throw new IllegalStateException(call + ": an answer without listenKey");
              }
              return key;
            });
  }

  private void renew() {
    if (closed) {
      return;
    }
    RestCall call = new RestCall("PUT", LISTEN_KEY, "", Security.KEY, Lane.PROTECTIVE, 1, 0);
    rest.answer(call)
        .thenAccept(this::renewed)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.error("msg=\"listener failed\"", failure);
                later.run(renewalPause(), this::renew);
              }
            });
  }

  private void renewed(RestAnswer answer) {
    if (closed) {
      return;
    }
    if (answer instanceof RestAnswer.Ok) {
      renewalFailures = 0;
      socket.locked(
          () -> {
            if (notRenewed != null) {
              notRenewed = null;
              tellUp();
            }
          });
      later.run(limits.renewKeyEvery(), this::renew);
    } else if (answer instanceof RestAnswer.Refused refused && refused.code() == NO_SUCH_KEY) {
      socket.drop("listen key expired");
      later.run(limits.renewKeyEvery(), this::renew);
    } else {
      socket.locked(
          () -> {
            if (notRenewed == null && up) {
              notRenewed = "listen key not renewed: " + answer;
              listener.onDisconnected(notRenewed);
            }
          });
      later.run(renewalPause(), this::renew);
    }
  }

  /** Doubles with each failure in a row. */
  private Duration renewalPause() {
    Duration pause = limits.reconnectFirst().multipliedBy(1L << Math.min(renewalFailures++, 20));
    return pause.compareTo(limits.reconnectMax()) < 0 ? pause : limits.reconnectMax();
  }

  private void tellUp() {
    if (up && notRenewed == null) {
      listener.onConnected();
    }
  }

  @Override
  public void connected() {
    up = true;
    notRenewed = null; // The connection's own POST has renewed the key.
    listener.onConnected();
  }

  @Override
  public void disconnected(String reason) {
    up = false;
    listener.onDisconnected(reason);
  }

  @Override
  public void frame(String text, long receivedNanos) {
    switch (events.read(text)) {
      case DONE -> {}
      case KEY_EXPIRED -> socket.drop("listen key expired");
      case MALFORMED -> onMalformed(receivedNanos);
    }
  }

  /**
   * What it said has to be asked for: at once, and of more of them in a row once at the end of a
   * pause, because asking is heavy.
   */
  private void onMalformed(long nowNanos) {
    if (Long.bitCount(++malformed) == 1) { // 1, 2, 4, 8 …: a flood of them is few lines.
      LOG.warn("msg=\"user event not readable\" count={} reason=\"{}\"", malformed, events.fault());
    }
    if (askPending) {
      return;
    }
    if (malformed == 1 || nowNanos - askedNanos >= limits.reconnectFirst().toNanos()) {
      askedNanos = nowNanos;
      tellUp();
    } else {
      askPending = true;
      later.run(
          limits.reconnectFirst(),
          () ->
              socket.locked(
                  () -> {
                    askPending = false;
                    askedNanos = nowNanos + limits.reconnectFirst().toNanos();
                    tellUp();
                  }));
    }
  }

  @Override
  public boolean carriesOn(String text) {
    return true;
  }

  @Override
  public void replaced() {
    // What the old connection still held is told by the venue's lists.
    tellUp();
  }

  @Override
  public void close() {
    closed = true;
    socket.close();
  }
}
