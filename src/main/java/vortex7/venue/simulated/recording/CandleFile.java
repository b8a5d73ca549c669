package vortex7.venue.simulated.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   * @return the candles in the file's order, which is oldest first
   * @throws RecordingException naming file and line of what is no candle
   * @throws UncheckedIOException when the file cannot be read
   */
  public static List<Candle> read(Path file) {
    List<Candle> candles = new ArrayList<>();
    long line = 0;
    try (BufferedReader reader = RecordingFiles.reader(file)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        boolean header = line == 1 && !text.isEmpty() && !Character.isDigit(text.charAt(0));
        if (!header && !text.isBlank()) {
          candles.add(candle(text, file + ":" + line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " after line " + line, e);
    }
    if (candles.isEmpty()) {
      throw new RecordingException(file + ": holds no candle");
    }
    return candles;
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
