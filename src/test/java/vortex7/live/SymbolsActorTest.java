package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Symbol;
import vortex7.risk.TopAltRules;

/** Trees that come and go. */
class SymbolsActorTest {
  private static final Symbol BTC = LiveFixture.BTC;
  private static final Symbol SOL = Symbol.of("SOLUSDT");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofMillis(100);

  @TempDir Path data;

  private final ActorTestKit kit = ActorTestKit.create("symbols", LiveFixture.akka());
  private final ProbeParts parts = new ProbeParts(kit);
  private final TestProbe<VenueActor.Command> venue = kit.createTestProbe();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private LiveFixture fixture;
  private ActorRef<SymbolsActor.Command> keeper;
  private SymbolTrees trees;

  @BeforeEach
  void begin() {
    Metrics metrics =
        new NoMetrics() {
          @Override
          public void traded(Symbol symbol, boolean now) {
            shown.add(symbol + " " + now);
          }
        };
    TradedSymbols traded =
        TradedSymbols.of(List.of(BTC), Optional.of(TopAltRules.documents()), List.of());
    fixture = new LiveFixture(data, metrics, traded);
    keeper = kit.spawn(SymbolsActor.create(fixture.wiring, parts, SymbolsActor.Placement.CHILDREN));
    trees = SymbolsActor.trees(keeper, traded);
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void colleagues() {
    keeper.tell(new SymbolsActor.Begin(parts.account.ref(), venue.ref()));
    assertThat(venueHeard(VenueActor.TreeStarted.class).symbol()).isEqualTo(BTC);
  }

  private <M extends VenueActor.Command> M venueHeard(Class<M> type) {
    return type.cast(
        venue
            .fishForMessage(
                PATIENCE,
                message ->
                    type.isInstance(message)
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .get(0));
  }

  /** A feed subscribes some time after its tree has begun. */
  private void awaitStreams(Symbol... symbols) {
    await().untilAsserted(() -> assertThat(fixture.market.listeners).containsOnlyKeys(symbols));
  }

  private boolean answers(Symbol symbol) {
    TestProbe<SymbolActor.Missing> probe = kit.createTestProbe();
    trees.tell(symbol, new SymbolActor.GetMissing(probe.ref()));
    try {
      return probe.receiveMessage(SILENCE).symbol().equals(symbol.code());
    } catch (AssertionError silent) {
      return false;
    }
  }

  @Test
  void a_tree_that_is_added_begins_and_is_reached_and_waited_for_like_the_others() {
    colleagues();
    assertThat(answers(SOL)).isFalse();
    keeper.tell(new SymbolsActor.Add(SOL));
    keeper.tell(new SymbolsActor.Add(SOL));
    assertThat(venueHeard(VenueActor.TreeStarted.class).symbol()).isEqualTo(SOL);
    assertThat(fixture.wiring.symbols()).containsExactly(BTC, SOL);
    assertThat(trees.symbols()).containsExactly(BTC, SOL);
    await().until(() -> answers(SOL));
    assertThat(shown).containsExactly("SOLUSDT true");
    awaitStreams(BTC, SOL);
  }

  @Test
  void a_tree_that_is_removed_ends_with_its_streams_and_nobody_knows_it_any_more() {
    colleagues();
    keeper.tell(new SymbolsActor.Add(SOL));
    assertThat(venueHeard(VenueActor.TreeStarted.class).symbol()).isEqualTo(SOL);
    awaitStreams(BTC, SOL);
    keeper.tell(new SymbolsActor.Remove(SOL));
    assertThat(venueHeard(VenueActor.TreeGone.class).symbol()).isEqualTo(SOL);
    awaitStreams(BTC);
    assertThat(fixture.wiring.symbols()).containsExactly(BTC);
    assertThat(answers(SOL)).isFalse();
    await().until(() -> answers(BTC));
    await().untilAsserted(() -> assertThat(shown).containsExactly("SOLUSDT true", "SOLUSDT false"));
    keeper.tell(new SymbolsActor.Remove(SOL));
    await().until(() -> answers(BTC));
  }

  @Test
  void one_that_comes_back_before_its_tree_has_ended_gets_a_tree_of_its_own() {
    colleagues();
    keeper.tell(new SymbolsActor.Add(SOL));
    assertThat(venueHeard(VenueActor.TreeStarted.class).symbol()).isEqualTo(SOL);
    keeper.tell(new SymbolsActor.Remove(SOL));
    keeper.tell(new SymbolsActor.Add(SOL));
    venueHeard(VenueActor.TreeGone.class);
    assertThat(venueHeard(VenueActor.TreeStarted.class).symbol()).isEqualTo(SOL);
    await().until(() -> answers(SOL));
    assertThat(fixture.wiring.symbols()).containsExactly(BTC, SOL);
  }

  @Test
  void what_comes_before_the_colleagues_are_known_waits_for_them() {
    keeper.tell(new SymbolsActor.Add(SOL));
    venue.expectNoMessage(SILENCE);
    keeper.tell(new SymbolsActor.Begin(parts.account.ref(), venue.ref()));
    List<Symbol> started =
        List.of(
            venueHeard(VenueActor.TreeStarted.class).symbol(),
            venueHeard(VenueActor.TreeStarted.class).symbol());
    assertThat(started).containsExactlyInAnyOrder(BTC, SOL);
  }
}
