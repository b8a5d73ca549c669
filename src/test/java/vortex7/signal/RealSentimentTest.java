package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vortex7.market.Candle;

/**
 * E4's liquidation map on a month of real candles with open interest drawn at random: how often
 * price comes within 0.15 % of a cluster, so that strategy C has a trigger at all.
 */
class RealSentimentTest {
  private static final long APART_MILLIS = 1_800_000;

  /** Episodes: approaches that lie at least half an hour apart. */
  private static int episodes(SentimentRules rules, List<Candle> minutes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LiquidationMap map = new LiquidationMap(rules.liquidations());
    double interest = 100_000;
    int episodes = 0;
    long last = Long.MIN_VALUE / 2;
    for (Candle minute : minutes) {
      double price = minute.close();
      boolean near =
          Stream.concat(map.above(price).stream(), map.below(price).stream())
              .anyMatch(cluster -> cluster.proximity(price, 0.005) > 0.70);
      if (near) {
        if (minute.openTime() - last > APART_MILLIS) {
          episodes++;
        }
        last = minute.openTime();
      }
      map.onRange(minute.low(), minute.high());
      if (minute.openTime() % 300_000 == 0) {
        interest *= 1 + random.nextDouble(-0.002, 0.002);
        map.onOpenInterest(minute.closeTime(), interest, price);
      }
    }
    return episodes;
  }

  @Test
  void price_meets_a_cluster_of_the_documents_tiers_less_than_once_in_four_days()
      throws IOException {
    List<Candle> minutes = RealMinutes.of("BTCUSDT", 43_000);
    int documents = episodes(SentimentRules.documents(), minutes, 1);
    int calibrated = episodes(SentimentRules.calibrated(), minutes, 1);
    assertThat(documents).isBetween(0, 7);
    assertThat(calibrated).isBetween(documents + 1, 20);
  }
}
