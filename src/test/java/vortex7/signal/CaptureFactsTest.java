package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.SharedData;
import vortex7.market.BookSnapshot;
import vortex7.market.Trade;

/**
 * E1 and E2 on a real capture against what an independent computation measured there (FACTS.md, A1
 * and A2, column B24). The room is for trades that are told when the venue publishes them; the
 * published figures have them at the time of their first fill.
 */
class CaptureFactsTest {
  private static final long WARM_UP = 60_000;

  private final List<OrderFlowReading> flow = new ArrayList<>();
  private final List<TickReading> tick = new ArrayList<>();

  private void play() {
    MarketTape tape =
        CaptureTape.read(
            0.1,
            List.of(
                SharedData.file("usdm/btcusdt_20240718.gz"),
                SharedData.file("usdm/btcusdt_20240719.gz")));
    OrderFlowEngine orderFlow = new OrderFlowEngine(OrderFlowRules.documents(), tape.tick());
    TickEngine ticks = new TickEngine(TickRules.documents());
    long start = tape.books().getFirst().eventTime;
    for (MarketTape.Event event : tape.events()) {
      switch (event) {
        case MarketTape.Traded(Trade trade) -> {
          orderFlow.onTrade(
              trade.id(),
              trade.price(),
              trade.quantity(),
              trade.buyerIsMaker(),
              trade.timeMillis());
          ticks.onTrade(
              trade.id(),
              trade.price(),
              trade.quantity(),
              trade.buyerIsMaker(),
              trade.timeMillis());
        }
        case MarketTape.Booked(BookSnapshot book) -> {
          orderFlow.onBook(book);
          if (book.eventTime >= start + WARM_UP) {
            flow.add(orderFlow.reading(book.eventTime));
            tick.add(ticks.reading(book.eventTime));
          }
        }
        case MarketTape.CandleClosed ignored -> {}
      }
    }
  }

  private interface Condition<T> {
    boolean holds(T reading);
  }

  private static <T> double share(List<T> readings, Condition<T> condition) {
    return readings.stream().filter(condition::holds).count() / (double) readings.size();
  }

  private static void near(String what, double measured, double published, double room) {
    assertThat(measured).as(what).isBetween(published - room, published + room);
  }

  @Test
  void both_engines_measure_what_was_published_for_the_capture() {
    play();
    assertThat(flow).hasSizeGreaterThan(3_500);
    assertThat(share(flow, reading -> reading.validity() == Validity.VALID)).isGreaterThan(0.97);
    near("|I| > 0.30", share(flow, r -> Math.abs(r.imbalance()) > 0.30), 0.61, 0.03);
    near("|I| > 0.40", share(flow, r -> Math.abs(r.imbalance()) > 0.40), 0.53, 0.03);
    near("|I| > 0.60", share(flow, r -> Math.abs(r.imbalance()) > 0.60), 0.36, 0.03);
    near("|velocity| > 0.05", share(flow, r -> Math.abs(r.velocity()) > 0.05), 0.61, 0.04);
    near("|n| > 0.25", share(flow, r -> Math.abs(r.cvdSlope()) > 0.25), 0.67, 0.05);
    near("divergence, any", share(flow, r -> r.cvdDivergence() != 0), 0.10, 0.04);
    near("E1 buys", share(flow, r -> r.direction() == Direction.LONG), 0.32, 0.05);
    near("E1 sells", share(flow, r -> r.direction() == Direction.SHORT), 0.33, 0.05);
    near("manipulated", share(flow, OrderFlowReading::manipulated), 0.28, 0.10);
    near("velocity ratio > 2", share(tick, r -> r.velocityRatio() > 2), 0.120, 0.03);
    near("streak >= 8", share(tick, r -> r.streak() >= 8), 0.066, 0.03);
    near("spike > 2.5", share(tick, TickReading::volumeSpike), 0.114, 0.03);
    near("aggressor > 0.65", share(tick, r -> r.aggressorRatio() > 0.65), 0.34, 0.04);
    near("aggressor < 0.35", share(tick, r -> r.aggressorRatio() < 0.35), 0.47, 0.04);
    near("big trade", share(tick, TickReading::bigTrade), 0.78, 0.04);
    near("E2 buys", share(tick, r -> r.direction() == Direction.LONG), 0.21, 0.04);
    near("E2 sells", share(tick, r -> r.direction() == Direction.SHORT), 0.31, 0.04);
    near("A's trigger", share(tick, CaptureFactsTest::triggersA), 0.0074, 0.006);
  }

  private static boolean triggersA(TickReading reading) {
    return reading.velocityRatio() > 2 && reading.streak() >= 8 && reading.volumeSpike();
  }
}
