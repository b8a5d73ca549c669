package vortex7.live.recorder;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vortex7.market.Symbol;

/**
 * The lines of a recording (src/docs/recordings.md): the time of receipt in epoch nanoseconds, a
 * blank, and one message in the venue's envelope of a combined stream. What the venue did not send
 * has streams of our own; readers pass over those that they do not know.
 */
public final class RecordingLines {
  /** Raised when lines mean something else. */
  public static final int FORMAT = 1;

  private RecordingLines() {}

  /** A frame as it came; it must be one line of JSON in the combined stream's envelope. */
  public static String frame(long receivedNanos, String frame) {
    return receivedNanos + " " + frame + "\n";
  }

  /** The first line of each file. */
  public static String header(
      long nanos, String program, String venue, List<Symbol> symbols, List<String> streams) {
    return line(
        nanos,
        "vortex7@header",
        "{\"format\":%d,\"program\":%s,\"venue\":%s,\"symbols\":%s,\"streams\":%s}"
            .formatted(
                FORMAT,
                text(program),
                text(venue),
                texts(symbols.stream().map(Symbol::code).toList()),
                texts(streams)));
  }

  /** Connections of a symbol came or went: what the venue sent in between is not here. */
  public static String connection(long nanos, Symbol symbol, boolean connected, String reason) {
    return line(
        nanos,
        stream(symbol, "connection"),
        "{\"connected\":%b,\"reason\":%s}".formatted(connected, text(reason)));
  }

  /** So many frames came and were not written, since the disk was too slow. */
  public static String lost(long nanos, long frames) {
    return line(nanos, "vortex7@lost", "{\"frames\":%d}".formatted(frames));
  }

  /** The daemon ends: what it still decides may come into no table of the journal. */
  static String ending(long nanos) {
    return line(nanos, "vortex7@ending", "{}");
  }

  /**
   * At a mark the decision went on without some engines' readings: an input like any other.
   *
   * @param mark number of the mark
   * @param eventTime of the mark, the venue's
   * @param engines that were MISSING, such as {@code E2}
   */
  public static String missing(
      long nanos, Symbol symbol, long mark, Instant eventTime, Collection<String> engines) {
    return line(
        nanos,
        stream(symbol, "missing"),
        "{\"mark\":%d,\"T\":%d,\"engines\":%s}"
            .formatted(mark, eventTime.toEpochMilli(), texts(engines)));
  }

  private static String stream(Symbol symbol, String kind) {
    return symbol.code().toLowerCase(Locale.ROOT) + "@" + kind;
  }

  private static String line(long nanos, String stream, String data) {
    return frame(nanos, "{\"stream\":\"" + stream + "\",\"data\":" + data + "}");
  }

  private static String texts(Collection<String> texts) {
    return texts.stream().map(RecordingLines::text).collect(Collectors.joining(",", "[", "]"));
  }

  /** Readers of recordings know no escapes: what would need one becomes an apostrophe. */
  private static String text(String text) {
    return "\"" + text.replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"";
  }
}
