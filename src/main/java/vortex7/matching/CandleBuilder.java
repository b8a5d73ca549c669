package vortex7.matching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * Turns one market's trades into candles of every timeframe, over primitives and without allocation
 * but for each candle that closes.
 *
 * <p>A candle without trades stands flat at the close before it. None exist before the first trade
 * or the history.
 */
public final class CandleBuilder {

  /** Told of each candle that closed, in order. */
  @FunctionalInterface
  public interface Listener {
    void onClosed(Kline kline);
  }

  private final Market market;
  private final int kept;
  private final Listener listener;
  private final EnumMap<Timeframe, Forming> forming = new EnumMap<>(Timeframe.class);
  private final Forming[] all;

  /** Keeps the newest {@code kept} closed candles a timeframe; units come from the market. */
  public CandleBuilder(Market market, int kept, Listener listener) {
    this.market = market;
    this.kept = kept;
    this.listener = listener;
    for (Timeframe timeframe : Timeframe.values()) {
      forming.put(timeframe, new Forming(timeframe));
    }
    all = forming.values().toArray(new Forming[0]);
  }

  /**
   * Puts closed candles of one or more timeframes before the first trade, oldest first within a
   * timeframe.
   */
  public void prepend(List<Candle> history) {
    for (Candle candle : history) {
      of(candle.timeframe()).prepend(Kline.untraded(candle));
    }
  }

  /** Adds a trade; times never fall. */
  public void onTrade(
      long tradeId, long priceTicks, long quantitySteps, boolean buyerIsMaker, long timeMillis) {
    for (Forming candle : all) {
      candle.onTrade(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    }
  }

  /** Closes what ended before {@code timeMillis}, also without trades. */
  public void advanceTo(long timeMillis) {
    for (Forming candle : all) {
      candle.advanceTo(timeMillis);
    }
  }

  /** Up to {@code limit} newest candles, oldest first, the forming one last. */
  public List<Kline> candles(Timeframe timeframe, int limit) {
    return of(timeframe).newest(limit);
  }

  /** The candle that is still open. */
  public Candle forming(Timeframe timeframe) {
    return of(timeframe).candle(false);
  }

  private Forming of(Timeframe timeframe) {
    Forming found = forming.get(timeframe);
    if (found == null) {
      throw new IllegalStateException("every timeframe has a candle, but not " + timeframe);
    }
    return found;
  }

  /** The candle of one timeframe that is still open, and those closed before it. */
  private final class Forming {
    private final Timeframe timeframe;
    private final Deque<Kline> closed = new ArrayDeque<>();
    private boolean started;
    private long openTime;
    private double open;
    private double high;
    private double low;
    private double close;
    private long firstId = -1;
    private long lastId = -1;
    private long trades;
    private long steps;
    private long ticksTimesSteps;
    private long takerBuySteps;
    private long takerBuyTicksTimesSteps;

    Forming(Timeframe timeframe) {
      this.timeframe = timeframe;
    }

    void prepend(Kline kline) {
      if (trades > 0) {
        throw new IllegalStateException("history must come before the first trade");
      }
      if (started && kline.candle().openTime() != openTime) {
        throw new IllegalArgumentException(
            timeframe + " history must be without gaps: next opens at " + openTime);
      }
      keep(kline);
      started = true;
      begin(kline.candle().openTime() + timeframe.millis(), kline.candle().close());
    }

    void onTrade(long id, long ticks, long quantity, boolean buyerIsMaker, long time) {
      double price = market.priceAsDouble(ticks);
      if (!started) {
        started = true;
        begin(timeframe.openOf(time), price);
      }
      advanceTo(time);
      if (trades == 0) {
        firstId = id;
        open = price;
        high = price;
        low = price;
      }
      high = Math.max(high, price);
      low = Math.min(low, price);
      close = price;
      lastId = id;
      trades++;
      long worth = ticks * quantity;
      steps += quantity;
      ticksTimesSteps += worth;
      if (!buyerIsMaker) {
        takerBuySteps += quantity;
        takerBuyTicksTimesSteps += worth;
      }
    }

    void advanceTo(long time) {
      while (started && time >= openTime + timeframe.millis()) {
        Kline kline = kline(true);
        keep(kline);
        begin(openTime + timeframe.millis(), close);
        listener.onClosed(kline);
      }
    }

    private void begin(long at, double price) {
      openTime = at;
      open = price;
      high = price;
      low = price;
      close = price;
      firstId = -1;
      lastId = -1;
      trades = 0;
      steps = 0;
      ticksTimesSteps = 0;
      takerBuySteps = 0;
      takerBuyTicksTimesSteps = 0;
    }

    private void keep(Kline kline) {
      closed.addLast(kline);
      if (closed.size() > kept) {
        closed.removeFirst();
      }
    }

    private Kline kline(boolean over) {
      return new Kline(
          candle(over),
          market.quoteAsDouble(ticksTimesSteps),
          firstId,
          lastId,
          trades,
          market.quantityAsDouble(takerBuySteps),
          market.quoteAsDouble(takerBuyTicksTimesSteps));
    }

    Candle candle(boolean over) {
      return new Candle(
          timeframe, openTime, open, high, low, close, market.quantityAsDouble(steps), over);
    }

    List<Kline> newest(int limit) {
      List<Kline> found = new ArrayList<>(closed);
      if (started) {
        found.add(kline(false));
      }
      int from = Math.max(0, found.size() - limit);
      return List.copyOf(found.subList(from, found.size()));
    }
  }
}
