package vortex7.signal;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;

/**
 * The thresholds of E2.
 *
 * @param velocityMillis the short window of the velocity ratio
 * @param baseMillis the long window of velocity and volume spike
 * @param baseTradesMin with fewer trades in the long window the velocity ratio is 1
 * @param aggressorMillis window of the aggressor ratio
 * @param bullishAbove aggressor ratio that votes long
 * @param bearishBelow aggressor ratio that votes short
 * @param streakWindow trades that a run is counted in
 * @param streakMin run that is a burst and votes
 * @param spikeMillis short window of the volume spike
 * @param spikeAbove spike ratio that is a spike
 * @param bigTradeNotional quote units above which a trade is big
 * @param bigTradeMemoryMillis how long it is remembered
 * @param deltaMillis width of a volume delta
 * @param deltaCount deltas in the slope
 * @param deltaDeadBand the slope votes beyond this multiple of the mean quantity a second
 * @param deltaMeanMillis window of that mean
 * @param votesMin sum of votes that makes a direction
 * @param streakWeight, aggressorWeight, velocityWeight the parts of strength
 * @param velocityNorm velocity ratio minus 1 that counts fully
 * @param tradesStaleMillis silence of the trade stream that makes the reading STALE
 * @param warmUpMillis of trades before the first valid reading
 */
public record TickRules(
    long velocityMillis,
    long baseMillis,
    int baseTradesMin,
    long aggressorMillis,
    double bullishAbove,
    double bearishBelow,
    int streakWindow,
    int streakMin,
    long spikeMillis,
    double spikeAbove,
    double bigTradeNotional,
    long bigTradeMemoryMillis,
    long deltaMillis,
    int deltaCount,
    double deltaDeadBand,
    long deltaMeanMillis,
    int votesMin,
    double streakWeight,
    double aggressorWeight,
    double velocityWeight,
    double velocityNorm,
    long tradesStaleMillis,
    long warmUpMillis) {

  private static final SortedMap<String, Double> CALIBRATED_BIG_TRADES =
      new TreeMap<>(Map.of("BTCUSDT", 250_000.0, "ETHUSDT", 100_000.0));

  public static TickRules documents() {
    return of(0.65, 0.35, 50_000, 0);
  }

  /** Of most symbols; {@link #calibrated(Symbol)} knows those whose big trades are bigger. */
  public static TickRules calibrated() {
    return of(0.80, 0.20, 50_000, 0.10);
  }

  public static TickRules calibrated(Symbol symbol) {
    double bigTrade =
        CALIBRATED_BIG_TRADES.getOrDefault(symbol.code(), calibrated().bigTradeNotional());
    return of(0.80, 0.20, bigTrade, 0.10);
  }

  private static TickRules of(double bullish, double bearish, double bigTrade, double deadBand) {
    return new TickRules(
        1_000, 30_000, 30, 5_000, bullish, bearish, 20, 8, 3_000, 2.5, bigTrade, 5_000, 5_000, 6,
        deadBand, 300_000, 2, 0.35, 0.35, 0.30, 2.0, 30_000, 30_000);
  }
}
