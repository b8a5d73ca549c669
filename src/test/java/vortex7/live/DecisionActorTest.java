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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.decision.Decision;
import vortex7.decision.FeeRates;
import vortex7.decision.Gate;
import vortex7.decision.PipelineRules;
import vortex7.decision.Situation;
import vortex7.live.view.DecisionView;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.ReadingView;
import vortex7.live.view.RegimeView;
import vortex7.position.PositionStatus;
import vortex7.risk.AccountTold;
import vortex7.risk.Standing;
import vortex7.risk.TradingState;
import vortex7.signal.EngineId;
import vortex7.signal.Mark;
import vortex7.signal.PanelReading;
import vortex7.signal.Validity;

class DecisionActorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("decision", LiveFixture.akka());
  private final TestProbe<RiskActor.Command> risk = kit.createTestProbe();
  private final List<Decision> decided = new CopyOnWriteArrayList<>();
  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private LiveFixture fixture;
  private ActorRef<DecisionActor.Command> decision;
  private long number;

  @BeforeEach
  void start() {
    fixture = new LiveFixture(data);
    DecisionSink sink =
        new DecisionSink() {
          @Override
          public void decided(Decision made) {
            decided.add(made);
          }

          @Override
          public void kept(Decision made, String outcome) {
            outcomes.add(outcome);
          }
        };
    decision =
        kit.spawn(
            DecisionActor.create(
                BTC,
                ScriptedMarket.instrument(BTC),
                PipelineRules.documents().with(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.REGIME),
                fixture.wiring,
                risk.getRef(),
                sink));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void everybodyHasAnswered() {
    decision.tell(
        new DecisionActor.VenueNews(ScriptedMarket.instrument(BTC), FeeRates.documents()));
    decision.tell(new DecisionActor.PositionNews(new PositionStatus(false, true, 0)));
    decision.tell(new DecisionActor.LeverageNews(true, 10));
    decision.tell(new DecisionActor.AccountNews(account(TradingState.ACTIVE, List.of())));
  }

  private static AccountTold account(TradingState state, List<String> reasons) {
    return new AccountTold(
        Optional.of("abcdef"),
        state,
        reasons,
        0,
        Optional.of(new BigDecimal("5000")),
        new Standing(0, false, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), 0, Optional.empty()),
        List.of());
  }

  /** A burst that every gate lets through, a second after the one before. */
  private PanelReading burst() {
    number++;
    return Situation.burst(number, fixture.now.get().toEpochMilli() + number * 1_000);
  }

  private Mark place(PanelReading readings) {
    decision.tell(new DecisionActor.MarkPlaced(readings.mark(), fixture.nanos.get()));
    return readings.mark();
  }

  private Decision decide(PanelReading readings) {
    int before = decided.size();
    Mark mark = place(readings);
    decision.tell(new DecisionActor.ReadingGiven(mark, readings.orderFlow()));
    decision.tell(new DecisionActor.ReadingGiven(mark, readings.tick()));
    decision.tell(new DecisionActor.ReadingGiven(mark, readings.regime()));
    await().atMost(PATIENCE).until(() -> decided.size() == before + 1);
    return decided.getLast();
  }

  @Test
  void nothing_is_entered_before_account_position_and_venue_have_answered() {
    Decision early = decide(burst());
    assertThat(early.failedGates()).contains(Gate.TRADING_ENABLED, Gate.LEVERAGE);
    everybodyHasAnswered();
    assertThat(decide(burst()).trades()).isTrue();
    assertThat(risk.expectMessageClass(RiskActor.CapChanged.class, PATIENCE).cap())
        .as("the phase's, told once, before anything is entered")
        .isEqualTo(decided.getLast().readings().regime().leverageMax());
    RiskActor.Enter enter = risk.expectMessageClass(RiskActor.Enter.class, PATIENCE);
    assertThat(enter.decision()).isEqualTo(decided.getLast());
    assertThat(outcomes).contains("SENT");
  }

  @Test
  void an_entry_under_way_blocks_the_next_one_until_it_came_to_nothing() {
    everybodyHasAnswered();
    Decision first = decide(burst());
    assertThat(first.trades()).isTrue();
    assertThat(decide(burst()).failedGates()).containsExactly(Gate.ONE_TRADE_A_SYMBOL);
    decision.tell(
        new DecisionActor.EntryOutcome(
            first.ref(), DecisionActor.REFUSED, "slots 2, limit 2", fixture.now.get()));
    assertThat(decide(burst()).trades()).isTrue();
    assertThat(outcomes).contains("REFUSED: slots 2, limit 2");
  }

  @Test
  void a_position_blocks_the_symbol_while_it_is_there() {
    everybodyHasAnswered();
    decide(burst());
    decision.tell(new DecisionActor.PositionNews(new PositionStatus(true, true, 1)));
    assertThat(decide(burst()).failedGates()).containsExactly(Gate.ONE_TRADE_A_SYMBOL);
    decision.tell(new DecisionActor.PositionNews(new PositionStatus(false, true, 1)));
    assertThat(decide(burst()).trades()).isTrue();
  }

  @Test
  void what_keeps_entries_off_is_named() {
    everybodyHasAnswered();
    decision.tell(new DecisionActor.SymbolBlocked(List.of("book silent")));
    decision.tell(
        new DecisionActor.AccountNews(
            account(TradingState.REDUCING, List.of("DAILY_LOSS 2.6 % > limit 2.5 %"))));
    Decision refused = decide(burst());
    assertThat(refused.failedGates()).containsExactly(Gate.BREAKERS, Gate.TRADING_ENABLED);
    assertThat(refused.gates().toString())
        .contains("book silent; the account is REDUCING", "DAILY_LOSS 2.6 % > limit 2.5 %");
  }

  @Test
  void the_kill_switch_keeps_entries_off_at_once() {
    everybodyHasAnswered();
    fixture.wiring.killSwitch().engage("STOP", "a test", "to see", Instant.EPOCH);
    assertThat(decide(burst()).failedGates()).containsExactly(Gate.TRADING_ENABLED);
    fixture.wiring.killSwitch().release(fixture.wiring.killSwitch().engaged().orElseThrow());
    assertThat(decide(burst()).trades()).isTrue();
  }

  @Test
  void a_reading_that_does_not_come_in_time_is_missing_and_ignored_when_it_comes() {
    everybodyHasAnswered();
    PanelReading readings = burst();
    Mark mark = place(readings);
    decision.tell(new DecisionActor.ReadingGiven(mark, readings.orderFlow()));
    decision.tell(new DecisionActor.ReadingGiven(mark, readings.regime()));
    TestProbe<List<ReadingView>> answer = kit.createTestProbe();
    decision.tell(new DecisionActor.GetReadings(answer.getRef()));
    assertThat(answer.receiveMessage(PATIENCE)).as("still waiting").isEmpty();
    fixture.nanos.addAndGet(Duration.ofMillis(50).toNanos());
    await().atMost(PATIENCE).until(() -> decided.size() == 1);
    assertThat(decided.getFirst().readings().validity(EngineId.TICK)).isEqualTo(Validity.MISSING);
    assertThat(decided.getFirst().failedGates()).contains(Gate.READINGS);
    decision.tell(new DecisionActor.ReadingGiven(mark, readings.tick()));
    assertThat(decide(burst()).trades()).isTrue();
  }

  @Test
  void a_feed_that_begins_anew_voids_what_waited() {
    everybodyHasAnswered();
    number = 41;
    place(burst());
    number = 0;
    assertThat(decide(burst()).mark().number()).isEqualTo(1);
  }

  @Test
  void readings_of_marks_that_were_never_placed_are_ignored() {
    everybodyHasAnswered();
    PanelReading unknown = burst();
    decision.tell(new DecisionActor.ReadingGiven(unknown.mark(), unknown.tick()));
    assertThat(decide(burst()).trades()).isTrue();
  }

  @Test
  void people_see_decisions_readings_regime_and_the_gate_funnel() {
    everybodyHasAnswered();
    decide(burst());
    decide(burst());
    TestProbe<List<DecisionView>> decisions = kit.createTestProbe();
    decision.tell(new DecisionActor.GetRecent(10, decisions.getRef()));
    List<DecisionView> recent = decisions.receiveMessage(PATIENCE);
    assertThat(recent.getFirst().mark()).isEqualTo(2);
    assertThat(recent).extracting(DecisionView::outcome).contains("SENT", "NO_TRADE");
    assertThat(recent.getFirst().gates()).hasSize(Gate.values().length);
    TestProbe<List<ReadingView>> readings = kit.createTestProbe();
    decision.tell(new DecisionActor.GetReadings(readings.getRef()));
    assertThat(readings.receiveMessage(PATIENCE))
        .extracting(ReadingView::direction)
        .containsExactly("BUY_PRESSURE", "MOMENTUM_LONG", "NEUTRAL");
    TestProbe<Optional<RegimeView>> regime = kit.createTestProbe();
    decision.tell(new DecisionActor.GetRegime(regime.getRef()));
    assertThat(regime.receiveMessage(PATIENCE).orElseThrow().volatilityPhase()).isEqualTo("NORMAL");
    TestProbe<List<GateFunnelView>> gates = kit.createTestProbe();
    decision.tell(new DecisionActor.GetGates(Optional.empty(), Optional.empty(), gates.getRef()));
    List<GateFunnelView> funnels = gates.receiveMessage(PATIENCE);
    assertThat(funnels).extracting(GateFunnelView::strategy).containsExactly("A", "B", "C");
    assertThat(funnels).extracting(GateFunnelView::marks).containsOnly(2L);
    decision.tell(
        new DecisionActor.GetGates(
            Optional.of(recent.getFirst().time().plusSeconds(60)),
            Optional.empty(),
            gates.getRef()));
    assertThat(gates.receiveMessage(PATIENCE)).extracting(GateFunnelView::marks).containsOnly(0L);
    GateFunnelView funnel = funnels.getFirst();
    assertThat(funnel.marks()).isEqualTo(2);
    assertThat(funnel.gates())
        .filteredOn(gate -> gate.gate().equals(Gate.ONE_TRADE_A_SYMBOL.name()))
        .allSatisfy(gate -> assertThat(gate.passedAlone()).isEqualTo(1));
    assertThat(funnel.gates().getLast().passedInSequence()).isEqualTo(1);
    assertThat(funnel.atrMaxPct().orElseThrow()).isBetween(0.374, 0.376);
  }
}
