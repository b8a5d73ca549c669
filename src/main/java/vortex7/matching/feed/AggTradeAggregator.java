package vortex7.matching.feed;

/**
 * Joins one symbol's fills into aggregated trades with the venue's timing; a hot-path mutator over
 * primitives that never allocates.
 *
 * <p>Fills of one price and aggressor side within {@value #SPAN_MILLIS} ms of the first are one
 * aggregate. It is published when the next aggregate begins, or {@value #HOLD_MILLIS} ms after its
 * first fill when none does. Aggregate ids are consecutive. Times are epoch milliseconds of the
 * venue, prices are ticks and quantities are lot steps.
 */
public final class AggTradeAggregator {
  /** A fill this long after the aggregate's first one, or later, begins the next aggregate. */
  public static final long SPAN_MILLIS = 100;

  /** An aggregate that nothing follows is published this long after its first fill. */
  public static final long HOLD_MILLIS = 150;

  /** Receives each aggregate once, in the order of their ids. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param id consecutive
     * @param timeMillis when its first fill happened
     * @param publishedMillis when the venue sends it
     */
    void onAggTrade(
        long id,
        long priceTicks,
        long quantitySteps,
        long firstTradeId,
        long lastTradeId,
        boolean buyerIsMaker,
        long timeMillis,
        long publishedMillis);
  }

  private final Sink sink;
  private long nextId;
  private boolean open;
  private long priceTicks;
  private long quantitySteps;
  private long firstTradeId;
  private long lastTradeId;
  private boolean buyerIsMaker;
  private long timeMillis;

  /**
   * @param firstId the id of the first aggregate
   */
  public AggTradeAggregator(long firstId, Sink sink) {
    this.nextId = firstId;
    this.sink = sink;
  }

  /** A fill, in the order of its id and time. */
  public void onFill(long tradeId, long ticks, long steps, boolean buyerMade, long fillTimeMillis) {
    onTime(fillTimeMillis);
    if (open && joins(ticks, buyerMade, fillTimeMillis)) {
      quantitySteps += steps;
      lastTradeId = tradeId;
      return;
    }
    publish(fillTimeMillis);
    open = true;
    priceTicks = ticks;
    quantitySteps = steps;
    firstTradeId = tradeId;
    lastTradeId = tradeId;
    buyerIsMaker = buyerMade;
    timeMillis = fillTimeMillis;
  }

  /** Time has come to {@code nowMillis}: publishes the aggregate that has been held long enough. */
  public void onTime(long nowMillis) {
    if (open && nowMillis >= dueMillis()) {
      publish(dueMillis());
    }
  }

  /** When the open aggregate is published at the latest; {@link Long#MAX_VALUE} without one. */
  public long dueMillis() {
    return open ? timeMillis + HOLD_MILLIS : Long.MAX_VALUE;
  }

  /** The id that the next published aggregate gets. */
  public long nextId() {
    return nextId;
  }

  private boolean joins(long ticks, boolean buyerMade, long fillTimeMillis) {
    return ticks == priceTicks
        && buyerMade == buyerIsMaker
        && fillTimeMillis - timeMillis < SPAN_MILLIS;
  }

  private void publish(long publishedMillis) {
    if (!open) {
      return;
    }
    open = false;
    sink.onAggTrade(
        nextId++,
        priceTicks,
        quantitySteps,
        firstTradeId,
        lastTradeId,
        buyerIsMaker,
        timeMillis,
        publishedMillis);
  }
}
