package vortex7.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.decision.AtrWindow;
import vortex7.decision.Decision;
import vortex7.decision.GateFunnel;
import vortex7.decision.GateVerdict;
import vortex7.decision.StrategyVerdict;
import vortex7.live.view.DecisionView;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.ReadingView;
import vortex7.live.view.RegimeView;
import vortex7.market.Symbol;
import vortex7.signal.EngineId;
import vortex7.signal.Mark;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.Reading;
import vortex7.signal.RegimeReading;
import vortex7.signal.SentimentReading;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TickReading;
import vortex7.signal.Validity;

/** Shows readings, decisions and gates to people. */
public final class DecisionViews {
  private static final String UNKNOWN = "UNKNOWN";

  private DecisionViews() {}

  /**
   * A decision.
   *
   * @param outcome what became of it so far
   */
  public static DecisionView decision(Decision decision, String outcome) {
    return new DecisionView(
        decision.ref(),
        decision.symbol().code(),
        decision.mark().number(),
        decision.time(),
        decision.action().name(),
        decision.strategy().map(Enum::name),
        decision.score(),
        decision.confidence(),
        decision.agreeing(),
        decision.reason(),
        decision.gates().stream().map(DecisionViews::gate).toList(),
        decision.strategies().stream().map(heard -> strategy(decision, heard)).toList(),
        decision.sizeMultiplier(),
        readings(decision.readings()),
        outcome);
  }

  private static DecisionView.StrategyView strategy(Decision decision, StrategyVerdict heard) {
    return new DecisionView.StrategyView(
        heard.strategy().name(),
        heard.candidate(),
        decision.strategy().equals(Optional.of(heard.strategy())),
        heard.tenths(),
        heard.missing().stream().map(GateVerdict::explanation).toList());
  }

  private static DecisionView.GateView gate(GateVerdict verdict) {
    String said =
        switch (verdict.outcome()) {
          case PASSED -> "PASSED";
          case FAILED -> "REFUSED";
          case UNMET -> "UNMET";
          case ABSENT -> "ABSENT";
        };
    return new DecisionView.GateView(verdict.name(), said, verdict.explanation());
  }

  static List<ReadingView> readings(PanelReading panel) {
    List<ReadingView> views = new ArrayList<>();
    for (EngineId engine : EngineId.values()) {
      Reading reading = panel.of(engine);
      if (reading.validity() != Validity.ABSENT) {
        views.add(reading(panel.mark(), reading));
      }
    }
    return views;
  }

  static ReadingView reading(Mark mark, Reading reading) {
    return new ReadingView(
        reading.engine().code(),
        reading.direction().label(reading.engine()),
        reading.strength(),
        reading.validity() == Validity.VALID ? "OK" : reading.validity().name(),
        mark.number(),
        Instant.ofEpochMilli(mark.eventTime()),
        values(reading));
  }

  /** Under the names of the readings' own fields; what is unknown is left out. */
  private static SortedMap<String, Object> values(Reading reading) {
    SortedMap<String, Object> values = new TreeMap<>();
    switch (reading) {
      case OrderFlowReading flow -> {
        values.put("conviction", flow.conviction());
        values.put("imbalance", flow.imbalance());
        values.put("velocity", flow.velocity());
        values.put("velocityStrong", flow.velocityStrong());
        values.put("cvd", flow.cvd());
        values.put("cvdSlope", flow.cvdSlope());
        values.put("cvdSlopeSignificant", flow.cvdSlopeSignificant());
        values.put("cvdDivergence", flow.cvdDivergence());
        values.put("wallNear", flow.wallNear());
        values.put("wallLevel", flow.wallLevel());
        values.put("wallAbsorbed", flow.wallAbsorbed());
        values.put("spoofRatio", flow.spoofRatio());
        values.put("manipulated", flow.manipulated());
        values.put("microPrice", flow.microPrice());
        values.put("bestBid", flow.bestBid());
        values.put("bestAsk", flow.bestAsk());
      }
      case TickReading tick -> {
        values.put("velocityRatio", tick.velocityRatio());
        values.put("aggressorRatio", tick.aggressorRatio());
        values.put("streak", tick.streak());
        values.put("streakSide", tick.streakSide().name());
        values.put("volumeSpike", tick.volumeSpike());
        values.put("spikeRatio", tick.spikeRatio());
        values.put("bigTrade", tick.bigTrade());
        values.put("bigTradeSide", tick.bigTradeSide().name());
        values.put("deltaSlope", tick.deltaSlope());
      }
      case TechnicalReading technical -> {
        values.put("trendScore", technical.trendScore());
        values.put("reversionScore", technical.reversionScore());
        values.put("emaTrend", technical.emaTrend());
        values.put("cross", technical.cross());
        values.put("rsi", technical.rsi());
        values.put("rsiZone", technical.rsiZone().name());
        values.put("rsiDivergence", technical.rsiDivergence());
        values.put("macdHistogram", technical.macdHistogram());
        values.put("macdGrowing", technical.macdGrowing());
        values.put("bbZone", technical.bandZone().name());
        values.put("bbUpper", technical.bandUpper());
        values.put("bbMiddle", technical.bandMiddle());
        values.put("bbLower", technical.bandLower());
        values.put("bbSqueeze", technical.squeeze());
        values.put("vwap", technical.vwap());
        values.put("vwapSide", technical.vwapSide());
        values.put("vwapDistancePct", technical.vwapDistance() * 100);
        values.put("atr", technical.atr());
        values.put("nearestResistance", technical.nearestResistance());
        values.put("nearestSupport", technical.nearestSupport());
      }
      case SentimentReading sentiment -> {
        values.put("score", sentiment.score());
        values.put("oiChangePct", sentiment.openInterestChange() * 100);
        values.put("oiInterpretation", sentiment.openInterestMove().name());
        values.put("longSharePct", sentiment.longShare() * 100);
        values.put("fundingRatePct", sentiment.fundingRate() * 100);
        values.put("fundingSignal", sentiment.fundingSignal().name());
        values.put("topTraderLongPct", sentiment.topTraderLongShare() * 100);
        values.put("extremeLevel", sentiment.extremeLevel());
        sentiment.above().ifPresent(cluster -> values.put("nearestClusterAbove", cluster));
        sentiment.below().ifPresent(cluster -> values.put("nearestClusterBelow", cluster));
      }
      case RegimeReading regime -> {
        values.put("atr", regime.atr());
        values.put("atrPct", regime.atrPct() * 100);
        values.put("phase", regime.phase().name());
        values.put("adx", regime.adx());
        values.put("slopePct", regime.slopePct() * 100);
        values.put("volPhase", regime.volPhase().name());
        values.put("spreadPct", regime.spread() * 100);
        values.put("spreadOk", regime.spreadOk());
        values.put("tradeable", regime.tradeable());
        values.put("tpMultiplier", regime.tpMultiplier());
        values.put("slMultiplier", regime.slMultiplier());
        values.put("leverageMax", regime.leverageMax());
        values.put("sizeMultiplier", regime.sizeMultiplier());
        values.put("preferredStrategy", regime.preferredStrategy().name());
        values.put("correlation", regime.correlation());
        values.put("riskOff", regime.riskOff());
      }
    }
    values.values().removeIf(value -> value instanceof Double number && !Double.isFinite(number));
    return values;
  }

  static RegimeView regime(RegimeReading regime) {
    boolean known = regime.validity() == Validity.VALID;
    RegimeReading.Overrides factors = regime.overrides();
    SortedMap<String, Double> weights = new TreeMap<>();
    weights.put("e1", factors.orderFlow());
    weights.put("e2", factors.tick());
    weights.put("e3", factors.technical());
    weights.put("e4", factors.sentiment());
    return new RegimeView(
        regime.tradeable(),
        known ? regime.reason() : "the regime is " + regime.validity(),
        regime.phase().name(),
        known ? regime.volPhase().name() : UNKNOWN,
        regime.spreadOk(),
        Double.isFinite(regime.spread()) ? regime.spread() * 100 : 0,
        regime.preferredStrategy().name(),
        weights,
        regime.tpMultiplier(),
        regime.slMultiplier(),
        regime.leverageMax(),
        regime.sizeMultiplier(),
        Double.isFinite(regime.correlation())
            ? Optional.of(regime.correlation())
            : Optional.empty(),
        regime.riskOff());
  }

  static GateFunnelView gates(
      Symbol symbol,
      GateFunnel.Tally tally,
      Instant since,
      Instant until,
      Optional<AtrWindow> window) {
    return new GateFunnelView(
        symbol.code(),
        tally.strategy().name(),
        since,
        until,
        tally.marks(),
        tally.counts().stream()
            .map(
                count ->
                    new GateFunnelView.GateCount(
                        count.gate().name(),
                        count.passedAlone(),
                        count.passedInSequence(),
                        count.absent()))
            .toList(),
        window.map(range -> range.from() * 100),
        window.map(range -> range.to() * 100));
  }
}
