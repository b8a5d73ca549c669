package vortex7.live;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import vortex7.live.view.FeedView;
import vortex7.signal.DataFault;
import vortex7.signal.FeedStream;

/**
 * What was wrong with one symbol's data, by stream and kind, and when last. Not thread-safe; a
 * fault allocates, good data does not come here.
 */
final class FaultCounts {
  /** The stream, in views, of what is read beside the streams. */
  static final String POLLS = "POLLS";

  private record Key(String stream, String kind) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byStream = stream.compareTo(other.stream);
      return byStream != 0 ? byStream : kind.compareTo(other.kind);
    }
  }

  private final TreeMap<Key, FeedView.FaultView> faults = new TreeMap<>();

  void count(String stream, String kind, Instant at) {
    faults.merge(
        new Key(stream, kind),
        new FeedView.FaultView(stream, kind, 1, at),
        (before, now) -> new FeedView.FaultView(stream, kind, before.count() + 1, at));
  }

  /** Events of the stream that its guard refused. */
  long refused(FeedStream stream) {
    long refused = 0;
    for (DataFault fault : DataFault.values()) {
      FeedView.FaultView counted = faults.get(new Key(stream.name(), fault.name()));
      refused += counted == null ? 0 : counted.count();
    }
    return refused;
  }

  List<FeedView.FaultView> views() {
    return List.copyOf(faults.values());
  }
}
