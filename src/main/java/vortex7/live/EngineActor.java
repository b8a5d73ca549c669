package vortex7.live;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import vortex7.live.view.ReadingView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;

/**
 * Runs one signal engine of a symbol: feeds it what the feed sends, in that order, and answers each
 * mark with a reading to the symbol's {@link DecisionActor}.
 *
 * <p>The feed sends data before the mark that it belongs to. Trades come without holes and in the
 * order of their ids, except after {@link TradesRestarted}. Messages are shared by all engines:
 * nobody writes to a book or a batch.
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

  /** Answer with the reading as of now; the mark's health says what the reading may rest on. */
  public record Answer(Mark mark) implements Command {}

  /**
   * Trades were lost for good: trade windows and the CVD start anew with what follows. Sent before
   * the first trade after the hole.
   */
  public record TradesRestarted(long eventTimeMillis) implements Command {}

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
