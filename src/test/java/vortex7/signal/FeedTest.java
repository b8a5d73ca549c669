package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.market.Trade;

class FeedTest {
  private final List<String> told = new ArrayList<>();
  private final Feed feed = new Feed(new FeedRules(5_000, 8, 50_000), new Told());

  private final class Told implements FeedOutput {
    @Override
    public void onTrade(long id, double price, double quantity, boolean maker, long time) {
      told.add("t" + id);
    }

    @Override
    public void onBook(BookSnapshot book) {
      told.add("b" + book.eventTime);
    }

    @Override
    public void onCandle(Candle candle) {
      told.add("c" + candle.openTime());
    }

    @Override
    public void onObservation(Observation observation) {
      told.add("o" + observation.timeMillis());
    }

    @Override
    public void onFault(Observation observation, DataFault fault) {
      told.add("o" + observation.timeMillis() + " " + fault);
    }

    @Override
    public void onGap(FeedStream stream) {
      told.add("gap " + stream);
    }

    @Override
    public void onHealed(FeedStream stream) {
      told.add("healed " + stream);
    }

    @Override
    public void onAnew(FeedStream stream) {
      told.add("anew " + stream);
    }

    @Override
    public void onFault(FeedStream stream, DataFault fault) {
      told.add(stream + " " + fault);
    }

    @Override
    public void onMark(Mark mark) {
      told.add("m" + mark.number() + "@" + mark.eventTime());
    }

    @Override
    public void onTradesMissing(long fromId, long toId) {
      told.add("missing " + fromId + "-" + toId);
    }
  }

  private void trade(long id, long time) {
    feed.onTrade(id, 100, 1, false, time);
  }

  private static List<Trade> missed(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(id -> new Trade(id, 100, 1, false, 1_000 + 50 * (id - 1)))
        .toList();
  }

  @Test
  void each_accepted_book_makes_a_mark_and_a_big_trade_makes_one_at_once() {
    feed.onBook(Books.flat(100));
    feed.onTrade(1, 100, 500, false, 90);
    feed.onTrade(2, 100, 501, false, 95);
    feed.onBook(Books.flat(200));
    assertThat(told)
        .as("a trade is told later than it happened; marks never go back")
        .containsExactly("b100", "m1@100", "t1", "t2", "m2@100", "b200", "m3@200");
  }

  @Test
  void newer_trades_wait_until_the_lost_ones_are_read() {
    trade(1, 1_000);
    trade(4, 1_150);
    trade(5, 1_200);
    feed.onMissed(missed(2, 2));
    assertThat(told).doesNotContain("healed TRADES");
    feed.onMissed(missed(2, 3));
    trade(6, 1_300);
    assertThat(told)
        .containsExactly(
            "t1",
            "TRADES TRADE_GAP",
            "gap TRADES",
            "missing 2-3",
            "t2",
            "t3",
            "t4",
            "t5",
            "healed TRADES",
            "t6");
  }

  @Test
  void what_does_not_come_back_in_time_starts_the_windows_anew() {
    trade(1, 1_000);
    trade(4, 1_100);
    feed.onBook(Books.flat(6_099));
    assertThat(told).doesNotContain("anew TRADES");
    feed.onBook(Books.flat(6_100));
    assertThat(told).containsSubsequence("gap TRADES", "anew TRADES", "t4", "b6100");
    told.clear();
    feed.onMissed(missed(2, 3));
    trade(5, 6_200);
    assertThat(told).as("too late").containsExactly("t5");
  }

  @Test
  void a_second_hole_among_the_held_trades_is_a_gap_again() {
    trade(1, 1_000);
    trade(3, 1_100);
    trade(6, 1_300);
    feed.onMissed(missed(2, 2));
    assertThat(told)
        .containsExactly(
            "t1",
            "TRADES TRADE_GAP",
            "gap TRADES",
            "missing 2-2",
            "t2",
            "t3",
            "TRADES TRADE_GAP",
            "gap TRADES",
            "missing 4-5");
    feed.onMissed(missed(4, 5));
    assertThat(told).endsWith("t4", "t5", "t6", "healed TRADES");
  }

  @Test
  void more_held_trades_than_the_bound_give_the_lost_ones_up() {
    trade(1, 1_000);
    for (int id = 3; id <= 11; id++) {
      trade(id, 1_100);
    }
    assertThat(told).containsSubsequence("anew TRADES", "t3", "t10", "t11");
  }

  @Test
  void a_bad_book_is_counted_and_the_next_good_one_heals() {
    feed.onBook(Books.flat(100));
    BookSnapshot crossed = Books.flat(200);
    crossed.bidPrice[0] = 200;
    feed.onBook(crossed);
    feed.onBook(crossed);
    feed.onBook(Books.flat(300));
    assertThat(told)
        .containsExactly(
            "b100",
            "m1@100",
            "BOOK CROSSED_BOOK",
            "gap BOOK",
            "BOOK CROSSED_BOOK",
            "healed BOOK",
            "b300",
            "m2@300");
    assertThat(feed.guard().count(DataFault.CROSSED_BOOK)).isEqualTo(2);
  }

  @Test
  void an_older_book_is_ignored_without_a_gap() {
    feed.onBook(Books.flat(100));
    feed.onBook(Books.flat(90));
    assertThat(told).containsExactly("b100", "m1@100", "BOOK TIME_BACKWARDS");
  }

  @Test
  void candles_pass_when_they_make_sense() {
    feed.onCandle(new Candle(Timeframe.M1, 0, 1, 2, 1, 2, 1, true));
    feed.onCandle(new Candle(Timeframe.M1, 0, 1, 2, 1, 2, 1, true));
    assertThat(told).containsExactly("c0", "CANDLES DUPLICATE");
  }

  @Test
  void observations_pass_when_they_make_sense_and_set_no_marks() {
    feed.onObservation(new Observation.AccountRatio(100, 0.5));
    feed.onObservation(new Observation.AccountRatio(200, 1.5));
    feed.onObservation(new Observation.AccountRatio(200, 0.6));
    assertThat(told).containsExactly("o100", "o200 ABSURD_SHARE", "o200");
    assertThat(feed.guard().count(DataFault.ABSURD_SHARE)).isEqualTo(1);
  }

  /** Whatever is lost, doubled or late: ids rise by one, except after ANEW. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void trades_reach_the_engines_without_holes_unless_the_windows_start_anew(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long time = 1_000;
    for (long id = 1; id <= 5_000; id++) {
      time += random.nextInt(300);
      int luck = random.nextInt(40);
      if (luck == 0) {
        continue; // Lost.
      }
      trade(id, time);
      if (luck == 1) {
        trade(id, time);
      }
      if (luck == 2) {
        feed.onMissed(missed(Math.max(1, id - 30), id));
      }
    }
    long last = 0;
    boolean anew = false;
    for (String event : told) {
      anew |= event.equals("anew TRADES");
      if (event.startsWith("t")) {
        long id = Long.parseLong(event.substring(1));
        assertThat(id).satisfies(next -> assertThat(next).isPositive());
        if (last > 0 && id != last + 1) {
          assertThat(anew).as("before %d", id).isTrue();
          assertThat(id).isGreaterThan(last);
        }
        last = id;
        anew = false;
      }
    }
    assertThat(last).isGreaterThan(4_900);
  }
}
