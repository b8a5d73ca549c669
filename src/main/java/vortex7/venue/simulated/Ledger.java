package vortex7.venue.simulated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Entries under keys such as accounts, oldest first and so many a key at most, that also knows what
 * is not on disk yet.
 */
final class Ledger<T> {
  private final int keptPerKey;
  private final TreeMap<String, ArrayDeque<T>> byKey = new TreeMap<>();
  private final List<T> fresh = new ArrayList<>();

  Ledger(int keptPerKey) {
    this.keptPerKey = keptPerKey;
  }

  /** A new entry, to be written with the next change. */
  void add(String key, T entry) {
    keep(key, entry);
    fresh.add(entry);
  }

  /** An entry that is on disk already. */
  void keep(String key, T entry) {
    ArrayDeque<T> entries = byKey.computeIfAbsent(key, ignored -> new ArrayDeque<>());
    entries.addLast(entry);
    if (entries.size() > keptPerKey) {
      entries.removeFirst();
    }
  }

  /** The entries of a key, oldest first. */
  List<T> of(String key) {
    ArrayDeque<T> entries = byKey.get(key);
    return entries == null ? List.of() : List.copyOf(entries);
  }

  /** All entries by key. */
  SortedMap<String, List<T>> byKey() {
    TreeMap<String, List<T>> copy = new TreeMap<>();
    byKey.forEach((key, entries) -> copy.put(key, List.copyOf(entries)));
    return copy;
  }

  List<T> all() {
    List<T> all = new ArrayList<>();
    byKey.values().forEach(all::addAll);
    return all;
  }

  /** What was added since this was last asked. */
  List<T> takeFresh() {
    List<T> taken = List.copyOf(fresh);
    fresh.clear();
    return taken;
  }
}
