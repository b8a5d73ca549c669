package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.venue.simulated.StreamName.TrafficClass;

class BookStreamsTest {
  private static final long MID = 600_000;
  private static final int CAPACITY = 4_096;

  private final FeedStage stage = new FeedStage();
  private final List<Long> resting = new ArrayList<>();

  /** A client that keeps a book by the venue's own recipe (protocols, B.4), step by step. */
  private static final class Follower {
    private final TreeMap<String, String> bids = new TreeMap<>();
    private final TreeMap<String, String> asks = new TreeMap<>();
    private long lastUpdateId = -1;
    private long previous = -1;
    private int snapshots;

    void snapshot(FeedStage stage) {
      bids.clear();
      asks.clear();
      whole(stage, true).forEach(bids::put);
      whole(stage, false).forEach(asks::put);
      lastUpdateId = stage.book.updateId();
      stage.feed.books().onSnapshot();
      previous = -1;
      snapshots++;
    }

    /** Whether the event fits; the book is to be fetched again when it does not. */
    boolean apply(JsonNode event) {
      long first = event.path("U").asLong();
      long last = event.path("u").asLong();
      if (previous < 0) {
        if (last < lastUpdateId) {
          return true; // Older than the snapshot.
        }
        if (first > lastUpdateId) {
          return false;
        }
      } else if (event.path("pu").asLong() != previous) {
        throw new AssertionError("the chain broke: " + event + " after " + previous);
      }
      previous = last;
      change(bids, event.path("b"));
      change(asks, event.path("a"));
      return true;
    }

    private static void change(TreeMap<String, String> side, JsonNode levels) {
      for (JsonNode level : levels) {
        if (new BigDecimal(level.path(1).asText()).signum() == 0) {
          side.remove(level.path(0).asText());
        } else {
          side.put(level.path(0).asText(), level.path(1).asText());
        }
      }
    }

    void assertIs(FeedStage stage) {
      assertThat(bids.equals(whole(stage, true))).as("bids at %s", previous).isTrue();
      assertThat(asks.equals(whole(stage, false))).as("asks at %s", previous).isTrue();
    }
  }

  /** The venue's own side, as it prints prices and quantities. */
  private static Map<String, String> whole(FeedStage stage, boolean bids) {
    long[] ticks = new long[CAPACITY];
    long[] steps = new long[CAPACITY];
    int levels = stage.book.copyLevels(bids, CAPACITY, ticks, steps);
    assertThat(levels).isLessThan(CAPACITY);
    TreeMap<String, String> side = new TreeMap<>();
    for (int i = 0; i < levels; i++) {
      side.put(
          stage.book.price(ticks[i]).setScale(2).toPlainString(),
          stage.book.quantity(steps[i]).setScale(3).toPlainString());
    }
    return side;
  }

  private static JsonNode read(String text) {
    try {
      return VenueClient.JSON.readTree(text);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private void act(SplittableRandom random) {
    switch (random.nextInt(8)) {
      case 0 -> stage.book.placeMarket(2, random.nextBoolean(), 1 + random.nextInt(3_000));
      case 1, 2 -> {
        if (!resting.isEmpty()) {
          stage.book.cancel(resting.remove(random.nextInt(resting.size())));
        }
      }
      default -> {
        boolean buy = random.nextBoolean();
        long distance = 1 + (long) (random.nextDouble() * random.nextDouble() * 700);
        long id =
            stage.book.placePostOnly(
                1, buy, buy ? MID - distance : MID + distance, 1 + random.nextInt(2_000));
        if (id != 0) {
          resting.add(id);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "btcusdt@depth@100ms, 100, 1",
    "btcusdt@depth, 250, 2",
    "btcusdt@depth@500ms, 500, 3"
  })
  void a_client_that_follows_the_recipe_has_the_venues_book_also_after_reconnecting(
      String stream, int pace, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int applied = 0;
    int joined = 0;
    long now = FeedStage.START;
    for (int life = 0; life < 20; life++) {
      FeedStage.Ear ear = new FeedStage.Ear();
      StreamConnection socket = stage.listen(ear, TrafficClass.PUBLIC, stream);
      Follower follower = new Follower();
      int heard = 0;
      int snapshotAt = random.nextInt(200);
      for (int step = 0; step < 1_500; step++) {
        now += 10;
        stage.exchange.advanceTo(now);
        for (int i = random.nextInt(6); i > 0; i--) {
          act(random);
        }
        if (step == snapshotAt) {
          follower.snapshot(stage); // Between two events, as a call over REST comes.
        }
        stage.advanceTo(now);
        if (step < snapshotAt) {
          continue; // What comes before the snapshot waits.
        }
        for (; heard < ear.texts.size(); heard++) {
          JsonNode event = read(ear.texts.get(heard));
          assertThat(event.path("E").asLong() % pace).isZero();
          if (!follower.apply(event)) {
            follower.snapshot(stage);
            assertThat(follower.apply(event)).as("it is still in the buffer").isTrue();
          }
          if (heard == ear.texts.size() - 1 && follower.previous >= 0) {
            follower.assertIs(stage);
            applied++;
          }
        }
        if (step > snapshotAt + pace && heard > 8) {
          break;
        }
      }
      joined += follower.previous >= 0 ? 1 : 0;
      assertThat(follower.snapshots).isLessThanOrEqualTo(2);
      stage.hub.closed(socket);
      assertThat(stage.hub.topicCount()).isZero();
    }
    assertThat(joined).as("every life of the client found its place in the chain").isEqualTo(20);
    assertThat(applied).isGreaterThan(100);
  }

  @Test
  void a_change_that_was_undone_before_anybody_looked_is_not_told_and_breaks_no_chain() {
    stage.book.placeLimit(1, true, MID - 1, 5);
    FeedStage.Ear ear = new FeedStage.Ear();
    stage.listen(ear, TrafficClass.PUBLIC, "btcusdt@depth@100ms");
    stage.advanceTo(FeedStage.START + 100);
    long id = stage.book.placeLimit(1, false, MID + 1, 7);
    stage.advanceTo(FeedStage.START + 200);
    stage.book.cancel(stage.book.placeLimit(1, false, MID + 2, 7));
    stage.advanceTo(FeedStage.START + 300);
    stage.book.cancel(id);
    stage.advanceTo(FeedStage.START + 400);
    List<JsonNode> events = ear.events();
    assertThat(events).hasSize(2);
    assertThat(events.getFirst().path("a").toString()).isEqualTo("[[\"60000.10\",\"0.007\"]]");
    assertThat(events.getLast().path("a").toString()).isEqualTo("[[\"60000.10\",\"0.000\"]]");
    assertThat(events.getLast().path("pu")).isEqualTo(events.getFirst().path("u"));
  }

  @Test
  void best_prices_are_told_when_they_change_and_not_when_the_book_behind_them_does() {
    stage.book.placeLimit(1, true, MID - 1, 5);
    stage.book.placeLimit(1, false, MID + 1, 6);
    FeedStage.Ear ear = new FeedStage.Ear();
    stage.listen(ear, TrafficClass.PUBLIC, "btcusdt@bookTicker");
    stage.advanceTo(FeedStage.START + 10);
    stage.book.placeLimit(1, true, MID - 2, 9);
    stage.advanceTo(FeedStage.START + 20);
    stage.book.placeLimit(1, true, MID - 1, 1);
    stage.advanceTo(FeedStage.START + 30);
    assertThat(ear.events().stream().map(e -> e.path("B").asText()))
        .containsExactly("0.005", "0.006");
    assertThat(ear.texts.getFirst())
        .isEqualTo(
            "{\"e\":\"bookTicker\",\"u\":2,\"E\":1700000000010,\"T\":1700000000010,"
                + "\"s\":\"BTCUSDT\",\"ps\":\"BTCUSDT\",\"b\":\"59999.90\",\"B\":\"0.005\","
                + "\"a\":\"60000.10\",\"A\":\"0.006\",\"st\":1}");
  }

  @Test
  void all_best_prices_come_every_five_seconds_one_by_one() {
    stage.book.placeLimit(1, true, MID - 1, 5);
    FeedStage.Ear ear = new FeedStage.Ear();
    stage.listen(ear, TrafficClass.PUBLIC, "!bookTicker");
    for (long at = FeedStage.START + 100; at <= FeedStage.START + 15_000; at += 100) {
      stage.advanceTo(at);
    }
    assertThat(ear.events()).hasSize(4);
    assertThat(ear.events().getFirst().path("A").asText()).as("no ask").isEqualTo("0.000");
  }
}
