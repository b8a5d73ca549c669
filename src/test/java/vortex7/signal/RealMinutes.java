package vortex7.signal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import vortex7.SharedData;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/** Recorded one-minute candles, and the longer ones that they make. */
final class RealMinutes {
  private RealMinutes() {}

  /** The first {@code count} of {@code symbol}; skips the test where the recordings are not. */
  static List<Candle> of(String symbol, int count) throws IOException {
    List<Candle> candles = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.file("klines/" + symbol + "-1m.csv.gz"))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (int i = 0; i < count; i++) {
        candles.add(candle(lines.readLine().split(",", -1)));
      }
    }
    return candles;
  }

  private static Candle candle(String[] cells) {
    return new Candle(
        Timeframe.M1,
        Long.parseLong(cells[0]),
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]),
        true);
  }

  /** Whole candles of {@code timeframe}, on its grid. */
  static List<Candle> joined(List<Candle> minutes, Timeframe timeframe) {
    int n = (int) (timeframe.millis() / Timeframe.M1.millis());
    List<Candle> joined = new ArrayList<>();
    int from = 0;
    while (minutes.get(from).openTime() % timeframe.millis() != 0) {
      from++;
    }
    for (int i = from; i + n <= minutes.size(); i += n) {
      List<Candle> part = minutes.subList(i, i + n);
      joined.add(
          new Candle(
              timeframe,
              part.getFirst().openTime(),
              part.getFirst().open(),
              part.stream().mapToDouble(Candle::high).max().orElseThrow(),
              part.stream().mapToDouble(Candle::low).min().orElseThrow(),
              part.getLast().close(),
              part.stream().mapToDouble(Candle::volume).sum(),
              true));
    }
    return joined;
  }
}
