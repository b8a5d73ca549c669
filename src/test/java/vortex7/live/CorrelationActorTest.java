package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Symbol;
import vortex7.signal.CorrelationRules;
import vortex7.signal.CorrelationWatch;
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
  private IntToDoubleFunction ether = at -> 50;
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

  /** Questions for ETH's mark, answered by the test's own thread: at the time that it set. */
  private final BlockingQueue<CompletableFuture<BigDecimal>> open = new LinkedBlockingQueue<>();

  private int marks;

  private void ether(IntToDoubleFunction course) {
    ether = course;
    fixture.market.marks =
        symbol -> {
          assertThat(symbol).isEqualTo(ETH);
          CompletableFuture<BigDecimal> answer = new CompletableFuture<>();
          open.add(answer);
          return answer;
        };
  }

  /** The middle of the first step. */
  private void begin() throws InterruptedException {
    int before = asked.get();
    fixture.pass(Duration.ofSeconds(5));
    answered(before);
  }

  private void next(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      int before = asked.get();
      step++;
      fixture.pass(Duration.ofSeconds(10));
      answered(before);
    }
  }

  private void answered(int before) throws InterruptedException {
    await().pollInterval(Duration.ofMillis(2)).until(() -> asked.get() > before);
    CompletableFuture<BigDecimal> answer = open.poll(5, TimeUnit.SECONDS);
    assertThat(answer).isNotNull();
    // From now on the answer is dated by the clock as it stands when this thread gives it.
    await().pollInterval(Duration.ofMillis(2)).until(() -> answer.getNumberOfDependents() > 0);
    marks++;
    double price = ether.applyAsDouble(step);
    if (Double.isNaN(price)) {
      answer.completeExceptionally(new IllegalStateException("away"));
    } else {
      answer.complete(BigDecimal.valueOf(price));
    }
  }

  @Test
  void prices_of_traded_symbols_come_from_their_feeds_and_others_from_the_venue() throws Exception {
    ether(at -> 50 + at % 3);
    IntToDoubleFunction bitcoin = at -> 100 + (at % 3);
    kit.spawn(CorrelationActor.create(fixture.wiring, trees(bitcoin, BTC, SOL), RULES));
    begin();
    next(7);
    await().until(() -> evaluations.size() >= 2);
    assertThat(marks).isEqualTo(8);
    assertThat(evaluations.getFirst().timeMillis() % 30_000).isZero();
    assertThat(evaluations.getFirst().correlation()).isBetween(-1.0, 1.0).isNotNaN();
    assertThat(told).contains("BTCUSDT", "SOLUSDT").doesNotContain("ETHUSDT");
  }

  @Test
  void an_evaluation_is_told_again_at_each_step_for_feeds_that_began_anew() throws Exception {
    ether(at -> 50 + at % 2);
    kit.spawn(CorrelationActor.create(fixture.wiring, trees(at -> 100 + (at % 2), BTC), RULES));
    begin();
    next(3);
    await().until(() -> evaluations.size() == 1);
    next(1);
    await().until(() -> evaluations.size() == 2);
    assertThat(evaluations.getLast()).isEqualTo(evaluations.getFirst());
  }

  @Test
  void risk_off_and_what_it_follows_from_outlive_a_restart() throws Exception {
    ether(at -> 50 + at % 3);
    ActorRef<CorrelationActor.Command> watch =
        kit.spawn(
            CorrelationActor.create(
                fixture.wiring, trees(at -> at < 8 ? 100 + at % 3 : 103 - at % 3, BTC), RULES));
    begin();
    next(12);
    await().until(() -> evaluations.stream().anyMatch(CorrelationActorTest::isOff));
    Observation.Correlation before = evaluations.getLast();
    await().until(() -> CorrelationFile.in(data).read().flatMap(s -> s.evaluation()).isPresent());
    await()
        .until(
            () ->
                CorrelationFile.in(data)
                    .read()
                    .flatMap(state -> state.evaluation())
                    .filter(kept -> kept.riskOffUntil() == before.riskOffUntil())
                    .isPresent());
    kit.stop(watch);
    evaluations.clear();
    kit.spawn(
        CorrelationActor.create(
            fixture.wiring, trees(at -> at < 8 ? 100 + at % 3 : 103 - at % 3, BTC), RULES));
    next(1);
    await().until(() -> !evaluations.isEmpty());
    assertThat(evaluations.getFirst().riskOffUntil()).isEqualTo(before.riskOffUntil());
    next(6);
    await().until(() -> evaluations.getLast().timeMillis() > before.timeMillis());
    assertThat(evaluations.getLast().correlation())
        .as("its prices were kept as well")
        .isLessThan(0.5);
  }

  private static boolean isOff(Observation.Correlation evaluation) {
    return evaluation.riskOffUntil() > evaluation.timeMillis();
  }

  @Test
  void a_watch_that_fails_goes_on_where_it_was() throws Exception {
    ether(at -> 50 + at % 3);
    AtomicBoolean poisoned = new AtomicBoolean();
    IntToDoubleFunction bitcoin =
        at -> poisoned.getAndSet(false) ? Double.NaN : at < 8 ? 100 + at % 3 : 103 - at % 3;
    kit.spawn(
        Behaviors.supervise(CorrelationActor.create(fixture.wiring, trees(bitcoin, BTC), RULES))
            .onFailure(SupervisorStrategy.restart()));
    begin();
    next(12);
    await().until(() -> evaluations.stream().anyMatch(CorrelationActorTest::isOff));
    long until = evaluations.getLast().riskOffUntil();
    await()
        .until(
            () ->
                CorrelationFile.in(data)
                    .read()
                    .filter(state -> state.riskOffUntil() == until)
                    .isPresent());
    evaluations.clear();
    poisoned.set(true); // A price that is none fails the watch.
    next(2);
    await().until(() -> !evaluations.isEmpty());
    assertThat(poisoned).isFalse();
    assertThat(evaluations.getFirst().riskOffUntil()).isEqualTo(until);
  }

  @Test
  void what_cannot_be_read_or_is_of_a_time_to_come_is_left_out() throws Exception {
    CorrelationWatch.State ahead =
        new CorrelationWatch.State(
            10_000,
            30_000,
            1,
            1,
            Long.MAX_VALUE,
            0.9,
            List.of(new CorrelationWatch.Step(Long.MAX_VALUE / 10_000, 1)),
            List.of());
    CorrelationFile.in(data).write(ahead);
    assertThat(CorrelationFile.in(data).read()).contains(ahead);
    ether(at -> 50 + at % 3);
    ActorRef<CorrelationActor.Command> watch =
        kit.spawn(CorrelationActor.create(fixture.wiring, trees(at -> 100 + at % 3, BTC), RULES));
    begin();
    next(7);
    await().until(() -> !evaluations.isEmpty());
    assertThat(evaluations).allMatch(each -> each.riskOffUntil() == 0);
    kit.stop(watch);
    Files.writeString(data.resolve("correlation.json"), "{\"stepMillis\": 1");
    assertThatThrownBy(() -> CorrelationFile.in(data).read()).isInstanceOf(IOException.class);
    Files.writeString(data.resolve("correlation.json"), "{\"stepMillis\": 1}");
    assertThatThrownBy(() -> CorrelationFile.in(data).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("everyMillis");
    kit.spawn(CorrelationActor.create(fixture.wiring, trees(at -> 100 + at % 3, BTC), RULES));
    int before = asked.get();
    next(1);
    assertThat(asked.get()).isGreaterThan(before);
  }

  @Test
  void without_a_price_the_correlation_is_not_known() throws Exception {
    ether(at -> Double.NaN);
    kit.spawn(CorrelationActor.create(fixture.wiring, trees(at -> 100, BTC), RULES));
    begin();
    next(8);
    assertThat(evaluations).isEmpty();
    ether(at -> 50);
    next(4);
    await().until(() -> !evaluations.isEmpty());
    assertThat(evaluations.getFirst().correlation()).isNaN();
    assertThat(evaluations.getFirst().riskOffUntil()).isZero();
  }
}
