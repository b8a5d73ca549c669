package vortex7.decision;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Trade;
import vortex7.signal.DataFault;
import vortex7.signal.EngineId;
import vortex7.signal.Feed;
import vortex7.signal.FeedOutput;
import vortex7.signal.FeedStream;
import vortex7.signal.Mark;
import vortex7.signal.Observation;
import vortex7.signal.Panel;
import vortex7.signal.PanelReading;
import vortex7.signal.Reading;
import vortex7.signal.SignalEngine;
import vortex7.signal.Validity;

/**
 * One symbol's whole way from market events to decisions in a plain loop: feed, engines, panel,
 * decision engine. The actor tree runs the same classes in the same order; a backtest runs this.
 *
 * <p>Events come in the order in which the feed received them; each mark's decision is handed out
 * before the call that caused it returns. Not thread-safe.
 */
public final class SymbolPipeline {
  private final Feed feed;
  private final List<SignalEngine> engines = new ArrayList<>();
  private final Panel panel;
  private final DecisionEngine decisions;
  private final Consumer<Decision> sink;
  private final Set<EngineId> missingAtNextMark = EnumSet.noneOf(EngineId.class);
  private EntryContext context = EntryContext.unknown();

  public SymbolPipeline(Instrument instrument, PipelineRules rules, Consumer<Decision> sink) {
    feed = new Feed(rules.feed(), new Output());
    for (EngineId id : rules.engines()) {
      engines.add(rules.engine(id, instrument));
    }
    panel = new Panel(rules.engines());
    decisions = new DecisionEngine(instrument, rules.decision());
    this.sink = sink;
  }

  public void onTrade(
      long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    feed.onTrade(id, price, quantity, buyerIsMaker, timeMillis);
  }

  /** The snapshot may be reused after the call. */
  public void onBook(BookSnapshot book) {
    feed.onBook(book);
  }

  public void onCandle(Candle candle) {
    feed.onCandle(candle);
  }

  public void onObservation(Observation observation) {
    feed.onObservation(observation);
  }

  /** Trades that were lost and read again, oldest first. */
  public void onMissed(List<Trade> trades) {
    feed.onMissed(trades);
  }

  /** The facts from outside as they stand from now on. */
  public void onContext(EntryContext changed) {
    context = changed;
  }

  public void onStale(FeedStream stream) {
    engines.forEach(engine -> engine.onStale(stream));
  }

  public void onFresh(FeedStream stream) {
    engines.forEach(engine -> engine.onFresh(stream));
  }

  /** Replays that an engine's reading of the next mark came too late when this was recorded. */
  public void onMissing(EngineId engine) {
    missingAtNextMark.add(engine);
  }

  /** For its counts of refused events. */
  public Feed feed() {
    return feed;
  }

  private void decide(Mark mark) {
    List<PanelReading> complete = List.of();
    for (SignalEngine engine : engines) {
      Reading reading = engine.reading(mark.eventTime());
      complete =
          panel.onReading(
              mark,
              missingAtNextMark.contains(engine.id())
                  ? Reading.neutral(engine.id(), Validity.MISSING)
                  : reading);
    }
    missingAtNextMark.clear();
    for (PanelReading readings : complete) {
      sink.accept(decisions.decide(readings, context));
    }
  }

  private final class Output implements FeedOutput {
    @Override
    public void onTrade(
        long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
      for (SignalEngine engine : engines) {
        engine.onTrade(id, price, quantity, buyerIsMaker, timeMillis);
      }
    }

    @Override
    public void onBook(BookSnapshot book) {
      for (SignalEngine engine : engines) {
        engine.onBook(book);
      }
    }

    @Override
    public void onCandle(Candle candle) {
      for (SignalEngine engine : engines) {
        engine.onCandle(candle);
      }
    }

    @Override
    public void onObservation(Observation observation) {
      engines.forEach(engine -> engine.onObservation(observation));
    }

    @Override
    public void onGap(FeedStream stream) {
      engines.forEach(engine -> engine.onGap(stream));
    }

    @Override
    public void onHealed(FeedStream stream) {
      engines.forEach(engine -> engine.onHealed(stream));
    }

    @Override
    public void onAnew(FeedStream stream) {
      engines.forEach(engine -> engine.onAnew(stream));
    }

    /** The guard has counted it. */
    @Override
    public void onFault(FeedStream stream, DataFault fault) {}

    @Override
    public void onMark(Mark mark) {
      decide(mark);
    }

    /** Whoever records or replays hands them to {@link SymbolPipeline#onMissed}, if anybody can. */
    @Override
    public void onTradesMissing(long fromId, long toId) {}
  }
}
