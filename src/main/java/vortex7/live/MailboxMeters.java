package vortex7.live;

import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Depths of the mailboxes of one actor system's own actors, and how often each actor restarted, by
 * actor path. Thread-safe; an actor that ended leaves the list, its restarts stay counted.
 */
public final class MailboxMeters implements Extension {
  private final ConcurrentSkipListMap<String, Meter> meters = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, LongAdder> restarts = new ConcurrentSkipListMap<>();

  /** The meters of a typed actor's system. */
  public static MailboxMeters of(akka.actor.typed.ActorSystem<?> system) {
    return Id.INSTANCE.get(akka.actor.typed.javadsl.Adapter.toClassic(system));
  }

  static MailboxMeters of(akka.actor.ActorSystem system) {
    return Id.INSTANCE.get(system);
  }

  Meter open(String path) {
    Meter meter = new Meter();
    meters.put(path, meter);
    return meter;
  }

  void close(String path, Meter meter) {
    meters.remove(path, meter);
  }

  /**
   * Counts one restart of the actor at {@code path}, such as {@code /user/symbols/BTCUSDT/tick}.
   */
  public void restarted(String path) {
    restarts.computeIfAbsent(path, unused -> new LongAdder()).increment();
  }

  public int restartsOf(String path) {
    LongAdder count = restarts.get(path);
    return count == null ? 0 : count.intValue();
  }

  /** The live actors by path. */
  public SortedMap<String, Reading> readings() {
    SortedMap<String, Reading> readings = new TreeMap<>();
    meters.forEach((path, meter) -> readings.put(path, meter.reading()));
    return Collections.unmodifiableSortedMap(readings);
  }

  /** Messages waiting now, the most that ever waited, and messages taken out so far. */
  public record Reading(int depth, int depthMax, long processed) {}

  /** Counts one mailbox; allocation-free, called for every message. */
  static final class Meter {
    private final AtomicInteger depth = new AtomicInteger();
    private volatile int depthMax;
    private volatile long processed;

    void entered() {
      int now = depth.incrementAndGet();
      if (now > depthMax) {
        depthMax = now; // A racing smaller value may win: the maximum is for people.
      }
    }

    /** Only the thread that runs the actor calls it. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void left() {
      depth.decrementAndGet();
      processed++;
    }

    int depth() {
      return depth.get();
    }

    private Reading reading() {
      return new Reading(depth.get(), depthMax, processed);
    }
  }

  private static final class Id extends akka.actor.AbstractExtensionId<MailboxMeters> {
    static final Id INSTANCE = new Id();

    @Override
    public MailboxMeters createExtension(ExtendedActorSystem system) {
      return new MailboxMeters();
    }
  }
}
