package vortex7.signal;

import vortex7.indicator.Adx;
import vortex7.indicator.Atr;
import vortex7.indicator.Channel;
import vortex7.indicator.Ema;
import vortex7.indicator.PercentileWindow;
import vortex7.indicator.SlidingMean;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.signal.RegimeReading.Overrides;

/**
 * E5: what kind of market it is, from closed candles, the spread and the leading symbols'
 * correlation. Volatility and phase are judged at the first mark of each half minute of event time,
 * and anew when a 3m candle has closed; the spread at each book. Lost trades do not matter here,
 * and the next book brings its spread with it.
 */
public final class RegimeEngine implements SignalEngine {
  private static final long NEVER = Long.MIN_VALUE;

  private final RegimeRules rules;
  private final RegimeRules.TrendRules trend;
  private final PercentileWindow lastDay;
  private final SlidingMean spreads;
  private final Adx adx;
  private final Ema average;
  private final Channel channel;

  /** The warm averages at the last closes, oldest overwritten. */
  private final double[] averages;

  private Atr atrMinute;
  private Atr atrThree;
  private int closedAverages;
  private double slopePct = Double.NaN;
  private double atrPct = Double.NaN;
  private double lastClose = Double.NaN;
  private double price = Double.NaN;
  private double spread = Double.NaN;
  private boolean spreadOk;
  private boolean candlesStale;
  private long judgedAt = NEVER;
  private VolatilityPhase volatility = VolatilityPhase.NORMAL;
  private MarketPhase phase = MarketPhase.UNKNOWN;
  private double correlation = Double.NaN;
  private long riskOffUntil;

  public RegimeEngine(RegimeRules rules) {
    this.rules = rules;
    trend = rules.trend();
    lastDay = new PercentileWindow(rules.window());
    spreads = new SlidingMean(rules.spreadMeanWindow());
    adx = new Adx(trend.adxPeriod());
    average = new Ema(trend.emaPeriod());
    averages = new double[trend.slopeCandles()];
    channel = new Channel(trend.channelCandles());
    atrMinute = Atr.over(rules.atrPeriod());
    atrThree = Atr.over(rules.atrPeriod());
  }

  @Override
  public EngineId id() {
    return EngineId.REGIME;
  }

  @Override
  public void onBook(BookSnapshot book) {
    price = book.microPrice();
    double bid = book.bidPrice[0];
    spread = (book.askPrice[0] - bid) / bid;
    boolean abnormal =
        spreads.size() > 0
            && spread > rules.spreadMeanFactor() * spreads.mean()
            && spread > rules.spreadMeanFloor();
    spreadOk = spread <= rules.spreadMax() && !abnormal;
    spreads.add(spread);
  }

  @Override
  public void onCandle(Candle candle) {
    if (!candle.closed()) {
      return;
    }
    if (candle.timeframe() == Timeframe.M1) {
      atrMinute = atrMinute.plus(candle.high(), candle.low(), candle.close());
    } else if (candle.timeframe() == Timeframe.M3) {
      closeThree(candle);
      judgedAt = NEVER;
    }
  }

  private void closeThree(Candle candle) {
    double close = candle.close();
    lastClose = close;
    adx.add(candle.high(), candle.low(), close);
    channel.add(candle.high(), candle.low());
    atrThree = atrThree.plus(candle.high(), candle.low(), close);
    if (atrThree.warm()) {
      atrPct = atrThree.value() / close;
      lastDay.add(atrPct);
    }
    average.add(close);
    if (average.warm()) {
      int oldest = closedAverages % averages.length;
      if (closedAverages >= averages.length) {
        slopePct = (average.value() - averages[oldest]) / averages.length / close;
      }
      averages[oldest] = average.value();
      closedAverages++;
    }
  }

  @Override
  public void onObservation(Observation observation) {
    if (observation instanceof Observation.Correlation told) {
      correlation = told.correlation();
      riskOffUntil = told.riskOffUntil();
    }
  }

  private void judge() {
    volatility = volatilityNow();
    phase = phaseNow();
  }

  private boolean volatilityKnown() {
    return lastDay.size() >= rules.windowMin();
  }

  private VolatilityPhase volatilityNow() {
    if (!volatilityKnown()) {
      return VolatilityPhase.NORMAL;
    }
    if (atrPct < lastDay.percentile(rules.lowBelow())) {
      return VolatilityPhase.LOW;
    }
    if (atrPct < lastDay.percentile(rules.highFrom())) {
      return VolatilityPhase.NORMAL;
    }
    return atrPct < lastDay.percentile(rules.extremeFrom())
        ? VolatilityPhase.HIGH
        : VolatilityPhase.EXTREME;
  }

  private MarketPhase phaseNow() {
    if (!adx.warm() || Double.isNaN(slopePct) || !channel.warm() || !atrThree.warm()) {
      return MarketPhase.UNKNOWN;
    }
    if (adx.value() > trend.trendingAbove() && Math.abs(slopePct) > trend.slopeAbove()) {
      return MarketPhase.TRENDING;
    }
    if (adx.value() <= trend.choppyUpTo()) {
      return MarketPhase.CHOPPY;
    }
    return !trend.channelTest() || insideChannel() ? MarketPhase.RANGING : MarketPhase.TRENDING;
  }

  /** Before the first book the last close is the price. */
  private boolean insideChannel() {
    double now = Double.isNaN(price) ? lastClose : price;
    double widening = trend.channelWidenAtr() * atrThree.value();
    return now >= channel.low() - widening && now <= channel.high() + widening;
  }

  @Override
  public void onStale(FeedStream stream) {
    candlesStale |= stream == FeedStream.CANDLES;
  }

  @Override
  public void onFresh(FeedStream stream) {
    candlesStale &= stream != FeedStream.CANDLES;
  }

  @Override
  public RegimeReading reading(long markTime) {
    long judgement = Math.floorDiv(markTime, rules.judgeMillis());
    if (judgement != judgedAt) {
      judgedAt = judgement;
      judge();
    }
    RegimeRules.PhaseRules effect = rules.of(volatility);
    boolean riskOff = markTime < riskOffUntil;
    return new RegimeReading(
        validity(),
        atrMinute.warm() ? atrMinute.value() : Double.NaN,
        atrPct,
        volatility,
        phase,
        adx.warm() ? adx.value() : Double.NaN,
        slopePct,
        spread,
        spreadOk,
        new Overrides(
            effect.flowMultiplier(),
            effect.flowMultiplier(),
            phase == MarketPhase.TRENDING ? trend.technicalMultiplier() : 1,
            phase == MarketPhase.RANGING ? trend.sentimentMultiplier() : 1),
        effect.tpMultiplier(),
        effect.slMultiplier(),
        effect.leverageMax(),
        size(riskOff),
        preference(),
        correlation,
        riskOff);
  }

  /** The smallest of the factors that hold, never their product. */
  private double size(boolean riskOff) {
    double ofPhase = phase == MarketPhase.CHOPPY ? trend.choppySize() : 1;
    return Math.min(ofPhase, riskOff ? rules.riskOffSize() : 1);
  }

  private StrategyPreference preference() {
    if (volatility == VolatilityPhase.EXTREME) {
      return StrategyPreference.NONE;
    }
    if (!volatilityKnown()) {
      return StrategyPreference.ANY;
    }
    return switch (phase) {
      case TRENDING -> StrategyPreference.A;
      case RANGING -> StrategyPreference.B;
      case CHOPPY -> StrategyPreference.C;
      case UNKNOWN -> StrategyPreference.ANY;
    };
  }

  private Validity validity() {
    if (candlesStale) {
      return Validity.STALE;
    }
    return !volatilityKnown() || phase == MarketPhase.UNKNOWN ? Validity.NOT_WARM : Validity.VALID;
  }
}
