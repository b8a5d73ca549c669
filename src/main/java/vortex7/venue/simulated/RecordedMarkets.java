package vortex7.venue.simulated;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.replay.CaptureParser;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.RecordingException;
import vortex7.matching.replay.ReplayMarket;
import vortex7.matching.replay.ReplayedSymbol;

/** Opens recordings and the candles that go before them, and makes a market of them. */
final class RecordedMarkets {
  /** Lines at a file's beginning in which its symbol shows. */
  private static final int LINES_TO_LOOK_AT = 500;

  /** Candles of history that are used: the longest answer of the klines call in 15 minutes each. */
  private static final int MINUTES_MAX = SymbolFeed.CANDLES_KEPT * 15;

  private RecordedMarkets() {}

  /**
   * @param symbols that may trade; those that no recording holds do not
   * @throws RecordingException when a file is broken, or no symbol is recorded
   * @throws UncheckedIOException when a file cannot be read
   */
  static MarketSources.Opened open(
      SimulatedVenueSettings.Market.Replay replay, List<Symbol> symbols) {
    List<CaptureFile> files = new ArrayList<>();
    try {
      TreeSet<String> recorded = new TreeSet<>();
      for (Path path : expanded(replay.recordings())) {
        recorded.addAll(symbolsOf(path));
        files.add(CaptureFile.open(path));
      }
      List<ReplayedSymbol> replayed = new ArrayList<>();
      for (Symbol symbol : symbols) {
        if (recorded.contains(symbol.code())) {
          replayed.add(
              new ReplayedSymbol(
                  ListedSymbol.instrumentOf(symbol), history(replay.histories(), symbol)));
        }
      }
      if (replayed.isEmpty()) {
        throw new RecordingException(
            "the recordings hold " + recorded + ", none of which is among " + symbols);
      }
      List<Recording> recordings = new ArrayList<>(files);
      return new MarketSources.Opened(
          new ReplayMarket(replayed, recordings, replay.queueModel()), () -> close(files));
    } catch (IOException unreadable) {
      close(files);
      throw new UncheckedIOException(unreadable);
    } catch (RuntimeException broken) {
      close(files);
      throw broken;
    }
  }

  private static void close(List<CaptureFile> files) {
    for (CaptureFile file : files) {
      try {
        file.close();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  /** Folders stand for the files in them, by name. */
  private static List<Path> expanded(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> inside = Files.list(path)) {
          inside.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static TreeSet<String> symbolsOf(Path path) throws IOException {
    TreeSet<String> symbols = new TreeSet<>();
    CaptureParser parser = new CaptureParser();
    RecordedEvent event = new RecordedEvent();
    try (BufferedReader lines = CaptureFile.reader(path)) {
      String line = lines.readLine();
      for (int i = 0; i < LINES_TO_LOOK_AT && line != null; i++) {
        if (parser.parse(line, event)) {
          symbols.add(event.symbol);
        }
        line = lines.readLine();
      }
    } catch (RecordingException broken) {
      throw new RecordingException(path + ": " + broken.getMessage(), broken);
    }
    return symbols;
  }

  /** The file whose name begins with the symbol; no candles when there is none. */
  private static List<Candle> history(List<Path> files, Symbol symbol) throws IOException {
    for (Path file : expanded(files)) {
      String name = file.getFileName().toString().toUpperCase(Locale.ROOT);
      if (name.startsWith(symbol.code())) {
        return candles(file);
      }
    }
    return List.of();
  }

  /** Lines {@code open_time_ms,open,high,low,close,volume} under a heading, oldest first. */
  private static List<Candle> candles(Path file) throws IOException {
    List<Candle> candles = new ArrayList<>();
    try (BufferedReader lines = CaptureFile.reader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isEmpty() && Character.isDigit(line.charAt(0))) {
          candles.add(candle(file, number, line));
        }
      }
    }
    return candles.subList(Math.max(0, candles.size() - MINUTES_MAX), candles.size());
  }

  private static Candle candle(Path file, int number, String line) {
    String[] fields = line.split(",", -1);
    try {
      return new Candle(
          Timeframe.M1,
          Long.parseLong(fields[0]),
          Double.parseDouble(fields[1]),
          Double.parseDouble(fields[2]),
          Double.parseDouble(fields[3]),
          Double.parseDouble(fields[4]),
          Double.parseDouble(fields[5]),
          true);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
      throw new RecordingException(
          file + ":" + number + ": expected open_time_ms,open,high,low,close,volume", malformed);
    }
  }
}
