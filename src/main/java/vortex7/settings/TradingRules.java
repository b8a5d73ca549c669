package vortex7.settings;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.decision.DecisionRules;
import vortex7.decision.PipelineRules;
import vortex7.market.Symbol;
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

  /** The profile {@code calibrated}, for symbols of which no recording was measured. */
  static TradingRules calibrated() {
    TradingRules documents = documents();
    return new TradingRules(
        documents.feed,
        OrderFlowRules.calibrated(),
        TickRules.calibrated(),
        TechnicalRules.calibrated(),
        SentimentRules.calibrated(),
        RegimeRules.calibrated(),
        DecisionRules.calibrated(),
        documents.execution,
        SizingRules.calibrated(),
        documents.engines);
  }

  /** What {@code profile} says for {@code symbol} where nobody says otherwise. */
  static TradingRules of(Profile profile, Symbol symbol) {
    if (profile == Profile.DOCUMENTS) {
      return documents();
    }
    TradingRules most = calibrated();
    return new TradingRules(
        FeedRules.calibrated(symbol),
        most.orderFlow,
        TickRules.calibrated(symbol),
        most.technical,
        most.sentiment,
        most.regime,
        most.decision,
        most.execution,
        most.risk,
        most.engines);
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

  /** The thresholds that {@code from} names, and those of {@code profile} for the others. */
  static TradingRules read(RecordReader reader, Config from, TradingRules profile) {
    return new TradingRules(
        reader.read("signal.feed", profile.feed, from),
        reader.read("signal.order-flow", profile.orderFlow, from),
        reader.read("signal.tick", profile.tick, from),
        reader.read("signal.technical", profile.technical, from),
        reader.read("signal.sentiment", profile.sentiment, from),
        reader.read("signal.regime", profile.regime, from),
        reader.read("decision", profile.decision, from),
        reader.read("execution", profile.execution, from),
        reader.read("risk", profile.risk, from),
        reader.read("signal", profile.engines, from));
  }

  /** Every threshold by its key, as it would be written into the configuration. */
  SortedMap<String, String> written() {
    SortedMap<String, String> written = new TreeMap<>();
    RecordReader.write("signal.feed", feed, written);
    RecordReader.write("signal.order-flow", orderFlow, written);
    RecordReader.write("signal.tick", tick, written);
    RecordReader.write("signal.technical", technical, written);
    RecordReader.write("signal.sentiment", sentiment, written);
    RecordReader.write("signal.regime", regime, written);
    RecordReader.write("decision", decision, written);
    RecordReader.write("execution", execution, written);
    RecordReader.write("risk", risk, written);
    RecordReader.write("signal", engines, written);
    return written;
  }

  /** What differs from {@code other}, a line each: {@code key = value (other: value)}. */
  List<String> departures(TradingRules other, String name) {
    SortedMap<String, String> there = other.written();
    List<String> lines = new ArrayList<>();
    written()
        .forEach(
            (key, value) -> {
              String before = there.getOrDefault(key, "none");
              if (!before.equals(value)) {
                lines.add(key + " = " + value + " (" + name + ": " + before + ")");
              }
            });
    return lines;
  }
}
