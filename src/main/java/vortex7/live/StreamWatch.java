package vortex7.live;

import java.time.Duration;
import vortex7.signal.FeedStream;

/**
 * How one stream of a feed is doing on the own monotonic clock: connected, silent, stale. Not
 * thread-safe.
 */
final class StreamWatch {
  final FeedStream stream;
  private final long staleAfterNanos;
  private long lastNanos;
  private long cutNanos;
  private boolean seen;
  private boolean connected;
  private boolean cut;
  private boolean everConnected;
  private boolean stale;
  private long reconnects;

  StreamWatch(FeedStream stream, Duration staleAfter, long nowNanos) {
    this.stream = stream;
    this.staleAfterNanos = staleAfter.toNanos();
    this.lastNanos = nowNanos;
    this.cutNanos = nowNanos;
  }

  /** A frame came in; true when the stream had been stale. */
  boolean frame(long receivedNanos) {
    seen = true;
    lastNanos = Math.max(lastNanos, receivedNanos);
    boolean was = stale;
    stale = false;
    return was;
  }

  /** True when it just became stale. */
  boolean becomesStale(long nowNanos) {
    if (!stale && nowNanos - lastNanos > staleAfterNanos) {
      stale = true;
      return true;
    }
    return false;
  }

  /** True when there was a cut, or a failure to open, before this connection. */
  boolean connected() {
    boolean afterCut = cut;
    if (afterCut && everConnected) {
      reconnects++;
    }
    connected = true;
    everConnected = true;
    cut = false;
    return afterCut;
  }

  void disconnected(long nowNanos) {
    if (!cut) {
      cutNanos = nowNanos;
    }
    connected = false;
    cut = true;
  }

  boolean stale() {
    return stale;
  }

  /** Whether there has been a frame at all. */
  boolean seen() {
    return seen;
  }

  boolean isConnected() {
    return connected;
  }

  long reconnects() {
    return reconnects;
  }

  /** Nanoseconds since the last frame; −1 before the first. */
  long silentNanos(long nowNanos) {
    return seen ? nowNanos - lastNanos : -1;
  }

  /** Whether the socket has been cut, or could not be opened at first, for longer than allowed. */
  boolean cutForLongerThan(Duration cutBound, Duration startBound, long nowNanos) {
    Duration bound = everConnected ? cutBound : startBound;
    return cut && nowNanos - cutNanos > bound.toNanos();
  }

  long ageMillis(long nowNanos) {
    return seen ? Math.max(0, (nowNanos - lastNanos) / 1_000_000) : -1;
  }
}
