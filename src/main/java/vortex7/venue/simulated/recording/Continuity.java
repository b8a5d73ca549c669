package vortex7.venue.simulated.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.matching.replay.RecordedEvent;

/** Counts what is missing in a file's events, and what was passed over; for the report. */
final class Continuity {
  private final String file;
  private final SortedMap<String, Long> lastUpdate = new TreeMap<>();
  private final List<String> single = new ArrayList<>();
  private final SortedMap<String, Count> counts = new TreeMap<>();

  private static final class Count {
    private long times;
    private long firstLine;
  }

  Continuity(String file) {
    this.file = file;
  }

  /** A change of a book must follow the change before, whatever snapshots lie between them. */
  void book(RecordedEvent event) {
    if (event.kind == RecordedEvent.Kind.DIFF) {
      Long last = lastUpdate.put(event.symbol, event.updateId);
      if (last != null && event.previousUpdateId != last) {
        happened("changes of a book that do not follow the one before: it goes on", event.line);
      }
    }
  }

  void happened(String what, long line) {
    Count count = counts.computeIfAbsent(what, unused -> new Count());
    if (count.times++ == 0) {
      count.firstLine = line;
    }
  }

  /** Something that happens once. */
  void noted(String what, long line) {
    single.add(file + ":" + line + ": " + what);
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>(single);
    counts.forEach(
        (what, count) ->
            notes.add(file + ":" + count.firstLine + ": the first of " + count.times + " " + what));
    return notes;
  }
}
