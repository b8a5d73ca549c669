package vortex7.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * A deterministic stream of market events with calm stretches and one-sided bursts, for tests and
 * benchmarks: the same seed gives the same events, and making one allocates nothing.
 */
public final class SyntheticStream {
  /** Receives the events. */
  public interface Sink {
    void onTrade(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis);

    /** Valid during the call. */
    void onBook(BookSnapshot book);
  }

  public static final double TICK = 0.1;
  private static final int CALM_STEPS = 150;
  private static final int BURST_STEPS = 40;

  private final SplittableRandom random;
  private final BookSnapshot book = new BookSnapshot();
  private final double[] bids = new double[BookSnapshot.DEPTH];
  private final double[] asks = new double[BookSnapshot.DEPTH];
  private long now;
  private long tradeId;
  private long updateId = 1;
  private int bestBid;
  private int step;
  private int burst;

  public SyntheticStream(long seed, long startMillis, int bestBidTicks) {
    random = new SplittableRandom(seed);
    now = startMillis;
    bestBid = bestBidTicks;
    for (int i = 0; i < BookSnapshot.DEPTH; i++) {
      bids[i] = quantity();
      asks[i] = quantity();
    }
  }

  private double quantity() {
    return random.nextInt(12) == 0 ? random.nextDouble(5, 20) : random.nextDouble(0.05, 2);
  }

  /** Candles of a market that moves by about that fraction a minute, the last one just closed. */
  public static List<Candle> history(long seed, long endMillis, double price, double range) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Candle> candles = new ArrayList<>();
    for (Timeframe timeframe : Timeframe.values()) {
      long first = timeframe.openOf(endMillis) - 500 * timeframe.millis();
      double scale = price * range * StrictMath.sqrt(timeframe.millis() / 60_000.0);
      double open = price;
      for (int i = 0; i < 500; i++) {
        double close = open + scale * random.nextDouble(-0.5, 0.5);
        double high = Math.max(open, close) + scale * random.nextDouble(0, 0.3);
        double low = Math.min(open, close) - scale * random.nextDouble(0, 0.3);
        long at = first + i * timeframe.millis();
        candles.add(new Candle(timeframe, at, open, high, low, close, 10, true));
        open = close;
      }
    }
    return candles;
  }

  /** The next 100 ms: some trades, then a book. Answers the number of events. */
  public int step(Sink sink) {
    int at = step++ % (CALM_STEPS + BURST_STEPS);
    if (at == CALM_STEPS) {
      burst = random.nextBoolean() ? 1 : -1;
    } else if (at == 0) {
      burst = 0;
    }
    int trades = burst == 0 ? random.nextInt(3) : 3 + random.nextInt(6);
    for (int i = 0; i < trades; i++) {
      trade(sink, now + (i + 1) * 90L / (trades + 1));
    }
    now += 100;
    change();
    fill();
    sink.onBook(book);
    return trades + 1;
  }

  private void trade(Sink sink, long time) {
    boolean buy = burst == 0 ? random.nextBoolean() : (burst > 0) == random.nextInt(25) > 0;
    double size = random.nextInt(60) == 0 ? random.nextDouble(2, 6) : random.nextDouble(0.01, 0.5);
    double price = (buy ? bestBid + 1 : bestBid) * TICK;
    sink.onTrade(++tradeId, price, size, !buy, time);
    if (buy) {
      asks[0] = Math.max(0.01, asks[0] - size);
    } else {
      bids[0] = Math.max(0.01, bids[0] - size);
    }
  }

  private void change() {
    for (int i = 0; i < 6; i++) {
      double[] side = random.nextBoolean() ? bids : asks;
      side[random.nextInt(BookSnapshot.DEPTH)] = quantity();
    }
    if (burst != 0) {
      double[] pressing = burst > 0 ? bids : asks;
      double[] giving = burst > 0 ? asks : bids;
      for (int i = 0; i < 10; i++) {
        pressing[i] = Math.max(pressing[i], random.nextDouble(2, 4));
        giving[i] = Math.min(giving[i], random.nextDouble(0.05, 0.5));
      }
    }
    if (random.nextInt(burst == 0 ? 10 : 4) == 0) {
      move(burst == 0 ? random.nextInt(2) * 2 - 1 : burst);
    }
  }

  private void move(int by) {
    bestBid += by;
    double[] shrinking = by > 0 ? asks : bids;
    double[] growing = by > 0 ? bids : asks;
    System.arraycopy(shrinking, 1, shrinking, 0, BookSnapshot.DEPTH - 1);
    System.arraycopy(growing, 0, growing, 1, BookSnapshot.DEPTH - 1);
    shrinking[BookSnapshot.DEPTH - 1] = quantity();
    growing[0] = quantity();
  }

  private void fill() {
    book.clear();
    for (int i = 0; i < BookSnapshot.DEPTH; i++) {
      book.addBid((bestBid - i) * TICK, bids[i]);
      book.addAsk((bestBid + 1 + i) * TICK, asks[i]);
    }
    book.eventTime = now;
    book.transactionTime = now;
    book.previousUpdateId = updateId;
    book.updateId = ++updateId;
  }

  public long now() {
    return now;
  }
}
