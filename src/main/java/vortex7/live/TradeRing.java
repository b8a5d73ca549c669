package vortex7.live;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.Trade;

/**
 * The newest trades of one symbol; hot path, allocates nothing after construction. Not thread-safe.
 */
final class TradeRing {
  private final long[] id;
  private final double[] price;
  private final double[] quantity;
  private final boolean[] buyerIsMaker;
  private final long[] time;
  private long total;

  TradeRing(int capacity) {
    id = new long[capacity];
    price = new double[capacity];
    quantity = new double[capacity];
    buyerIsMaker = new boolean[capacity];
    time = new long[capacity];
  }

  void add(long tradeId, double at, double amount, boolean makerBought, long timeMillis) {
    int slot = (int) (total++ % id.length);
    id[slot] = tradeId;
    price[slot] = at;
    quantity[slot] = amount;
    buyerIsMaker[slot] = makerBought;
    time[slot] = timeMillis;
  }

  /** Trades ever added. */
  long total() {
    return total;
  }

  /** The newest price; NaN before the first trade. */
  double lastPrice() {
    return total == 0 ? Double.NaN : price[(int) ((total - 1) % id.length)];
  }

  /** The newest trades, oldest first. */
  List<Trade> newest(int limit) {
    List<Trade> trades = new ArrayList<>();
    for (long i = Math.max(0, total - Math.min(limit, id.length)); i < total; i++) {
      int slot = (int) (i % id.length);
      trades.add(new Trade(id[slot], price[slot], quantity[slot], buyerIsMaker[slot], time[slot]));
    }
    return trades;
  }
}
