package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Trade;
import vortex7.signal.TickEngine;
import vortex7.signal.TickRules;
import vortex7.signal.Validity;

class TradeBackfillTest {
  private static final long T0 = LiveFixture.NOON.toEpochMilli();

  private final ScriptedMarket market = new ScriptedMarket();

  /** A trade every so many milliseconds, the one with id 10 000 at noon. */
  private static LongFunction<Trade> every(long millis) {
    return id -> new Trade(id, 100 + id % 7, 1 + id % 3, id % 5 < 2, T0 + (id - 10_000) * millis);
  }

  private void venueHas(LongFunction<Trade> trades, long firstId) {
    market.missing =
        from ->
            CompletableFuture.completedStage(
                LongStream.range(Math.max(from, firstId), from + TradeBackfill.PAGE)
                    .mapToObj(trades)
                    .toList());
  }

  private List<Trade> before(Trade first) {
    return TradeBackfill.before(market, BTC, first).toCompletableFuture().join();
  }

  @Test
  void pages_are_read_backwards_until_five_minutes_are_there() {
    venueHas(every(200), 1);
    List<Trade> past = before(every(200).apply(10_000));
    assertThat(market.tradeRequests).containsExactly("9000+1000", "8000+1000");
    assertThat(past).hasSize(2_000);
    assertThat(past.getFirst().id()).isEqualTo(8_000);
    assertThat(past.getLast().id()).isEqualTo(9_999);
  }

  @Test
  void a_busy_symbols_pages_are_bounded() {
    venueHas(every(1), 1);
    assertThat(before(every(1).apply(10_000))).hasSize(5_000);
    assertThat(market.tradeRequests).hasSize(5);
  }

  @Test
  void a_venue_that_began_with_this_trade_has_none() {
    venueHas(every(100), 10_000);
    assertThat(before(every(100).apply(10_000))).isEmpty();
    assertThat(market.tradeRequests).containsExactly("9000+1000");
  }

  @Test
  void the_first_trade_of_all_asks_for_nothing() {
    assertThat(before(every(100).apply(1))).isEmpty();
    assertThat(market.tradeRequests).isEmpty();
  }

  @Test
  void what_is_older_than_a_hole_or_a_bad_trade_is_left_out() {
    venueHas(every(100), 9_400);
    assertThat(before(every(100).apply(10_000))).hasSize(600);
    LongFunction<Trade> sound = every(100);
    for (Trade bad :
        List.of(
            new Trade(9_500, -1, 1, true, T0 - 50_000),
            new Trade(9_500, Double.NaN, 1, true, T0 - 50_000),
            new Trade(9_500, 100, 0, true, T0 - 50_000),
            new Trade(9_500, 100, Double.POSITIVE_INFINITY, true, T0 - 50_000),
            new Trade(9_500, 100, 1, true, T0),
            new Trade(9_499, 100, 1, true, T0 - 50_000))) {
      venueHas(id -> id == 9_500 ? bad : sound.apply(id), 1);
      List<Trade> past = before(sound.apply(10_000));
      assertThat(past).as("%s", bad).hasSize(499);
      assertThat(past.getFirst().id()).isEqualTo(9_501);
    }
  }

  @Test
  void engines_that_live_by_trades_are_warm_at_once_as_if_they_had_been_there_before(
      @TempDir Path data) {
    ActorTestKit kit = ActorTestKit.create("past", LiveFixture.akka());
    try {
      LongFunction<Trade> trades = every(100);
      LiveFixture fixture = new LiveFixture(data);
      fixture.market.missing =
          from ->
              CompletableFuture.completedStage(
                  LongStream.range(Math.max(from, 9_000), from + TradeBackfill.PAGE)
                      .mapToObj(trades)
                      .toList());
      TestProbe<EngineActor.Command> tick = kit.createTestProbe();
      TestProbe<EngineActor.Command> regime = kit.createTestProbe();
      TestProbe<SymbolActor.Command> tree = kit.createTestProbe();
      ActorRef<FeedActor.Command> feed =
          kit.spawn(FeedActor.create(BTC, fixture.wiring, tree.getRef()));
      feed.tell(new FeedActor.EngineStarted("tick", tick.getRef()));
      feed.tell(new FeedActor.EngineStarted("regime", regime.getRef()));
      assertThat(
              tick.expectMessageClass(EngineActor.Rebuild.class).history().market().trades().size())
          .isZero();
      regime.expectMessageClass(EngineActor.Rebuild.class);
      fixture.market.listener().onBook(LiveFixture.book(1, 99.9, 100.1, T0 - 1), 0);
      tick.expectMessageClass(EngineActor.Book.class);
      regime.expectMessageClass(EngineActor.Book.class);
      Trade first = trades.apply(10_000);
      fixture
          .market
          .listener()
          .onTrade(10_000, first.price(), first.quantity(), first.buyerIsMaker(), T0, 0);
      tick.expectMessageClass(EngineActor.Trades.class);
      EngineActor.Past past = tick.expectMessageClass(EngineActor.Rebuild.class).history().market();
      assertThat(past.trades().size()).isEqualTo(1_001);
      assertThat(past.events())
          .extracting(EngineActor.Past.Event::afterTrades)
          .containsExactly(1_000);
      TickEngine rebuilt = new TickEngine(TickRules.documents());
      TickEngine twin = new TickEngine(TickRules.documents());
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < past.trades().size(); i++) {
        Trade told = past.trades().trade(i);
        ids.add(told.id());
        rebuilt.onTrade(
            told.id(), told.price(), told.quantity(), told.buyerIsMaker(), told.timeMillis());
        Trade own = trades.apply(9_000 + i);
        twin.onTrade(own.id(), own.price(), own.quantity(), own.buyerIsMaker(), own.timeMillis());
      }
      assertThat(ids).isSorted().startsWith(9_000L).endsWith(10_000L);
      assertThat(rebuilt.reading(T0)).isEqualTo(twin.reading(T0));
      assertThat(rebuilt.reading(T0).validity()).isEqualTo(Validity.VALID);
      regime.expectMessageClass(EngineActor.Trades.class);
      regime.expectNoMessage(Duration.ofMillis(50));
      fixture.market.listener().onTrade(10_001, 100, 1, true, T0 + 1, 0);
      assertThat(tick.expectMessageClass(EngineActor.Trades.class).trades().id(0))
          .isEqualTo(10_001);
    } finally {
      kit.shutdownTestKit();
    }
  }
}
