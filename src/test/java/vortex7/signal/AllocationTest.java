package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import vortex7.market.BookSnapshot;

class AllocationTest {
  private static final long START = 1_700_000_000_000L;

  private static final class Engines implements SyntheticStream.Sink {
    final OrderFlowEngine orderFlow =
        new OrderFlowEngine(OrderFlowRules.documents(), SyntheticStream.TICK);
    final TickEngine tick = new TickEngine(TickRules.documents());

    @Override
    public void onTrade(long id, double price, double quantity, boolean maker, long time) {
      orderFlow.onTrade(id, price, quantity, maker, time);
      tick.onTrade(id, price, quantity, maker, time);
    }

    @Override
    public void onBook(BookSnapshot book) {
      orderFlow.onBook(book);
      tick.onBook(book);
    }
  }

  /** Warm windows first, so that rings have their size; a book or trade then costs 0 bytes. */
  @Test
  void trades_and_books_allocate_nothing_in_the_steady_state() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Engines engines = new Engines();
    SyntheticStream stream = new SyntheticStream(1, START, 600_000);
    for (int i = 0; i < 20_000; i++) {
      stream.step(engines);
    }
    long thread = Thread.currentThread().threadId();
    long before = threads.getThreadAllocatedBytes(thread);
    long events = 0;
    for (int i = 0; i < 20_000; i++) {
      events += stream.step(engines);
    }
    long bytes = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(events).isGreaterThan(50_000);
    assertThat(bytes).as("bytes for %d events", events).isLessThan(events / 100);
  }

  @Test
  void the_feed_and_the_guard_allocate_nothing_but_marks() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] marks = {0};
    Feed feed =
        new Feed(
            FeedRules.documents(),
            new FeedOutput() {
              @Override
              public void onTrade(
                  long id, double price, double quantity, boolean maker, long time) {}

              @Override
              public void onBook(BookSnapshot book) {}

              @Override
              public void onCandle(vortex7.market.Candle candle) {}

              @Override
              public void onObservation(Observation observation) {}

              @Override
              public void onGap(FeedStream stream) {}

              @Override
              public void onHealed(FeedStream stream) {}

              @Override
              public void onAnew(FeedStream stream) {}

              @Override
              public void onFault(FeedStream stream, DataFault fault) {
                throw new AssertionError(stream + " " + fault);
              }

              @Override
              public void onMark(Mark mark) {
                marks[0] = mark.number();
              }

              @Override
              public void onTradesMissing(long fromId, long toId) {}
            });
    SyntheticStream.Sink sink =
        new SyntheticStream.Sink() {
          @Override
          public void onTrade(long id, double price, double quantity, boolean maker, long time) {
            feed.onTrade(id, price, quantity, maker, time);
          }

          @Override
          public void onBook(BookSnapshot book) {
            feed.onBook(book);
          }
        };
    SyntheticStream stream = new SyntheticStream(1, START, 600_000);
    for (int i = 0; i < 20_000; i++) {
      stream.step(sink);
    }
    long thread = Thread.currentThread().threadId();
    long before = threads.getThreadAllocatedBytes(thread);
    long marksBefore = marks[0];
    for (int i = 0; i < 10_000; i++) {
      stream.step(sink);
    }
    long bytes = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(bytes).isLessThan((marks[0] - marksBefore) * 40);
  }
}
