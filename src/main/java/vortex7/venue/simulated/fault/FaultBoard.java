package vortex7.venue.simulated.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which faults are switched on, and how often each has fired. Each draws from a chance of its own,
 * made from the seed and its id: the same requests meet the same faults. Thread-safe; times are
 * epoch milliseconds of the venue.
 */
public final class FaultBoard {
  /** So many that nobody means more. */
  private static final int MAX = 1_000;

  private final long seed;
  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
  private int named;

  /** The families in use, so that the busy paths need no lock while there is nothing. */
  private volatile List<Class<? extends Effect>> families = List.of();

  private static final class Entry {
    private final Fault fault;
    private final SplittableRandom random;
    private long matched;
    private long fired;
    private long nextActMillis;
    private String note = "";

    private Entry(Fault fault, long seed) {
      this.fault = fault;
      this.random = new SplittableRandom(seed ^ (fault.id().hashCode() * 0x9E3779B97F4A7C15L));
      this.nextActMillis = fault.fromMillis();
    }

    private boolean spent() {
      return fired >= fault.countMax() || nextActMillis == Long.MAX_VALUE;
    }

    private boolean draw() {
      if (fault.probability() < 1.0 && random.nextDouble() >= fault.probability()) {
        return false;
      }
      fired++;
      return true;
    }
  }

  /**
   * A fault as it stands.
   *
   * @param state {@code waiting}, {@code active} or {@code over}
   * @param matched what it could have hit
   * @param fired what it did hit
   * @param note what came of its last act, where that is not plain; else empty
   */
  public record Standing(Fault fault, String state, long matched, long fired, String note) {}

  public FaultBoard(long seed) {
    this.seed = seed;
  }

  /**
   * Switches faults on, all or none.
   *
   * @return their ids
   * @throws FaultRefused when an id is in use, or there are too many
   */
  public synchronized List<String> add(List<Fault> faults) {
    if (entries.size() + faults.size() > MAX) {
      throw FaultRefused.of("kind", "cannot be added: at most " + MAX + " stand", entries.size());
    }
    LinkedHashMap<String, Entry> added = new LinkedHashMap<>();
    for (Fault fault : faults) {
      String id = fault.id().isEmpty() ? freeId(added) : fault.id();
      if (entries.containsKey(id) || added.containsKey(id)) {
        throw FaultRefused.of("id", "must not be in use", id);
      }
      added.put(id, new Entry(fault.named(id), seed));
    }
    entries.putAll(added);
    refresh();
    return List.copyOf(added.keySet());
  }

  private String freeId(LinkedHashMap<String, Entry> added) {
    String id;
    do {
      id = "f" + ++named;
    } while (entries.containsKey(id) || added.containsKey(id));
    return id;
  }

  /** Takes a fault off; false when there is none of that id. */
  public synchronized boolean remove(String id) {
    boolean there = entries.remove(id) != null;
    refresh();
    return there;
  }

  /** Takes all off; the result is how many. */
  public synchronized int clear() {
    int cleared = entries.size();
    entries.clear();
    refresh();
    return cleared;
  }

  private void refresh() {
    List<Class<? extends Effect>> used = new ArrayList<>();
    entries.values().forEach(entry -> used.add(entry.fault.effect().getClass()));
    families = used.stream().distinct().toList();
  }

  /** Keeps what came of a fault's act, for whoever asks. */
  public synchronized void note(String id, String text) {
    Entry entry = entries.get(id);
    if (entry != null) {
      entry.note = text;
    }
  }

  /** Whether any fault of the family stands; the rest of it can be left out otherwise. */
  public boolean any(Class<? extends Effect> family) {
    return families.contains(family);
  }

  /** Every fault as it stands, oldest first. */
  public synchronized List<Standing> standing(long now) {
    List<Standing> standing = new ArrayList<>();
    for (Entry entry : entries.values()) {
      Fault fault = entry.fault;
      String state =
          now < fault.fromMillis()
              ? "waiting"
              : fault.covers(now) && !entry.spent() ? "active" : "over";
      standing.add(new Standing(fault, state, entry.matched, entry.fired, entry.note));
    }
    return standing;
  }

  /**
   * The first fault of the family that fires on the target now.
   *
   * @param which those that are meant; the others neither match nor draw
   */
  public <E extends Effect> Optional<Firing<E>> first(
      Class<E> family, Predicate<Fault> which, Supplier<Target> target, long now) {
    List<Firing<E>> firing = any(family) ? fire(family, which, target, now, 1) : List.of();
    return firing.isEmpty() ? Optional.empty() : Optional.of(firing.getFirst());
  }

  /** All faults of the family that fire on the target now, oldest first. */
  public <E extends Effect> List<Firing<E>> all(
      Class<E> family, Predicate<Fault> which, Supplier<Target> target, long now) {
    return any(family) ? fire(family, which, target, now, Integer.MAX_VALUE) : List.of();
  }

  private synchronized <E extends Effect> List<Firing<E>> fire(
      Class<E> family, Predicate<Fault> which, Supplier<Target> target, long now, int most) {
    List<Firing<E>> firing = new ArrayList<>();
    Target hit = null;
    for (Entry entry : entries.values()) {
      Fault fault = entry.fault;
      if (!family.isInstance(fault.effect()) || !fault.covers(now) || entry.spent()) {
        continue;
      }
      if (fault.effect().acts() || !which.test(fault)) {
        continue;
      }
      hit = hit == null ? target.get() : hit;
      if (!fault.scope().matches(hit)) {
        continue;
      }
      entry.matched++;
      if (entry.matched > fault.skip() && entry.draw()) {
        firing.add(new Firing<>(fault, family.cast(fault.effect()), entry.random.nextLong()));
        if (firing.size() == most) {
          break;
        }
      }
    }
    return firing;
  }

  /** What has to be done by now and has not been, in the order of the list. */
  public List<Firing<Effect>> due(long now) {
    return families.isEmpty() ? List.of() : acts(now);
  }

  private synchronized List<Firing<Effect>> acts(long now) {
    List<Firing<Effect>> due = new ArrayList<>();
    for (Entry entry : entries.values()) {
      Fault fault = entry.fault;
      if (!fault.effect().acts() || now < entry.nextActMillis || entry.spent()) {
        continue;
      }
      boolean inTime = entry.nextActMillis < fault.untilMillis();
      entry.nextActMillis =
          fault.everyMillis() > 0 && inTime
              ? entry.nextActMillis + fault.everyMillis()
              : Long.MAX_VALUE;
      if (inTime) {
        entry.matched++;
        if (entry.draw()) {
          due.add(new Firing<>(fault, fault.effect(), entry.random.nextLong()));
        }
      }
    }
    return due;
  }
}
