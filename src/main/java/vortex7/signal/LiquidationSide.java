package vortex7.signal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentRules.LiquidationRules;

/**
 * One side of a {@link LiquidationMap}: volumes by bucket, and the clusters among them. What prices
 * alone can change is reckoned at each price, everything else when a bucket has changed.
 */
public final class LiquidationSide {
  private final LiquidationRules rules;
  private final boolean above;
  private final double logBucket;

  /** From the price outward. */
  private final NavigableMap<Integer, Double> volumes;

  /** Clusters at any distance, nearest first; null when a bucket has changed since. */
  private @Nullable List<Cluster> clusters;

  private List<Cluster> last = List.of();
  private int lastWithin;

  /** Buckets that are not empty, from the price outward, with their volumes in base units. */
  public record Buckets(List<Integer> numbers, List<Double> volumes) {
    public static final Buckets NONE = new Buckets(List.of(), List.of());

    public Buckets {
      numbers = List.copyOf(numbers);
      volumes = List.copyOf(volumes);
      if (numbers.size() != volumes.size()) {
        throw new IllegalArgumentException(
            numbers.size() + " buckets cannot have " + volumes.size() + " volumes");
      }
      for (double volume : volumes) {
        if (!(volume > 0) || Double.isInfinite(volume)) {
          throw new IllegalArgumentException("a volume must be above 0, was " + volume);
        }
      }
    }
  }

  /**
   * @param above whether it lies above the price, as shorts' does
   */
  LiquidationSide(LiquidationRules rules, boolean above) {
    this.rules = rules;
    this.above = above;
    logBucket = StrictMath.log1p(rules.bucket());
    volumes =
        new TreeMap<>(
            above ? Comparator.<Integer>naturalOrder() : Comparator.<Integer>reverseOrder());
  }

  int number(double price) {
    return (int) Math.floor(StrictMath.log(price) / logBucket);
  }

  /** The lower edge of that bucket, which is the upper one of the bucket below. */
  double edge(int number) {
    return StrictMath.exp(number * logBucket);
  }

  void add(double price, double volume) {
    if (volume > 0) {
      volumes.merge(number(price), volume, Double::sum);
      while (volumes.size() > rules.bucketsMax()) {
        volumes.pollLastEntry();
      }
      clusters = null;
    }
  }

  void scale(double factor) {
    volumes.replaceAll((number, volume) -> volume * factor);
    volumes.values().removeIf(volume -> !(volume > 0)); // Too small for a double.
    clusters = null;
  }

  /** Price is in that bucket: it and what lies on the price's side of it is empty. */
  void clearFrom(int number) {
    NavigableMap<Integer, Double> crossed = volumes.headMap(number, true);
    if (!crossed.isEmpty()) {
      crossed.clear();
      clusters = null;
    }
  }

  Buckets buckets() {
    return new Buckets(List.copyOf(volumes.keySet()), List.copyOf(volumes.values()));
  }

  void restore(Buckets buckets, double width) {
    for (int i = 0; i < buckets.numbers().size(); i++) {
      int number = buckets.numbers().get(i);
      if (width != rules.bucket()) {
        number = (int) Math.floor((number + 0.5) * StrictMath.log1p(width) / logBucket);
      }
      volumes.merge(number, buckets.volumes().get(i), Double::sum);
    }
    clusters = null;
  }

  double volume() {
    double sum = 0;
    for (double volume : volumes.values()) {
      sum += volume;
    }
    return sum;
  }

  /** The largest clusters near the price, nearest first. */
  List<Cluster> clusters(double price) {
    List<Cluster> all = clusters;
    boolean changed = all == null;
    if (all == null) {
      all = find();
      clusters = all;
    }
    int within = 0;
    while (within < all.size()
        && Math.abs(all.get(within).nearEdge() - price) <= rules.within() * price) {
      within++;
    }
    if (changed || within != lastWithin) {
      lastWithin = within;
      last = largest(all.subList(0, within));
    }
    return last;
  }

  private List<Cluster> find() {
    double threshold = threshold();
    List<Cluster> found = new ArrayList<>();
    for (var bucket : volumes.entrySet()) {
      if (bucket.getValue() > threshold) {
        double lower = edge(bucket.getKey());
        double upper = edge(bucket.getKey() + 1);
        found.add(new Cluster(above ? lower : upper, above ? upper : lower, bucket.getValue()));
      }
    }
    return found;
  }

  /** So many population deviations above the mean of the buckets that are not empty. */
  private double threshold() {
    double mean = volume() / volumes.size();
    double squares = 0;
    for (double volume : volumes.values()) {
      squares += (volume - mean) * (volume - mean);
    }
    return mean + rules.deviations() * Math.sqrt(squares / volumes.size());
  }

  /** Of equal volumes the nearer ones. */
  private List<Cluster> largest(List<Cluster> near) {
    return near.stream()
        .sorted(Comparator.comparingDouble(Cluster::volume).reversed())
        .limit(rules.clustersMax())
        .sorted(
            Comparator.comparingDouble(cluster -> above ? cluster.nearEdge() : -cluster.nearEdge()))
        .toList();
  }
}
