package vortex7.venue.simulated.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.matching.synthetic.SyntheticSymbol;

/** Records the synthetic market as raw captures, one file a symbol. */
public final class SampleRecording {
  /** 2025-11-19, 12:00 UTC. */
  static final long START = 1_763_553_600_000L;

  private static final long DIFFERENCE_MILLIS = 50;

  private SampleRecording() {}

  /** Trades for {@code millis} and leaves the exchange as it stands then. */
  public static Exchange write(SyntheticSettings settings, long millis, Path folder)
      throws IOException {
    List<CaptureWriter> writers = new ArrayList<>();
    Exchange exchange =
        new Exchange(
            ExchangeRules.documents(),
            new ExchangeListener() {
              @Override
              public void onTrade(
                  Symbol symbol, long id, long price, long quantity, boolean maker, long time) {
                for (CaptureWriter writer : writers) {
                  if (writer.symbol().equals(symbol)) {
                    writer.trade(id, price, quantity, maker, time);
                  }
                }
              }
            });
    SyntheticMarket market = new SyntheticMarket(settings, START);
    market.attach(exchange);
    for (Symbol symbol : exchange.symbols()) {
      String name = symbol.code().toLowerCase(Locale.ROOT) + "_20251119.gz";
      writers.add(new CaptureWriter(exchange.market(symbol), folder.resolve(name)));
    }
    for (long t = START + DIFFERENCE_MILLIS; t <= START + millis; t += DIFFERENCE_MILLIS) {
      market.advance(t);
      for (CaptureWriter writer : writers) {
        if (t == START + 3 * DIFFERENCE_MILLIS) {
          writer.snapshot(t);
        } else {
          writer.difference(t);
        }
      }
    }
    for (CaptureWriter writer : writers) {
      writer.close();
    }
    return exchange;
  }

  /** Writes the candles before the recording, one file a symbol. */
  public static void writeHistory(SyntheticSettings settings, int minutes, Path folder)
      throws IOException {
    SyntheticMarket market = new SyntheticMarket(settings, START);
    market.attach(new Exchange(ExchangeRules.documents(), new ExchangeListener() {}));
    for (SyntheticSymbol symbol : settings.symbols()) {
      StringBuilder text = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
      Symbol name = symbol.instrument().symbol();
      for (Candle c : market.history(name, Timeframe.M1, minutes)) {
        text.append(c.openTime()).append(',').append(c.open()).append(',').append(c.high());
        text.append(',').append(c.low()).append(',').append(c.close()).append(',');
        text.append(c.volume()).append('\n');
      }
      Files.writeString(folder.resolve(name.code() + "-1m.csv"), text);
    }
  }

  /** Writes the sample that the tests read: folder, seconds. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    write(SyntheticSettings.documents(), 1_000L * Long.parseLong(args[1]), folder);
  }
}
