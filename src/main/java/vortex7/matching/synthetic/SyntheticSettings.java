package vortex7.matching.synthetic;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import vortex7.market.Symbol;

/**
 * What a synthetic market is made of.
 *
 * @param seed the same seed, symbols and start give the same market, to the bit
 * @param symbols traded, each once
 * @param opening how long the market is lively at first; none if zero
 * @param openingBursts bursts of aggression while it is, relative to the ordinary
 * @param history how far candles reach back before the first trade
 * @param markedSymbol a symbol that is not traded but has a mark price, for fees paid in its asset
 * @param markedPrice where that mark begins, quote units
 * @param book the kinds of book that there are
 */
public record SyntheticSettings(
    long seed,
    List<SyntheticSymbol> symbols,
    Duration opening,
    double openingBursts,
    Duration history,
    Symbol markedSymbol,
    BigDecimal markedPrice,
    BookRegime book) {

  /**
   * The seed of a market that nobody chose one for: strategy A enters in at least one symbol within
   * its first minutes, however the clients time their orders.
   */
  public static final long DEFAULT_SEED = 7;

  public SyntheticSettings {
    symbols = List.copyOf(symbols);
    if (symbols.isEmpty()) {
      throw new IllegalArgumentException("a market needs at least 1 symbol, had 0");
    }
    long distinct = symbols.stream().map(SyntheticSymbol::symbol).distinct().count();
    if (distinct != symbols.size()) {
      throw new IllegalArgumentException("each symbol may be listed once, was " + symbols);
    }
    if (history.toMinutes() < 15) {
      throw new IllegalArgumentException("history must be at least 15 min, was " + history);
    }
  }

  /** BTCUSDT and ETHUSDT with 8 100 minutes of candles: 540 of the longest timeframe. */
  public static SyntheticSettings documents() {
    return of(List.of(SyntheticSymbol.bitcoin(), SyntheticSymbol.ether()), DEFAULT_SEED);
  }

  public static SyntheticSettings of(List<SyntheticSymbol> symbols, long seed) {
    return new SyntheticSettings(
        seed,
        symbols,
        Duration.ofMinutes(12),
        2.2,
        Duration.ofMinutes(8_100),
        Symbol.of("BNBUSDT"),
        new BigDecimal("600.00"),
        BookRegime.SWITCHING);
  }

  public SyntheticSettings withSeed(long other) {
    return new SyntheticSettings(
        other, symbols, opening, openingBursts, history, markedSymbol, markedPrice, book);
  }

  /** This market as it is when its lively beginning is over. */
  public SyntheticSettings withoutOpening() {
    return new SyntheticSettings(
        seed, symbols, Duration.ZERO, openingBursts, history, markedSymbol, markedPrice, book);
  }

  /** This market with only one kind of book. */
  public SyntheticSettings withBook(BookRegime only) {
    return new SyntheticSettings(
        seed, symbols, opening, openingBursts, history, markedSymbol, markedPrice, only);
  }
}
