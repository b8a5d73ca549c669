package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.signal.LiquidationMap.State;
import vortex7.signal.LiquidationSide.Buckets;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentRules.LiquidationRules;
import vortex7.signal.SentimentRules.Tier;

class LiquidationMapTest {
  private static final LiquidationRules DOCUMENTS = SentimentRules.documents().liquidations();
  private static final double WIDTH = Math.log(1.001);

  private static LiquidationRules rules(List<Tier> tiers, int clustersMax, int bucketsMax) {
    return new LiquidationRules(tiers, 0.95, 0.001, bucketsMax, 0.05, 2, clustersMax);
  }

  private static int bucket(double price) {
    return (int) Math.floor(Math.log(price) / WIDTH);
  }

  private static double lower(int bucket) {
    return Math.pow(1.001, bucket);
  }

  @Test
  void a_rise_adds_each_tiers_share_on_both_sides() {
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    map.onOpenInterest(1, 1_000, 100);
    assertThat(map.longVolume()).as("the first reading is no rise").isZero();
    map.onOpenInterest(2, 1_100, 100);
    State state = map.state();
    // 0.95 over 25, 20, 10 and 5 below and above 100, from the price outward.
    assertThat(state.longs().numbers())
        .containsExactly(bucket(96.2), bucket(95.25), bucket(90.5), bucket(81));
    assertThat(state.shorts().numbers())
        .containsExactly(bucket(103.8), bucket(104.75), bucket(109.5), bucket(119));
    for (Buckets side : List.of(state.longs(), state.shorts())) {
      assertThat(side.volumes().get(0)).isCloseTo(100 * 0.10 / 2, within(1e-9));
      assertThat(side.volumes().get(1)).isCloseTo(100 * 0.25 / 2, within(1e-9));
      assertThat(side.volumes().get(2)).isCloseTo(100 * 0.35 / 2, within(1e-9));
      assertThat(side.volumes().get(3)).isCloseTo(100 * 0.30 / 2, within(1e-9));
    }
    assertThat(state.timeMillis()).isEqualTo(2);
    assertThat(state.openInterest()).isEqualTo(1_100);
    assertThat(state.bucket()).isEqualTo(0.001);
  }

  @Test
  void the_calibrated_tiers_reach_nearer_to_the_price() {
    LiquidationMap map = new LiquidationMap(SentimentRules.calibrated().liquidations());
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    assertThat(map.state().shorts().numbers())
        .containsExactly(
            bucket(100.95),
            bucket(101.9),
            bucket(103.8),
            bucket(104.75),
            bucket(109.5),
            bucket(119));
    assertThat(map.state().shorts().volumes().stream().map(v -> Math.round(v * 2)).toList())
        .containsExactly(10L, 15L, 10L, 20L, 25L, 20L);
  }

  @Test
  void a_fall_scales_the_map_down_in_proportion() {
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    map.onOpenInterest(3, 1_100, 100);
    assertThat(map.longVolume()).isCloseTo(50, within(1e-9));
    map.onOpenInterest(4, 825, 100);
    assertThat(map.longVolume()).isCloseTo(50 * 0.75, within(1e-9));
    assertThat(map.shortVolume()).isCloseTo(50 * 0.75, within(1e-9));
    map.onOpenInterest(5, 825 + 4, 100);
    assertThat(map.longVolume()).isCloseTo(50 * 0.75 + 2, within(1e-9));
  }

  @Test
  void without_any_open_interest_nothing_is_left() {
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    map.onOpenInterest(3, 0, 100);
    assertThat(map.state()).isEqualTo(new State(3, 0, 0.001, Buckets.NONE, Buckets.NONE));
    map.onOpenInterest(4, 10, 100);
    assertThat(map.longVolume()).isCloseTo(5, within(1e-9));
  }

  @Test
  void price_clears_what_it_reaches_and_nothing_before() {
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    int first = bucket(103.8);
    map.onPrice(lower(first) * 0.999_999);
    assertThat(map.shortVolume()).isCloseTo(50, within(1e-9));
    map.onPrice(lower(first) * 1.000_001);
    assertThat(map.shortVolume()).isCloseTo(45, within(1e-9));
    map.onPrice(100);
    assertThat(map.shortVolume()).as("it does not come back").isCloseTo(45, within(1e-9));
    assertThat(map.longVolume()).isCloseTo(50, within(1e-9));
    int below = bucket(96.2);
    map.onPrice(lower(below + 1) * 1.000_001);
    assertThat(map.longVolume()).isCloseTo(50, within(1e-9));
    map.onPrice(lower(below + 1) * 0.999_999);
    assertThat(map.longVolume()).isCloseTo(45, within(1e-9));
  }

  @Test
  void a_range_clears_both_sides_up_to_its_ends() {
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    map.onRange(95, 105);
    assertThat(map.state().longs().numbers()).containsExactly(bucket(90.5), bucket(81));
    assertThat(map.state().shorts().numbers()).containsExactly(bucket(109.5), bucket(119));
    map.onPrice(110);
    assertThat(map.state().shorts().numbers()).containsExactly(bucket(119));
  }

  @Test
  void a_reading_at_another_price_clears_what_lies_between() {
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    map.onOpenInterest(3, 1_100, 112);
    assertThat(map.state().shorts().numbers()).containsExactly(bucket(119));
    map.onPrice(100); // Within the old bucket's edges, not within the new one's.
    map.onOpenInterest(4, 1_200, 100);
    map.onPrice(112);
    assertThat(map.state().shorts().numbers()).containsExactly(bucket(119));
  }

  /** Buckets of one tier at prices of choice: price so that the tier above lies there. */
  private static LiquidationMap shortsAt(int clustersMax, double[][] pricesAndVolumes) {
    LiquidationMap map = new LiquidationMap(rules(List.of(new Tier(10, 1)), clustersMax, 4_096));
    double all = 1_000;
    map.onOpenInterest(0, all, 50);
    for (double[] each : pricesAndVolumes) {
      all += each[1] * 2;
      map.onOpenInterest(1, all, each[0] / 1.095);
    }
    map.onPrice(100);
    return map;
  }

  /** The middle of that bucket. */
  private static double in(int bucket) {
    return lower(bucket) * 1.000_5;
  }

  /** Thirty buckets of 1 from 1 % above 100 on, and one of 9 in their middle. */
  private static double[][] oneOfThirty() {
    double[][] some = new double[30][];
    for (int i = 0; i < some.length; i++) {
      some[i] = new double[] {in(bucket(101) + i), i == 15 ? 9 : 1};
    }
    return some;
  }

  @Test
  void a_cluster_has_the_edges_of_its_bucket() {
    LiquidationMap map = shortsAt(5, oneOfThirty());
    int here = bucket(101) + 15;
    assertThat(map.above(100)).hasSize(1);
    Cluster cluster = map.above(100).getFirst();
    assertThat(cluster.nearEdge()).isCloseTo(lower(here), within(1e-9));
    assertThat(cluster.farEdge()).isCloseTo(lower(here + 1), within(1e-9));
    assertThat(cluster.volume()).isCloseTo(9, within(1e-9));
  }

  @Test
  void a_cluster_lies_within_five_percent_of_the_price() {
    double[][] some = oneOfThirty();
    some[29][1] = 9; // The farthest is large instead.
    some[15][1] = 1;
    LiquidationMap map = shortsAt(5, some);
    double farthest = lower(bucket(101) + 29) / 1.05;
    assertThat(map.above(farthest * 1.000_001)).hasSize(1);
    assertThat(map.above(farthest * 0.999_999)).isEmpty();
    assertThat(map.above(100)).as("and back").hasSize(1);
  }

  /**
   * One of v among n − 1 of 1: (v − 1)·(n − 1)/n above a mean with deviation (v − 1)·√(n − 1)/n.
   */
  @Test
  void a_cluster_stands_out_by_two_deviations_of_what_lies_within_reach() {
    for (int size : new int[] {5, 6}) {
      double[][] some = new double[size][];
      for (int i = 0; i < size; i++) {
        some[i] = new double[] {in(bucket(101) + i), i == 0 ? 4 : 1};
      }
      // Two deviations are less than that from the sixth bucket on, and exactly that with five.
      assertThat(shortsAt(5, some).above(100)).hasSize(size == 6 ? 1 : 0);
    }
    double[][] far = new double[12][];
    for (int i = 0; i < 6; i++) {
      far[i] = new double[] {in(bucket(101) + i), i == 0 ? 4 : 1};
      far[6 + i] = new double[] {in(bucket(106) + i), 1_000};
    }
    assertThat(shortsAt(5, far).above(100)).as("what is far away does not count").hasSize(1);
  }

  @Test
  void a_cluster_of_longs_has_its_upper_edge_near() {
    LiquidationMap map = new LiquidationMap(rules(List.of(new Tier(10, 1)), 5, 4_096));
    double all = 1_000;
    map.onOpenInterest(0, all, 80);
    int there = bucket(97);
    for (int i = -10; i <= 10; i++) {
      all += i == 0 ? 18 : 2;
      map.onOpenInterest(1, all, in(there + i) / 0.905);
    }
    map.onPrice(100);
    assertThat(map.below(100)).hasSize(1);
    Cluster cluster = map.below(100).getFirst();
    assertThat(cluster.nearEdge()).isCloseTo(lower(there + 1), within(1e-9));
    assertThat(cluster.farEdge()).isCloseTo(lower(there), within(1e-9));
    assertThat(cluster.volume()).isCloseTo(9, within(1e-9));
    double farthest = lower(there + 1) / 0.95;
    assertThat(map.below(farthest * 0.999_999)).hasSize(1);
    assertThat(map.below(farthest * 1.000_001)).isEmpty();
  }

  @Test
  void equal_buckets_and_a_lonely_one_are_no_clusters() {
    assertThat(shortsAt(5, new double[][] {{103, 5}}).above(100)).isEmpty();
    assertThat(shortsAt(5, new double[][] {{103, 5}, {104, 5}}).above(100)).isEmpty();
    assertThat(new LiquidationMap(DOCUMENTS).above(100)).isEmpty();
    assertThat(new LiquidationMap(DOCUMENTS).below(100)).isEmpty();
  }

  @Test
  void of_more_clusters_the_largest_stay_nearest_first() {
    double[][] some = new double[40][];
    for (int i = 0; i < 40; i++) {
      some[i] = new double[] {in(bucket(101) + i), 1};
    }
    some[1][1] = 20;
    some[5][1] = 30;
    some[20][1] = 20;
    some[30][1] = 25;
    LiquidationMap three = shortsAt(3, some);
    assertThat(three.above(100))
        .extracting(cluster -> Math.round(cluster.volume()))
        .containsExactly(20L, 30L, 25L);
    assertThat(three.above(100).getFirst().nearEdge())
        .as("of equal volumes the nearer one")
        .isCloseTo(lower(bucket(101) + 1), within(1e-9));
    assertThat(shortsAt(5, some).above(100)).hasSize(4);
    assertThat(shortsAt(1, some).above(100))
        .extracting(cluster -> Math.round(cluster.volume()))
        .containsExactly(30L);
  }

  @Test
  void the_farthest_buckets_are_dropped_beyond_the_bound() {
    LiquidationMap map = new LiquidationMap(rules(DOCUMENTS.tiers(), 5, 2));
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    assertThat(map.state().longs().numbers()).containsExactly(bucket(96.2), bucket(95.25));
    assertThat(map.state().shorts().numbers()).containsExactly(bucket(103.8), bucket(104.75));
  }

  @Test
  void a_restored_map_goes_on_as_the_one_that_was_kept() {
    SplittableRandom random = new SplittableRandom(5);
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    double price = 100;
    for (int i = 0; i < 500; i++) {
      price *= 1 + random.nextDouble(-0.002, 0.002);
      map.onOpenInterest(i, 1_000 + random.nextDouble(50), price);
    }
    LiquidationMap other = LiquidationMap.restored(DOCUMENTS, map.state());
    assertThat(other.state()).isEqualTo(map.state());
    for (int i = 0; i < 500; i++) {
      price *= 1 + random.nextDouble(-0.004, 0.004);
      double interest = 1_000 + random.nextDouble(50);
      map.onOpenInterest(500 + i, interest, price);
      other.onOpenInterest(500 + i, interest, price);
      assertThat(other.above(price)).isEqualTo(map.above(price));
      assertThat(other.below(price)).isEqualTo(map.below(price));
    }
    assertThat(other.state()).isEqualTo(map.state());
    State empty = new LiquidationMap(DOCUMENTS).state();
    assertThat(empty).isEqualTo(new State(0, Double.NaN, 0.001, Buckets.NONE, Buckets.NONE));
    LiquidationMap fresh = LiquidationMap.restored(DOCUMENTS, empty);
    fresh.onOpenInterest(1, 10, 100);
    assertThat(fresh.longVolume()).as("nothing was known before").isZero();
  }

  @Test
  void a_map_of_other_buckets_is_taken_over_by_their_middles() {
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    LiquidationRules wide = new LiquidationRules(DOCUMENTS.tiers(), 0.95, 0.01, 4_096, 0.05, 2, 5);
    LiquidationMap other = LiquidationMap.restored(wide, map.state());
    assertThat(other.longVolume()).isCloseTo(50, within(1e-9));
    assertThat(other.state().bucket()).isEqualTo(0.01);
    List<Integer> expected =
        List.of(103.8, 104.75, 109.5, 119.0).stream()
            .map(price -> (int) Math.floor(Math.log(price) / Math.log(1.01)))
            .distinct()
            .toList();
    assertThat(other.state().shorts().numbers()).isEqualTo(expected);
  }

  @Test
  void into_finer_buckets_it_goes_by_the_middle_of_the_wider_ones() {
    LiquidationMap map = new LiquidationMap(DOCUMENTS);
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    LiquidationRules fine =
        new LiquidationRules(DOCUMENTS.tiers(), 0.95, 0.000_2, 4_096, 0.05, 2, 5);
    List<Integer> expected =
        map.state().shorts().numbers().stream()
            .map(number -> lower(number) * Math.sqrt(1.001))
            .map(middle -> (int) Math.floor(Math.log(middle) / Math.log(1.000_2)))
            .toList();
    assertThat(LiquidationMap.restored(fine, map.state()).state().shorts().numbers())
        .isEqualTo(expected);
  }

  @Test
  void a_tier_without_a_share_has_no_buckets() {
    LiquidationMap map =
        new LiquidationMap(rules(List.of(new Tier(10, 1), new Tier(25, 0)), 5, 4_096));
    map.onOpenInterest(1, 1_000, 100);
    map.onOpenInterest(2, 1_100, 100);
    assertThat(map.state().longs().numbers()).containsExactly(bucket(90.5));
  }

  @Test
  void a_broken_state_is_refused() {
    assertThatThrownBy(() -> new Buckets(List.of(1, 2), List.of(1.0)))
        .hasMessage("2 buckets cannot have 1 volumes");
    for (double volume : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Buckets(List.of(1), List.of(volume)))
          .hasMessage("a volume must be above 0, was " + volume);
    }
    assertThatThrownBy(() -> new State(1, 1, 0, Buckets.NONE, Buckets.NONE))
        .hasMessage("bucket must be in (0, 1), was 0.0");
    assertThatThrownBy(() -> new State(1, 1, 1, Buckets.NONE, Buckets.NONE))
        .hasMessage("bucket must be in (0, 1), was 1.0");
    assertThatThrownBy(() -> new State(1, -1, 0.001, Buckets.NONE, Buckets.NONE))
        .hasMessage("open interest must be at least 0, was -1.0");
    assertThatThrownBy(
            () -> new State(1, Double.POSITIVE_INFINITY, 0.001, Buckets.NONE, Buckets.NONE))
        .hasMessageStartingWith("open interest");
  }

  /** Every contribution by itself: where it lies, and what is left of it. */
  private static final class Contributions {
    record Part(int bucket, boolean isShort, double volume) {}

    private List<Part> parts = new ArrayList<>();
    private double interest = Double.NaN;

    void reading(double now, double price, List<Tier> tiers) {
      if (now > interest) {
        for (Tier tier : tiers) {
          double half = (now - interest) * tier.share() / 2;
          double away = 0.95 / tier.leverage();
          parts.add(new Part(bucket(price - price * away), false, half));
          parts.add(new Part(bucket(price + price * away), true, half));
        }
      } else if (now < interest) {
        double left = now / interest;
        parts =
            new ArrayList<>(
                parts.stream()
                    .map(part -> new Part(part.bucket(), part.isShort(), part.volume() * left))
                    .toList());
      }
      interest = now;
      price(price);
    }

    void price(double price) {
      int here = bucket(price);
      parts.removeIf(part -> part.isShort() ? part.bucket() <= here : part.bucket() >= here);
    }

    List<Double> volumes(boolean isShort) {
      return numbers(isShort).stream()
          .map(
              number ->
                  parts.stream()
                      .filter(part -> part.isShort() == isShort && part.bucket() == number)
                      .mapToDouble(Part::volume)
                      .sum())
          .toList();
    }

    List<Integer> numbers(boolean isShort) {
      return parts.stream()
          .filter(part -> part.isShort() == isShort)
          .map(Part::bucket)
          .distinct()
          .sorted((a, b) -> isShort ? a - b : b - a)
          .toList();
    }

    List<Double> clusterVolumes(boolean isShort, double price) {
      List<Double> volumes = new ArrayList<>();
      for (int i = 0; i < numbers(isShort).size(); i++) {
        int number = numbers(isShort).get(i);
        double near = isShort ? lower(number) : lower(number + 1);
        if (Math.abs(near - price) <= 0.05 * price) {
          volumes.add(volumes(isShort).get(i));
        }
      }
      double mean = volumes.stream().mapToDouble(v -> v).average().orElse(0);
      double variance =
          volumes.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(0);
      List<Double> found =
          volumes.stream().filter(v -> v > mean + 2 * Math.sqrt(variance)).toList();
      List<Double> largest =
          found.stream().sorted((a, b) -> Double.compare(b, a)).limit(5).toList();
      return found.stream().filter(largest::contains).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true", "4, true"})
  void the_map_equals_the_sum_of_its_contributions(long seed, boolean calibrated) {
    SplittableRandom random = new SplittableRandom(seed);
    LiquidationRules rules =
        (calibrated ? SentimentRules.calibrated() : SentimentRules.documents()).liquidations();
    LiquidationMap map = new LiquidationMap(rules);
    Contributions all = new Contributions();
    double price = 60_000;
    double interest = 100_000;
    for (int i = 0; i < 150; i++) {
      for (int j = 0; j < 5; j++) {
        price *= 1 + random.nextDouble(-0.004, 0.004);
        map.onPrice(price);
        all.price(price);
      }
      interest *= 1 + random.nextDouble(-0.008, 0.01);
      map.onOpenInterest(i, interest, price);
      all.reading(interest, price, rules.tiers());
    }
    State state = map.state();
    assertThat(state.longs().numbers()).isEqualTo(all.numbers(false)).hasSizeGreaterThan(20);
    assertThat(state.shorts().numbers()).isEqualTo(all.numbers(true));
    same(state.longs().volumes(), all.volumes(false));
    same(state.shorts().volumes(), all.volumes(true));
    same(map.above(price).stream().map(Cluster::volume).toList(), all.clusterVolumes(true, price));
    same(map.below(price).stream().map(Cluster::volume).toList(), all.clusterVolumes(false, price));
  }

  private static void same(List<Double> ours, List<Double> expected) {
    assertThat(ours).hasSameSizeAs(expected);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i)).isCloseTo(expected.get(i), within(1e-9 * expected.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void longs_lie_below_and_shorts_above_and_nothing_is_ever_more_than_was_opened(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LiquidationMap map = new LiquidationMap(SentimentRules.calibrated().liquidations());
    double price = StrictMath.exp(random.nextDouble(-8, 12));
    double interest = 1_000;
    double opened = 0;
    map.onOpenInterest(0, interest, price);
    for (int i = 1; i < 2_000; i++) {
      price *= 1 + random.nextDouble(-0.01, 0.01) + (random.nextInt(200) == 0 ? 0.2 : 0);
      double next = interest * (1 + random.nextDouble(-0.05, 0.05));
      opened += Math.max(0, next - interest) / 2;
      interest = next;
      map.onOpenInterest(i, interest, price);
      assertThat(map.longVolume()).isFinite().isBetween(0.0, opened * (1 + 1e-9));
      double now = price;
      assertThat(map.above(price)).hasSizeLessThanOrEqualTo(5);
      assertThat(map.above(price))
          .allSatisfy(each -> assertThat(each.nearEdge()).isBetween(now, now * 1.0501));
      assertThat(map.below(price))
          .allSatisfy(each -> assertThat(each.nearEdge()).isBetween(now * 0.9499, now));
      map.below(price).forEach(each -> assertThat(each.farEdge()).isLessThan(each.nearEdge()));
    }
  }
}
