package vortex7.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import vortex7.backtest.search.Nudges;

/** Which keys are changed, one at a time and by how much, to see what hangs on them. */
final class Sensitivity {
  /** What can be asked for, and the keys that it stands for. */
  private static final Map<String, List<String>> GROUPS = groups();

  /** What a way may take instead of nothing, ms. */
  private static final List<String> LATENCIES = List.of("20", "100");

  private Sensitivity() {}

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("strategies", List.of("strategies."));
    groups.put("decision", List.of("decision.", "entry."));
    groups.put("risk", List.of("risk.", "breakers."));
    groups.put("fees", List.of("sim.maker-fee", "sim.taker-fee"));
    groups.put("latency", List.of("sim.latency."));
    groups.put("signal", List.of("signal."));
    groups.put("execution", List.of("execution."));
    return groups;
  }

  /** One key with another value. */
  record Change(String key, String from, String to) {}

  /**
   * The changes.
   *
   * @param asked names of groups, or keys, comma separated; {@code all} for all groups
   * @param written every key of the configuration that is changed
   * @param share by which numbers are moved
   * @throws CommandFailure for a name that is neither a group nor a key
   */
  static List<Change> changes(String asked, SortedMap<String, String> written, double share) {
    List<String> prefixes = new ArrayList<>();
    for (String name : asked.split(",", -1)) {
      String stripped = name.strip();
      if (stripped.equals("all")) {
        GROUPS.values().forEach(prefixes::addAll);
      } else if (GROUPS.containsKey(stripped)) {
        prefixes.addAll(GROUPS.getOrDefault(stripped, List.of()));
      } else if (written.containsKey(stripped)) {
        prefixes.add(stripped);
      } else {
        throw CommandFailure.usage(
            "--sensitivity: " + stripped + " is neither a key nor one of " + GROUPS.keySet());
      }
    }
    List<Change> changes = new ArrayList<>();
    written.forEach(
        (key, value) -> {
          if (prefixes.stream().anyMatch(key::startsWith)) {
            add(changes, key, value, share);
          }
        });
    return changes;
  }

  private static void add(List<Change> changes, String key, String value, double share) {
    if (key.startsWith("sim.latency.")) {
      LATENCIES.stream()
          .filter(latency -> !latency.equals(value))
          .forEach(latency -> changes.add(new Change(key, value, latency)));
      return;
    }
    Nudges.of(key, value, share)
        .ifPresent(
            nudges -> {
              changes.add(new Change(key, value, nudges.lower()));
              changes.add(new Change(key, value, nudges.higher()));
            });
  }
}
