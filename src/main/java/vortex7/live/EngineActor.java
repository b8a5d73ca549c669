package vortex7.live;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import vortex7.live.view.ReadingView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.signal.FeedStream;
import vortex7.signal.Mark;

/**
 * Runs one signal engine of a symbol: feeds it what the feed sends, in that order, and answers each
 * mark with a reading to the symbol's {@link DecisionActor}.
 *
 * <p>Until {@link Rebuild} came, which the feed sends after each (re)start, everything else is
 * ignored and marks are answered NOT_WARM. The feed sends data before the mark that it belongs to.
 * Trades come without holes and in the order of their ids, except after {@link Change#ANEW}.
 * Messages are shared by all engines: nobody writes to a book or a batch.
 */
public final class EngineActor {

  /** What an engine is told. */
  public sealed interface Command {}

  /** New trades, oldest first, contiguous with those before. */
  public record Trades(TradeBatch trades) implements Command {}

  /** The newest book. */
  public record Book(BookSnapshot book) implements Command {}

  /** A candle that closed or, with {@code closed} false, is forming. */
  public record CandleChanged(Candle candle) implements Command {}

  /** {@code change} happened to a stream of the data. */
  public record StreamChanged(FeedStream stream, Change change) implements Command {}

  /** What may happen to a stream, as {@link vortex7.signal.SignalEngine} is to be told. */
  public enum Change {
    GAP,
    HEALED,
    /** Trades were lost for good: told before the first trade after the hole. */
    ANEW,
    STALE,
    FRESH
  }

  /** Answer with the reading as of the mark, by {@link DecisionActor.ReadingGiven}. */
  public record Answer(Mark mark) implements Command {}

  /**
   * Forget everything and start from this: the first message to an engine, and again after each of
   * its restarts and after the feed's candles were read anew.
   */
  public record Rebuild(History history) implements Command {}

  /** The last reading, for people. */
  public record GetReading(ActorRef<Optional<ReadingView>> replyTo) implements Command {}

  /**
   * What the feed holds: candles of each timeframe oldest first (the forming ones last), the newest
   * trades, the newest book.
   */
  public record History(List<Candle> candles, TradeBatch trades, Optional<BookSnapshot> book) {
    public History {
      candles = List.copyOf(candles);
    }
  }

  private EngineActor() {}
}
