package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.decision.FeeRates;
import vortex7.live.view.EngineView;
import vortex7.live.view.PositionView;
import vortex7.live.view.ReadinessView;
import vortex7.live.view.ReadingView;
import vortex7.live.view.StatusView;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderRequest;
import vortex7.position.PositionStatus;
import vortex7.risk.TradingState;

class DaemonNodeTest {
  private static final OrderRequest BUY =
      new OrderRequest.PlaceLimit(
          new ClientOrderId("abc123", BTC, 7, Leg.ENTRY, 0),
          Side.BUY,
          BigDecimal.ONE,
          BigDecimal.TEN,
          OrderRequest.TimeInForce.GTX,
          false);

  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("probes", LiveFixture.akka());
  private ProbeParts parts;
  private LiveFixture fixture;
  private ActorSystem<Guardian.Command> system;
  private DaemonNode daemon;

  @BeforeEach
  void wire() {
    parts = new ProbeParts(kit);
    fixture = new LiveFixture(data);
    start();
  }

  private void start() {
    system =
        ActorSystem.create(
            Guardian.create(fixture.wiring, parts, false), "vortex7", LiveFixture.akka());
    daemon = new DaemonNode(system, fixture.wiring);
  }

  @AfterEach
  void end() {
    system.terminate();
    kit.shutdownTestKit();
  }

  private OperatorCommand command() {
    return command("id-1");
  }

  private OperatorCommand command(String id) {
    return new OperatorCommand(id, "operator", "because", fixture.now.get());
  }

  private void rest(OrderRequest entry) {
    TestProbe<PositionActor.Command> owner = kit.createTestProbe();
    system.tell(
        new Guardian.ToSymbol(
            BTC,
            new SymbolActor.ToExecutor(new ExecutorActor.Execute(entry, 0, 0, owner.getRef()))));
    owner.expectMessageClass(PositionActor.Report.class);
  }

  private <M extends AccountActor.Command> M fish(Class<M> type) {
    return fish(type, Duration.ofSeconds(5));
  }

  private <M extends AccountActor.Command> M fish(Class<M> type, Duration within) {
    return type.cast(
        parts
            .account
            .fishForMessage(
                within,
                message ->
                    type.isInstance(message)
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .get(0));
  }

  @Test
  void the_kill_switch_writes_fences_cancels_answers_and_then_journals() throws Exception {
    rest(BUY);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    fixture.gateway.answers =
        request -> {
          if (request instanceof OrderRequest.Cancel) {
            order.add("cancel, halt on disk: " + Files.exists(data.resolve("halt")));
            order.add("fenced: " + fixture.wiring.killSwitch().engaged().isPresent());
          }
          return CompletableFuture.completedStage(fixture.gateway.accepted(request));
        };
    CommandResult.Done done =
        (CommandResult.Done)
            daemon
                .stop(command())
                .thenApply(
                    result -> {
                      order.add("answer");
                      return result;
                    })
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    assertThat(order).containsExactly("cancel, halt on disk: true", "fenced: true", "answer");
    assertThat(done.tradingState()).isEqualTo("REDUCING");
    assertThat(done.did()).contains("DATA/halt written", "BTCUSDT: cancels sent: 1");
    assertThat(done.notReached()).isEmpty();
    assertThat(fish(AccountActor.Stop.class).command()).isEqualTo(command());
  }

  @Test
  void the_kill_switch_answers_within_a_tenth_of_a_second_while_an_entry_hangs() throws Exception {
    fixture.gateway.answers = request -> new CompletableFuture<>();
    TestProbe<PositionActor.Command> owner = kit.createTestProbe();
    system.tell(
        new Guardian.ToSymbol(
            BTC, new SymbolActor.ToExecutor(new ExecutorActor.Execute(BUY, 0, 0, owner.getRef()))));
    await().until(() -> !fixture.gateway.sent.isEmpty());
    CommandResult result = daemon.panic(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(result).isInstanceOf(CommandResult.Done.class);
    assertThat(((CommandResult.Done) result).tradingState()).isEqualTo("HALTED");
    assertThat(fish(AccountActor.Panic.class).command().reason()).isEqualTo("because");
  }

  @Test
  void the_kill_switch_does_not_queue_behind_what_blocks_on_the_database() throws Exception {
    Executor blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig(Threads.BLOCKING));
    CountDownLatch database = new CountDownLatch(1);
    try {
      for (int i = 0; i < 50; i++) {
        blocking.execute(() -> assertThat(awaited(database)).isTrue());
      }
      CommandResult.Done done =
          (CommandResult.Done)
              daemon.stop(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
      assertThat(database.getCount()).as("the database still hangs").isOne();
      assertThat(done.did()).contains("DATA/halt written");
      assertThat(fixture.wiring.killSwitch().engaged()).isPresent();
    } finally {
      database.countDown();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void a_kill_switch_that_outlived_the_process_is_told_to_the_account_and_still_fences()
      throws Exception {
    daemon.panic(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    system.terminate();
    await().until(() -> system.whenTerminated().isCompleted());
    fixture = new LiveFixture(data);
    start();
    AccountActor.Panic remembered = fish(AccountActor.Panic.class);
    while (!remembered.command().who().equals("kill switch file")) {
      remembered = fish(AccountActor.Panic.class);
    }
    assertThat(remembered.command().reason()).contains("because");
    rest(BUY);
    assertThat(fixture.gateway.sent).doesNotContain(BUY);
  }

  @Test
  void the_fence_goes_away_only_after_the_account_agreed() throws Exception {
    daemon.stop(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    CompletableFuture<CommandResult> refused = daemon.start(command("id-2")).toCompletableFuture();
    fish(AccountActor.Start.class).replyTo().tell(new CommandResult.Conflict("DRAWDOWN stands"));
    assertThat(refused.get(5, TimeUnit.SECONDS)).isInstanceOf(CommandResult.Conflict.class);
    assertThat(fixture.wiring.killSwitch().engaged()).isPresent();

    CompletableFuture<CommandResult> agreed = daemon.start(command("id-3")).toCompletableFuture();
    fish(AccountActor.Start.class)
        .replyTo()
        .tell(new CommandResult.Done("ACTIVE", List.of("started"), List.of()));
    fish(AccountActor.GetStatus.class).replyTo().tell(snapshot(TradingState.ACTIVE));
    agreed.get(5, TimeUnit.SECONDS);
    assertThat(fixture.wiring.killSwitch().engaged()).isEmpty();
    assertThat(data.resolve("halt")).doesNotExist();
  }

  @Test
  void a_start_does_not_end_a_stop_that_came_while_it_was_under_way() throws Exception {
    daemon.stop(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    CompletableFuture<CommandResult> started =
        daemon.start(command("id-start")).toCompletableFuture();
    AccountActor.Start asked = fish(AccountActor.Start.class);
    daemon
        .stop(new OperatorCommand("id-2", "operator", "again", fixture.now.get().plusSeconds(1)))
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
    asked.replyTo().tell(new CommandResult.Done("ACTIVE", List.of("started"), List.of()));
    fish(AccountActor.GetStatus.class).replyTo().tell(snapshot(TradingState.ACTIVE));
    started.get(5, TimeUnit.SECONDS);
    assertThat(fixture.wiring.killSwitch().engaged()).isPresent();
    assertThat(data.resolve("halt")).exists();
  }

  @Test
  void the_end_of_the_process_tells_of_entries_that_nobody_answered_for() throws Exception {
    fixture.gateway.answers = request -> new CompletableFuture<>();
    TestProbe<PositionActor.Command> owner = kit.createTestProbe();
    system.tell(
        new Guardian.ToSymbol(
            BTC, new SymbolActor.ToExecutor(new ExecutorActor.Execute(BUY, 0, 0, owner.getRef()))));
    await().until(() -> !fixture.gateway.sent.isEmpty());
    DaemonNode.Quiet quiet = daemon.quiesce().toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(quiet.inFlight()).containsExactly("BTCUSDT: entries without an answer: 1");
    assertThat(data.resolve("halt")).doesNotExist();
  }

  @Test
  void the_fence_stays_while_the_other_of_stop_and_panic_stands() throws Exception {
    daemon.stop(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    CompletableFuture<CommandResult> resumed = daemon.resume(command("id-2")).toCompletableFuture();
    fish(AccountActor.Resume.class)
        .replyTo()
        .tell(new CommandResult.Done("REDUCING", List.of("resumed"), List.of()));
    AccountSnapshot account = snapshot(TradingState.REDUCING);
    fish(AccountActor.GetStatus.class)
        .replyTo()
        .tell(
            new AccountSnapshot(
                account.state(),
                account.since(),
                account.reasons(),
                List.of(
                    new StatusView.BreakerView(
                        "MANUAL",
                        "ACCOUNT",
                        true,
                        "REDUCING",
                        Optional.empty(),
                        Optional.empty(),
                        "lunch",
                        "a person stops",
                        "stopped")),
                account.balance(),
                account.dayPnl(),
                account.grossPnlToday(),
                account.feesToday(),
                account.tradesToday(),
                account.lossStreak(),
                account.openPositions(),
                account.riskPerTrade(),
                account.symbols()));
    resumed.get(5, TimeUnit.SECONDS);
    assertThat(fixture.wiring.killSwitch().engaged()).isPresent();
    assertThat(data.resolve("halt")).exists();
  }

  @Test
  void readiness_names_everything_that_is_missing() throws Exception {
    CompletableFuture<ReadinessView> answer = daemon.readiness().toCompletableFuture();
    fish(AccountActor.GetStatus.class).replyTo().tell(snapshot(TradingState.ACTIVE));
    ReadinessView view = answer.get(5, TimeUnit.SECONDS);
    assertThat(view.ready()).isFalse();
    assertThat(view.missing())
        .anyMatch(what -> what.contains("user-data stream"))
        .anyMatch(what -> what.contains("position not read"))
        .anyMatch(what -> what.contains("BOOK stream not connected"));
  }

  @Test
  void status_is_never_more_permissive_than_the_fence() throws Exception {
    daemon.stop(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    CompletableFuture<StatusView> answer = daemon.status().toCompletableFuture();
    fish(AccountActor.GetStatus.class).replyTo().tell(snapshot(TradingState.ACTIVE));
    PositionActor.GetView view =
        (PositionActor.GetView)
            parts
                .position
                .fishForMessage(
                    Duration.ofSeconds(5),
                    message ->
                        message instanceof PositionActor.GetView
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .get(0);
    view.replyTo().tell(Optional.empty());
    StatusView status = answer.get(5, TimeUnit.SECONDS);
    assertThat(status.tradingState()).isEqualTo("REDUCING");
    assertThat(status.reasons()).anyMatch(reason -> reason.startsWith("kill switch:"));
    assertThat(status.equity())
        .hasValueSatisfying(is -> assertThat(is).isEqualByComparingTo("500"));
    assertThat(status.partial()).isEmpty();
  }

  private void answerViews(Optional<PositionView> view) {
    ((PositionActor.GetView)
            parts
                .position
                .fishForMessage(
                    Duration.ofSeconds(5),
                    message ->
                        message instanceof PositionActor.GetView
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .get(0))
        .replyTo()
        .tell(view);
  }

  private StatusView statusOf(CompletableFuture<StatusView> answer) throws Exception {
    answerViews(Optional.empty());
    return answer.get(5, TimeUnit.SECONDS);
  }

  @Test
  void status_says_what_it_last_knew_while_the_account_waits_for_its_journal() throws Exception {
    CompletableFuture<StatusView> known = daemon.status().toCompletableFuture();
    fish(AccountActor.GetStatus.class).replyTo().tell(snapshot(TradingState.ACTIVE));
    assertThat(statusOf(known).tradingState()).isEqualTo("ACTIVE");

    CompletableFuture<StatusView> late = daemon.status().toCompletableFuture();
    fish(AccountActor.GetStatus.class);
    StatusView status = statusOf(late);
    assertThat(status.tradingState()).isEqualTo("REDUCING");
    assertThat(status.partial()).hasValueSatisfying(why -> assertThat(why).contains("journal"));
    assertThat(status.reasons()).contains(status.partial().orElseThrow());
    assertThat(status.balance()).contains(new BigDecimal("500"));
  }

  @Test
  void a_silent_account_is_asked_by_one_question_only_until_it_answers() throws Exception {
    CompletableFuture<List<StatusView.BreakerView>> unanswered =
        daemon.breakers().toCompletableFuture();
    fish(AccountActor.GetStatus.class);
    await().atMost(Duration.ofSeconds(6)).until(unanswered::isCompletedExceptionally);
    CommandResult refused = daemon.start(command()).toCompletableFuture().get(1, TimeUnit.SECONDS);
    assertThat(refused).isInstanceOf(CommandResult.Conflict.class);
    AccountActor.GetStatus probe = fish(AccountActor.GetStatus.class);
    for (int i = 0; i < 5; i++) {
      assertThat(statusOf(daemon.status().toCompletableFuture()).partial()).isPresent();
    }
    assertThatThrownBy(() -> fish(AccountActor.GetStatus.class, Duration.ofMillis(200)))
        .isInstanceOf(AssertionError.class);
    probe.replyTo().tell(snapshot(TradingState.ACTIVE));
    await()
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              CompletableFuture<List<StatusView.BreakerView>> again =
                  daemon.breakers().toCompletableFuture();
              fish(AccountActor.GetStatus.class, Duration.ofMillis(200))
                  .replyTo()
                  .tell(snapshot(TradingState.ACTIVE));
              assertThat(again.get(1, TimeUnit.SECONDS)).isEmpty();
            });
  }

  @Test
  void before_the_database_was_there_status_is_halted_without_figures_and_start_is_refused()
      throws Exception {
    system.terminate();
    await().until(() -> system.whenTerminated().isCompleted());
    fixture = new LiveFixture(data, JournalGate.shutBecause("connection refused"));
    start();
    StatusView status = statusOf(daemon.status().toCompletableFuture());
    assertThat(status.tradingState()).isEqualTo("HALTED");
    assertThat(status.partial())
        .hasValueSatisfying(why -> assertThat(why).contains("connection refused"));
    assertThat(status.balance()).isEmpty();
    assertThat(status.symbols()).allMatch(symbol -> symbol.tradingState().equals("HALTED"));
    assertThat(daemon.start(command()).toCompletableFuture().get(5, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            CommandResult.Conflict.class,
            refused -> assertThat(refused.reason()).contains("connection refused"));
    ReadinessView readiness = daemon.readiness().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(readiness.missing()).anyMatch(what -> what.contains("connection refused"));
  }

  /** The tree passes on what its position is asked once that has read its journal. */
  private PositionActor.Close closeAsked() {
    system.tell(
        new Guardian.ToSymbol(
            BTC, new SymbolActor.PositionNews(new PositionStatus(false, true, 0))));
    return (PositionActor.Close)
        parts
            .position
            .fishForMessage(
                Duration.ofSeconds(5),
                message ->
                    message instanceof PositionActor.Close
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .get(0);
  }

  /** Nothing but what this sends itself reaches the position any more. */
  private void expectNoOtherClose() {
    PositionActor.CancelEntry last = new PositionActor.CancelEntry("the end of the test");
    system.tell(new Guardian.ToSymbol(BTC, new SymbolActor.ToPosition(last)));
    parts.position.fishForMessage(
        Duration.ofSeconds(5),
        message -> {
          assertThat(message).isNotInstanceOf(PositionActor.Close.class);
          return message.equals(last)
              ? FishingOutcomes.complete()
              : FishingOutcomes.continueAndIgnore();
        });
  }

  @Test
  void a_command_told_twice_has_one_effect_and_both_are_answered_by_what_came_of_it()
      throws Exception {
    CompletableFuture<CommandResult> first =
        daemon.closePosition(BTC, command()).toCompletableFuture();
    CompletableFuture<CommandResult> meanwhile =
        daemon.closePosition(BTC, command()).toCompletableFuture();
    closeAsked()
        .replyTo()
        .orElseThrow()
        .tell(new CommandResult.Done("ACTIVE", List.of("closing 7"), List.of()));
    assertThat(first.get(5, TimeUnit.SECONDS))
        .isEqualTo(new CommandResult.Done("ACTIVE", List.of("closing 7"), List.of()));
    CommandResult.Done later =
        (CommandResult.Done)
            daemon.closePosition(BTC, command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(later.did())
        .containsExactly("closing 7", "commandId id-1 was obeyed before; nothing was done again");
    assertThat(meanwhile.get(5, TimeUnit.SECONDS)).isEqualTo(later);
    assertThat(daemon.closeAll(command()).toCompletableFuture().get(5, TimeUnit.SECONDS))
        .isEqualTo(new CommandResult.Conflict("commandId id-1 was used for: close BTCUSDT"));
    expectNoOtherClose();
  }

  @Test
  void a_stop_told_again_after_a_start_does_not_stop_again() throws Exception {
    daemon.stop(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    CompletableFuture<CommandResult> started = daemon.start(command("id-2")).toCompletableFuture();
    fish(AccountActor.Start.class)
        .replyTo()
        .tell(new CommandResult.Done("ACTIVE", List.of("started"), List.of()));
    fish(AccountActor.GetStatus.class).replyTo().tell(snapshot(TradingState.ACTIVE));
    started.get(5, TimeUnit.SECONDS);
    CommandResult.Done again =
        (CommandResult.Done) daemon.stop(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(again.did()).contains("DATA/halt written").last().asString().contains("nothing");
    assertThat(fixture.wiring.killSwitch().engaged()).isEmpty();
    assertThat(data.resolve("halt")).doesNotExist();
  }

  @Test
  void the_kill_switch_is_pulled_also_under_an_id_that_meant_something_else() throws Exception {
    CompletableFuture<CommandResult> close =
        daemon.closePosition(BTC, command()).toCompletableFuture();
    closeAsked().replyTo().orElseThrow().tell(new CommandResult.NotFound("no trade"));
    close.get(5, TimeUnit.SECONDS);
    daemon.stop(command()).toCompletableFuture().get(5, TimeUnit.SECONDS);
    assertThat(fixture.wiring.killSwitch().engaged()).isPresent();
    assertThat(fish(AccountActor.Stop.class).command().commandId()).isNotEqualTo("id-1");
  }

  @Test
  void what_failed_may_be_told_again_under_the_same_id() throws Exception {
    CompletableFuture<CommandResult> silent =
        daemon.resetBreaker("MANUAL", command()).toCompletableFuture();
    fish(AccountActor.ResetBreaker.class);
    assertThat(silent).failsWithin(Duration.ofSeconds(10));
    CompletableFuture<CommandResult> again =
        daemon.resetBreaker("MANUAL", command()).toCompletableFuture();
    fish(AccountActor.ResetBreaker.class)
        .replyTo()
        .tell(new CommandResult.Done("ACTIVE", List.of("MANUAL reset"), List.of()));
    assertThat(again.get(5, TimeUnit.SECONDS))
        .isEqualTo(new CommandResult.Done("ACTIVE", List.of("MANUAL reset"), List.of()));
  }

  @Test
  void what_the_journal_says_was_obeyed_before_a_restart_is_not_done_again() throws Exception {
    fixture.wiring.commands().obeyed(List.of("id-0", "id-1"));
    CompletableFuture<CommandResult> answer = daemon.stop(command()).toCompletableFuture();
    fish(AccountActor.GetStatus.class).replyTo().tell(snapshot(TradingState.ACTIVE));
    answerNoPosition();
    assertThat(answer.get(5, TimeUnit.SECONDS))
        .isEqualTo(
            new CommandResult.Done(
                "ACTIVE",
                List.of("commandId id-1 was obeyed before; nothing was done again"),
                List.of()));
    assertThat(fixture.wiring.killSwitch().engaged()).isEmpty();
  }

  private void answerNoPosition() {
    ((PositionActor.GetView)
            parts
                .position
                .fishForMessage(
                    Duration.ofSeconds(5),
                    message ->
                        message instanceof PositionActor.GetView
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .get(0))
        .replyTo()
        .tell(Optional.empty());
  }

  private static AccountSnapshot snapshot(TradingState state) {
    return new AccountSnapshot(
        state,
        Optional.empty(),
        List.of(),
        List.of(),
        new BigDecimal("500"),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        0,
        0,
        0,
        Optional.of(new BigDecimal("0.004")),
        List.of());
  }

  @Test
  void the_risk_a_trade_is_the_accounts_and_a_new_one_is_told_it_with_who_and_why()
      throws Exception {
    CompletableFuture<Optional<BigDecimal>> known = daemon.riskPerTrade().toCompletableFuture();
    fish(AccountActor.GetStatus.class).replyTo().tell(snapshot(TradingState.ACTIVE));
    assertThat(known.get(5, TimeUnit.SECONDS)).contains(new BigDecimal("0.004"));
    CompletableFuture<CommandResult> set =
        daemon.setRiskPerTrade(new BigDecimal("0.003"), command()).toCompletableFuture();
    AccountActor.SetRisk told = fish(AccountActor.SetRisk.class);
    assertThat(told.share()).isEqualByComparingTo("0.003");
    assertThat(told.command()).isEqualTo(command());
    told.replyTo().tell(new CommandResult.Done("ACTIVE", List.of("risk 0.3 %"), List.of()));
    assertThat(set.get(5, TimeUnit.SECONDS)).isInstanceOf(CommandResult.Done.class);
    assertThat(
            daemon
                .setRiskPerTrade(new BigDecimal("0.003"), command())
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS))
        .as("told again under its id")
        .isInstanceOfSatisfying(
            CommandResult.Done.class,
            done -> assertThat(done.did().getLast()).contains("nothing was done again"));
    assertThat(
            daemon
                .setRiskPerTrade(new BigDecimal("0.002"), command())
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS))
        .as("another figure under a used id")
        .isInstanceOf(CommandResult.Conflict.class);
  }

  @Test
  void engines_are_asked_themselves_and_one_that_was_late_for_its_mark_counts_as_missing()
      throws Exception {
    system.tell(
        new Guardian.ToSymbol(
            BTC, new SymbolActor.VenueNews(ScriptedMarket.instrument(BTC), FeeRates.documents())));
    parts.engine.fishForMessage(
        Duration.ofSeconds(5),
        message ->
            message instanceof EngineActor.Rebuild
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    assertThat(engines("OK").getFirst())
        .satisfies(
            tick -> {
              assertThat(tick.alive()).isTrue();
              assertThat(tick.state()).isEqualTo("WARMING");
              assertThat(tick.warmInSec()).contains(30L);
              assertThat(tick.restarts()).isEqualTo(4);
            });
    assertThat(engines("MISSING").getFirst())
        .satisfies(
            tick -> {
              assertThat(tick.alive()).isFalse();
              assertThat(tick.state()).isEqualTo("MISSING");
              assertThat(tick.reason()).isEqualTo("MISSING");
              assertThat(tick.restarts()).isEqualTo(4);
            });
  }

  /** What people are told while the decision last had {@code reason} of the one engine there is. */
  private List<EngineView> engines(String reason) throws Exception {
    CompletableFuture<Optional<List<EngineView>>> asked = daemon.engines(BTC).toCompletableFuture();
    EngineActor.GetView question =
        (EngineActor.GetView)
            parts
                .engine
                .fishForMessage(
                    Duration.ofSeconds(5),
                    message ->
                        message instanceof EngineActor.GetView
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .get(0);
    question.replyTo().tell(Optional.of(EngineView.unasked("tick", Optional.of(30L), 4)));
    DecisionActor.GetReadings readings =
        (DecisionActor.GetReadings)
            parts
                .decision
                .fishForMessage(
                    Duration.ofSeconds(5),
                    message ->
                        message instanceof DecisionActor.GetReadings
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .get(0);
    readings
        .replyTo()
        .tell(
            List.of(
                new ReadingView(
                    "tick", "NEUTRAL", 0, reason, 7, LiveFixture.NOON, new TreeMap<>())));
    List<EngineView> views = asked.get(5, TimeUnit.SECONDS).orElseThrow();
    assertThat(views).hasSize(1);
    return views;
  }

  @Test
  void an_unknown_symbol_is_not_there_and_a_known_one_has_its_hot_state() throws Exception {
    assertThat(daemon.book(Symbol.of("NOPEUSDT")).toCompletableFuture().get(5, TimeUnit.SECONDS))
        .isEmpty();
    assertThat(daemon.closePosition(Symbol.of("NOPEUSDT"), command()).toCompletableFuture().get())
        .isInstanceOf(CommandResult.NotFound.class);
    assertThat(daemon.feed(BTC).toCompletableFuture().get(5, TimeUnit.SECONDS)).isPresent();
    assertThat(daemon.trades(BTC, 5).toCompletableFuture().get(5, TimeUnit.SECONDS))
        .contains(List.of());
  }

  @Test
  void the_actors_are_a_tree_and_a_node_alone_is_its_own_cluster() throws Exception {
    await()
        .untilAsserted(
            () ->
                assertThat(daemon.actors().toCompletableFuture().get().toString())
                    .contains("/user/symbols/BTCUSDT/feed")
                    .contains("/user/symbols/BTCUSDT/executor")
                    .contains("/user/account")
                    .contains("/user/venue"));
    assertThat(daemon.cluster().toCompletableFuture().get().members()).hasSize(1);
  }
}
