package vortex7.indicator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;
import vortex7.SharedData;

/** Ten thousand real one-minute candles, for us and for the library that is the oracle. */
final class RealCandles {
  static final int COUNT = 10_000;

  final long[] openTime = new long[COUNT];
  final double[] high = new double[COUNT];
  final double[] low = new double[COUNT];
  final double[] close = new double[COUNT];
  final double[] volume = new double[COUNT];
  final BarSeries series =
      new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();

  /** Of {@code symbol}; the test is skipped where the recordings are not at hand. */
  static RealCandles of(String symbol) throws IOException {
    RealCandles candles = new RealCandles();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.file("klines/" + symbol + "-1m.csv.gz"))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (int i = 0; i < COUNT; i++) {
        candles.read(i, lines.readLine().split(",", -1));
      }
    }
    return candles;
  }

  private void read(int i, String[] cells) {
    openTime[i] = Long.parseLong(cells[0]);
    high[i] = Double.parseDouble(cells[2]);
    low[i] = Double.parseDouble(cells[3]);
    close[i] = Double.parseDouble(cells[4]);
    volume[i] = Double.parseDouble(cells[5]);
    series
        .barBuilder()
        .timePeriod(Duration.ofMinutes(1))
        .endTime(Instant.ofEpochMilli(openTime[i]).plusSeconds(60))
        .openPrice(Double.parseDouble(cells[1]))
        .highPrice(high[i])
        .lowPrice(low[i])
        .closePrice(close[i])
        .volume(volume[i])
        .add();
  }
}
