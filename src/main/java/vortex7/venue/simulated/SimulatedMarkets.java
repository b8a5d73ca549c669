package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.List;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.matching.MarketSource;
import vortex7.venue.simulated.SimulatedVenueSettings.Market;
import vortex7.venue.simulated.recording.EventFiles;

/** The simulated venue's markets alone, for whoever drives one in process, without the venue. */
public final class SimulatedMarkets {
  private SimulatedMarkets() {}

  /** A market that is open until it is closed. */
  public record Open(MarketSource source, Runnable ending) implements AutoCloseable {
    @Override
    public void close() {
      ending.run();
    }
  }

  /**
   * The market that the simulated venue would have.
   *
   * @param startMillis the venue's time at which a market without a time of its own begins
   * @throws vortex7.matching.replay.RecordingException when a recording cannot be used
   * @throws IllegalArgumentException for a symbol that the venue does not list
   */
  public static Open open(Market market, List<Symbol> symbols, long seed, long startMillis) {
    return open(market, symbols, seed, startMillis, EventFiles.TEXT);
  }

  /** The same, its recordings opened by {@code files}. */
  public static Open open(
      Market market, List<Symbol> symbols, long seed, long startMillis, EventFiles files) {
    MarketSources.Opened opened = MarketSources.open(market, symbols, seed, startMillis, files);
    return new Open(opened.source(), opened.close());
  }

  /** What the venue allows for a listed symbol. */
  public static Instrument instrument(Symbol symbol) {
    return ListedSymbol.instrumentOf(symbol);
  }

  /** What a listed symbol opens with in a market without a past, quote units. */
  public static BigDecimal openingPrice(Symbol symbol) {
    return MarketSources.openingPrice(symbol);
  }
}
