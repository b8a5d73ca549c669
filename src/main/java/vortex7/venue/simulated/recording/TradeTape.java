package vortex7.venue.simulated.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vortex7.matching.replay.RecordingException;

/**
 * Trades from a CSV file, plain or compressed by gzip, whose header names at least {@code symbol},
 * {@code timestamp} (epoch microseconds), {@code id}, {@code side} (of the aggressor, buy or sell),
 * {@code price} and {@code amount}, in any order.
 */
public final class TradeTape {
  private static final String[] COLUMNS = {"symbol", "timestamp", "id", "side", "price", "amount"};
  private static final long MICROS_A_MILLI = 1_000;

  /** Told of each trade, in the order of the file. */
  @FunctionalInterface
  public interface Listener {
    void onTrade(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis);
  }

  private TradeTape() {}

  /** The symbol of the first trade; empty when the file is no tape of trades. */
  public static Optional<String> symbol(Path file) {
    try (BufferedReader reader = RecordingFiles.reader(file)) {
      Optional<Map<String, Integer>> columns = columns(reader.readLine());
      String first = columns.isEmpty() ? null : reader.readLine();
      return first == null
          ? Optional.empty()
          : Optional.of(new Row(first, columns.get(), file + ":2").text("symbol"));
    } catch (IOException e) {
      throw new RecordingException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads all of it.
   *
   * @throws RecordingException naming file and line of what is no trade
   */
  public static void read(Path file, Listener listener) {
    long line = 1;
    try (BufferedReader reader = RecordingFiles.reader(file)) {
      Map<String, Integer> columns =
          columns(reader.readLine())
              .orElseThrow(
                  () ->
                      new RecordingException(
                          file + ":1: the header must name " + String.join(", ", COLUMNS)));
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (!text.isBlank()) {
          tell(new Row(text, columns, file + ":" + line), listener);
        }
      }
    } catch (IOException e) {
      throw new RecordingException(file + ":" + line + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static void tell(Row row, Listener listener) {
    String side = row.text("side");
    if (!side.equals("buy") && !side.equals("sell")) {
      throw new RecordingException(row.where + ": side must be buy or sell, was " + side);
    }
    listener.onTrade(
        row.integer("id"),
        row.number("price"),
        row.number("amount"),
        side.equals("sell"),
        row.integer("timestamp") / MICROS_A_MILLI);
  }

  private static Optional<Map<String, Integer>> columns(
      @org.jspecify.annotations.Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String[] names = header.strip().split(",", -1);
    Map<String, Integer> columns = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i], i);
    }
    for (String name : COLUMNS) {
      if (!columns.containsKey(name)) {
        return Optional.empty();
      }
    }
    return Optional.of(columns);
  }

  /** One line of the file. */
  private static final class Row {
    private final String[] cells;
    private final Map<String, Integer> columns;
    private final String where;

    Row(String text, Map<String, Integer> columns, String where) {
      cells = text.split(",", -1);
      this.columns = columns;
      this.where = where;
      if (cells.length < columns.size()) {
        throw new RecordingException(
            where + ": a trade has " + columns.size() + " columns, had " + cells.length);
      }
    }

    String text(String column) {
      return cells[columns.getOrDefault(column, 0)].strip();
    }

    long integer(String column) {
      try {
        return Long.parseLong(text(column));
      } catch (NumberFormatException e) {
        throw wrong(column, e);
      }
    }

    double number(String column) {
      try {
        return Double.parseDouble(text(column));
      } catch (NumberFormatException e) {
        throw wrong(column, e);
      }
    }

    private RecordingException wrong(String column, NumberFormatException cause) {
      return new RecordingException(
          where + ": " + column + " must be a number, was " + text(column), cause);
    }
  }
}
