package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import vortex7.market.Symbol;
import vortex7.matching.MarketSource;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.matching.synthetic.SyntheticSymbol;
import vortex7.venue.simulated.SimulatedVenueSettings.Market;
import vortex7.venue.simulated.recording.EventFiles;

/** Makes the market that settings ask for. */
@FunctionalInterface
interface MarketSources {
  /** The markets of the product. */
  MarketSources STANDARD = MarketSources::standard;

  /**
   * A market and what to close when the venue ends.
   *
   * @param close may be called in any state of the market, also twice
   */
  record Opened(MarketSource source, Runnable close) {
    static Opened of(MarketSource source) {
      return new Opened(source, () -> {});
    }
  }

  /**
   * @param startMillis the venue's time at which a market without a time of its own begins
   */
  Opened create(SimulatedVenueSettings settings, long startMillis);

  private static Opened standard(SimulatedVenueSettings settings, long startMillis) {
    return open(
        settings.market(), settings.symbols(), settings.seed(), startMillis, EventFiles.TEXT);
  }

  static Opened open(
      Market market, List<Symbol> symbols, long seed, long startMillis, EventFiles files) {
    return switch (market) {
      case Market.Synthetic ignored -> Opened.of(synthetic(symbols, seed, startMillis));
      case Market.Replay replay -> RecordedMarkets.open(replay, symbols, files);
    };
  }

  private static MarketSource synthetic(List<Symbol> traded, long seed, long startMillis) {
    List<SyntheticSymbol> symbols = new ArrayList<>();
    for (Symbol symbol : traded) {
      symbols.add(SyntheticSymbol.of(ListedSymbol.instrumentOf(symbol), openingPrice(symbol)));
    }
    return new SyntheticMarket(SyntheticSettings.of(symbols, seed), startMillis);
  }

  static BigDecimal openingPrice(Symbol symbol) {
    return ListedSymbol.of(symbol).openingPrice();
  }
}
