package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.book;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.port.MarketListener.Stream;

class FeedBufferTest {
  private final AtomicInteger woken = new AtomicInteger();
  private final FeedBuffer buffer = new FeedBuffer(1_000, woken::incrementAndGet);

  private void trade(long id) {
    buffer.onTrade(id, 100 + id, 0.5, id % 2 == 0, 1_000 + id, 5_000 + id);
  }

  @Test
  void trades_come_out_as_they_went_in() {
    for (long id = 1; id <= 700; id++) {
      trade(id);
    }
    FeedBuffer.Drained drained = buffer.drain();
    assertThat(drained.size()).isEqualTo(700);
    for (int i = 0; i < 700; i++) {
      assertThat(drained.id(i)).isEqualTo(i + 1);
      assertThat(drained.price(i)).isEqualTo(101.0 + i);
      assertThat(drained.quantity(i)).isEqualTo(0.5);
      assertThat(drained.buyerIsMaker(i)).isEqualTo((i + 1) % 2 == 0);
      assertThat(drained.timeMillis(i)).isEqualTo(1_001 + i);
      assertThat(drained.receivedNanos(i)).isEqualTo(5_001 + i);
    }
  }

  @Test
  void the_feed_is_woken_once_for_all_that_waits() {
    trade(1);
    trade(2);
    buffer.onBook(book(1, 99, 101, 1), 1);
    assertThat(woken).hasValue(1);
    buffer.drain();
    trade(3);
    assertThat(woken).hasValue(2);
  }

  @Test
  void of_books_the_newest_stays_at_its_own_place_among_the_trades() {
    trade(1);
    buffer.onBook(book(1, 99, 101, 1), 1);
    trade(2);
    trade(3);
    buffer.onBook(book(2, 98, 102, 2), 2);
    trade(4);
    FeedBuffer.Drained drained = buffer.drain();
    assertThat(drained.events()).hasSize(1);
    FeedBuffer.Event.Book kept = (FeedBuffer.Event.Book) drained.events().element();
    assertThat(kept.book().updateId).isEqualTo(2);
    assertThat(kept.book().bidPrice[0]).isEqualTo(98);
    assertThat(kept.afterTrades()).isEqualTo(3);
    assertThat(kept.conflated()).isTrue();
    assertThat(buffer.conflated()).isEqualTo(1);
  }

  @Test
  void a_book_is_copied_because_it_is_only_lent() {
    var lent = book(1, 99, 101, 1);
    buffer.onBook(lent, 1);
    lent.bidPrice[0] = 1;
    FeedBuffer.Event.Book kept = (FeedBuffer.Event.Book) buffer.drain().events().element();
    assertThat(kept.book().bidPrice[0]).isEqualTo(99);
  }

  @Test
  void past_its_bound_trades_are_dropped_and_counted_and_what_waits_stays() {
    for (long id = 1; id <= 1_005; id++) {
      trade(id);
    }
    assertThat(buffer.dropped()).isEqualTo(5);
    FeedBuffer.Drained drained = buffer.drain();
    assertThat(drained.size()).isEqualTo(1_000);
    assertThat(drained.id(999)).isEqualTo(1_000);
  }

  @Test
  void forming_candles_conflate_and_closed_ones_never_do() {
    Candle first = new Candle(Timeframe.M1, 0, 1, 2, 1, 2, 1, false);
    Candle second = new Candle(Timeframe.M1, 0, 1, 3, 1, 3, 2, false);
    Candle closed = new Candle(Timeframe.M1, 0, 1, 3, 1, 2, 3, true);
    Candle next = new Candle(Timeframe.M1, 60_000, 2, 2, 2, 2, 0, false);
    List.of(first, second, closed, next).forEach(candle -> buffer.onCandle(candle, 1));
    assertThat(buffer.drain().events())
        .extracting(event -> ((FeedBuffer.Event.CandleCame) event).candle())
        .containsExactly(closed, next);
  }

  @Test
  void unreadable_frames_cannot_fill_the_memory() {
    for (int i = 0; i < 10_000; i++) {
      buffer.onMalformed(Stream.TRADES, "no JSON");
    }
    assertThat(buffer.drain().events()).hasSizeLessThanOrEqualTo(4_096);
  }

  @Test
  void a_drained_buffer_is_filled_anew_without_touching_what_was_taken() {
    trade(1);
    FeedBuffer.Drained first = buffer.drain();
    assertThat(first.size()).isEqualTo(1);
    trade(2);
    assertThat(first.id(0)).isEqualTo(1);
    assertThat(buffer.drain().id(0)).isEqualTo(2);
  }
}
