package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.live.view.TopAltView;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.port.VenueException;
import vortex7.position.VenueFacts;
import vortex7.risk.Account;
import vortex7.risk.AccountTold;
import vortex7.risk.TopAlt;
import vortex7.risk.TopAltRules;
import vortex7.risk.TopAltWish;
import vortex7.risk.TradingState;

/** The place TOP_ALT: who is chosen when, and that nobody leaves who is not flat. */
class TopAltActorTest {
  private static final Symbol BTC = LiveFixture.BTC;
  private static final Symbol SOL = Symbol.of("SOLUSDT");
  private static final Symbol ADA = Symbol.of("ADAUSDT");
  private static final LocalDate TODAY = LocalDate.of(2024, 3, 1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofMillis(100);

  @TempDir Path data;

  private final ActorTestKit kit = ActorTestKit.create("top-alt", LiveFixture.akka());
  private final TestProbe<SymbolsActor.Command> keeper = kit.createTestProbe();
  private final TestProbe<AccountActor.Command> account = kit.createTestProbe();
  private final TestProbe<SymbolActor.Command> sol = kit.createTestProbe();
  private final List<String> others = new CopyOnWriteArrayList<>();
  private LiveFixture fixture;
  private ActorRef<AccountTold> listener;

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void begin(Symbol... held) {
    begin(Optional.of(TopAltRules.documents()), held);
  }

  private void begin(Optional<TopAltRules> rules, Symbol... held) {
    fixture =
        new LiveFixture(data, Metrics.NONE, TradedSymbols.of(List.of(BTC), rules, List.of(held)));
    SymbolTrees trees =
        new SymbolTrees() {
          @Override
          public SortedSet<Symbol> symbols() {
            return fixture.wiring.symbols();
          }

          @Override
          public void tell(Symbol symbol, SymbolActor.Command message) {
            if (symbol.equals(SOL)) {
              sol.ref().tell(message);
            } else {
              others.add(symbol + " " + message);
            }
          }
        };
    kit.spawn(
        TopAltActor.create(
            fixture.wiring, trees, keeper.ref(), account.ref(), fixture.wiring.clock()));
    listener = fish(account, AccountActor.Subscribe.class).listener();
  }

  private static <T, M extends T> M fish(TestProbe<T> probe, Class<M> type) {
    return type.cast(
        probe
            .fishForMessage(
                PATIENCE,
                message ->
                    type.isInstance(message)
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .get(0));
  }

  private static AccountTold told(Optional<TopAlt> place, Symbol... holding) {
    return new AccountTold(
        Optional.of("epoch1"),
        TradingState.ACTIVE,
        List.of(),
        holding.length,
        Optional.of(new BigDecimal("500")),
        Account.INITIAL.standing(),
        List.of(),
        place,
        List.of(holding));
  }

  private static Optional<TopAlt> place(Symbol symbol, LocalDate day) {
    return Optional.of(
        new TopAlt(Optional.of(symbol), day, "why", Instant.parse("2024-03-01T00:00:01Z")));
  }

  private static Listing listing(Symbol symbol, String volume) {
    return new Listing(
        symbol,
        "TRADING",
        "PERPETUAL",
        "USDT",
        true,
        Optional.of(new BigDecimal(volume)),
        Optional.of(new Listing.Best(new BigDecimal("99.995"), new BigDecimal("100.005"))));
  }

  private void lists(Listing... listed) {
    fixture.market.listings = () -> CompletableFuture.completedStage(List.of(listed));
  }

  private int polls() {
    return fixture.market.polls.getOrDefault("listings", 0);
  }

  private AccountActor.ChooseTopAlt wish() {
    return fish(account, AccountActor.ChooseTopAlt.class);
  }

  private void answer(AccountActor.ChooseTopAlt asked) {
    asked.replyTo().tell(new AccountActor.TopAltAnswer(asked.wish(), Optional.empty()));
  }

  private TopAltView view() {
    return fixture.wiring.traded().view().orElseThrow();
  }

  /** The symbol trades, chosen for today, and it is past the next midnight. */
  private void tradesAndTheDayIsOver() {
    lists(listing(SOL, "5"), listing(ADA, "9"));
    listener.tell(told(place(SOL, TODAY)));
    fish(sol, SymbolActor.Staying.class);
    assertThat(polls()).isZero();
    fixture.now.updateAndGet(now -> now.plus(Duration.ofHours(12)));
  }

  private PositionActor.GetFlat askedWhetherFlat() {
    sol.fishForMessage(
        PATIENCE,
        message ->
            message instanceof SymbolActor.Leaving(String reason) && reason.contains("ADAUSDT")
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    return (PositionActor.GetFlat) fish(sol, SymbolActor.ToPosition.class).message();
  }

  @Test
  void the_first_choice_is_journaled_and_its_tree_begins_once_that_is_known() {
    begin();
    assertThat(view().reason()).isEqualTo("nobody was chosen yet");
    assertThat(view().symbol()).isEmpty();
    Listing quarterly =
        new Listing(
            Symbol.of("BTCUSDT_240628"),
            "TRADING",
            "CURRENT_QUARTER",
            "USDT",
            true,
            Optional.of(new BigDecimal("50")),
            Optional.empty());
    lists(listing(BTC, "100"), quarterly, listing(SOL, "5"), listing(ADA, "4"));
    listener.tell(told(Optional.empty()));
    assertThat(wish().wish())
        .isEqualTo(
            new TopAltWish(
                Optional.empty(),
                Optional.of(SOL),
                TODAY,
                "highest volume of 24 h, 5 USDT, spread 0.01 %"));
    keeper.expectNoMessage(SILENCE);
    listener.tell(told(place(SOL, TODAY)));
    assertThat(fish(keeper, SymbolsActor.Add.class).symbol()).isEqualTo(SOL);
    await()
        .untilAsserted(
            () -> {
              assertThat(view().symbol()).contains("SOLUSDT");
              assertThat(view().day()).contains(TODAY);
              assertThat(view().since()).contains(Instant.parse("2024-03-01T00:00:01Z"));
              assertThat(view().next()).isEmpty();
              assertThat(view().passedOver())
                  .containsExactly("BTCUSDT_240628 (CURRENT_QUARTER, not PERPETUAL)");
            });
  }

  @Test
  void a_restart_within_the_day_keeps_the_choice_and_asks_nobody() {
    begin();
    lists(listing(ADA, "9"));
    listener.tell(told(place(SOL, TODAY)));
    assertThat(fish(keeper, SymbolsActor.Add.class).symbol()).isEqualTo(SOL);
    account.expectNoMessage(SILENCE);
    assertThat(polls()).isZero();
  }

  @Test
  void until_the_journal_is_read_what_the_data_folder_names_as_open_is_left_alone() {
    begin(SOL);
    keeper.expectNoMessage(SILENCE);
    sol.expectNoMessage(SILENCE);
    assertThat(fixture.wiring.symbols()).containsExactly(BTC, SOL);
  }

  @Test
  void past_midnight_another_one_takes_the_place_once_position_venue_and_account_are_flat() {
    begin(SOL);
    tradesAndTheDayIsOver();
    listener.tell(told(place(SOL, TODAY)));
    PositionActor.GetFlat first = askedWhetherFlat();
    first.replyTo().tell(new PositionActor.Flat(SOL, Optional.of("position 3 is OPEN")));
    await().until(() -> view().waitsFor().equals(Optional.of("position 3 is OPEN")));
    assertThat(view().next()).contains("ADAUSDT");
    assertThat(view().symbol()).contains("SOLUSDT");

    VenueFacts flat = fixture.gateway.flat(SOL);
    VenueFacts resting =
        new VenueFacts(
            SOL,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.TEN,
            List.of(),
            List.of(
                new VenueFacts.OpenStop(
                    "x", 1, vortex7.market.Side.SELL, BigDecimal.ONE, BigDecimal.ZERO, true)),
            List.of(),
            Instant.EPOCH);
    fixture.gateway.facts = symbol -> CompletableFuture.completedStage(resting);
    askedAgain(told(place(SOL, TODAY))).tell(new PositionActor.Flat(SOL, Optional.empty()));
    await()
        .until(
            () ->
                view()
                    .waitsFor()
                    .equals(Optional.of("the venue holds 0 of it, orders: 0, stops: 1")));

    fixture.gateway.facts = symbol -> CompletableFuture.completedStage(flat);
    askedAgain(told(place(SOL, TODAY), SOL)).tell(new PositionActor.Flat(SOL, Optional.empty()));
    await().until(() -> view().waitsFor().equals(Optional.of("the account has a slot for it")));
    account.expectNoMessage(SILENCE);
    keeper.expectNoMessage(SILENCE);

    askedAgain(told(place(SOL, TODAY))).tell(new PositionActor.Flat(SOL, Optional.empty()));
    AccountActor.ChooseTopAlt asked = wish();
    assertThat(asked.wish().before()).contains(SOL);
    assertThat(asked.wish().symbol()).contains(ADA);
    assertThat(asked.wish().day()).isEqualTo(TODAY.plusDays(1));
    keeper.expectNoMessage(SILENCE);
    answer(asked);
    assertThat(keeper.expectMessageClass(SymbolsActor.Remove.class).symbol()).isEqualTo(SOL);
    fixture.wiring.traded().remove(SOL);
    listener.tell(told(place(ADA, TODAY.plusDays(1))));
    assertThat(keeper.expectMessageClass(SymbolsActor.Add.class).symbol()).isEqualTo(ADA);
    assertThat(polls()).isEqualTo(1);
  }

  /** The position is asked once the account has said how it stands. */
  private ActorRef<PositionActor.Flat> askedAgain(AccountTold told) {
    while (true) {
      listener.tell(told);
      List<SymbolActor.Command> came = new ArrayList<>();
      sol.fishForMessage(
          PATIENCE,
          message -> {
            came.add(message);
            return message instanceof SymbolActor.Leaving
                ? FishingOutcomes.continueAndCollect()
                : FishingOutcomes.complete();
          });
      for (SymbolActor.Command message : came) {
        if (message instanceof SymbolActor.ToPosition(PositionActor.GetFlat question)) {
          return question.replyTo();
        }
      }
    }
  }

  @Test
  void a_change_that_the_account_refuses_is_not_made() {
    begin(SOL);
    tradesAndTheDayIsOver();
    listener.tell(told(place(SOL, TODAY)));
    askedWhetherFlat().replyTo().tell(new PositionActor.Flat(SOL, Optional.empty()));
    AccountActor.ChooseTopAlt asked = wish();
    asked
        .replyTo()
        .tell(new AccountActor.TopAltAnswer(asked.wish(), Optional.of("position 4 has a slot")));
    await().until(() -> view().waitsFor().equals(Optional.of("position 4 has a slot")));
    keeper.expectNoMessage(SILENCE);
  }

  @Test
  void the_same_symbol_past_midnight_trades_on_and_the_day_is_journaled() {
    begin(SOL);
    tradesAndTheDayIsOver();
    lists(listing(SOL, "10"), listing(ADA, "9"));
    listener.tell(told(place(SOL, TODAY), SOL));
    TopAltWish wish = wish().wish();
    assertThat(wish.before()).contains(SOL);
    assertThat(wish.symbol()).contains(SOL);
    assertThat(wish.day()).isEqualTo(TODAY.plusDays(1));
    sol.fishForMessage(
        PATIENCE,
        message -> {
          assertThat(message).isInstanceOf(SymbolActor.Staying.class);
          return FishingOutcomes.complete();
        });
    keeper.expectNoMessage(SILENCE);
  }

  @Test
  void a_choice_that_fails_keeps_what_is_says_so_and_is_tried_again_after_a_pause() {
    begin(SOL);
    tradesAndTheDayIsOver();
    fixture.market.listings =
        () ->
            CompletableFuture.failedStage(
                new VenueException(VenueException.Kind.UNKNOWN, 0, "timed out"));
    listener.tell(told(place(SOL, TODAY)));
    await()
        .until(
            () -> view().fault().filter(what -> what.contains("2024-03-02 could not")).isPresent());
    assertThat(view().fault().orElseThrow()).contains("timed out");
    assertThat(view().symbol()).contains("SOLUSDT");
    listener.tell(told(place(SOL, TODAY)));
    keeper.expectNoMessage(SILENCE);
    assertThat(polls()).isEqualTo(1);
    lists(listing(SOL, "10"));
    fixture.pass(Duration.ofMillis(1_001));
    listener.tell(told(place(SOL, TODAY)));
    assertThat(wish().wish().symbol()).contains(SOL);
    await().until(() -> view().fault().isEmpty());
    assertThat(polls()).isEqualTo(2);
  }

  @Test
  void a_place_for_which_nobody_is_eligible_stays_empty_says_why_and_is_looked_at_again() {
    begin();
    lists(listing(BTC, "100"));
    listener.tell(told(Optional.empty()));
    AccountActor.ChooseTopAlt asked = wish();
    assertThat(asked.wish().symbol()).isEmpty();
    assertThat(asked.wish().reason())
        .isEqualTo("nobody is eligible: BTCUSDT (named in the list itself)");
    answer(asked);
    Optional<TopAlt> nobody =
        Optional.of(new TopAlt(Optional.empty(), TODAY, asked.wish().reason(), LiveFixture.NOON));
    listener.tell(told(nobody));
    await().until(() -> view().day().isPresent());
    assertThat(view().symbol()).isEmpty();
    assertThat(view().fault()).isEmpty();
    assertThat(view().reason()).isEqualTo(asked.wish().reason());
    lists(listing(ADA, "1"));
    fixture.pass(Duration.ofMinutes(5).minusMillis(1));
    listener.tell(told(nobody));
    account.expectNoMessage(SILENCE);
    assertThat(polls()).isEqualTo(1);
    fixture.pass(Duration.ofMillis(1));
    listener.tell(told(nobody));
    assertThat(wish().wish().symbol()).contains(ADA);
    keeper.expectNoMessage(SILENCE);
  }

  @Test
  void a_slot_without_a_tree_gets_one_until_it_is_flat_whatever_the_configuration_says() {
    begin(Optional.empty());
    listener.tell(told(Optional.empty(), SOL));
    assertThat(keeper.expectMessageClass(SymbolsActor.Add.class).symbol()).isEqualTo(SOL);
    fixture.wiring.traded().add(SOL);
    listener.tell(told(Optional.empty(), SOL));
    assertThat(fish(sol, SymbolActor.Leaving.class).reason()).contains("not to be traded any more");
    PositionActor.GetFlat question =
        (PositionActor.GetFlat) fish(sol, SymbolActor.ToPosition.class).message();
    listener.tell(told(Optional.empty()));
    question.replyTo().tell(new PositionActor.Flat(SOL, Optional.empty()));
    assertThat(keeper.expectMessageClass(SymbolsActor.Remove.class).symbol()).isEqualTo(SOL);
    assertThat(polls()).isZero();
  }

  @Test
  void who_had_the_place_leaves_it_when_it_is_not_configured_any_more() {
    begin(Optional.empty(), SOL);
    listener.tell(told(place(SOL, TODAY)));
    fish(sol, SymbolActor.Leaving.class);
    ((PositionActor.GetFlat) fish(sol, SymbolActor.ToPosition.class).message())
        .replyTo()
        .tell(new PositionActor.Flat(SOL, Optional.empty()));
    AccountActor.ChooseTopAlt asked = wish();
    assertThat(asked.wish())
        .isEqualTo(
            new TopAltWish(
                Optional.of(SOL), Optional.empty(), TODAY, "TOP_ALT is not configured any more"));
    answer(asked);
    assertThat(keeper.expectMessageClass(SymbolsActor.Remove.class).symbol()).isEqualTo(SOL);
  }

  @Test
  void who_is_in_the_list_by_now_is_followed_at_once_and_keeps_its_tree() {
    begin();
    lists(listing(BTC, "100"), listing(ADA, "9"));
    listener.tell(told(place(BTC, TODAY), BTC));
    TopAltWish wish = wish().wish();
    assertThat(wish.before()).contains(BTC);
    assertThat(wish.symbol()).contains(ADA);
    assertThat(others).isEmpty();
    keeper.expectNoMessage(SILENCE);
  }
}
