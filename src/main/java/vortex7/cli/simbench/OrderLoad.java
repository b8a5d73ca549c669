package vortex7.cli.simbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many callers at once, each of which places an order that rests, cancels it when it is
 * answered, and places the next when that is answered. Orders are counted, cancels are not.
 */
final class OrderLoad {
  private static final int CALLERS = 16;

  /** A way to place and to cancel; each fails when the venue refuses. */
  interface Door {
    /** Places an order that rests; answers with its id. */
    CompletableFuture<Long> place(int caller);

    CompletableFuture<Void> cancel(int caller, long orderId);
  }

  private final Door door;
  private final AtomicLong orders = new AtomicLong();
  private volatile boolean running = true;

  OrderLoad(Door door) {
    this.door = door;
  }

  /**
   * Orders a second over {@code nanos}, after a warm-up half as long.
   *
   * @throws IllegalStateException when an order is refused: nothing is measured then
   */
  double measure(long nanos) throws InterruptedException {
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(next(i));
    }
    Thread.sleep(Duration.ofNanos(nanos / 2));
    long before = orders.get();
    long begun = System.nanoTime();
    Thread.sleep(Duration.ofNanos(nanos));
    long done = orders.get() - before;
    long spent = System.nanoTime() - begun;
    running = false;
    try {
      callers.forEach(CompletableFuture::join);
    } catch (CompletionException refused) {
      throw new IllegalStateException("an order failed: " + refused.getCause(), refused);
    }
    return done * 1e9 / spent;
  }

  private CompletableFuture<Void> next(int caller) {
    if (!running) {
      return CompletableFuture.completedFuture(null);
    }
    return door.place(caller)
        .thenCompose(
            orderId -> {
              orders.incrementAndGet();
              return door.cancel(caller, orderId);
            })
        .thenCompose(cancelled -> next(caller))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                running = false;
              }
            });
  }
}
