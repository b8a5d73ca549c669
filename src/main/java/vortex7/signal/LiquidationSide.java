package vortex7.signal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentRules.LiquidationRules;

/**
 * One side of a {@link LiquidationMap}: volumes by bucket, and the clusters among those within
 * reach of the price, which are sought anew when a bucket has changed or the reach covers other
 * ones.
 */
public final class LiquidationSide {
  private final LiquidationRules rules;
  private final boolean above;
  private final double logBucket;

  /** From the price outward. */
  private final NavigableMap<Integer, Double> volumes;

  /** The factor of a price that gives the end of its reach. */
  private final double reach;

  private List<Cluster> clusters = List.of();
  private boolean changed = true;

  /** Prices that reach the same buckets as the one that the clusters were sought for. */
  private double sameFrom = Double.NaN;

  private double sameTo = Double.NaN;

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
    reach = above ? 1 + rules.within() : 1 - rules.within();
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
      changed = true;
    }
  }

  void scale(double factor) {
    volumes.replaceAll((number, volume) -> volume * factor);
    volumes.values().removeIf(volume -> !(volume > 0)); // Too small for a double.
    changed = true;
  }

  /** Price is in that bucket: it and what lies on the price's side of it is empty. */
  void clearFrom(int number) {
    NavigableMap<Integer, Double> crossed = volumes.headMap(number, true);
    if (!crossed.isEmpty()) {
      crossed.clear();
      changed = true;
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
    changed = true;
  }

  double volume() {
    return sum(volumes.values());
  }

  /** The largest clusters within reach of the price, nearest first. */
  List<Cluster> clusters(double price) {
    if (changed || !(price >= sameFrom && price < sameTo)) {
      int last = number(price * reach);
      sameFrom = edge(last) / reach;
      sameTo = edge(last + 1) / reach;
      clusters = find(volumes.headMap(last, true));
      changed = false;
    }
    return clusters;
  }

  private List<Cluster> find(NavigableMap<Integer, Double> near) {
    double threshold = threshold(near.values());
    return near.entrySet().stream()
        .filter(bucket -> bucket.getValue() > threshold)
        .map(bucket -> cluster(bucket.getKey(), bucket.getValue()))
        // Both sorts are stable: of equal volumes the nearer ones stay.
        .sorted(Comparator.comparingDouble(Cluster::volume).reversed())
        .limit(rules.clustersMax())
        .sorted(Comparator.comparingDouble(cluster -> cluster.nearEdge() * (above ? 1 : -1)))
        .toList();
  }

  private Cluster cluster(int number, double volume) {
    double lower = edge(number);
    double upper = edge(number + 1);
    return new Cluster(above ? lower : upper, above ? upper : lower, volume);
  }

  /** So many population deviations above the mean. */
  private double threshold(Collection<Double> of) {
    double mean = sum(of) / of.size();
    double squares = 0;
    for (double volume : of) {
      squares += (volume - mean) * (volume - mean);
    }
    return mean + rules.deviations() * Math.sqrt(squares / of.size());
  }

  private static double sum(Collection<Double> of) {
    double sum = 0;
    for (double volume : of) {
      sum += volume;
    }
    return sum;
  }
}
