package vortex7.settings;

import com.typesafe.config.Config;
import vortex7.decision.DecisionRules;
import vortex7.decision.PipelineRules;
import vortex7.position.ExecutionRules;
import vortex7.risk.SizingRules;
import vortex7.signal.FeedRules;
import vortex7.signal.OrderFlowRules;
import vortex7.signal.RegimeRules;
import vortex7.signal.SentimentRules;
import vortex7.signal.TechnicalRules;
import vortex7.signal.TickRules;

/** Every threshold that trades a symbol. */
public record TradingRules(
    FeedRules feed,
    OrderFlowRules orderFlow,
    TickRules tick,
    TechnicalRules technical,
    SentimentRules sentiment,
    RegimeRules regime,
    DecisionRules decision,
    ExecutionRules execution,
    SizingRules risk,
    EngineChoice engines) {

  /** The profile {@code documents}. */
  public static TradingRules documents() {
    return new TradingRules(
        FeedRules.documents(),
        OrderFlowRules.documents(),
        TickRules.documents(),
        TechnicalRules.documents(),
        SentimentRules.documents(),
        RegimeRules.documents(),
        DecisionRules.documents(),
        ExecutionRules.documents(),
        SizingRules.documents(),
        EngineChoice.documents());
  }

  /** The same with other engines. */
  public TradingRules with(EngineChoice others) {
    return new TradingRules(
        feed, orderFlow, tick, technical, sentiment, regime, decision, execution, risk, others);
  }

  /** What a symbol's way from market events to decisions needs. */
  public PipelineRules pipeline() {
    return new PipelineRules(
        feed, orderFlow, tick, technical, sentiment, regime, decision, engines.engines());
  }

  static TradingRules read(RecordReader reader, Config from) {
    TradingRules defaults = documents();
    return new TradingRules(
        reader.read("signal.feed", defaults.feed, from),
        reader.read("signal.order-flow", defaults.orderFlow, from),
        reader.read("signal.tick", defaults.tick, from),
        reader.read("signal.technical", defaults.technical, from),
        reader.read("signal.sentiment", defaults.sentiment, from),
        reader.read("signal.regime", defaults.regime, from),
        reader.read("decision", defaults.decision, from),
        reader.read("execution", defaults.execution, from),
        reader.read("risk", defaults.risk, from),
        reader.read("signal", defaults.engines, from));
  }
}
