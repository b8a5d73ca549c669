package vortex7.signal;

import java.util.List;
import vortex7.signal.LiquidationSide.Buckets;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentRules.LiquidationRules;
import vortex7.signal.SentimentRules.Tier;

/**
 * An estimate of where positions would be liquidated, from the course of open interest and price:
 * base units in buckets of equal width on a logarithmic price axis, longs' below the price and
 * shorts' above it. Not thread-safe.
 *
 * <p>A rise of open interest adds its tiers on both sides; a fall takes the same share of every
 * bucket. Longs' buckets that price has reached from above, and shorts' that it has reached from
 * below, are cleared: who stood there is liquidated.
 */
public final class LiquidationMap {
  private final LiquidationRules rules;
  private final LiquidationSide longs;
  private final LiquidationSide shorts;
  private long timeMillis;
  private double openInterest = Double.NaN;

  /** Edges of the bucket in which price was last, so that most prices cost two comparisons. */
  private double hereFrom = Double.NaN;

  private double hereTo = Double.NaN;

  /**
   * What survives a restart.
   *
   * @param timeMillis of the last reading of open interest
   * @param openInterest that reading; NaN before the first
   * @param bucket relative width of the buckets that the numbers count
   */
  public record State(
      long timeMillis, double openInterest, double bucket, Buckets longs, Buckets shorts) {
    public State {
      if (!(bucket > 0 && bucket < 1)) {
        throw new IllegalArgumentException("bucket must be in (0, 1), was " + bucket);
      }
      if (openInterest < 0 || Double.isInfinite(openInterest)) {
        throw new IllegalArgumentException("open interest must be at least 0, was " + openInterest);
      }
    }
  }

  public LiquidationMap(LiquidationRules rules) {
    this.rules = rules;
    longs = new LiquidationSide(rules, false);
    shorts = new LiquidationSide(rules, true);
  }

  /** The map as it was; buckets of another width are taken over by their middle. */
  public static LiquidationMap restored(LiquidationRules rules, State state) {
    LiquidationMap map = new LiquidationMap(rules);
    map.timeMillis = state.timeMillis();
    map.openInterest = state.openInterest();
    map.longs.restore(state.longs(), state.bucket());
    map.shorts.restore(state.shorts(), state.bucket());
    return map;
  }

  public State state() {
    return new State(timeMillis, openInterest, rules.bucket(), longs.buckets(), shorts.buckets());
  }

  /** A reading of open interest, {@code quantity} base units, at that price. */
  public void onOpenInterest(long time, double quantity, double price) {
    double before = openInterest;
    timeMillis = time;
    openInterest = quantity;
    if (quantity > before) {
      add(quantity - before, price);
    } else if (quantity < before) {
      longs.scale(quantity / before);
      shorts.scale(quantity / before);
    }
    onRange(price, price);
  }

  private void add(double rise, double price) {
    for (Tier tier : rules.tiers()) {
      double volume = rise * tier.share() / 2;
      double distance = rules.lossShare() / tier.leverage();
      longs.add(price * (1 - distance), volume);
      shorts.add(price * (1 + distance), volume);
    }
  }

  /** Price is there: what it has crossed is cleared. */
  public void onPrice(double price) {
    if (!(price >= hereFrom && price < hereTo)) {
      onRange(price, price);
    }
  }

  /** Price was as low and as high as that, in whatever order. */
  public void onRange(double low, double high) {
    int lowest = longs.number(low);
    int highest = shorts.number(high);
    longs.clearFrom(lowest);
    shorts.clearFrom(highest);
    hereFrom = shorts.edge(highest);
    hereTo = longs.edge(lowest + 1);
  }

  /** Clusters of shorts above the price, nearest first. */
  public List<Cluster> above(double price) {
    return shorts.clusters(price);
  }

  /** Clusters of longs below the price, nearest first. */
  public List<Cluster> below(double price) {
    return longs.clusters(price);
  }

  /** Base units of longs that the map holds. */
  public double longVolume() {
    return longs.volume();
  }

  /** Base units of shorts that the map holds. */
  public double shortVolume() {
    return shorts.volume();
  }
}
