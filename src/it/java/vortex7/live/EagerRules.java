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
import vortex7.decision.EntryThreshold;
import vortex7.decision.StrategyARules;
import vortex7.market.Symbol;
import vortex7.settings.EngineChoice;
import vortex7.settings.TradingRules;
import vortex7.signal.EngineId;
import vortex7.signal.RegimeRules;
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
            new EntryThreshold(0.30, 0, a.threshold().agreeingMin()),
            1.0,
            3,
            1.0,
            a.imbalanceAbove(),
            a.slopeAbove(),
            0,
            a.levelWithin(),
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
            Duration.ofSeconds(30),
            longestHold);
    DecisionRules eager =
        decision
            .stable(2.0)
            .with(eagerA, decision.strategyB(), decision.strategyC(), decision.distances());
    return new TradingRules(
        rules.feed(),
        rules.orderFlow(),
        rules.tick(),
        rules.technical(),
        rules.sentiment(),
        neverChoppy(rules.regime()),
        eager,
        rules.execution(),
        rules.risk(),
        // The market's crowd knows no past when it begins: nobody waits for what E3 and E4 say.
        new EngineChoice(List.of(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.REGIME)));
  }

  /** A enters no choppy market, and the synthetic one begins as it likes. */
  private static RegimeRules neverChoppy(RegimeRules rules) {
    RegimeRules.TrendRules trend = rules.trend();
    return new RegimeRules(
        rules.atrPeriod(),
        rules.window(),
        rules.windowMin(),
        rules.lowBelow(),
        rules.highFrom(),
        rules.extremeFrom(),
        rules.low(),
        rules.normal(),
        rules.high(),
        rules.judgeMillis(),
        new RegimeRules.TrendRules(
            trend.adxPeriod(),
            trend.trendingAbove(),
            -1,
            trend.emaPeriod(),
            trend.slopeCandles(),
            trend.slopeAbove(),
            trend.channelTest(),
            trend.channelCandles(),
            trend.channelWidenAtr(),
            trend.technicalMultiplier(),
            trend.sentimentMultiplier(),
            trend.choppySize()),
        rules.correlation(),
        rules.riskOffSize(),
        rules.spreadMax(),
        rules.spreadMeanFactor(),
        rules.spreadMeanFloor(),
        rules.spreadMeanWindow());
  }

  /** The synthetic market in one symbol, faster than the clock. */
  static SimulatedVenue venue(double speed, Symbol symbol) {
    return venue(speed, symbol, BigDecimal.ZERO);
  }

  /** The same, with BNB in the account to pay fees in. */
  static SimulatedVenue venue(double speed, Symbol symbol, BigDecimal bnb) {
    return venue(speed, List.of(symbol), bnb);
  }

  /** The same in several symbols. */
  static SimulatedVenue venue(double speed, List<Symbol> symbols, BigDecimal bnb) {
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
            symbols,
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
