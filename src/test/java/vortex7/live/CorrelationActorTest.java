package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Symbol;
import vortex7.signal.CorrelationRules;
import vortex7.signal.Observation;

class CorrelationActorTest {
  private static final Symbol ETH = Symbol.of("ETHUSDT");
  private static final Symbol SOL = Symbol.of("SOLUSDT");

  /** Two returns an evaluation, one evaluation every three steps. */
  private static final CorrelationRules RULES =
      new CorrelationRules(10_000, 2, 30_000, 0.8, 0.5, 6, 900_000);

  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("correlation", LiveFixture.akka());
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<Observation.Correlation> evaluations = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private LiveFixture fixture;
  private int step;

  @BeforeEach
  void wire() {
    fixture =
        new LiveFixture(
            data, LiveRules.documents(), LiveFixture.lookingEvery(Duration.ofMillis(2)));
    // A grid's beginning, at which no step is in its middle.
    fixture.now.set(LiveFixture.NOON);
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  /** Trees whose feeds have a price of each step. */
  private SymbolTrees trees(IntToDoubleFunction prices, Symbol... symbols) {
    SortedSet<Symbol> traded = new TreeSet<>(List.of(symbols));
    return new SymbolTrees() {
      @Override
      public SortedSet<Symbol> symbols() {
        return traded;
      }

      @Override
      public void tell(Symbol symbol, SymbolActor.Command message) {
        if (message instanceof SymbolActor.ToFeed(FeedActor.GetPrice(var replyTo))) {
          replyTo.tell(
              new FeedActor.PriceTold(
                  symbol,
                  fixture.now.get().toEpochMilli(),
                  symbol.equals(BTC) ? prices.applyAsDouble(step) : 100));
          asked.incrementAndGet();
        } else if (message
            instanceof SymbolActor.ToFeed(FeedActor.Observed(Observation.Correlation evaluation))) {
          told.add(symbol.code());
          evaluations.add(evaluation);
        }
      }
    };
  }

  private void next(int count) {
    for (int i = 0; i < count; i++) {
      int before = asked.get();
      step++;
      fixture.pass(Duration.ofSeconds(10));
      await().pollInterval(Duration.ofMillis(2)).until(() -> asked.get() > before);
    }
  }

  @Test
  void prices_of_traded_symbols_come_from_their_feeds_and_others_from_the_venue() {
    AtomicInteger marks = new AtomicInteger();
    fixture.market.marks =
        symbol -> {
          assertThat(symbol).isEqualTo(ETH);
          return CompletableFuture.completedStage(
              BigDecimal.valueOf(50 + (marks.incrementAndGet() % 3)));
        };
    IntToDoubleFunction bitcoin = at -> 100 + (at % 3);
    kit.spawn(CorrelationActor.create(fixture.wiring, trees(bitcoin, BTC, SOL), RULES));
    fixture.pass(Duration.ofSeconds(5)); // The middle of a step.
    await().until(() -> marks.get() == 1);
    next(7);
    await().until(() -> evaluations.size() >= 2);
    assertThat(marks).hasValue(8);
    assertThat(evaluations.getFirst().timeMillis() % 30_000).isZero();
    assertThat(evaluations.getFirst().correlation()).isBetween(-1.0, 1.0).isNotNaN();
    assertThat(told).contains("BTCUSDT", "SOLUSDT").doesNotContain("ETHUSDT");
  }

  @Test
  void an_evaluation_is_told_again_at_each_step_for_feeds_that_began_anew() {
    fixture.market.marks =
        symbol -> CompletableFuture.completedStage(BigDecimal.valueOf(50 + (step % 2)));
    kit.spawn(CorrelationActor.create(fixture.wiring, trees(at -> 100 + (at % 2), BTC), RULES));
    fixture.pass(Duration.ofSeconds(5));
    next(3);
    await().until(() -> evaluations.size() == 1);
    next(1);
    await().until(() -> evaluations.size() == 2);
    assertThat(evaluations.getLast()).isEqualTo(evaluations.getFirst());
  }

  @Test
  void without_a_price_the_correlation_is_not_known() {
    fixture.market.marks =
        symbol -> CompletableFuture.failedStage(new IllegalStateException("away"));
    kit.spawn(CorrelationActor.create(fixture.wiring, trees(at -> 100, BTC), RULES));
    fixture.pass(Duration.ofSeconds(5));
    next(8);
    assertThat(evaluations).isEmpty();
    fixture.market.marks = symbol -> CompletableFuture.completedStage(new BigDecimal("50"));
    next(4);
    await().until(() -> !evaluations.isEmpty());
    assertThat(evaluations.getFirst().correlation()).isNaN();
    assertThat(evaluations.getFirst().riskOffUntil()).isZero();
  }
}
