package vortex7.matching.replay;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several recordings as one, in the order of the venue's time; ties go to the recording listed
 * first. Within a recording time never falls: an event that names an earlier time than the one
 * before it was published late, and happens when it was published.
 */
final class MergedRecordings {
  /** Among so many first events of a recording its depth snapshot is looked for. */
  private static final int OPENING_EVENTS = 2_000;

  /** How much later than it happened an event may have been published. */
  private static final long LATE_MAX_MILLIS = 30_000;

  private final List<Source> sources = new ArrayList<>();

  MergedRecordings(List<Recording> recordings) {
    for (Recording recording : recordings) {
      Source source = new Source(recording);
      if (source.open()) {
        sources.add(source);
      }
    }
  }

  /** When each recording begins, in their order; empty ones are left out. */
  List<Long> starts() {
    return sources.stream().map(Source::timeMillis).toList();
  }

  /** Files and first lines of the recordings, in their order. */
  List<String> beginnings() {
    return sources.stream()
        .map(source -> source.current.where() + Instant.ofEpochMilli(source.timeMillis()))
        .toList();
  }

  /** The time of the next event; {@link Long#MAX_VALUE} without one. */
  long nextTimeMillis() {
    Source first = first();
    return first == null ? Long.MAX_VALUE : first.timeMillis();
  }

  /** The next event, lent until the next call; there must be one. */
  RecordedEvent next() {
    Source first = first();
    if (first == null) {
      throw new IllegalStateException("the recordings have ended");
    }
    return first.take();
  }

  /** The price of the first trade or level of {@code symbol} near the beginning, scaled; else 0. */
  long firstPrice(String symbol) {
    for (Source source : sources) {
      long price = source.firstPrice(symbol);
      if (price != 0) {
        return price;
      }
    }
    return 0;
  }

  private @Nullable Source first() {
    Source first = null;
    for (Source source : sources) {
      if (source.has && (first == null || source.timeMillis() < first.timeMillis())) {
        first = source;
      }
    }
    return first;
  }

  /** One recording, read one event ahead. */
  private static final class Source {
    private final Recording recording;
    private final Deque<RecordedEvent> opening = new ArrayDeque<>();
    private RecordedEvent current = new RecordedEvent();
    private RecordedEvent spare = new RecordedEvent();
    private boolean has;
    private long timeMillis;

    Source(Recording recording) {
      this.recording = recording;
    }

    long timeMillis() {
      return timeMillis;
    }

    boolean open() {
      List<RecordedEvent> first = new ArrayList<>();
      RecordedEvent event = new RecordedEvent();
      boolean snapshot = false;
      while (!snapshot && first.size() < OPENING_EVENTS && recording.next(event)) {
        first.add(event.copy());
        snapshot = event.kind == RecordedEvent.Kind.SNAPSHOT;
      }
      opening.addAll(snapshot ? fromSnapshot(first) : first);
      read();
      return has;
    }

    /** A book is whole from its snapshot on: what came before it, but is newer, comes after it. */
    private static List<RecordedEvent> fromSnapshot(List<RecordedEvent> first) {
      RecordedEvent snapshot = first.getLast();
      List<RecordedEvent> ordered = new ArrayList<>();
      ordered.add(snapshot);
      for (RecordedEvent event : first) {
        boolean newer =
            event.kind == RecordedEvent.Kind.DIFF
                && event.symbol.equals(snapshot.symbol)
                && event.updateId >= snapshot.updateId;
        if (newer || (!event.symbol.equals(snapshot.symbol) && isBook(event))) {
          ordered.add(event);
        }
      }
      return ordered;
    }

    private static boolean isBook(RecordedEvent event) {
      return event.kind == RecordedEvent.Kind.DIFF || event.kind == RecordedEvent.Kind.TOP;
    }

    RecordedEvent take() {
      RecordedEvent taken = current;
      current = spare;
      spare = taken;
      read();
      return taken;
    }

    private void read() {
      RecordedEvent prepared = opening.poll();
      if (prepared != null) {
        current = prepared;
        has = true;
      } else {
        has = recording.next(current);
      }
      if (has) {
        if (current.timeMillis < timeMillis - LATE_MAX_MILLIS) {
          throw new RecordingException(
              current.where()
                  + "time goes back by %d s: the recording is not in the order of time"
                      .formatted((timeMillis - current.timeMillis) / 1_000));
        }
        timeMillis = Math.max(timeMillis, current.timeMillis);
      }
    }

    long firstPrice(String symbol) {
      long price = has ? priceOf(current, symbol) : 0;
      for (RecordedEvent event : opening) {
        price = price != 0 ? price : priceOf(event, symbol);
      }
      return price;
    }

    private static long priceOf(RecordedEvent event, String symbol) {
      if (!event.symbol.equals(symbol)) {
        return 0;
      }
      return switch (event.kind) {
        case TRADE, MARK_PRICE -> event.price;
        case SNAPSHOT, TOP -> event.bids > 0 ? event.bidPrice[0] : 0;
        case DIFF -> 0;
      };
    }
  }
}
