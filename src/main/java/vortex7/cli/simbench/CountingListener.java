package vortex7.cli.simbench;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A client that does nothing with the frames of its socket but count them and note how late each
 * is: the venue's time at its arrival less the frame's own event time.
 */
final class CountingListener implements WebSocket.Listener {
  private static final String EVENT_TIME = "\"E\":";
  private static final int LOOKED_AT = 400;

  private final LongSupplier venueTime;
  private final Histogram lagMillis = new Histogram(2);
  private final StringBuilder begun = new StringBuilder();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean counting;
  private long frames;

  CountingListener(LongSupplier venueTime) {
    this.venueTime = venueTime;
  }

  /** From now on, or from now on no longer. */
  synchronized void count(boolean yes) {
    counting = yes;
  }

  synchronized long frames() {
    return frames;
  }

  synchronized Histogram lagMillis() {
    return lagMillis.copy();
  }

  /** Completes when the socket is gone. */
  CompletionStage<Void> ended() {
    return ended;
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket socket, CharSequence data, boolean last) {
    // Only a frame's beginning is of interest; it may come in parts.
    if (begun.length() < LOOKED_AT) {
      begun.append(data, 0, Math.min(data.length(), LOOKED_AT - begun.length()));
    }
    if (last) {
      frame();
      begun.setLength(0);
    }
    socket.request(1);
    return null;
  }

  private void frame() {
    int at = begun.indexOf(EVENT_TIME);
    if (!counting || at < 0) {
      return;
    }
    frames++;
    long time = 0;
    for (int i = at + EVENT_TIME.length(); i < begun.length(); i++) {
      char digit = begun.charAt(i);
      if (digit < '0' || digit > '9') {
        break;
      }
      time = time * 10 + (digit - '0');
    }
    lagMillis.recordValue(Math.max(0, venueTime.getAsLong() - time));
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    ended.complete(null);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    ended.completeExceptionally(error);
  }
}
