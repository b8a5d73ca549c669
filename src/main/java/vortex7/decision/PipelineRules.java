package vortex7.decision;

import java.util.List;
import vortex7.market.Instrument;
import vortex7.signal.EngineId;
import vortex7.signal.FeedRules;
import vortex7.signal.OrderFlowEngine;
import vortex7.signal.OrderFlowRules;
import vortex7.signal.RegimeEngine;
import vortex7.signal.RegimeRules;
import vortex7.signal.SentimentEngine;
import vortex7.signal.SentimentRules;
import vortex7.signal.SignalEngine;
import vortex7.signal.TechnicalEngine;
import vortex7.signal.TechnicalRules;
import vortex7.signal.TickEngine;
import vortex7.signal.TickRules;

/**
 * Everything that shapes one symbol's way from market events to decisions.
 *
 * @param engines those that are present, in the order in which they are told of events
 */
public record PipelineRules(
    FeedRules feed,
    OrderFlowRules orderFlow,
    TickRules tick,
    TechnicalRules technical,
    SentimentRules sentiment,
    RegimeRules regime,
    DecisionRules decision,
    List<EngineId> engines) {

  public PipelineRules {
    engines = List.copyOf(engines);
  }

  public static PipelineRules documents() {
    return new PipelineRules(
        FeedRules.documents(),
        OrderFlowRules.documents(),
        TickRules.documents(),
        TechnicalRules.documents(),
        SentimentRules.documents(),
        RegimeRules.documents(),
        DecisionRules.documents(),
        List.of(EngineId.values()));
  }

  /** The same with these engines alone. */
  public PipelineRules with(EngineId... present) {
    return new PipelineRules(
        feed, orderFlow, tick, technical, sentiment, regime, decision, List.of(present));
  }

  /** A fresh engine of that name for a symbol. */
  public SignalEngine engine(EngineId id, Instrument instrument) {
    return switch (id) {
      case ORDER_FLOW -> new OrderFlowEngine(orderFlow, instrument.tickSize().doubleValue());
      case TICK -> new TickEngine(tick);
      case REGIME -> new RegimeEngine(regime);
      case TECHNICAL -> new TechnicalEngine(technical);
      case SENTIMENT -> new SentimentEngine(sentiment);
    };
  }
}
