package vortex7.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vortex7.decision.DecisionRules;
import vortex7.decision.StrategyARules;
import vortex7.market.Symbol;
import vortex7.settings.TradingRules;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;

/** Rules and a venue with which a trade comes soon. */
final class EagerRules {
  private EagerRules() {}

  /** The documents' rules with a trigger that any lively minute meets, and short holds. */
  static TradingRules holding(Duration longestHold) {
    TradingRules rules = TradingRules.documents();
    DecisionRules decision = rules.decision();
    StrategyARules a = decision.strategyA();
    StrategyARules eagerA =
        new StrategyARules(
            1.0,
            3,
            1.0,
            a.imbalanceAbove(),
            a.slopeAbove(),
            0,
            a.strongFlowAbove(),
            a.velocityTenths(),
            a.streakTenths(),
            a.strongFlowTenths(),
            a.trendingTenths(),
            a.rangingTenths(),
            a.stopAtr(),
            a.targetAtr(),
            a.trailAtr(),
            a.targetShare(),
            a.offsetTicks(),
            Duration.ofSeconds(30),
            longestHold);
    DecisionRules eager =
        new DecisionRules(
            decision.weights(),
            decision.reliability(),
            0.30,
            decision.agreeingMin(),
            decision.strategyTenthsMin(),
            decision.preferenceGain(),
            decision.openPositionsMax(),
            decision.noFillPause(),
            decision.closePause(),
            decision.stableWindow(),
            2.0,
            decision.agreeingNorm(),
            decision.agreeingGain(),
            decision.episodeAbove(),
            decision.episodePause(),
            eagerA,
            decision.distances());
    return new TradingRules(
        rules.feed(),
        rules.orderFlow(),
        rules.tick(),
        rules.technical(),
        rules.sentiment(),
        rules.regime(),
        eager,
        rules.execution(),
        rules.risk());
  }

  /** The synthetic market in one symbol, faster than the clock. */
  static SimulatedVenue venue(double speed, Symbol symbol) {
    return venue(speed, symbol, BigDecimal.ZERO);
  }

  /** The same, with BNB in the account to pay fees in. */
  static SimulatedVenue venue(double speed, Symbol symbol, BigDecimal bnb) {
    SimulatedVenueSettings defaults = SimulatedVenueSettings.documents();
    return SimulatedVenue.start(
        new SimulatedVenueSettings(
            defaults.host(),
            0,
            Optional.empty(),
            defaults.seed(),
            false,
            speed,
            defaults.market(),
            List.of(symbol),
            List.of(
                new SimulatedVenueSettings.Account(
                    "sim-key", "sim-secret", new BigDecimal("500"), bnb)),
            defaults.fees(),
            defaults.sockets(),
            defaults.budgets(),
            defaults.pacing()));
  }

  /** What the venue itself knows of our account. */
  static JsonNode truth(SimulatedVenue sim) throws Exception {
    return answer(sim, "/sim/truth").get("accounts").get(0);
  }

  /** What the venue answers to a public question. */
  static JsonNode answer(SimulatedVenue sim, String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(sim.restUrl().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body());
  }
}
