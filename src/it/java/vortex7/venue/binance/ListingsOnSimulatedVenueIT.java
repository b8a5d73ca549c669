package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.risk.TopAltChoice;
import vortex7.risk.TopAltRules;
import vortex7.settings.Secret;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;

/** What TOP_ALT is chosen from, read from the simulated venue over its sockets. */
class ListingsOnSimulatedVenueIT {
  private static final ActorTestKit KIT = ActorTestKit.create("listings-on-sim");
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Symbol BNB = Symbol.of("BNBUSDT");
  private static final Symbol SOL = Symbol.of("SOLUSDT");
  private static final Set<Symbol> TAKEN = new TreeSet<>(List.of(BTC));

  @AfterAll
  static void shutdown() {
    KIT.shutdownTestKit();
  }

  @Test
  void every_symbol_is_listed_and_those_that_trade_have_their_day_and_best_prices() {
    SimulatedVenueSettings defaults = SimulatedVenueSettings.documents();
    SimulatedVenueSettings settings =
        new SimulatedVenueSettings(
            defaults.host(),
            0,
            Optional.empty(),
            defaults.seed(),
            false,
            defaults.speed(),
            defaults.market(),
            List.of(BTC, BNB, SOL),
            defaults.accounts(),
            defaults.fees(),
            defaults.sockets(),
            defaults.budgets(),
            defaults.pacing());
    try (SimulatedVenue sim = SimulatedVenue.start(settings, KIT.system());
        BinanceVenue venue =
            BinanceVenue.create(
                KIT.system(),
                BinanceSettings.open(
                    sim.restUrl(),
                    sim.webSocketUrl(),
                    Secret.of("sim-key"),
                    Secret.of("sim-secret")),
                OwnTime.ofVenue(sim.clock(), System::nanoTime))) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(TopAltChoice.of(read(venue), TAKEN, TopAltRules.documents()).chosen())
                      .isPresent());
      List<Listing> listed = read(venue);
      assertThat(listed).hasSize(SimulatedVenue.listed().size());
      List<Listing> trading =
          listed.stream().filter(each -> each.status().equals("TRADING")).toList();
      assertThat(trading).extracting(Listing::symbol).containsExactlyInAnyOrder(BTC, BNB, SOL);
      assertThat(trading)
          .allSatisfy(
              each -> {
                assertThat(each.contractType()).isEqualTo("PERPETUAL");
                assertThat(each.quoteAsset()).isEqualTo("USDT");
                assertThat(each.rulesKnown()).isTrue();
                assertThat(each.quoteVolume().orElseThrow()).isPositive();
                Listing.Best best = each.best().orElseThrow();
                assertThat(best.bid()).isPositive().isLessThan(best.ask());
              });
      TopAltChoice choice = TopAltChoice.of(listed, TAKEN, TopAltRules.documents());
      assertThat(choice.chosen()).isEqualTo(mostTraded(trading));
      assertThat(choice.refused()).hasSize(listed.size() - 2);
    }
  }

  private static Optional<Symbol> mostTraded(List<Listing> trading) {
    return trading.stream()
        .filter(each -> !each.symbol().equals(BTC))
        .max(java.util.Comparator.comparing(each -> each.quoteVolume().orElse(BigDecimal.ZERO)))
        .map(Listing::symbol);
  }

  private static List<Listing> read(BinanceVenue venue) {
    return venue
        .marketData()
        .listings()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }
}
