package vortex7.matching.synthetic;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.PastBar;

/**
 * Candles that were never traded: a symbol's past before its market begins, generated with the
 * volatility clustering of real one-minute candles.
 *
 * <p>Volatility is that of the {@link Weather} and of the hour of the day; returns are heavy-tailed
 * and share a factor between symbols; highs and lows are those of a Brownian bridge between open
 * and close. Each candle opens at the close before it.
 */
final class CandlePath {
  /** Correlation with the common factor relative to that of traded prices: minutes add own news. */
  private static final double CANDLE_SHARE = 0.88;

  /** Towards the end volatility returns to its median over this many minutes. */
  private static final double SETTLING_MINUTES = 120.0;

  private static final double DAY_MINUTES = 1_440.0;

  private final SyntheticSymbol market;
  private final long seed;
  private final long stepMillis;
  private final double stepMinutes;
  private final String stream;

  /** Of one-minute candles. */
  CandlePath(SyntheticSymbol market, long seed) {
    this(market, seed, Timeframe.M1.millis(), "candles");
  }

  private CandlePath(SyntheticSymbol market, long seed, long stepMillis, String stream) {
    this.market = market;
    this.seed = seed;
    this.stepMillis = stepMillis;
    this.stepMinutes = stepMillis / 60_000.0;
    this.stream = stream;
  }

  /** Of longer bars, with chances of their own: a distant past, which no minutes make up. */
  static CandlePath distant(SyntheticSymbol market, long seed, long stepMillis) {
    return new CandlePath(market, seed, stepMillis, "bars " + stepMillis);
  }

  /**
   * {@code count} one-minute candles, the last of which ends at {@code endMillis} and {@code
   * endPrice}.
   */
  List<Candle> endingAt(long endMillis, double endPrice, int count) {
    return minutes(barsEndingAt(endMillis, endPrice, count));
  }

  /** {@code count} bars, the last of which ends at {@code endMillis} and {@code endPrice}. */
  List<PastBar> barsEndingAt(long endMillis, double endPrice, int count) {
    return build(endMillis - count * stepMillis, count, Double.NaN, endPrice);
  }

  /**
   * {@code count} one-minute candles from {@code startMillis} that lead from one price to the
   * other.
   */
  List<Candle> between(long startMillis, double startPrice, double endPrice, int count) {
    return count == 0 ? List.of() : minutes(build(startMillis, count, startPrice, endPrice));
  }

  private static List<Candle> minutes(List<PastBar> bars) {
    List<Candle> candles = new ArrayList<>(bars.size());
    for (PastBar bar : bars) {
      candles.add(
          new Candle(
              Timeframe.M1,
              bar.openTime(),
              bar.open(),
              bar.high(),
              bar.low(),
              bar.close(),
              bar.volume(),
              true));
    }
    return candles;
  }

  private List<PastBar> build(long startMillis, int count, double startPrice, double endPrice) {
    MarketRandom common = MarketRandom.of(seed, stream);
    MarketRandom own = MarketRandom.of(seed, stream + " " + market.symbol().code());
    double[] sigma = new double[count];
    double[] path = new double[count + 1];
    Weather commonWeather = Weather.any(common);
    Weather ownWeather = Weather.any(own);
    double share = CANDLE_SHARE * market.commonShare();
    double rest = StrictMath.sqrt(1.0 - share * share);
    for (int i = 0; i < count; i++) {
      double settled = Math.min(1.0, (count - i) * stepMinutes / SETTLING_MINUTES);
      double level =
          Fundamental.logVolatility(commonWeather.step(stepMinutes), ownWeather.step(stepMinutes));
      double hour = withinDay() ? TimeOfDay.volatility(startMillis + i * stepMillis) : 1.0;
      sigma[i] =
          market.minuteVolatility()
              * StrictMath.sqrt(stepMinutes)
              * StrictMath.exp(level * settled)
              * (1.0 + (hour - 1.0) * settled);
      double shock = share * common.heavyTailed() + rest * own.heavyTailed();
      path[i + 1] = path[i] + sigma[i] * shock;
    }
    pin(path, startPrice, endPrice);
    return bars(startMillis, path, sigma, own);
  }

  private boolean withinDay() {
    return stepMinutes < DAY_MINUTES;
  }

  /** Moves the path to end at {@code endPrice}, and bends it to begin at {@code startPrice}. */
  private static void pin(double[] path, double startPrice, double endPrice) {
    int last = path.length - 1;
    double shift = StrictMath.log(endPrice) - path[last];
    double bend = Double.isNaN(startPrice) ? 0.0 : StrictMath.log(startPrice) - (path[0] + shift);
    for (int i = 0; i <= last; i++) {
      path[i] += shift + bend * (last - i) / last;
    }
  }

  private List<PastBar> bars(long startMillis, double[] path, double[] sigma, MarketRandom random) {
    List<PastBar> bars = new ArrayList<>(sigma.length);
    double open = tick(StrictMath.exp(path[0]));
    for (int i = 0; i < sigma.length; i++) {
      double move = path[i + 1] - path[i];
      double up = 0.5 * (move + bridge(move, sigma[i], random));
      double down = 0.5 * (move - bridge(move, sigma[i], random));
      double close = tick(StrictMath.exp(path[i + 1]));
      double high = Math.max(Math.max(open, close), tick(StrictMath.exp(path[i] + up)));
      double low = Math.min(Math.min(open, close), tick(StrictMath.exp(path[i] + down)));
      long openTime = startMillis + i * stepMillis;
      double volume = volume(openTime, close, sigma[i], move, random);
      bars.add(new PastBar(openTime, openTime + stepMillis - 1, open, high, low, close, volume));
      open = close;
    }
    return bars;
  }

  /** The farthest point of a Brownian bridge over {@code move}, less its far end. */
  private static double bridge(double move, double sigma, MarketRandom random) {
    double log = StrictMath.log(1.0 - random.uniform());
    return StrictMath.sqrt(move * move - 2.0 * sigma * sigma * log);
  }

  private double volume(
      long openTime, double price, double sigma, double move, MarketRandom random) {
    double busy = sigma / (market.minuteVolatility() * StrictMath.sqrt(stepMinutes));
    double surprise = Math.min(3.0, Math.abs(move) / sigma) - 0.8;
    double notional =
        random.logNormal(market.medianMinuteNotional() * stepMinutes, 0.45)
            * StrictMath.pow(busy, 1.1)
            * StrictMath.exp(0.4 * surprise)
            * (withinDay() ? TimeOfDay.volume(openTime) : 1.0);
    double step = market.step();
    return roundTo(Math.max(step, notional / price), step);
  }

  private double tick(double price) {
    return roundTo(price, market.tick());
  }

  /** {@code value} at the nearest multiple of {@code step}, as that decimal's closest double. */
  private static double roundTo(double value, double step) {
    double perUnit = Math.rint(1.0 / step);
    return perUnit >= 1.0 ? Math.rint(value * perUnit) / perUnit : Math.rint(value / step) * step;
  }
}
