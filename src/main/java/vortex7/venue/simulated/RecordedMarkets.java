package vortex7.venue.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.RecordingException;
import vortex7.matching.replay.ReplayMarket;
import vortex7.matching.replay.ReplayedSymbol;
import vortex7.venue.simulated.recording.CandleFile;
import vortex7.venue.simulated.recording.EventFiles;
import vortex7.venue.simulated.recording.FileRecording;
import vortex7.venue.simulated.recording.RecordingFiles;

/** Makes a market of recordings and the candles that go before them. */
final class RecordedMarkets {
  /** Candles of history that are used: the longest answer of the klines call in 15 minutes each. */
  private static final int MINUTES_MAX = SymbolFeed.CANDLES_KEPT * 15;

  private RecordedMarkets() {}

  /**
   * @param symbols that may trade; those that no recording holds do not
   * @param opener of the files of events
   * @throws RecordingException when a file is missing or broken, or no symbol is recorded
   */
  static MarketSources.Opened open(
      SimulatedVenueSettings.Market.Replay replay, List<Symbol> symbols, EventFiles opener) {
    List<String> recorded = RecordingFiles.symbols(replay.recordings(), opener);
    List<ReplayedSymbol> replayed = new ArrayList<>();
    for (Symbol symbol : symbols) {
      if (recorded.contains(symbol.code())) {
        List<Candle> minutes = CandleFile.of(replay.histories(), symbol.code());
        replayed.add(
            new ReplayedSymbol(
                ListedSymbol.instrumentOf(symbol),
                minutes.subList(Math.max(0, minutes.size() - MINUTES_MAX), minutes.size())));
      }
    }
    if (replayed.isEmpty()) {
      throw new RecordingException(
          replay.recordings() + " hold " + recorded + ", none of " + new TreeSet<>(symbols));
    }
    List<FileRecording> files = RecordingFiles.open(replay.recordings(), opener);
    try {
      List<Recording> recordings = new ArrayList<>(files);
      return new MarketSources.Opened(
          new ReplayMarket(replayed, recordings, replay.queueModel()),
          () -> files.forEach(FileRecording::close));
    } catch (RuntimeException broken) {
      files.forEach(FileRecording::close);
      throw broken;
    }
  }
}
