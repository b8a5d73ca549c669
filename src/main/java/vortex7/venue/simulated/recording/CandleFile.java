package vortex7.venue.simulated.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.replay.RecordingException;

/**
 * One-minute candles from a CSV file, plain or compressed by gzip: open time in epoch milliseconds,
 * open, high, low, close, volume; further columns and a header line are passed over.
 */
public final class CandleFile {
  private static final int COLUMNS = 6;

  private CandleFile() {}

  /**
   * @return the candles, oldest first, each a minute after the one before
   * @throws RecordingException naming file and line of what is no candle, or does not follow the
   *     one before; or a file that is missing
   */
  public static List<Candle> read(Path file) {
    List<Candle> candles = new ArrayList<>();
    long line = 0;
    try (BufferedReader reader = RecordingFiles.reader(file)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        boolean header = line == 1 && !text.isEmpty() && !Character.isDigit(text.charAt(0));
        if (!header && !text.isBlank()) {
          Candle candle = candle(text, file + ":" + line);
          if (!candles.isEmpty()) {
            follows(candles.getLast(), candle, file + ":" + line);
          }
          candles.add(candle);
        }
      }
    } catch (IOException e) {
      throw new RecordingException(file + ":" + line + ": cannot be read: " + e.getMessage(), e);
    }
    if (candles.isEmpty()) {
      throw new RecordingException(file + ": holds no candle");
    }
    return candles;
  }

  /**
   * The files of one symbol's candles in the order of their times, each of which must go on from
   * the one before.
   *
   * @throws RecordingException naming a file that does not
   */
  public static List<Path> inOrder(List<Path> files) {
    record Ends(Path file, Candle first, Candle last) {}
    List<Ends> all = new ArrayList<>();
    for (Path file : files) {
      List<Candle> candles = read(file);
      all.add(new Ends(file, candles.getFirst(), candles.getLast()));
    }
    all.sort(Comparator.comparingLong(ends -> ends.first().openTime()));
    for (int i = 1; i < all.size(); i++) {
      Ends before = all.get(i - 1);
      Ends next = all.get(i);
      long millis = next.first().openTime() - before.last().openTime();
      if (millis != Timeframe.M1.millis()) {
        throw new RecordingException(
            "%s: begins at %s, where %s ends at %s: %s"
                .formatted(
                    next.file(),
                    Instant.ofEpochMilli(next.first().openTime()),
                    before.file(),
                    Instant.ofEpochMilli(before.last().closeTime() + 1),
                    millis > Timeframe.M1.millis()
                        ? "candles are missing between them"
                        : "they overlap"));
      }
    }
    return all.stream().map(Ends::file).toList();
  }

  private static void follows(Candle before, Candle candle, String where) {
    long millis = candle.openTime() - before.openTime();
    if (millis != Timeframe.M1.millis()) {
      throw new RecordingException(
          where + ": a candle must open 60 s after the one before, this one " + millis + " ms");
    }
  }

  /**
   * The candles of {@code symbol} in {@code files}: of the first file whose name begins with the
   * symbol, one with {@code 1m} in its name before others; none when there is no such file.
   */
  public static List<Candle> of(List<Path> files, String symbol) {
    return fileOf(files, symbol).map(CandleFile::read).orElse(List.of());
  }

  /** The file that {@link #of} reads. */
  public static Optional<Path> fileOf(List<Path> files, String symbol) {
    List<Path> named =
        RecordingFiles.files(files).stream().filter(file -> name(file).startsWith(symbol)).toList();
    return named.stream()
        .filter(file -> name(file).contains("1M"))
        .findFirst()
        .or(() -> named.stream().findFirst());
  }

  private static String name(Path file) {
    return file.getFileName().toString().toUpperCase(Locale.ROOT);
  }

  private static Candle candle(String text, String where) {
    String[] cells = text.split(",", -1);
    if (cells.length < COLUMNS) {
      throw new RecordingException(
          where + ": a candle has at least 6 columns, had " + cells.length);
    }
    try {
      long openTime = Long.parseLong(cells[0].trim());
      double open = Double.parseDouble(cells[1]);
      double high = Double.parseDouble(cells[2]);
      double low = Double.parseDouble(cells[3]);
      double close = Double.parseDouble(cells[4]);
      double volume = Double.parseDouble(cells[5]);
      if (!(low > 0.0 && low <= open && low <= close && high >= open && high >= close)) {
        throw new RecordingException(where + ": low ≤ open, close ≤ high does not hold: " + text);
      }
      return new Candle(Timeframe.M1, openTime, open, high, low, close, volume, true);
    } catch (NumberFormatException e) {
      throw new RecordingException(where + ": not a candle: " + text, e);
    }
  }
}
