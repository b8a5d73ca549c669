package vortex7.live;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import vortex7.live.view.BookView;
import vortex7.live.view.FeedView;
import vortex7.live.view.TradeView;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * One symbol's market data: takes what the connection's thread buffered, guards it, keeps the hot
 * rings, tells the engines and places the marks.
 */
public final class FeedActor {

  /** What a feed is told. */
  public sealed interface Command {}

  /** An engine (re)started and wants {@link EngineActor.Rebuild}. */
  public record EngineStarted(String name, ActorRef<EngineActor.Command> engine)
      implements Command {}

  /** The decision (re)started. */
  public record DecisionStarted(ActorRef<DecisionActor.Command> decision) implements Command {}

  /** The position (re)started. */
  public record PositionStarted(ActorRef<PositionActor.Command> position) implements Command {}

  public record GetBook(ActorRef<Optional<BookView>> replyTo) implements Command {}

  public record GetCandles(Timeframe timeframe, int limit, ActorRef<List<Candle>> replyTo)
      implements Command {}

  public record GetTrades(int limit, ActorRef<List<TradeView>> replyTo) implements Command {}

  public record GetHealth(ActorRef<FeedView> replyTo) implements Command {}

  private FeedActor() {}
}
