package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.live.view.StatusView;
import vortex7.market.Symbol;
import vortex7.risk.AccountEvent;
import vortex7.risk.AccountRules;
import vortex7.risk.AccountTold;
import vortex7.risk.AccountWallet;
import vortex7.risk.BalanceWatch;
import vortex7.risk.Breaker;
import vortex7.risk.TopAlt;
import vortex7.risk.TopAltRules;
import vortex7.risk.TopAltWish;
import vortex7.risk.TradingState;

class AccountActorTest {
  private static final String ID = "account|simulated-paper|main";

  @TempDir Path data;
  private final ActorTestKit kit =
      ActorTestKit.create(
          "account",
          ConfigFactory.parseString(
                  """
                  akka.persistence.testkit.events.serialize = off
                  akka.persistence.testkit.snapshots.serialize = off
                  """)
              .withFallback(PersistenceTestKitPlugin.config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(LiveFixture.akka()));
  private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
  private final TestProbe<SymbolActor.Command> tree = kit.createTestProbe();
  private final TestProbe<AccountActor.SlotAnswer> slots = kit.createTestProbe();
  private final TestProbe<CommandResult> results = kit.createTestProbe();
  private LiveFixture fixture;
  private ActorRef<AccountActor.Command> account;

  @BeforeEach
  void wire() {
    fixture = new LiveFixture(data);
    account = start();
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private ActorRef<AccountActor.Command> start() {
    SymbolTrees trees =
        new SymbolTrees() {
          @Override
          public SortedSet<Symbol> symbols() {
            return fixture.wiring.symbols();
          }

          @Override
          public void tell(Symbol symbol, SymbolActor.Command message) {
            tree.ref().tell(message);
          }
        };
    return kit.spawn(
        AccountActor.create(
            fixture.wiring, trees, AccountRules.documents(), Optional.of(new BigDecimal("400"))));
  }

  private void tellBalance(String wallet) {
    account.tell(
        new AccountActor.BalanceTold(
            "USDT", new BigDecimal(wallet), BigDecimal.ZERO, "START", NOON));
  }

  private void reserve(String ref) {
    account.tell(
        new AccountActor.Reserve(BTC, ref, 0, new BigDecimal("100"), BigDecimal.TEN, slots.ref()));
  }

  private OperatorCommand by(String id) {
    return new OperatorCommand(id, "ops", "because", NOON);
  }

  private AccountSnapshot status() {
    TestProbe<AccountSnapshot> probe = kit.createTestProbe();
    account.tell(new AccountActor.GetStatus(probe.ref()));
    return probe.receiveMessage();
  }

  @Test
  void the_risk_that_a_person_sets_is_journaled_with_who_and_why_and_outlives_a_restart() {
    assertThat(status().riskPerTrade()).isEmpty();
    account.tell(new AccountActor.SetRisk(new BigDecimal("0.0201"), by("r-1"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Conflict.class).reason())
        .isEqualTo("risk per trade must be in [0.01, 2] %, was 2.01 %");
    account.tell(new AccountActor.SetRisk(new BigDecimal("0.0025"), by("r-2"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Done.class).did())
        .containsExactly("risk per trade 0.25 %");
    assertThat(journal.persistedInStorage(ID))
        .contains(
            new AccountEvent.CommandTaken("r-2", "ops", "risk 0.25 %", "because", NOON),
            new AccountEvent.RiskSet(new BigDecimal("0.0025"), NOON));
    kit.stop(account);
    account = start();
    assertThat(status().riskPerTrade()).contains(new BigDecimal("0.0025"));
  }

  @Test
  void the_first_event_of_a_journal_is_its_epoch_and_then_the_day_begins_with_the_wallet() {
    tellBalance("500");
    AccountEvent.JournalCreated created =
        journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    assertThat(created.epoch()).matches("[0-9a-v]{6}");
    assertThat(journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class).balance())
        .isEqualByComparingTo("500");
  }

  @Test
  void
      a_withdrawal_of_the_time_in_between_is_booked_at_the_start_and_not_again_by_its_late_event() {
    tellBalance("500");
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    kit.stop(account);
    account = start();
    read("500", NOON.plusSeconds(9), BigDecimal.ZERO, AccountWallet.READ);
    read("200", NOON.plusSeconds(30), BigDecimal.ZERO, AccountWallet.READ);
    read("200", NOON.plusSeconds(8), new BigDecimal("-300"), "WITHDRAW");
    read("150", NOON.plusSeconds(40), new BigDecimal("-50"), "WITHDRAW");
    assertThat(journal.expectNextPersistedClass(ID, AccountEvent.TransferBooked.class).amount())
        .as("once a life it is compared; from then on events tell")
        .isEqualByComparingTo("-50");
    journal.expectNextPersistedClass(ID, AccountEvent.PeakMoved.class);
    assertThat(journal.expectNextPersistedClass(ID, AccountEvent.BreakerTripped.class).breaker())
        .as("300 went without a word")
        .isEqualTo(Breaker.DRAWDOWN);
    kit.stop(account);
    account = start();
    read("100", NOON.plusSeconds(60), BigDecimal.ZERO, AccountWallet.READ);
    read("100", NOON.plusSeconds(59), new BigDecimal("-350"), "WITHDRAW");
    AccountEvent.TransferBooked untold =
        journal.expectNextPersistedClass(ID, AccountEvent.TransferBooked.class);
    assertThat(untold.amount()).isEqualByComparingTo("-350");
    assertThat(untold.reference()).startsWith("UNTOLD@");
    journal.expectNextPersistedClass(ID, AccountEvent.PeakMoved.class);
    journal.expectNothingPersisted(ID, Duration.ofMillis(200));
  }

  private void read(String wallet, Instant at, BigDecimal change, String reason) {
    account.tell(new AccountActor.BalanceTold("USDT", new BigDecimal(wallet), change, reason, at));
  }

  @Test
  void a_fraction_of_kelly_without_an_edge_is_told_to_people_once_a_day() {
    tellBalance("500");
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    account.tell(new AccountActor.KellyTold(new BigDecimal("-0.2")));
    account.tell(new AccountActor.KellyTold(new BigDecimal("-0.3")));
    assertThat(journal.expectNextPersistedClass(ID, AccountEvent.KellyAlerted.class).fraction())
        .isEqualByComparingTo("-0.2");
    // Both are heard before the day ends: what is told after midnight is another day's.
    status();
    fixture.pass(Duration.ofDays(1));
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    assertThat(journal.expectNextPersistedClass(ID, AccountEvent.KellyAlerted.class).fraction())
        .isEqualByComparingTo("-0.3");
  }

  @Test
  void a_slot_is_granted_after_it_is_journaled_with_number_and_epoch() {
    reserve("d_0");
    assertThat(slots.expectMessageClass(AccountActor.Refused.class).reason())
        .startsWith("NO_BALANCE");
    tellBalance("500");
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    reserve("d_1");
    AccountActor.Granted granted = slots.expectMessageClass(AccountActor.Granted.class);
    assertThat(granted.positionNumber()).isEqualTo(1);
    assertThat(granted.epoch()).hasSize(6);
    journal.expectNextPersistedClass(ID, AccountEvent.SlotGranted.class);
    reserve("d_1");
    assertThat(slots.expectMessageClass(AccountActor.Granted.class)).isEqualTo(granted);
    reserve("d_2");
    assertThat(slots.expectMessageClass(AccountActor.Refused.class).reason())
        .startsWith("ONE_PER_SYMBOL");
  }

  @Test
  void no_slot_leaves_while_the_journal_refuses_and_the_account_comes_back() {
    tellBalance("500");
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    journal.failNextPersisted(ID);
    reserve("d_1");
    slots.expectNoMessage(Duration.ofMillis(300));
    reserve("d_2");
    assertThat(slots.expectMessageClass(AccountActor.Granted.class).ref()).isEqualTo("d_2");
  }

  @Test
  void a_restart_finds_slots_breakers_and_epoch_and_asks_the_slots() {
    tellBalance("500");
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    reserve("d_1");
    String epoch = slots.expectMessageClass(AccountActor.Granted.class).epoch();
    account.tell(new AccountActor.Stop(by("c1"), results.ref()));
    results.expectMessageClass(CommandResult.Done.class);
    kit.stop(account);
    tree.receiveMessage();
    account = start();
    AccountSnapshot status = status();
    assertThat(status.state()).isEqualTo(TradingState.REDUCING);
    assertThat(status.openPositions()).isEqualTo(1);
    assertThat(fixture.wiring.commands().knows("c1")).as("the journal says so").isTrue();
    tree.fishForMessage(
        Duration.ofSeconds(3),
        message ->
            message instanceof SymbolActor.ToPosition asked
                    && asked.message().equals(new PositionActor.SlotAsked(1))
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    TestProbe<AccountTold> told = kit.createTestProbe();
    account.tell(new AccountActor.Subscribe(told.ref()));
    assertThat(told.receiveMessage().epoch()).contains(epoch);
  }

  @Test
  void sizing_starts_from_the_wallet_up_to_the_cap() {
    TestProbe<AccountTold> told = kit.createTestProbe();
    tellBalance("500");
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    account.tell(new AccountActor.Subscribe(told.ref()));
    assertThat(told.receiveMessage().balance()).contains(new BigDecimal("400"));
    tellBalance("390");
    assertThat(told.receiveMessage().balance()).contains(new BigDecimal("390"));
  }

  @Test
  void a_stop_told_twice_is_journaled_once_and_answered_twice() {
    account.tell(new AccountActor.Stop(by("c1"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Done.class).tradingState())
        .isEqualTo("REDUCING");
    account.tell(new AccountActor.Stop(by("c1"), results.ref()));
    results.expectMessageClass(CommandResult.Done.class);
    assertThat(
            journal.persistedInStorage(ID).stream()
                .filter(AccountEvent.CommandTaken.class::isInstance))
        .hasSize(1);
  }

  @Test
  void a_start_is_a_conflict_while_the_journal_is_away_and_names_it() {
    account.tell(new AccountActor.Stop(by("c1"), results.ref()));
    results.expectMessageClass(CommandResult.Done.class);
    account.tell(new AccountActor.EntriesOff("JOURNAL", "does not answer", NOON));
    account.tell(new AccountActor.Start(by("c2"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Conflict.class).reason())
        .contains("JOURNAL: does not answer");
    account.tell(new AccountActor.EntriesOn("JOURNAL", NOON));
    account.tell(new AccountActor.Start(by("c3"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Done.class).tradingState())
        .isEqualTo("ACTIVE");
  }

  @Test
  void a_venue_that_fails_is_journaled_outlives_a_restart_and_ends_by_an_answer_in_time() {
    account.tell(new AccountActor.VenueFailed("5 failures", NOON.plusSeconds(30)));
    assertThat(journal.expectNextPersistedClass(ID, AccountEvent.BreakerTripped.class))
        .isEqualTo(
            new AccountEvent.BreakerTripped(
                Breaker.VENUE, "5 failures", Optional.of(NOON.plusSeconds(30)), 0, NOON));
    kit.stop(account);
    account = start();
    assertThat(status().state()).isEqualTo(TradingState.REDUCING);
    assertThat(status().since()).contains(NOON);
    assertThat(status().reasons()).containsExactly("VENUE: 5 failures");
    account.tell(new AccountActor.Start(by("c1"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Conflict.class).reason())
        .contains("VENUE: 5 failures");
    fixture.pass(Duration.ofSeconds(30).minusMillis(1));
    account.tell(new AccountActor.VenueAnswers());
    assertThat(status().state()).isEqualTo(TradingState.REDUCING);
    fixture.pass(Duration.ofMillis(1));
    account.tell(new AccountActor.VenueAnswers());
    assertThat(status().state()).isEqualTo(TradingState.ACTIVE);
  }

  @Test
  void a_first_fill_is_counted_once_and_shown_beside_its_limit() {
    account.tell(
        new AccountActor.TradeUnderWay(BTC, 1, NOON.minusSeconds(1), new BigDecimal("-0.1")));
    account.tell(
        new AccountActor.TradeUnderWay(BTC, 1, NOON.minusSeconds(1), new BigDecimal("-0.2")));
    account.tell(new AccountActor.TradeUnderWay(BTC, 2, NOON, new BigDecimal("-0.1")));
    StatusView.BreakerView overtrade =
        status().breakers().stream().filter(b -> b.name().equals("OVERTRADE")).findFirst().get();
    assertThat(overtrade)
        .isEqualTo(
            new StatusView.BreakerView(
                "OVERTRADE",
                "ACCOUNT",
                false,
                "ACTIVE",
                Optional.empty(),
                Optional.empty(),
                "",
                "25 trades in the clock hour",
                "1"));
    assertThat(journal.expectNextPersistedClass(ID, AccountEvent.TradeBegan.class).number())
        .isEqualTo(1);
  }

  @Test
  void a_balance_ten_percent_under_its_peak_halts_until_a_person_resets_it() {
    read("500", NOON, BigDecimal.ZERO, AccountWallet.READ);
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    read("450", NOON.plusSeconds(9), BigDecimal.ZERO, "ORDER");
    assertThat(journal.expectNextPersistedClass(ID, AccountEvent.BreakerTripped.class).breaker())
        .isEqualTo(Breaker.DRAWDOWN);
    account.tell(new AccountActor.ResetBreaker("LOSS_STREAK", by("c1"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Conflict.class).reason())
        .isEqualTo("LOSS_STREAK is not tripped");
    account.tell(new AccountActor.ResetBreaker("DRAWDOWN", by("c2"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Done.class))
        .isEqualTo(new CommandResult.Done("ACTIVE", List.of("DRAWDOWN reset"), List.of()));
    account.tell(new AccountActor.ResetBreaker("DRAWDOWN", by("c3"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Conflict.class).reason())
        .isEqualTo("DRAWDOWN is not tripped");
  }

  @Test
  void a_fall_that_nobody_booked_closes_everything_and_halts_and_a_booked_one_does_not()
      throws IOException {
    tellBalance("500");
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    status();
    fixture.pass(Duration.ofSeconds(1));
    // A stop's fill: first the wallet, then the book of it.
    read("480", NOON.plusSeconds(1), BigDecimal.ZERO, "ORDER");
    account.tell(new AccountActor.TradeUnderWay(BTC, 1, NOON, new BigDecimal("-20")));
    journal.expectNextPersistedClass(ID, AccountEvent.TradeBegan.class);
    fixture.pass(Duration.ofSeconds(1));
    assertThat(status().state()).isEqualTo(TradingState.ACTIVE);
    List<Daemon.News.Alert> alerts = alerts();
    read("465", NOON.plusSeconds(3), BigDecimal.ZERO, "ADJUSTMENT");
    status();
    fixture.pass(BalanceWatch.PATIENCE);
    account.tell(new AccountActor.VenueAnswers());
    assertThat(status().state()).as("at the limit it is not beyond").isEqualTo(TradingState.ACTIVE);
    read("464.99", NOON.plusSeconds(4), BigDecimal.ZERO, "ADJUSTMENT");
    status();
    fixture.pass(BalanceWatch.PATIENCE);
    AccountEvent.BreakerTripped panic =
        journal.expectNextPersistedClass(ID, AccountEvent.BreakerTripped.class);
    assertThat(panic.breaker()).isEqualTo(Breaker.PANIC);
    assertThat(panic.reason())
        .isEqualTo(
            "the balance fell from 500.00 to 464.99 within 60 s, 15.01 beyond what was booked,"
                + " limit 15.00");
    PositionActor.Close close =
        (PositionActor.Close)
            tree
                .fishForMessage(
                    Duration.ofSeconds(3),
                    message ->
                        message instanceof SymbolActor.ToPosition told
                                && told.message() instanceof PositionActor.Close
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .stream()
                .map(message -> ((SymbolActor.ToPosition) message).message())
                .findFirst()
                .orElseThrow();
    assertThat(close.cause()).isEqualTo("EMERGENCY");
    assertThat(close.command().reason()).isEqualTo(panic.reason());
    assertThat(alerts)
        .containsExactly(
            new Daemon.News.Alert(
                "EMERGENCY",
                "EMERGENCY — all positions closed, reason: " + panic.reason(),
                fixture.now.get()));
    await().until(() -> fixture.wiring.killSwitch().engaged().isPresent());
    assertThat(Files.readString(data.resolve("halt"))).contains("PANIC by balance emergency");
    assertThat(status().state()).isEqualTo(TradingState.HALTED);
    account.tell(new AccountActor.Resume(by("c1"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.Done.class).tradingState())
        .isEqualTo("ACTIVE");
  }

  private List<Daemon.News.Alert> alerts() {
    List<Daemon.News.Alert> alerts = new CopyOnWriteArrayList<>();
    fixture.news.subscribe(
        news -> {
          if (news instanceof Daemon.News.Alert alert) {
            alerts.add(alert);
          }
        });
    return alerts;
  }

  @Test
  void every_trip_is_told_to_people() {
    List<Daemon.News.Alert> alerts = alerts();
    account.tell(new AccountActor.VenueFailed("5 failures", NOON.plusSeconds(30)));
    account.tell(new AccountActor.Panic(by("c1"), results.ref()));
    results.expectMessageClass(CommandResult.Done.class);
    status();
    assertThat(alerts)
        .extracting(Daemon.News.Alert::what)
        .containsExactly(
            "VENUE — 5 failures; no entries until the venue answers after 2024-03-01T12:00:30Z",
            "PANIC — ops: because; no entries until a person resumes");
  }

  @Test
  void many_symbols_that_ask_at_once_never_share_the_last_slot_and_neither_after_a_restart() {
    fixture = new LiveFixture(data, Metrics.NONE, symbols(8));
    kit.stop(account);
    account = start();
    tellBalance("50000");
    journal.expectNextPersistedClass(ID, AccountEvent.JournalCreated.class);
    journal.expectNextPersistedClass(ID, AccountEvent.DayBegan.class);
    for (int i = 0; i < 8; i++) {
      reserve(Symbol.of("S" + i + "USDT"), "d_" + i);
    }
    List<String> refusals = new ArrayList<>();
    List<String> granted = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      switch (slots.receiveMessage()) {
        case AccountActor.Granted slot -> granted.add(slot.ref());
        case AccountActor.Refused refused -> refusals.add(refused.reason());
      }
    }
    assertThat(granted).containsExactly("d_0", "d_1");
    assertThat(refusals).hasSize(6).containsOnly("MAX_POSITIONS: 2 open of 2");
    kit.stop(account);
    account = start();
    tellBalance("50000");
    reserve(Symbol.of("S7USDT"), "d_9");
    assertThat(slots.expectMessageClass(AccountActor.Refused.class).reason())
        .isEqualTo("MAX_POSITIONS: 2 open of 2");
  }

  private static Symbol[] symbols(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Symbol.of("S" + i + "USDT"))
        .toArray(Symbol[]::new);
  }

  private void reserve(Symbol symbol, String ref) {
    account.tell(
        new AccountActor.Reserve(
            symbol, ref, 0, new BigDecimal("100"), BigDecimal.TEN, slots.ref()));
  }

  private AccountActor.TopAltAnswer choose(
      Optional<Symbol> before, Optional<Symbol> symbol, LocalDate day) {
    TestProbe<AccountActor.TopAltAnswer> probe = kit.createTestProbe();
    TopAltWish wish = new TopAltWish(before, symbol, day, "because");
    account.tell(new AccountActor.ChooseTopAlt(wish, probe.ref()));
    AccountActor.TopAltAnswer answer = probe.receiveMessage();
    assertThat(answer.wish()).isEqualTo(wish);
    return answer;
  }

  @Test
  void only_who_is_listed_or_has_the_place_top_alt_gets_a_slot_also_after_a_restart() {
    Symbol sol = Symbol.of("SOLUSDT");
    Symbol ada = Symbol.of("ADAUSDT");
    LocalDate today = LocalDate.of(2024, 3, 1);
    fixture =
        new LiveFixture(
            data,
            Metrics.NONE,
            TradedSymbols.of(List.of(BTC), Optional.of(TopAltRules.documents()), List.of()));
    kit.stop(account);
    account = start();
    tellBalance("50000");
    reserve(sol, "d_1");
    assertThat(slots.expectMessageClass(AccountActor.Refused.class).reason())
        .isEqualTo("NOT_TRADED: SOLUSDT has no place any more");
    assertThat(choose(Optional.empty(), Optional.of(sol), today).refusal()).isEmpty();
    assertThat(journal.persistedInStorage(ID))
        .contains(new AccountEvent.TopAltChosen(Optional.of(sol), today, "because", NOON));
    reserve(sol, "d_2");
    assertThat(slots.expectMessageClass(AccountActor.Granted.class).symbol()).isEqualTo(sol);
    reserve(ada, "d_3");
    assertThat(slots.expectMessageClass(AccountActor.Refused.class).reason())
        .startsWith("NOT_TRADED: ADAUSDT");
    assertThat(choose(Optional.of(sol), Optional.of(ada), today.plusDays(1)).refusal())
        .contains("TOP_ALT stays SOLUSDT: position 1 has a slot");

    kit.stop(account);
    account = start();
    tellBalance("50000");
    TestProbe<AccountTold> told = kit.createTestProbe();
    account.tell(new AccountActor.Subscribe(told.ref()));
    AccountTold known = told.receiveMessage();
    assertThat(known.topAlt()).contains(new TopAlt(Optional.of(sol), today, "because", NOON));
    assertThat(known.holding()).containsExactly(sol);
    account.tell(new AccountActor.Release(sol, 1, "nothing came of it"));
    assertThat(choose(Optional.of(sol), Optional.of(ada), today.plusDays(1)).refusal()).isEmpty();
    reserve(sol, "d_4");
    assertThat(slots.expectMessageClass(AccountActor.Refused.class).reason())
        .startsWith("NOT_TRADED: SOLUSDT");
    reserve(BTC, "d_5");
    slots.expectMessageClass(AccountActor.Granted.class);
    reserve(ada, "d_6");
    slots.expectMessageClass(AccountActor.Granted.class);
  }

  @Test
  void an_unknown_breaker_is_not_found_and_is_named() {
    account.tell(new AccountActor.ResetBreaker("NOPE", by("c1"), results.ref()));
    assertThat(results.expectMessageClass(CommandResult.NotFound.class).what())
        .isEqualTo("breaker NOPE");
    account.tell(new AccountActor.ResetBreaker("PANIC", by("c2"), results.ref()));
    results.expectMessageClass(CommandResult.Conflict.class);
  }
}
