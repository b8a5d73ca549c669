package vortex7.live;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vortex7.live.EngineActor.Answer;
import vortex7.live.EngineActor.Book;
import vortex7.live.EngineActor.CandleChanged;
import vortex7.live.EngineActor.Change;
import vortex7.live.EngineActor.GetView;
import vortex7.live.EngineActor.History;
import vortex7.live.EngineActor.KeepMap;
import vortex7.live.EngineActor.Observed;
import vortex7.live.EngineActor.Past;
import vortex7.live.EngineActor.Rebuild;
import vortex7.live.EngineActor.StreamChanged;
import vortex7.live.EngineActor.Trades;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.signal.EngineId;
import vortex7.signal.FeedStream;
import vortex7.signal.Mark;
import vortex7.signal.Observation;
import vortex7.signal.Reading;
import vortex7.signal.SignalEngine;
import vortex7.signal.Validity;

/**
 * One signal engine as the feed's messages drive it, without an actor: what {@link EngineActor}
 * runs live is what a replayed incident runs.
 */
final class EngineCore {
  private final EngineId id;
  private final Supplier<SignalEngine> maker;
  private @Nullable SignalEngine engine;

  EngineCore(EngineId id, Supplier<SignalEngine> maker) {
    this.id = id;
    this.maker = maker;
  }

  /** Empty before the first {@link Rebuild}. */
  @Nullable SignalEngine engine() {
    return engine;
  }

  /** A market event, or a {@link Rebuild}; before the first one everything is ignored. */
  void tell(EngineActor.Command command) {
    SignalEngine running = engine;
    if (command instanceof Rebuild(History history)) {
      engine = rebuilt(history);
    } else if (running != null) {
      tell(running, command);
    }
  }

  /** NOT_WARM before the first {@link Rebuild}. */
  Reading reading(Mark mark) {
    SignalEngine running = engine;
    return running == null
        ? Reading.neutral(id, Validity.NOT_WARM)
        : running.reading(mark.eventTime());
  }

  private static void tell(SignalEngine engine, EngineActor.Command command) {
    switch (command) {
      case Trades(TradeBatch trades) -> tellTrades(engine, trades, 0, trades.size());
      case Book(BookSnapshot book) -> engine.onBook(book);
      case CandleChanged(Candle candle) -> engine.onCandle(candle);
      case Observed(Observation observation) -> engine.onObservation(observation);
      case StreamChanged(FeedStream stream, Change change) -> tellChange(engine, stream, change);
      case Rebuild ignored -> throw new IllegalStateException("a rebuild is no market event");
      case Answer ignored -> throw new IllegalStateException("a mark is no market event");
      case KeepMap ignored -> throw new IllegalStateException("a question is no market event");
      case GetView ignored -> throw new IllegalStateException("a question is no market event");
    }
  }

  private static void tellTrades(SignalEngine engine, TradeBatch trades, int from, int to) {
    for (int i = from; i < to; i++) {
      engine.onTrade(
          trades.id(i),
          trades.price(i),
          trades.quantity(i),
          trades.buyerIsMaker(i),
          trades.timeMillis(i));
    }
  }

  private static void tellChange(SignalEngine engine, FeedStream stream, Change change) {
    switch (change) {
      case GAP -> engine.onGap(stream);
      case HEALED -> engine.onHealed(stream);
      case ANEW -> engine.onAnew(stream);
      case STALE -> engine.onStale(stream);
      case FRESH -> engine.onFresh(stream);
    }
  }

  private SignalEngine rebuilt(History history) {
    SignalEngine fresh = maker.get();
    history.candles().forEach(fresh::onCandle);
    history.observations().forEach(fresh::onObservation);
    tellPast(fresh, history.market());
    return fresh;
  }

  private static void tellPast(SignalEngine fresh, Past past) {
    if (past.events().stream().noneMatch(Past.Booked.class::isInstance)) {
      past.book().ifPresent(fresh::onBook);
    }
    int next = 0;
    for (Past.Event event : past.events()) {
      tellTrades(fresh, past.trades(), next, event.afterTrades());
      next = event.afterTrades();
      switch (event) {
        case Past.Booked(int after, BookSnapshot book) -> fresh.onBook(book);
        case Past.Asked(int after, long timeMillis) -> fresh.reading(timeMillis);
        case Past.Changed(int after, FeedStream stream, Change change) ->
            tellChange(fresh, stream, change);
      }
    }
    tellTrades(fresh, past.trades(), next, past.trades().size());
  }
}
