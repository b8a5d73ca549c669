package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Side;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;
import vortex7.position.OrderRequest.TimeInForce;
import vortex7.position.OrderRequest.WorkingType;

class ExecutorActorTest {
  private static final ClientOrderId ENTRY = new ClientOrderId("abc123", BTC, 7, Leg.ENTRY, 0);
  private static final BigDecimal LOT = new BigDecimal("0.010");
  private static final OrderRequest BUY =
      new PlaceLimit(ENTRY, Side.BUY, LOT, new BigDecimal("100.0"), TimeInForce.GTX, false);
  private static final OrderRequest STOP =
      new PlaceStop(
          new ClientOrderId("abc123", BTC, 7, Leg.STOP, 0),
          Side.SELL,
          Optional.empty(),
          new BigDecimal("99.0"),
          WorkingType.CONTRACT_PRICE);
  private static final OrderRequest EXIT =
      new PlaceMarket(new ClientOrderId("abc123", BTC, 7, Leg.EXIT, 0), Side.SELL, LOT, true);

  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("executor", LiveFixture.akka());
  private final TestProbe<PositionActor.Command> position = kit.createTestProbe();
  private final TestProbe<VenueActor.Command> venue = kit.createTestProbe();
  private final TestProbe<ExecutorActor.EntriesCancelled> killer = kit.createTestProbe();
  private LiveFixture fixture;
  private ActorRef<ExecutorActor.Command> executor;

  @BeforeEach
  void wire() {
    fixture = new LiveFixture(data);
    executor = kit.spawn(ExecutorActor.create(BTC, fixture.wiring, venue.ref()));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void execute(OrderRequest request) {
    executor.tell(new ExecutorActor.Execute(request, 0, 0, position.getRef()));
  }

  private OrderReport reported() {
    return position.expectMessageClass(PositionActor.Report.class).report();
  }

  private void engage() {
    fixture.wiring.killSwitch().engage("STOP", "test", "because", fixture.now.get());
  }

  @Test
  void what_the_position_wants_is_sent_once_and_the_answer_told() {
    execute(BUY);
    OrderReport answer = reported();
    assertThat(answer).isInstanceOf(OrderReport.Accepted.class);
    assertThat(fixture.gateway.sent).containsExactly(BUY);
    venue.expectMessage(new VenueActor.OrderAnswered(answer));
  }

  @Test
  void an_engaged_kill_switch_refuses_entries_and_lets_protection_pass() {
    engage();
    execute(BUY);
    OrderReport.Rejected refused = (OrderReport.Rejected) reported();
    assertThat(refused.reason()).contains("kill switch").contains("because");
    execute(STOP);
    reported();
    execute(EXIT);
    reported();
    assertThat(fixture.gateway.sent).containsExactly(STOP, EXIT);
    assertThat(venue.expectMessageClass(VenueActor.OrderAnswered.class).report().id())
        .as("what never left says nothing about the venue")
        .isEqualTo(STOP.id());
  }

  @Test
  void an_entry_on_its_way_is_told_of_a_kill_switch_that_falls_later() {
    execute(BUY);
    assertThat(fixture.gateway.fence.raised()).isEmpty();
    engage();
    assertThat(fixture.gateway.fence.raised().orElseThrow()).contains("kill switch", "because");
  }

  @Test
  void a_market_order_that_does_not_reduce_is_fenced_as_well() {
    engage();
    execute(new PlaceMarket(ENTRY, Side.BUY, LOT, false));
    assertThat(reported()).isInstanceOf(OrderReport.Rejected.class);
    assertThat(fixture.gateway.sent).isEmpty();
  }

  @Test
  void the_kill_switch_cancels_resting_entries_and_leaves_stops() {
    execute(BUY);
    reported();
    execute(STOP);
    reported();
    engage();
    executor.tell(new ExecutorActor.CancelEntries("kill", killer.getRef()));
    assertThat(killer.receiveMessage()).isEqualTo(new ExecutorActor.EntriesCancelled(BTC, 1, 0));
    assertThat(fixture.gateway.sent).containsExactly(BUY, STOP, new Cancel(ENTRY));
    assertThat(reported()).isInstanceOf(OrderReport.Ended.class);
  }

  @Test
  void an_entry_in_flight_is_waited_for_and_cancelled_as_soon_as_it_is_known() {
    CompletableFuture<OrderReport> answer = new CompletableFuture<>();
    fixture.gateway.answers =
        request ->
            request.equals(BUY)
                ? answer
                : CompletableFuture.completedStage(fixture.gateway.accepted(request));
    execute(BUY);
    await().until(() -> !fixture.gateway.sent.isEmpty());
    engage();
    executor.tell(new ExecutorActor.CancelEntries("kill", killer.getRef()));
    killer.expectNoMessage(Duration.ofMillis(20));
    answer.complete(fixture.gateway.accepted(BUY));
    assertThat(killer.receiveMessage().inFlight()).isZero();
    await().until(() -> fixture.gateway.sent.contains(new Cancel(ENTRY)));
  }

  @Test
  void the_kill_switch_does_not_wait_for_ever() {
    fixture.gateway.answers = request -> new CompletableFuture<>();
    execute(BUY);
    executor.tell(new ExecutorActor.CancelEntries("kill", killer.getRef()));
    assertThat(killer.receiveMessage().inFlight()).isEqualTo(1);
  }

  @Test
  void an_entry_that_ended_needs_no_cancel() {
    execute(BUY);
    reported();
    executor.tell(new ExecutorActor.EntryGone(ENTRY));
    executor.tell(new ExecutorActor.CancelEntries("kill", killer.getRef()));
    assertThat(killer.receiveMessage().cancels()).isZero();
    assertThat(fixture.gateway.sent).containsExactly(BUY);
  }

  @Test
  void an_unknown_outcome_is_told_and_nothing_is_sent_again() {
    fixture.gateway.answers =
        request ->
            CompletableFuture.completedStage(
                new OrderReport.Unknown(request.id(), "timeout", fixture.now.get()));
    execute(BUY);
    assertThat(reported()).isInstanceOf(OrderReport.Unknown.class);
    position.expectNoMessage(Duration.ofMillis(60));
    assertThat(fixture.gateway.sent).containsExactly(BUY);
  }

  @Test
  void one_query_about_an_order_is_under_way_at_a_time_and_another_follows_while_it_works() {
    List<CompletableFuture<OrderReport>> asked = new CopyOnWriteArrayList<>();
    fixture.gateway.answers =
        request -> {
          CompletableFuture<OrderReport> answer = new CompletableFuture<>();
          asked.add(answer);
          return answer;
        };
    execute(new Query(ENTRY));
    execute(new Query(ENTRY));
    execute(new Query(ENTRY));
    execute(new Cancel(ENTRY));
    await().until(() -> fixture.gateway.sent.contains(new Cancel(ENTRY)));
    assertThat(fixture.gateway.sent).containsExactly(new Query(ENTRY), new Cancel(ENTRY));
    asked.get(0).complete(fixture.gateway.accepted(new Query(ENTRY)));
    reported();
    await().until(() -> asked.size() == 3);
    asked.get(2).complete(fixture.gateway.accepted(new Query(ENTRY)));
    reported();
    position.expectNoMessage(Duration.ofMillis(50));
    assertThat(asked).hasSize(3);
  }

  @Test
  void the_word_that_an_order_never_arrived_is_the_last() {
    CompletableFuture<OrderReport> never = new CompletableFuture<>();
    fixture.gateway.answers = request -> never;
    execute(new Query(ENTRY));
    execute(new Query(ENTRY));
    await().until(() -> !fixture.gateway.sent.isEmpty());
    position.expectNoMessage(Duration.ofMillis(50));
    never.complete(new OrderReport.NeverArrived(ENTRY, fixture.now.get()));
    assertThat(reported()).isInstanceOf(OrderReport.NeverArrived.class);
    position.expectNoMessage(Duration.ofMillis(50));
    assertThat(fixture.gateway.sent).containsExactly(new Query(ENTRY));
  }

  @Test
  void a_client_that_throws_its_stage_away_makes_the_order_unknown() {
    fixture.gateway.answers =
        request -> CompletableFuture.failedStage(new IllegalStateException("bug"));
    execute(BUY);
    assertThat(((OrderReport.Unknown) reported()).reason()).contains("bug");
  }
}
