package vortex7.signal;

import vortex7.indicator.Atr;
import vortex7.indicator.PercentileWindow;
import vortex7.indicator.SlidingMean;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/** E5's volatility and spread: how far price moves, and whether entering is too dear. */
public final class RegimeEngine implements SignalEngine {
  private final RegimeRules rules;
  private final PercentileWindow lastDay;
  private final SlidingMean spreads;
  private Atr atrMinute;
  private Atr atrThree;
  private double atrPct = Double.NaN;
  private double spread = Double.NaN;
  private boolean spreadOk;
  private boolean candlesStale;
  private VolatilityPhase phase = VolatilityPhase.NORMAL;

  public RegimeEngine(RegimeRules rules) {
    this.rules = rules;
    lastDay = new PercentileWindow(rules.window());
    spreads = new SlidingMean(rules.spreadMeanWindow());
    atrMinute = Atr.over(rules.atrPeriod());
    atrThree = Atr.over(rules.atrPeriod());
  }

  @Override
  public EngineId id() {
    return EngineId.REGIME;
  }

  @Override
  public void onTrade(
      long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    // Trades move nothing here; candles and books do.
  }

  @Override
  public void onBook(BookSnapshot book) {
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
      atrThree = atrThree.plus(candle.high(), candle.low(), candle.close());
      if (atrThree.warm()) {
        judge(atrThree.value() / candle.close());
      }
    }
  }

  private void judge(double value) {
    atrPct = value;
    lastDay.add(value);
    if (lastDay.size() < rules.windowMin()) {
      phase = VolatilityPhase.NORMAL;
    } else if (value < lastDay.percentile(rules.lowBelow())) {
      phase = VolatilityPhase.LOW;
    } else if (value < lastDay.percentile(rules.highFrom())) {
      phase = VolatilityPhase.NORMAL;
    } else if (value < lastDay.percentile(rules.extremeFrom())) {
      phase = VolatilityPhase.HIGH;
    } else {
      phase = VolatilityPhase.EXTREME;
    }
  }

  /** Lost trades do not matter here, and the next book brings its spread with it. */
  @Override
  public void onGap(FeedStream stream) {}

  @Override
  public void onHealed(FeedStream stream) {}

  @Override
  public void onAnew(FeedStream stream) {}

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
    RegimeRules.PhaseRules effect = rules.of(phase);
    return new RegimeReading(
        validity(),
        atrMinute.warm() ? atrMinute.value() : Double.NaN,
        atrPct,
        phase,
        MarketPhase.UNKNOWN,
        Double.NaN,
        Double.NaN,
        spread,
        spreadOk,
        new RegimeReading.Overrides(effect.flowMultiplier(), effect.flowMultiplier(), 1, 1),
        effect.tpMultiplier(),
        effect.slMultiplier(),
        effect.leverageMax(),
        1,
        StrategyPreference.ANY,
        Double.NaN,
        false);
  }

  private Validity validity() {
    if (candlesStale) {
      return Validity.STALE;
    }
    return lastDay.size() < rules.windowMin() ? Validity.NOT_WARM : Validity.VALID;
  }
}
