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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Side;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.VenueFacts;

class LifeboatActorTest {
  private static final BigDecimal OPEN = new BigDecimal("0.010");

  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("lifeboat", LiveFixture.akka());
  private LiveFixture fixture;

  @BeforeEach
  void wire() {
    fixture = new LiveFixture(data);
    fixture.wiring.openPositions().put(position());
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private OpenPosition position() {
    return new OpenPosition(
        BTC,
        "abc123",
        7,
        "d_20240301_120000000_BTCUSDT",
        Side.BUY,
        OPEN,
        new BigDecimal("100.0"),
        new BigDecimal("99.0"),
        1,
        -1,
        Optional.of(LiveFixture.NOON.plus(Duration.ofMinutes(5))),
        OPEN,
        OrderRequest.WorkingType.MARK_PRICE);
  }

  private static ClientOrderId id(Leg leg, int attempt) {
    return new ClientOrderId("abc123", BTC, 7, leg, attempt);
  }

  /** What the venue holds: the position as signed, and its stop or none. */
  private void venueHolds(BigDecimal amount, List<VenueFacts.OpenOrder> orders, boolean stop) {
    List<VenueFacts.OpenStop> stops =
        stop
            ? List.of(
                new VenueFacts.OpenStop(
                    id(Leg.STOP, 1).text(),
                    3,
                    Side.SELL,
                    new BigDecimal("99.0"),
                    BigDecimal.ZERO,
                    true))
            : List.of();
    fixture.gateway.facts =
        symbol ->
            CompletableFuture.completedStage(
                new VenueFacts(
                    symbol,
                    amount,
                    new BigDecimal("100"),
                    new BigDecimal("100"),
                    orders,
                    stops,
                    List.of(),
                    fixture.now.get()));
  }

  private ActorRef<LifeboatActor.Command> launch() {
    return kit.spawn(LifeboatActor.create(BTC, fixture.wiring));
  }

  @Test
  void a_position_without_its_stop_gets_one_with_the_next_attempt_and_a_line_in_the_log() {
    venueHolds(OPEN, List.of(), false);
    launch();
    await().until(() -> !fixture.gateway.sent.isEmpty());
    OrderRequest.PlaceStop stop = (OrderRequest.PlaceStop) fixture.gateway.sent.get(0);
    assertThat(stop.id()).isEqualTo(id(Leg.STOP, 2));
    assertThat(stop.side()).isEqualTo(Side.SELL);
    assertThat(stop.triggerPrice()).isEqualByComparingTo("99.0");
    assertThat(fixture.wiring.exits().entries().get(0).id()).isEqualTo(id(Leg.STOP, 2));
  }

  @Test
  void a_protected_position_is_left_alone_until_its_longest_hold_is_over() {
    venueHolds(OPEN, List.of(), true);
    launch();
    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    assertThat(fixture.gateway.sent).isEmpty();
    fixture.pass(Duration.ofMinutes(5));
    await().until(() -> !fixture.gateway.sent.isEmpty());
    assertThat(fixture.gateway.sent.get(0))
        .isEqualTo(new OrderRequest.PlaceMarket(id(Leg.EXIT, 0), Side.SELL, OPEN, true));
  }

  @Test
  void a_person_can_close_and_the_exit_is_logged_before_it_is_sent() {
    venueHolds(OPEN, List.of(), true);
    fixture.gateway.answers =
        request -> {
          assertThat(fixture.wiring.exits().entries())
              .extracting(ExitsLog.Entry::id)
              .contains(request.id());
          return CompletableFuture.completedStage(fixture.gateway.accepted(request));
        };
    ActorRef<LifeboatActor.Command> lifeboat = launch();
    TestProbe<CommandResult> person = kit.createTestProbe();
    lifeboat.tell(new LifeboatActor.Close("MANUAL", Optional.of(person.getRef())));
    assertThat(person.receiveMessage()).isInstanceOf(CommandResult.Done.class);
    await()
        .until(
            () ->
                fixture.gateway.sent.stream().anyMatch(OrderRequest.PlaceMarket.class::isInstance));
  }

  @Test
  void a_resting_entry_is_cancelled_and_nothing_is_ever_opened() {
    venueHolds(
        BigDecimal.ZERO,
        List.of(
            new VenueFacts.OpenOrder(
                id(Leg.ENTRY, 0).text(),
                1,
                Side.BUY,
                new BigDecimal("100"),
                OPEN,
                BigDecimal.ZERO,
                false),
            new VenueFacts.OpenOrder(
                "web_1", 2, Side.BUY, new BigDecimal("100"), OPEN, BigDecimal.ZERO, false)),
        false);
    launch();
    await().until(() -> !fixture.gateway.sent.isEmpty());
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    assertThat(fixture.gateway.sent).containsOnly(new OrderRequest.Cancel(id(Leg.ENTRY, 0)));
  }

  @Test
  void a_stop_that_outlived_its_position_is_taken_away() {
    venueHolds(BigDecimal.ZERO, List.of(), true);
    launch();
    await().until(() -> !fixture.gateway.sent.isEmpty());
    assertThat(fixture.gateway.sent).containsOnly(new OrderRequest.Cancel(id(Leg.STOP, 1)));
  }

  @Test
  void a_stop_stays_while_an_order_may_still_fill() {
    venueHolds(
        BigDecimal.ZERO,
        List.of(
            new VenueFacts.OpenOrder(
                id(Leg.ENTRY, 0).text(),
                1,
                Side.BUY,
                new BigDecimal("100"),
                OPEN,
                BigDecimal.ZERO,
                false)),
        true);
    launch();
    await().until(() -> fixture.gateway.sent.size() >= 3);
    assertThat(fixture.gateway.sent).containsOnly(new OrderRequest.Cancel(id(Leg.ENTRY, 0)));
  }

  @Test
  void a_position_of_the_other_side_is_not_ours_and_never_touched() {
    venueHolds(OPEN.negate(), List.of(), false);
    ActorRef<LifeboatActor.Command> lifeboat = launch();
    lifeboat.tell(new LifeboatActor.Close("MANUAL", Optional.empty()));
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(fixture.gateway.sent).isEmpty();
  }

  @Test
  void attempts_go_on_where_the_log_of_a_killed_process_ended() {
    fixture
        .wiring
        .exits()
        .append(new ExitsLog.Entry(LiveFixture.NOON, id(Leg.EXIT, 4), "MARKET SELL"));
    venueHolds(OPEN, List.of(), true);
    launch().tell(new LifeboatActor.Close("MANUAL", Optional.empty()));
    await().until(() -> !fixture.gateway.sent.isEmpty());
    assertThat(fixture.gateway.sent.get(0).id()).isEqualTo(id(Leg.EXIT, 5));
  }

  private List<OrderRequest.PlaceMarket> exits() {
    return fixture.gateway.sent.stream()
        .filter(OrderRequest.PlaceMarket.class::isInstance)
        .map(OrderRequest.PlaceMarket.class::cast)
        .toList();
  }

  private long stops() {
    return fixture.gateway.sent.stream().filter(OrderRequest.PlaceStop.class::isInstance).count();
  }

  private void stopsAreRefused(int code) {
    fixture.gateway.answers =
        request ->
            CompletableFuture.completedStage(
                request instanceof OrderRequest.PlaceStop
                    ? new OrderReport.Rejected(request.id(), code, "no", fixture.now.get())
                    : fixture.gateway.accepted(request));
  }

  @Test
  void a_stop_that_would_trigger_at_once_is_a_market_exit_and_not_tried_again() {
    venueHolds(OPEN, List.of(), false);
    stopsAreRefused(-2021);
    launch();
    await().until(() -> !exits().isEmpty());
    assertThat(exits().get(0).quantity()).isEqualByComparingTo(OPEN);
    assertThat(stops()).isEqualTo(1);
  }

  @Test
  void a_stop_refused_twice_is_a_market_exit() {
    venueHolds(OPEN, List.of(), false);
    stopsAreRefused(-1001);
    launch();
    await().atMost(Duration.ofSeconds(5)).until(() -> !exits().isEmpty());
    assertThat(stops()).isEqualTo(2);
  }

  @Test
  void the_stop_is_triggered_by_the_configured_price_and_only_our_part_is_closed() {
    venueHolds(new BigDecimal("0.050"), List.of(), false);
    launch().tell(new LifeboatActor.Close("MANUAL", Optional.empty()));
    await().until(() -> !exits().isEmpty() && stops() > 0);
    assertThat(exits().get(0).quantity()).isEqualByComparingTo(OPEN);
    assertThat(fixture.gateway.sent)
        .filteredOn(OrderRequest.PlaceStop.class::isInstance)
        .allMatch(
            stop ->
                ((OrderRequest.PlaceStop) stop).workingType()
                    == OrderRequest.WorkingType.MARK_PRICE);
  }

  @Test
  void after_the_last_attempt_that_an_id_can_name_it_goes_on_under_that() {
    fixture
        .wiring
        .exits()
        .append(
            new ExitsLog.Entry(
                LiveFixture.NOON, id(Leg.EXIT, ClientOrderId.ATTEMPT_MAX), "MARKET SELL"));
    venueHolds(OPEN, List.of(), true);
    launch().tell(new LifeboatActor.Close("MANUAL", Optional.empty()));
    await().until(() -> !exits().isEmpty());
    assertThat(exits().get(0).id().attempt()).isEqualTo(ClientOrderId.ATTEMPT_MAX);
  }

  @Test
  void called_home_it_ends_and_leaves_the_log_to_the_position() {
    venueHolds(OPEN, List.of(), false);
    ActorRef<LifeboatActor.Command> lifeboat = launch();
    await().until(() -> !fixture.wiring.exits().entries().isEmpty());
    lifeboat.tell(new LifeboatActor.Home());
    kit.createTestProbe().expectTerminated(lifeboat, Duration.ofSeconds(3));
    assertThat(fixture.wiring.exits().entries()).hasSize(1);
  }
}
