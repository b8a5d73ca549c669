package vortex7.venue.simulated.recording;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;

/** The events of a CSV file, checked row by row: their order, their ids, their day. */
abstract class CsvEvents implements EventFile {
  /** How much later than it happened an event may have been published. */
  private static final long LATE_MAX_MILLIS = 30_000;

  private static final long MICROS_FROM = 100_000_000_000_000L;
  private static final long FIRST_MILLIS = Instant.parse("2019-09-01T00:00:00Z").toEpochMilli();
  private static final long LAST_MILLIS = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  protected final FileKind.Found found;
  protected final CsvRows rows;
  protected final Continuity continuity;
  private final String name;
  private String symbolText = "";
  private String symbol = "";
  private long lastMillis;
  private long lastId = Long.MIN_VALUE;
  private long dayBegins;
  private long dayEnds;

  CsvEvents(FileKind.Found found) throws IOException {
    this.found = found;
    name = found.file().toString();
    continuity = new Continuity(name);
    rows = new CsvRows(found.file());
    if (found.header()) {
      rows.next();
    }
    Period.of(found.period())
        .ifPresent(
            period -> {
              dayBegins = period.fromMillis();
              dayEnds = period.toMillis();
            });
  }

  /** Of the event that was just read. */
  long line() {
    return rows.line();
  }

  /** Goes to the next row, which must have the columns of the first. */
  protected final boolean row() {
    if (!rows.next()) {
      return false;
    }
    int expected = found.columns().size();
    if (found.header() ? rows.cells() != expected : rows.cells() < expected) {
      throw new RecordingException(
          rows.where() + "has " + rows.cells() + " columns, the first line names " + expected);
    }
    return true;
  }

  /** Reads the next event; false at the end, and {@code into} is as it was. */
  abstract boolean read(RecordedEvent into);

  @Override
  public final boolean next(RecordedEvent into) {
    if (!read(into)) {
      return false;
    }
    into.source = name;
    into.line = line();
    if (into.timeMillis < lastMillis - LATE_MAX_MILLIS) {
      throw new RecordingException(
          rows.where()
              + "time goes back by %d s: the file is not sorted"
                  .formatted((lastMillis - into.timeMillis) / 1_000));
    }
    lastMillis = Math.max(lastMillis, into.timeMillis);
    continuity.book(into);
    return true;
  }

  /** Epoch milliseconds, from milliseconds or microseconds. */
  protected final long time(int cell, String column) {
    long value = rows.integer(cell, column);
    long millis = value >= MICROS_FROM ? value / 1_000 : value;
    if (millis < FIRST_MILLIS || millis >= LAST_MILLIS) {
      throw rows.wrong(cell, column, "a time after August 2019 in epoch milliseconds");
    }
    if (dayEnds > 0 && (millis < dayBegins || millis >= dayEnds)) {
      throw rows.wrong(cell, column, "in " + found.period() + ", which the file is named after");
    }
    return millis;
  }

  /** A trade's id must be above the one before; missing ones are counted. */
  protected final long tradeId(int cell, String column) {
    long id = rows.integer(cell, column);
    if (id <= lastId) {
      throw rows.wrong(cell, column, "above " + lastId + ": unsorted, or rows stand twice");
    }
    if (lastId != Long.MIN_VALUE && id != lastId + 1) {
      continuity.happened("gaps in the trade ids, whose trades are missing", rows.line());
    }
    lastId = id;
    return id;
  }

  protected final String symbol(int cell) {
    String text = rows.text(cell, symbolText);
    if (!text.equals(symbolText)) {
      symbolText = text;
      symbol = text.toUpperCase(Locale.ROOT);
    }
    return symbol;
  }

  @Override
  public List<String> notes() {
    return continuity.notes();
  }

  @Override
  public long bytesRead() {
    return rows.bytesRead();
  }

  @Override
  public void close() {
    rows.close();
  }
}
