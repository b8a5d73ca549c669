package vortex7.venue.binance;

import java.time.Duration;

/** Opens one WebSocket connection; the seam between reconnecting and Akka. */
interface SocketConnector {
  /** Starts to connect and returns at once; a connection that stays idle for too long ends. */
  Connection connect(String url, Idle idle, Events events);

  /**
   * How long a connection may be silent.
   *
   * @param frames without a frame
   * @param bytes without even a ping
   */
  record Idle(Duration frames, Duration bytes) {}

  /** What a connection tells, on its own thread. */
  interface Events {
    void opened();

    void text(String text, long receivedNanos);

    /** Told once: closed, cut, refused, or never opened. */
    void ended(String reason);
  }

  /** A started connection. */
  interface Connection {
    /** Ends it; {@link Events#ended} follows. */
    void close();
  }

  /** Runs something later, on any thread. */
  interface Later {
    void run(Duration delay, Runnable what);
  }
}
