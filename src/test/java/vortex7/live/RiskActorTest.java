package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.decision.Action;
import vortex7.decision.Bracket;
import vortex7.decision.Decision;
import vortex7.decision.FeeRates;
import vortex7.decision.Strategy;
import vortex7.market.Instrument;
import vortex7.position.PositionStatus;
import vortex7.position.TradePlan;
import vortex7.risk.Account;
import vortex7.risk.AccountTold;
import vortex7.risk.SizingRules;
import vortex7.risk.Standing;
import vortex7.risk.TradingState;
import vortex7.signal.Direction;
import vortex7.signal.Mark;
import vortex7.signal.MarketPhase;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;
import vortex7.signal.SentimentReading;
import vortex7.signal.StrategyPreference;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TickReading;
import vortex7.signal.Validity;
import vortex7.signal.VolatilityPhase;

class RiskActorTest {
  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("risk", LiveFixture.akka());
  private final TestProbe<AccountActor.Command> account = kit.createTestProbe();
  private final TestProbe<VenueActor.Command> venue = kit.createTestProbe();
  private final TestProbe<SymbolActor.Command> tree = kit.createTestProbe();
  private final TestProbe<PositionActor.Command> position = kit.createTestProbe();
  private final TestProbe<DecisionActor.Command> decision = kit.createTestProbe();
  private final TestProbe<ExecutorActor.Command> executor = kit.createTestProbe();
  private ActorRef<RiskActor.Command> risk;

  @BeforeEach
  void start() {
    LiveFixture fixture = new LiveFixture(data);
    risk =
        kit.spawn(
            RiskActor.create(
                BTC,
                fixture.wiring,
                position.ref(),
                new TreeParts.Colleagues(executor.ref(), account.ref(), venue.ref(), tree.ref()),
                SizingRules.documents()));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void brief() {
    risk.tell(new RiskActor.VenueNews(instrument(), FeeRates.documents()));
    risk.tell(new RiskActor.PositionNews(new PositionStatus(false, true, 4)));
    risk.tell(
        new RiskActor.AccountNews(
            new AccountTold(
                Optional.of("abc123"),
                TradingState.ACTIVE,
                List.of(),
                0,
                Optional.of(new BigDecimal("1000")),
                Account.INITIAL.standing(),
                List.of())));
    assertThat(venue.expectMessageClass(VenueActor.SetLeverage.class).leverage()).isEqualTo(12);
    assertThat(tree.expectMessageClass(SymbolActor.LeverageNews.class).confirmed()).isFalse();
  }

  private void ready() {
    brief();
    risk.tell(new RiskActor.LeverageConfirmed(12, NOON));
    assertThat(tree.expectMessageClass(SymbolActor.LeverageNews.class))
        .isEqualTo(new SymbolActor.LeverageNews(true, 12));
  }

  private static Instrument instrument() {
    return new Instrument(
        BTC,
        "BTC",
        "USDT",
        new BigDecimal("0.1"),
        new BigDecimal("100"),
        new BigDecimal("1000000"),
        new BigDecimal("0.001"),
        new BigDecimal("0.001"),
        new BigDecimal("1000"),
        new BigDecimal("120"),
        new BigDecimal("100"),
        new BigDecimal("1.05"),
        new BigDecimal("0.95"),
        new BigDecimal("0.05"),
        new BigDecimal("0.05"));
  }

  private static Decision wanted(String target, int leverageCap) {
    return wanted(target, leverageCap, 1);
  }

  private static Decision wanted(String target, int leverageCap, double sizeMultiplier) {
    Mark mark = new Mark(9, NOON.toEpochMilli());
    PanelReading readings =
        new PanelReading(
            mark,
            new OrderFlowReading(
                Validity.VALID,
                Direction.LONG,
                0.7,
                1,
                0.5,
                0.1,
                true,
                1,
                0.5,
                true,
                0,
                false,
                Double.NaN,
                0,
                0,
                false,
                50000,
                49999.9,
                50000.1),
            tick(),
            TechnicalReading.neutral(Validity.ABSENT),
            SentimentReading.neutral(Validity.ABSENT),
            new RegimeReading(
                Validity.VALID,
                100,
                0.003,
                VolatilityPhase.NORMAL,
                MarketPhase.UNKNOWN,
                Double.NaN,
                Double.NaN,
                0.00001,
                true,
                RegimeReading.Overrides.NONE,
                1,
                1,
                leverageCap,
                sizeMultiplier,
                StrategyPreference.ANY,
                Double.NaN,
                false));
    return new Decision(
        BTC,
        mark,
        Action.LONG,
        Optional.of(Strategy.A),
        0.7,
        2,
        70,
        1,
        List.of(),
        List.of(),
        readings,
        Optional.of(
            new Bracket(
                new BigDecimal("50000.0"),
                new BigDecimal("49900.0"),
                new BigDecimal(target),
                new BigDecimal("0.6"),
                Optional.of(new BigDecimal("40.0")),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                2.0,
                1.5)));
  }

  private static TickReading tick() {
    return new TickReading(
        Validity.VALID,
        Direction.LONG,
        0.6,
        2.5,
        0.7,
        9,
        Direction.LONG,
        true,
        3,
        false,
        Direction.NEUTRAL,
        0.1);
  }

  private String enter(Decision of) {
    risk.tell(new RiskActor.Enter(of, 11, 12, decision.ref()));
    return of.ref();
  }

  private DecisionActor.EntryOutcome outcome() {
    return decision.expectMessageClass(DecisionActor.EntryOutcome.class);
  }

  @Test
  void an_entry_is_sized_gets_a_slot_and_goes_to_the_position_with_its_whole_plan() {
    ready();
    String ref = enter(wanted("50200.0", 12));
    AccountActor.Reserve reserve = account.expectMessageClass(AccountActor.Reserve.class);
    assertThat(reserve.lastKnownNumber()).isEqualTo(4);
    // 10 USDT at a stop of 0.2 %: 5 000 USDT at 12x.
    assertThat(reserve.margin()).isEqualByComparingTo("416.666666666667");
    reserve.replyTo().tell(new AccountActor.Granted(BTC, ref, 5, "abc123"));
    PositionActor.Open open = position.expectMessageClass(PositionActor.Open.class);
    TradePlan plan = open.plan();
    assertThat(plan.positionNumber()).isEqualTo(5);
    assertThat(plan.quantity()).isEqualByComparingTo("0.1");
    assertThat(plan.trailDistance()).contains(new BigDecimal("40.0"));
    assertThat(plan.leverage()).isEqualTo(12);
    assertThat(plan.signals()).contains("\"E1\"").contains("\"wallLevel\":null");
    assertThat(open.epoch()).isEqualTo("abc123");
    assertThat(open.frameNanos()).isEqualTo(11);
    assertThat(outcome().outcome()).isEqualTo("SENT");
  }

  @Test
  void the_phases_size_multiplier_shrinks_what_is_reserved() {
    ready();
    enter(wanted("50200.0", 12, 0.5));
    AccountActor.Reserve reserve = account.expectMessageClass(AccountActor.Reserve.class);
    // 10 USDT at a stop of 0.2 %, halved: 2 500 USDT at 12x.
    assertThat(reserve.margin()).isEqualByComparingTo("208.333333333334");
  }

  @Test
  void a_bracket_that_cannot_pay_is_refused_with_rule_and_values() {
    ready();
    enter(wanted("50100.0", 12));
    assertThat(outcome().reason()).isEqualTo("GROSS_RR: gross R:R 1.00 < 1.3");
    account.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void while_the_leverage_is_unconfirmed_there_is_no_entry() {
    brief();
    enter(wanted("50200.0", 12));
    assertThat(outcome().reason()).startsWith("LEVERAGE");
  }

  @Test
  void the_first_signal_of_a_phase_finds_the_leverage_of_that_phase_confirmed() {
    ready();
    risk.tell(new RiskActor.CapChanged(8));
    assertThat(venue.expectMessageClass(VenueActor.SetLeverage.class).leverage()).isEqualTo(8);
    assertThat(tree.expectMessageClass(SymbolActor.LeverageNews.class).confirmed()).isFalse();
    risk.tell(new RiskActor.CapChanged(10));
    risk.tell(new RiskActor.LeverageConfirmed(8, NOON));
    assertThat(venue.expectMessageClass(VenueActor.SetLeverage.class).leverage()).isEqualTo(10);
    risk.tell(new RiskActor.LeverageConfirmed(10, NOON));
    enter(wanted("50200.0", 10));
    account.expectMessageClass(AccountActor.Reserve.class);
  }

  @Test
  void while_a_trade_is_under_way_the_leverage_stays_and_changes_when_it_ended() {
    ready();
    risk.tell(new RiskActor.PositionNews(new PositionStatus(true, true, 5)));
    risk.tell(new RiskActor.CapChanged(8));
    venue.expectNoMessage(Duration.ofMillis(100));
    risk.tell(new RiskActor.PositionNews(new PositionStatus(false, true, 5)));
    assertThat(venue.expectMessageClass(VenueActor.SetLeverage.class).leverage()).isEqualTo(8);
  }

  @Test
  void fifty_trades_without_an_edge_are_told_to_the_account() {
    ready();
    List<BigDecimal> nets = Collections.nCopies(50, BigDecimal.ONE.negate());
    risk.tell(
        news(new Standing(0, false, BigDecimal.ZERO, BigDecimal.ZERO, nets, 50, Optional.empty())));
    assertThat(account.expectMessageClass(AccountActor.KellyTold.class).fraction())
        .isEqualByComparingTo("-1");
    risk.tell(
        news(new Standing(0, true, BigDecimal.ZERO, BigDecimal.ZERO, nets, 50, Optional.empty())));
    account.expectNoMessage(Duration.ofMillis(100));
  }

  private static RiskActor.AccountNews news(Standing standing) {
    return new RiskActor.AccountNews(
        new AccountTold(
            Optional.of("abc123"),
            TradingState.ACTIVE,
            List.of(),
            0,
            Optional.of(new BigDecimal("1000")),
            standing,
            List.of()));
  }

  @Test
  void a_cap_below_the_confirmed_leverage_refuses() {
    ready();
    enter(wanted("50200.0", 8));
    assertThat(outcome().reason()).isEqualTo("LEVERAGE: 12 confirmed > cap 8");
    risk.tell(new RiskActor.CapChanged(8));
    assertThat(venue.expectMessageClass(VenueActor.SetLeverage.class).leverage()).isEqualTo(8);
    assertThat(tree.expectMessageClass(SymbolActor.LeverageNews.class).confirmed()).isFalse();
    risk.tell(new RiskActor.LeverageConfirmed(8, NOON));
    enter(wanted("50200.0", 8));
    account.expectMessageClass(AccountActor.Reserve.class);
  }

  @Test
  void a_refused_slot_is_told_to_the_decision() {
    ready();
    String ref = enter(wanted("50200.0", 12));
    AccountActor.Reserve reserve = account.expectMessageClass(AccountActor.Reserve.class);
    reserve.replyTo().tell(new AccountActor.Refused(BTC, ref, "MAX_POSITIONS: 2 open of 2"));
    assertThat(outcome().reason()).isEqualTo("MAX_POSITIONS: 2 open of 2");
    position.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void a_slot_that_comes_too_late_is_given_back() {
    ready();
    String ref = enter(wanted("50200.0", 12));
    AccountActor.Reserve reserve = account.expectMessageClass(AccountActor.Reserve.class);
    assertThat(outcome().reason()).startsWith("RESERVATION");
    reserve.replyTo().tell(new AccountActor.Granted(BTC, ref, 5, "abc123"));
    assertThat(account.expectMessageClass(AccountActor.Release.class).positionNumber())
        .isEqualTo(5);
    position.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void a_busy_or_unreconciled_position_takes_no_entry() {
    ready();
    risk.tell(new RiskActor.PositionNews(new PositionStatus(true, true, 5)));
    enter(wanted("50200.0", 12));
    assertThat(outcome().reason()).startsWith("ONE_PER_SYMBOL");
    risk.tell(new RiskActor.PositionNews(new PositionStatus(false, false, 5)));
    enter(wanted("50200.0", 12));
    assertThat(outcome().reason()).startsWith("RECONCILING");
  }
}
