package vortex7.venue.binance;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vortex7.venue.binance.SocketConnector.Connection;
import vortex7.venue.binance.SocketConnector.Later;

/**
 * One logical stream over a sequence of connections: reconnects at once and then with growing
 * waits, and replaces a connection before the venue cuts it, the new one first.
 *
 * <p>The address is asked for with every connection, since that of the user stream holds a key. All
 * calls of the {@link Handler} happen under this object's lock, one at a time. During a replacement
 * both connections' frames are offered; the handler says when the new one carries on where the old
 * one is, and from then on only the new one is heard.
 */
final class RotatingSocket {
  /** Who the stream is for. */
  interface Handler {
    void connected();

    void disconnected(String reason);

    void frame(String text, long receivedNanos);

    /** Whether this frame of the replacement joins or repeats what was delivered so far. */
    boolean carriesOn(String text);

    /** From now on frames come from the replacement: what was delivered may come again. */
    void replaced();
  }

  private final SocketConnector connector;
  private final Later later;
  private final LongSupplier nanos;
  private final Supplier<CompletionStage<String>> url;
  private final SocketConnector.Idle idle;
  private final BinanceLimits limits;
  private final Handler handler;
  private final Backoff backoff;

  private boolean closed;
  private @Nullable Line live;
  private @Nullable Line next;

  /** One connection and its own state. */
  private final class Line implements SocketConnector.Events {
    private @Nullable Connection connection;
    private boolean open;
    private long openedNanos;

    @Override
    public void opened() {
      onOpened(this);
    }

    @Override
    public void text(String text, long receivedNanos) {
      onText(this, text, receivedNanos);
    }

    @Override
    public void ended(String reason) {
      onEnded(this, reason);
    }

    void connect() {
      url.get()
          .whenComplete(
              (address, failure) -> {
                if (failure == null) {
                  open(address);
                } else {
                  onEnded(this, "no address: " + described(failure));
                }
              });
    }

    private void open(String address) {
      if (!wanted(this)) {
        return;
      }
      Connection started;
      try {
        started = connector.connect(address, idle, this);
      } catch (RuntimeException e) {
        onEnded(this, "not connected: " + described(e));
        return;
      }
      synchronized (RotatingSocket.this) {
        connection = started;
        if (!wanted(this)) {
          started.close();
        }
      }
    }

    void close() {
      if (connection != null) {
        connection.close();
      }
    }
  }

  RotatingSocket(
      SocketConnector connector,
      Later later,
      LongSupplier nanos,
      Supplier<CompletionStage<String>> url,
      SocketConnector.Idle idle,
      BinanceLimits limits,
      long seed,
      Handler handler) {
    this.connector = connector;
    this.later = later;
    this.nanos = nanos;
    this.url = url;
    this.idle = idle;
    this.limits = limits;
    this.handler = handler;
    this.backoff =
        new Backoff(limits.reconnectFirst(), limits.reconnectMax(), limits.reconnectJitter(), seed);
  }

  void start() {
    Line line = new Line();
    synchronized (this) {
      if (closed || live != null) {
        return;
      }
      live = line;
    }
    line.connect();
  }

  synchronized void close() {
    closed = true;
    for (Line line : new Line[] {live, next}) {
      if (line != null) {
        line.close();
      }
    }
    live = null;
    next = null;
  }

  /** Opens a replacement now, such as for a new listen key. */
  void rotate() {
    Line line = new Line();
    synchronized (this) {
      if (closed || next != null || live == null || !live.open) {
        return;
      }
      next = line;
    }
    line.connect();
  }

  /** Gives the live connection up as if it had been cut. */
  void drop(String reason) {
    Line dropped;
    synchronized (this) {
      dropped = live;
    }
    if (dropped != null) {
      onEnded(dropped, reason);
      dropped.close();
    }
  }

  /** Runs something under the lock that the handler is called under. */
  synchronized void locked(Runnable what) {
    what.run();
  }

  private synchronized boolean wanted(Line line) {
    return !closed && (line == live || line == next);
  }

  private static String described(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private synchronized void onOpened(Line line) {
    if (closed || line.open) {
      return;
    }
    line.open = true;
    line.openedNanos = nanos.getAsLong();
    later.run(limits.rotateAfter(), () -> rotateIfLive(line));
    if (line == live) {
      handler.connected();
    } else if (line == next) {
      later.run(limits.overlapMax(), () -> takeOver(line));
    }
  }

  private void rotateIfLive(Line line) {
    synchronized (this) {
      if (line != live) {
        return;
      }
    }
    rotate();
  }

  private synchronized void takeOver(Line line) {
    if (line != next || closed) {
      return;
    }
    Line old = live;
    live = line;
    next = null;
    handler.replaced();
    if (old != null) {
      old.close();
    }
  }

  private synchronized void onText(Line line, String text, long receivedNanos) {
    if (closed) {
      return;
    }
    if (line == next && handler.carriesOn(text)) {
      takeOver(line);
    }
    if (line == live) {
      handler.frame(text, receivedNanos);
    }
  }

  private synchronized void onEnded(Line line, String reason) {
    if (closed) {
      return;
    }
    if (line == next) {
      // The old one still works: try again well before it is cut.
      next = null;
      Line waiting = live;
      if (waiting != null) {
        later.run(limits.reconnectMax(), () -> rotateIfLive(waiting));
      }
      return;
    }
    if (line != live) {
      return;
    }
    if (line.open && nanos.getAsLong() - line.openedNanos >= limits.stableAfter().toNanos()) {
      backoff.reset();
    }
    handler.disconnected(reason);
    Line replacement = next;
    live = replacement;
    next = null;
    if (replacement == null) {
      later.run(backoff.next(), this::start);
    } else if (replacement.open) {
      handler.replaced();
      handler.connected();
    }
  }
}
