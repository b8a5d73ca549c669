package vortex7.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners what happens, on the thread on which it happens. Thread-safe. */
public final class NewsBus {
  private final List<Consumer<Daemon.News>> listeners = new CopyOnWriteArrayList<>();

  /** Listeners must return at once and must not throw. */
  public AutoCloseable subscribe(Consumer<Daemon.News> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  public void publish(Daemon.News news) {
    for (Consumer<Daemon.News> listener : listeners) {
      listener.accept(news);
    }
  }
}
