package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.port.MarketListener;

class RotatingSocketTest {
  private static final SocketConnector.Idle IDLE =
      new SocketConnector.Idle(Duration.ofSeconds(10), Duration.ofSeconds(12));

  private final List<FakeConnection> connections = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long now;

  private record Task(long at, Runnable what) {}

  private static final class FakeConnection implements SocketConnector.Connection {
    final SocketConnector.Events events;
    boolean closed;

    FakeConnection(SocketConnector.Events events) {
      this.events = events;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class Listener implements MarketListener {
    @Override
    public void onTrade(
        long id, double price, double quantity, boolean maker, long time, long nanos) {
      told.add("trade " + id);
    }

    @Override
    public void onBook(BookSnapshot book, long receivedNanos) {
      told.add("book " + book.updateId);
    }

    @Override
    public void onCandle(Candle candle, long receivedNanos) {
      told.add("candle " + candle.openTime() + (candle.closed() ? " closed" : ""));
    }

    @Override
    public void onConnected(Stream stream) {
      told.add("connected");
    }

    @Override
    public void onDisconnected(Stream stream, String reason) {
      told.add("disconnected " + reason);
    }

    @Override
    public void onMalformed(Stream stream, String reason) {
      told.add("malformed");
    }
  }

  private final RotatingSocket socket =
      new RotatingSocket(
          (url, idle, events) -> {
            FakeConnection connection = new FakeConnection(events);
            connections.add(connection);
            return connection;
          },
          (delay, what) -> tasks.add(new Task(now + delay.toNanos(), what)),
          () -> now,
          () -> CompletableFuture.completedStage("ws://stub"),
          IDLE,
          BinanceLimits.documents(),
          1,
          new MarketStream(
              Symbol.of("BTCUSDT"),
              List.of(MarketListener.Stream.TRADES),
              new Listener(),
              new FrameCounters()));

  @Test
  void a_cut_reconnects_at_once_and_failures_wait_longer_and_longer() {
    socket.start();
    open(0);
    connections.get(0).events.ended("reset");
    assertThat(told).containsExactly("connected", "disconnected reset");
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      long before = now;
      runNext();
      waits.add(Math.round((now - before) / 1e9));
      connections.get(connections.size() - 1).events.ended("refused");
    }
    assertThat(waits.get(0)).isZero();
    assertThat(waits.get(1)).isEqualTo(1);
    assertThat(waits).isSorted();
    assertThat(waits.get(5)).isBetween(12L, 20L);
  }

  @Test
  void a_connection_that_lived_is_replaced_at_once_when_cut() {
    socket.start();
    connections.get(0).events.ended("refused");
    runNext();
    connections.get(1).events.ended("refused");
    runNext();
    open(2);
    now += Duration.ofSeconds(11).toNanos();
    connections.get(2).events.ended("reset");
    long before = now;
    runNext();
    assertThat(now).isEqualTo(before);
    assertThat(connections).hasSize(4);
  }

  @Test
  void before_24_hours_a_replacement_opens_first_and_no_trade_is_lost_or_told_twice() {
    socket.start();
    open(0);
    trade(0, 1);
    trade(0, 2);
    runNext();
    assertThat(Duration.ofNanos(now)).isEqualTo(BinanceLimits.documents().rotateAfter());
    assertThat(connections).hasSize(2);
    open(1);
    trade(1, 5); // The new one is ahead: the old one still owes 3 and 4.
    trade(0, 3);
    trade(0, 4);
    trade(0, 5);
    assertThat(connections.get(0).closed).isFalse();
    trade(1, 6); // Joins what the old one delivered.
    assertThat(connections.get(0).closed).isTrue();
    trade(0, 6);
    trade(1, 7);
    connections.get(0).events.ended("closed");
    assertThat(told)
        .containsExactly(
            "connected",
            "trade 1",
            "trade 2",
            "trade 3",
            "trade 4",
            "trade 5",
            "trade 6",
            "trade 7");
  }

  @Test
  void a_replacement_that_is_behind_repeats_nothing() {
    socket.start();
    open(0);
    trade(0, 1);
    trade(0, 2);
    trade(0, 3);
    runNext();
    open(1);
    trade(1, 2);
    trade(1, 3);
    trade(1, 4);
    assertThat(told).containsExactly("connected", "trade 1", "trade 2", "trade 3", "trade 4");
  }

  @Test
  void a_quiet_replacement_takes_over_after_the_overlap() {
    socket.start();
    open(0);
    runNext();
    open(1);
    runNext();
    assertThat(connections.get(0).closed).isTrue();
    trade(1, 9);
    assertThat(told).containsExactly("connected", "trade 9");
  }

  @Test
  void when_the_old_one_dies_during_the_overlap_the_replacement_is_the_stream_and_says_so() {
    socket.start();
    open(0);
    trade(0, 1);
    runNext();
    open(1);
    connections.get(0).events.ended("reset");
    trade(1, 3);
    assertThat(told)
        .containsExactly("connected", "trade 1", "disconnected reset", "connected", "trade 3");
  }

  @Test
  void a_replacement_that_does_not_open_is_tried_again_while_the_old_one_works() {
    socket.start();
    open(0);
    runNext();
    connections.get(1).events.ended("refused");
    trade(0, 1);
    assertThat(told).containsExactly("connected", "trade 1");
    runNext();
    assertThat(connections).hasSize(3);
  }

  @Test
  void outside_a_replacement_repeated_and_late_trades_go_through_as_they_came() {
    socket.start();
    open(0);
    trade(0, 5);
    trade(0, 5);
    trade(0, 3);
    connections.get(0).events.text("{\"e\":\"aggTrade\"}", 0);
    assertThat(told).containsExactly("connected", "trade 5", "trade 5", "trade 3", "malformed");
  }

  @Test
  void closing_ends_the_connection_and_everything_after_it() {
    socket.start();
    open(0);
    socket.close();
    assertThat(connections.get(0).closed).isTrue();
    trade(0, 1);
    connections.get(0).events.ended("closed");
    tasks.forEach(task -> task.what().run());
    assertThat(told).containsExactly("connected");
    assertThat(connections).hasSize(1);
  }

  private void open(int index) {
    connections.get(index).events.opened();
  }

  private void trade(int index, long id) {
    String frame = Frames.AGG_TRADE.replace("\"a\":3450415493", "\"a\":" + id);
    connections.get(index).events.text(frame, 0);
  }

  /** Runs the task that is due first, at its time. */
  private void runNext() {
    Task first = tasks.stream().min(Comparator.comparingLong(Task::at)).orElseThrow();
    tasks.remove(first);
    now = Math.max(now, first.at());
    first.what().run();
  }
}
