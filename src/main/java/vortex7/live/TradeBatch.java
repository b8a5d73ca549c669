package vortex7.live;

import vortex7.market.Trade;

/**
 * Trades of one symbol in the order of their ids, packed into one array of primitives so that a
 * message on the tick path costs one allocation; immutable once handed over.
 */
public final class TradeBatch {
  private static final int WIDTH = 4;
  private final long[] packed;
  private final int size;

  private TradeBatch(long[] packed, int size) {
    this.packed = packed;
    this.size = size;
  }

  public static Builder ofAtMost(int trades) {
    return new Builder(trades);
  }

  public static TradeBatch of(Iterable<Trade> trades) {
    Builder builder = new Builder(16);
    for (Trade trade : trades) {
      builder.add(
          trade.id(), trade.price(), trade.quantity(), trade.buyerIsMaker(), trade.timeMillis());
    }
    return builder.build();
  }

  public int size() {
    return size;
  }

  public long id(int index) {
    return packed[index * WIDTH] >> 1;
  }

  /** True when the aggressor sold. */
  public boolean buyerIsMaker(int index) {
    return (packed[index * WIDTH] & 1) != 0;
  }

  public double price(int index) {
    return Double.longBitsToDouble(packed[index * WIDTH + 1]);
  }

  public double quantity(int index) {
    return Double.longBitsToDouble(packed[index * WIDTH + 2]);
  }

  /** Epoch milliseconds of the venue. */
  public long timeMillis(int index) {
    return packed[index * WIDTH + 3];
  }

  public Trade trade(int index) {
    return new Trade(
        id(index), price(index), quantity(index), buyerIsMaker(index), timeMillis(index));
  }

  /** Collects a batch; not to be used again after {@link #build()}. */
  public static final class Builder {
    private long[] packed;
    private int size;

    private Builder(int capacity) {
      packed = new long[Math.max(1, capacity) * WIDTH];
    }

    public Builder add(
        long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
      if (size * WIDTH == packed.length) {
        packed = java.util.Arrays.copyOf(packed, packed.length * 2);
      }
      int at = size++ * WIDTH;
      packed[at] = id << 1 | (buyerIsMaker ? 1 : 0);
      packed[at + 1] = Double.doubleToRawLongBits(price);
      packed[at + 2] = Double.doubleToRawLongBits(quantity);
      packed[at + 3] = timeMillis;
      return this;
    }

    public int size() {
      return size;
    }

    public TradeBatch build() {
      return new TradeBatch(packed, size);
    }
  }
}
