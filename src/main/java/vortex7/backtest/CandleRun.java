package vortex7.backtest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vortex7.decision.Decision;
import vortex7.decision.DecisionEngine;
import vortex7.decision.DecisionHash;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.decision.GateFunnel;
import vortex7.decision.PipelineRules;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Timeframe;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.Mark;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.Panel;
import vortex7.signal.PanelReading;
import vortex7.signal.SignalEngine;
import vortex7.signal.Validity;

/**
 * Decides at the close of each candle where there is nothing but candles: for indicators, and for
 * what the gates make of distances. The engines of the book, of the trades and of the polls are
 * absent, so no strategy trades; prices are the close, with an ask one tick above it.
 */
public final class CandleRun {
  private static final List<EngineId> ENGINES = List.of(EngineId.TECHNICAL, EngineId.REGIME);

  private final Instrument instrument;
  private final EntryContext context;
  private final List<SignalEngine> engines = new ArrayList<>();
  private final Panel panel = new Panel(ENGINES);
  private final DecisionEngine decisions;
  private final Map<Timeframe, Candle> forming = new EnumMap<>(Timeframe.class);
  private final GateFunnel funnel = new GateFunnel();
  private final DecisionHash hash = new DecisionHash();
  private long marks;

  public CandleRun(Instrument instrument, PipelineRules rules, FeeRates fees) {
    this.instrument = instrument;
    this.context = EntryContext.clear(fees);
    this.decisions = new DecisionEngine(instrument, rules.decision());
    ENGINES.forEach(id -> engines.add(rules.engine(id, instrument)));
  }

  /** The engines that are there. */
  public static List<EngineId> engines() {
    return ENGINES;
  }

  /** Takes the next closed one-minute candle; each follows the one before. */
  public void onCandle(Candle minute) {
    for (Timeframe timeframe : Timeframe.values()) {
      join(timeframe, minute);
    }
    decide(minute);
  }

  /** Adds the minute to the candle that holds it, and tells the engines when that is over. */
  private void join(Timeframe timeframe, Candle minute) {
    long open = timeframe.openOf(minute.openTime());
    Candle before = forming.get(timeframe);
    Candle joined =
        before != null && before.openTime() == open
            ? new Candle(
                timeframe,
                open,
                before.open(),
                Math.max(before.high(), minute.high()),
                Math.min(before.low(), minute.low()),
                minute.close(),
                before.volume() + minute.volume(),
                true)
            : new Candle(
                timeframe,
                open,
                minute.open(),
                minute.high(),
                minute.low(),
                minute.close(),
                minute.volume(),
                true);
    forming.put(timeframe, joined);
    boolean whole = minute.closeTime() == joined.closeTime();
    if (whole) {
      engines.forEach(engine -> engine.onCandle(joined));
    }
  }

  private void decide(Candle minute) {
    Mark mark = new Mark(++marks, minute.closeTime() + 1);
    for (SignalEngine engine : engines) {
      for (PanelReading readings : panel.onReading(mark, engine.reading(mark.eventTime()))) {
        Decision decision = decisions.decide(priced(readings, minute.close()), context);
        funnel.add(decision);
        hash.accept(decision);
      }
    }
  }

  private PanelReading priced(PanelReading readings, double close) {
    double ask = close + instrument.tickSize().doubleValue();
    OrderFlowReading prices =
        new OrderFlowReading(
            Validity.ABSENT,
            Direction.NEUTRAL,
            0,
            1,
            0,
            0,
            false,
            Double.NaN,
            0,
            false,
            0,
            false,
            Double.NaN,
            0,
            0,
            false,
            (close + ask) / 2,
            close,
            ask);
    return new PanelReading(
        readings.mark(),
        prices,
        readings.tick(),
        readings.technical(),
        readings.sentiment(),
        readings.regime());
  }

  /** How many minutes each gate let through. */
  public GateFunnel funnel() {
    return funnel;
  }

  /** Of all decisions so far. */
  public String decisionHash() {
    return hash.value();
  }
}
