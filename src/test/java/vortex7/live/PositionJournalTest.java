package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.DispatcherSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.PositionEvent;

/** What a position does while its journal writes, is silent, or refuses. */
class PositionJournalTest extends PositionStage {

  @Test
  void an_entry_whose_intent_is_not_journaled_never_leaves_and_ends_as_no_fill() {
    ready();
    journal.failNextNPersisted(ID, 1000);
    open();
    await().until(() -> view().isPresent());
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Duration.ofMillis(300));
              assertThat(view()).isEmpty();
            });
    journal.resetPolicy();
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Duration.ofMillis(300));
              assertThat(
                      journal.persistedInStorage(ID).stream()
                          .map(event -> event.getClass().getSimpleName()))
                  .containsExactly("EntryIntended", "OrderEnded", "NoFill");
            });
    executor.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void an_entry_that_is_withdrawn_while_its_intent_is_written_never_leaves() {
    ready();
    journal.failNextNPersisted(ID, 1000);
    open();
    await().until(() -> view().isPresent());
    position.tell(new PositionActor.CancelEntry("REDUCING: DAILY_LOSS"));
    await().until(() -> view().isEmpty());
    journal.resetPolicy();
    await()
        .untilAsserted(
            () -> assertThat(persisted()).containsExactly("EntryIntended", "OrderEnded", "NoFill"));
    executor.expectNoMessage(Duration.ofMillis(200));
  }

  @Test
  void a_trade_that_is_closed_while_its_intent_is_written_never_begins() {
    ready();
    journal.failNextNPersisted(ID, 1000);
    open();
    await().until(() -> view().isPresent());
    TestProbe<CommandResult> result = kit.createTestProbe();
    position.tell(
        new PositionActor.Close(
            "MANUAL", new OperatorCommand("c1", "ops", "out", NOON), Optional.of(result.ref())));
    assertThat(result.expectMessageClass(CommandResult.Done.class).did())
        .containsExactly("BTCUSDT entry 1 withdrawn before it left");
    journal.resetPolicy();
    await().untilAsserted(() -> assertThat(persisted()).endsWith("NoFill"));
    executor.expectNoMessage(Duration.ofMillis(200));
  }

  @Test
  void a_write_that_the_journal_refuses_halts_the_symbol() {
    ready();
    journal.rejectNextPersisted(ID);
    open();
    assertThat(halted().reason()).contains("the journal refused a write");
    fish(tree, SymbolActor.PositionUnsound.class, news -> true);
  }

  @Test
  void a_journal_that_is_silent_for_a_while_does_not_halt_the_symbol() {
    openWithStop();
    journal.failNextNPersisted(ID, 1000);
    told(new OrderReport.Ended(id(Leg.TARGET, 0), "CANCELED", BigDecimal.ZERO, NOON));
    assertThat(view()).isPresent();
    fixture.pass(Duration.ofMillis(1_100));
    fish(tree, SymbolActor.PositionUnsound.class, news -> true);
    journal.resetPolicy();
    fish(tree, SymbolActor.PositionNews.class, news -> !news.status().converged());
    await().until(() -> persisted().contains("OrderEnded"));
    await()
        .until(
            () -> {
              position.tell(new PositionActor.Facts(facts(QUANTITY, List.of(standing()))));
              return fish(tree, SymbolActor.PositionNews.class, news -> true).status().converged();
            });
    assertThatThrownBy(
            () ->
                account.fishForMessage(
                    Duration.ofMillis(200),
                    message ->
                        message instanceof AccountActor.SymbolRestricted
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("timeout");
  }

  @Test
  void the_stop_leaves_at_the_first_fill_even_while_the_journal_is_stuck() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    journal.failNextPersisted(ID);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 0));
  }

  @Test
  void exits_go_through_the_log_of_exits_while_the_journal_does_not_answer() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    sent(OrderRequest.PlaceStop.class);
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceLimit.class);
    journal.failNextNPersisted(ID, 1000);
    TestProbe<CommandResult> result = kit.createTestProbe();
    position.tell(
        new PositionActor.Close(
            "MANUAL", new OperatorCommand("c1", "ops", "out", NOON), Optional.of(result.ref())));
    result.expectMessageClass(CommandResult.Done.class);
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Duration.ofMillis(200));
              assertThat(fixture.wiring.exits().entries())
                  .extracting(ExitsLog.Entry::id)
                  .contains(id(Leg.EXIT, 0));
            });
    OrderRequest.PlaceMarket exit = sent(OrderRequest.PlaceMarket.class);
    assertThat(exit.reduceOnly()).isTrue();
    fish(tree, SymbolActor.PositionUnsound.class, news -> true);
    journal.resetPolicy();
    await()
        .untilAsserted(
            () -> assertThat(fixture.wiring.exits().entries()).as("journaled now").isEmpty());
    assertThat(journal.persistedInStorage(ID).stream())
        .anyMatch(PositionEvent.ExitWanted.class::isInstance);
  }

  @Test
  void an_exit_waits_for_a_slow_disk_and_the_position_does_not() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    sent(OrderRequest.PlaceStop.class);
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceLimit.class);
    told(new OrderReport.Accepted(id(Leg.TARGET, 0), 2, fixture.now.get()));
    kit.system()
        .dispatchers()
        .lookup(DispatcherSelector.fromConfig(Threads.EXITS_LOG))
        .execute(
            () -> {
              busy.countDown();
              awaited(disk);
            });
    assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
    try {
      journal.failNextNPersisted(ID, 1000);
      position.tell(
          new PositionActor.Close(
              "MANUAL", new OperatorCommand("c1", "ops", "out", NOON), Optional.empty()));
      sent(OrderRequest.Cancel.class);
      told(
          new OrderReport.Ended(id(Leg.TARGET, 0), "CANCELED", BigDecimal.ZERO, fixture.now.get()));
      assertThat(view()).isPresent();
      fixture.pass(Duration.ofMillis(1100));
      fish(tree, SymbolActor.PositionUnsound.class, news -> true);
      assertThat(view()).as("answers while the disk is busy").isPresent();
      executor.expectNoMessage(Duration.ofMillis(300));
      assertThat(fixture.wiring.exits().entries()).isEmpty();
    } finally {
      disk.countDown();
    }
    assertThat(sent(OrderRequest.PlaceMarket.class).reduceOnly()).isTrue();
    assertThat(fixture.wiring.exits().entries())
        .as("logged before it was sent")
        .extracting(ExitsLog.Entry::id)
        .contains(id(Leg.EXIT, 0));
  }

  private List<String> persisted() {
    return journal.persistedInStorage(ID).stream()
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
