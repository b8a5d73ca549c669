package vortex7.matching.synthetic;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.PastPositioning;
import vortex7.matching.Positioning;

/**
 * What a crowd did before its market began: open interest and shares at the close of each
 * five-minute candle of that time. It depends on nothing but the candles and the seed.
 *
 * <p>Positions are built while it is calm and given up while it is violent, in proportion to what
 * is traded, and return to their mean within a day or two; small accounts rest against the move,
 * large ones are with it.
 */
final class CrowdPast {
  private static final long STEP_MILLIS = Timeframe.M5.millis();

  private static final double STEP_MINUTES = STEP_MILLIS / 60_000.0;

  /** Share of what is traded that is held: the rest passes from hand to hand within minutes. */
  private static final double HELD = 0.35;

  /** How much more is opened than closed while open interest is low by its whole mean. */
  private static final double RETURNS = 0.6;

  /** How much less is opened than closed while it is e times as volatile as ordinarily. */
  private static final double UNWINDS = 0.12;

  private static final double UNWINDS_MOST = 0.30;

  /** Candles over which the volatility of the moment is reckoned. */
  private static final double VOLATILITY_CANDLES = 4.0;

  /** Deviation of what open interest does in five minutes of the ordinary without a reason. */
  private static final double NOISE = 0.0005;

  /** What the long share of small accounts loses in a move of one deviation of four hours. */
  private static final double AGAINST = 0.012;

  /** And what that of the large positions gains. */
  private static final double WITH = 0.006;

  /** Over so many candles a move is forgotten. */
  private static final double MOVE_CANDLES = 48.0;

  private final List<Candle> candles;
  private final double[] open;
  private final double[] moved;

  /** From closed five-minute candles without gaps, oldest first. */
  CrowdPast(SyntheticSymbol market, MarketRandom random, List<Candle> candles) {
    this.candles = List.copyOf(candles);
    open = new double[candles.size()];
    moved = new double[candles.size()];
    double ordinary = market.minuteVolatility() * StrictMath.sqrt(STEP_MINUTES);
    double level = 1.0;
    double variance = 1.0;
    double move = 0.0;
    for (int i = 0; i < open.length; i++) {
      Candle candle = this.candles.get(i);
      double deviations = StrictMath.log(candle.close() / candle.open()) / ordinary;
      variance += (deviations * deviations - variance) / VOLATILITY_CANDLES;
      double minutes = candle.volume() * candle.close() / market.medianMinuteNotional();
      double logVolatility = 0.5 * StrictMath.log(Math.max(0.05, variance));
      double unwinds = Math.clamp(UNWINDS * logVolatility, -UNWINDS_MOST, UNWINDS_MOST);
      double drawn = 2.0 * HELD * (RETURNS * (1.0 - level) - unwinds);
      double noise = NOISE * StrictMath.sqrt(minutes / STEP_MINUTES) * random.gaussian();
      level += drawn * minutes / Crowd.MINUTES_OPEN + noise;
      move += deviations - move / MOVE_CANDLES;
      open[i] = level;
      moved[i] = move / StrictMath.sqrt(MOVE_CANDLES);
    }
  }

  /** Open interest at the end relative to its mean. */
  double level() {
    return open.length == 0 ? 1.0 : open[open.length - 1];
  }

  /**
   * The last {@code limit} moments, which lead to {@code end}, how the crowd stood when its market
   * began.
   */
  List<PastPositioning> leadingTo(Positioning end, int limit) {
    int from = Math.max(0, open.length - limit);
    List<PastPositioning> past = new ArrayList<>(open.length - from);
    for (int i = from; i < open.length; i++) {
      Candle candle = candles.get(i);
      double since = moved[i] - moved[open.length - 1];
      double steps = (double) end.openInterestSteps() * open[i] / level();
      past.add(
          new PastPositioning(
              candle.openTime() + STEP_MILLIS,
              candle.close(),
              new Positioning(
                  Math.round(steps),
                  share(end.longAccounts() - AGAINST * since),
                  share(end.topLongAccounts() + WITH * since),
                  share(end.topLongPositions() + WITH * since))));
    }
    return past;
  }

  private static double share(double of) {
    return Math.clamp(of, 0.05, 0.95);
  }
}
