package vortex7.signal;

import java.util.Arrays;

/** Trades of one symbol that wait behind a gap, as primitives; grows up to its bound. */
final class HeldTrades {
  private static final int INITIAL = 256;

  private final int bound;
  private long[] id;
  private double[] price;
  private double[] quantity;
  private boolean[] buyerIsMaker;
  private long[] time;
  private int size;

  HeldTrades(int bound) {
    this(bound, Math.min(bound, INITIAL));
  }

  private HeldTrades(int bound, int capacity) {
    this.bound = bound;
    id = new long[capacity];
    price = new double[capacity];
    quantity = new double[capacity];
    buyerIsMaker = new boolean[capacity];
    time = new long[capacity];
  }

  void add(long tradeId, double at, double amount, boolean makerBought, long timeMillis) {
    if (size == id.length) {
      grow();
    }
    id[size] = tradeId;
    price[size] = at;
    quantity[size] = amount;
    buyerIsMaker[size] = makerBought;
    time[size++] = timeMillis;
  }

  private void grow() {
    int capacity = Math.min(bound, size * 2);
    id = Arrays.copyOf(id, capacity);
    price = Arrays.copyOf(price, capacity);
    quantity = Arrays.copyOf(quantity, capacity);
    buyerIsMaker = Arrays.copyOf(buyerIsMaker, capacity);
    time = Arrays.copyOf(time, capacity);
  }

  /** Everything held, moved out: this one is empty afterwards. */
  HeldTrades taken() {
    HeldTrades out = new HeldTrades(bound, 0);
    out.id = id;
    out.price = price;
    out.quantity = quantity;
    out.buyerIsMaker = buyerIsMaker;
    out.time = time;
    out.size = size;
    HeldTrades fresh = new HeldTrades(bound);
    id = fresh.id;
    price = fresh.price;
    quantity = fresh.quantity;
    buyerIsMaker = fresh.buyerIsMaker;
    time = fresh.time;
    size = 0;
    return out;
  }

  void clear() {
    size = 0;
  }

  boolean full() {
    return size >= bound;
  }

  int size() {
    return size;
  }

  long firstId() {
    return id[0];
  }

  long id(int i) {
    return id[i];
  }

  double price(int i) {
    return price[i];
  }

  double quantity(int i) {
    return quantity[i];
  }

  boolean buyerIsMaker(int i) {
    return buyerIsMaker[i];
  }

  long time(int i) {
    return time[i];
  }
}
