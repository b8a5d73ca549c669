package vortex7.signal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vortex7.indicator.Atr;
import vortex7.indicator.Bollinger;
import vortex7.indicator.Ema;
import vortex7.indicator.KeyLevels;
import vortex7.indicator.Macd;
import vortex7.indicator.PercentileWindow;
import vortex7.indicator.Rsi;
import vortex7.indicator.Swings;
import vortex7.market.Candle;
import vortex7.signal.TechnicalReading.KeyLevel;
import vortex7.signal.TechnicalReading.Zone;

/**
 * E3: what the candles say, of trend and of reversion. Closed candles move its state; the forming
 * one previews it, at most once a second, and leaves no trace. Lost trades and books do not matter
 * here; the feed reads missed candles again.
 */
public final class TechnicalEngine implements SignalEngine {
  private static final long NEVER = Long.MIN_VALUE;

  private final TechnicalRules rules;
  private final Ema fast;
  private final Ema slow;
  private final Rsi rsi;
  private final Macd macd;
  private final Bollinger bands;
  private final PercentileWindow widths;
  private final SwingDivergence divergence;
  private final SessionVwap vwap = new SessionVwap();
  private final Ema context;

  /** The 3m average at the last closes, oldest overwritten. */
  private final double[] contexts;

  private final Swings swings;
  private final KeyLevels levels;
  private List<KeyLevel> keyLevels = List.of();
  private Atr atr;
  private int closedContexts;
  private int order;
  private int crossSign;
  private long closedMinutes;
  private long crossedAt = NEVER;
  private @Nullable Candle lastMinute;
  private @Nullable Candle forming;
  private @Nullable Candle formingContext;
  private boolean stale;
  private long lookedAt = NEVER;
  private TechnicalReading last = TechnicalReading.neutral(Validity.NOT_WARM);

  public TechnicalEngine(TechnicalRules rules) {
    this.rules = rules;
    fast = new Ema(rules.emaFast());
    slow = new Ema(rules.emaSlow());
    rsi = new Rsi(rules.rsiPeriod());
    macd = new Macd(rules.macdFast(), rules.macdSlow(), rules.macdSignal());
    bands = new Bollinger(rules.bandPeriod());
    widths = new PercentileWindow(rules.squeezeWindow());
    divergence = new SwingDivergence(rules.divergenceCandles(), rules.swingBeside());
    context = new Ema(rules.emaFast());
    contexts = new double[rules.slopeCandles()];
    swings = new Swings(rules.levelCandles(), rules.swingBeside());
    levels = new KeyLevels(rules.levelCandles(), rules.levelsMax(), rules.levelTolerance());
    atr = Atr.over(rules.atrPeriod());
  }

  @Override
  public EngineId id() {
    return EngineId.TECHNICAL;
  }

  @Override
  public void onCandle(Candle candle) {
    if (candle.closed()) {
      lookedAt = NEVER;
      vwap.onClosed(candle);
    }
    switch (candle.timeframe()) {
      case M1 -> {
        if (candle.closed()) {
          closeMinute(candle);
        } else {
          forming = candle;
        }
      }
      case M3 -> {
        if (candle.closed()) {
          contexts[closedContexts++ % contexts.length] = context.value();
          context.add(candle.close());
          formingContext = null;
        } else {
          formingContext = candle;
        }
      }
      case M5 -> {
        if (candle.closed()) {
          swings.add(candle.high(), candle.low());
          levels.take(swings);
          keyLevels = copyLevels();
        }
      }
      case M15 -> {
        // Only the bias service looks at these.
      }
    }
  }

  private void closeMinute(Candle candle) {
    fast.add(candle.close());
    slow.add(candle.close());
    rsi.add(candle.close());
    macd.add(candle.close());
    bands.add(candle.close());
    atr = atr.plus(candle.high(), candle.low(), candle.close());
    divergence.add(candle.high(), candle.low(), rsi.value());
    if (bands.warm()) {
      widths.add(width(bands.mean(), bands.deviation()));
    }
    int now = (int) Math.signum(fast.value() - slow.value());
    closedMinutes++;
    if (now != 0 && now != order) {
      if (order != 0) {
        crossSign = now;
        crossedAt = closedMinutes;
      }
      order = now;
    }
    lastMinute = candle;
    if (forming != null && forming.openTime() <= candle.openTime()) {
      forming = null;
    }
  }

  private List<KeyLevel> copyLevels() {
    List<KeyLevel> copy = new ArrayList<>(levels.size());
    for (int i = 0; i < levels.size(); i++) {
      copy.add(new KeyLevel(levels.price(i), levels.touches(i)));
    }
    return List.copyOf(copy);
  }

  private double width(double mean, double deviation) {
    return 2 * rules.bandDeviations() * deviation / mean;
  }

  @Override
  public void onStale(FeedStream stream) {
    stale |= stream == FeedStream.CANDLES;
  }

  @Override
  public void onFresh(FeedStream stream) {
    stale &= stream != FeedStream.CANDLES;
  }

  @Override
  public TechnicalReading reading(long markTime) {
    if (stale) {
      return TechnicalReading.neutral(Validity.STALE);
    }
    Candle closed = lastMinute;
    if (!macd.warm() || closed == null) {
      return TechnicalReading.neutral(Validity.NOT_WARM);
    }
    long look = Math.floorDiv(markTime, rules.pace());
    if (look != lookedAt) {
      lookedAt = look;
      last = look(forming == null ? closed : forming, forming != null);
    }
    return last;
  }

  private TechnicalReading look(Candle now, boolean isForming) {
    double price = now.close();
    double fastNow = isForming ? fast.preview(price) : fast.value();
    double slowNow = isForming ? slow.preview(price) : slow.value();
    double apart = (fastNow - slowNow) / slowNow;
    int trend = Math.abs(apart) > rules.trendMin() ? (int) Math.signum(apart) : 0;
    int cross = cross((int) Math.signum(fastNow - slowNow), isForming);
    double rsiNow = isForming ? rsi.preview(price) : rsi.value();
    Zone rsiZone = zone(rsiNow, rules.oversoldBelow(), rules.overboughtAbove());
    double histogram = isForming ? macd.preview(price) : macd.histogram();
    double before = isForming ? macd.histogram() : macd.previousHistogram();
    boolean growing = Math.abs(histogram) > Math.abs(before);
    double middle = isForming ? bands.previewMean(price) : bands.mean();
    double deviation = isForming ? bands.previewDeviation(price) : bands.deviation();
    double upper = middle + rules.bandDeviations() * deviation;
    double lower = middle - rules.bandDeviations() * deviation;
    Zone bandZone = price >= upper ? Zone.HIGH : price <= lower ? Zone.LOW : Zone.MIDDLE;
    boolean squeeze =
        widths.size() == rules.squeezeWindow()
            && width(middle, deviation) < widths.percentile(rules.squeezeBelow());
    double average = vwap.value(now);
    double distance = Double.isNaN(average) ? Double.NaN : (price - average) / average;
    int side = Double.isNaN(distance) ? 0 : (int) Math.signum(distance);
    boolean extended = Math.abs(distance) > rules.extendedAbove();
    int diverges = divergence.sign();
    int rsiVote = -vote(rsiZone);
    int bandVote = squeeze ? 0 : -vote(bandZone);
    int macdVote = growing ? (int) Math.signum(histogram) : 0;
    double trendScore =
        inContext(
                rules.trend().ema() * trend
                    + rules.trend().cross() * cross
                    + rules.trend().rsi() * rsiVote
                    + rules.trend().macd() * macdVote
                    + rules.trend().vwap() * (extended ? 0 : side)
                    + rules.trend().bands() * bandVote)
            + rules.divergenceScore() * diverges;
    double reversionScore =
        rules.reversion().rsi() * rsiVote
            + rules.reversion().bands() * bandVote
            + rules.reversion().extension() * (extended ? -side : 0)
            + rules.divergenceScore() * diverges;
    int above = levels.nearestAbove(price);
    int below = levels.nearestBelow(price);
    Direction direction =
        Math.abs(trendScore) >= rules.directionMin() ? Direction.of(trendScore) : Direction.NEUTRAL;
    return new TechnicalReading(
        Validity.VALID,
        direction,
        Math.min(1, Math.abs(trendScore)),
        trendScore,
        reversionScore,
        trend,
        cross,
        rsiNow,
        rsiZone,
        diverges,
        histogram,
        growing,
        bandZone,
        upper,
        middle,
        lower,
        squeeze,
        average,
        side,
        distance,
        isForming ? atr.plus(now.high(), now.low(), price).value() : atr.value(),
        above < 0 ? Double.NaN : levels.price(above),
        below < 0 ? Double.NaN : levels.price(below),
        keyLevels,
        rules.directionMin());
  }

  private int cross(int orderNow, boolean isForming) {
    if (isForming && orderNow != 0 && order != 0 && orderNow != order) {
      return orderNow;
    }
    // The forming candle is one of the candles that the cross may lie back.
    long ago = closedMinutes - crossedAt + (isForming ? 1 : 0);
    return crossedAt != NEVER && ago < rules.crossMax() ? crossSign : 0;
  }

  private static Zone zone(double value, double low, double high) {
    return value < low ? Zone.LOW : value > high ? Zone.HIGH : Zone.MIDDLE;
  }

  private static int vote(Zone zone) {
    return switch (zone) {
      case LOW -> -1;
      case MIDDLE -> 0;
      case HIGH -> 1;
    };
  }

  /** A trend along the 3m average counts more, one against it less. */
  private double inContext(double score) {
    if (closedContexts < contexts.length || !context.warm()) {
      return score;
    }
    // With a forming candle the fifth candle back is the one after the oldest that is kept.
    Candle now = formingContext;
    double current;
    int back = closedContexts - contexts.length;
    if (now == null) {
      current = context.value();
    } else {
      current = context.preview(now.close());
      back++;
    }
    double then = back == closedContexts ? context.value() : contexts[back % contexts.length];
    double slope = (current - then) / contexts.length;
    double agree = slope * score;
    return agree > 0
        ? score * rules.slopeAgrees()
        : agree < 0 ? score * rules.slopeOpposes() : score;
  }
}
