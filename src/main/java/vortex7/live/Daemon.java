package vortex7.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vortex7.live.view.ActorView;
import vortex7.live.view.BookView;
import vortex7.live.view.ClusterView;
import vortex7.live.view.DecisionView;
import vortex7.live.view.EngineView;
import vortex7.live.view.FeedView;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.PositionView;
import vortex7.live.view.ReadinessView;
import vortex7.live.view.RegimeView;
import vortex7.live.view.SentimentView;
import vortex7.live.view.StatusView;
import vortex7.live.view.SymbolView;
import vortex7.live.view.TradeView;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/**
 * The running daemon as the API, the command line and messengers see it.
 *
 * <p>Stages of queries fail with {@link java.util.concurrent.TimeoutException} when an actor does
 * not answer in time; queries about a symbol answer empty when there is no such symbol. Who may ask
 * for what, and one-time confirmation codes, are the caller's business.
 */
public interface Daemon {
  SortedSet<Symbol> symbols();

  CompletionStage<StatusView> status();

  CompletionStage<Optional<SymbolView>> symbol(Symbol symbol);

  CompletionStage<Optional<BookView>> book(Symbol symbol);

  /** The newest {@code limit} candles, oldest first, the forming one last. */
  CompletionStage<Optional<List<Candle>>> candles(Symbol symbol, Timeframe timeframe, int limit);

  /** The newest {@code limit} trades of the market, oldest first. */
  CompletionStage<Optional<List<TradeView>>> trades(Symbol symbol, int limit);

  CompletionStage<Optional<FeedView>> feed(Symbol symbol);

  /** Those that run, each whether it answers or not. */
  CompletionStage<Optional<List<EngineView>>> engines(Symbol symbol);

  CompletionStage<Optional<RegimeView>> regime(Symbol symbol);

  /** Engine E4's reading, and what it was made of. */
  CompletionStage<Optional<SentimentView>> sentiment(Symbol symbol);

  /** Open positions and pending entries, by symbol. */
  CompletionStage<List<PositionView>> positions();

  CompletionStage<CommandResult> closePosition(Symbol symbol, OperatorCommand command);

  /**
   * The kill switch: no entries until a person starts. When it answers, {@code DATA/halt} is on the
   * disk, no exposure-increasing request leaves any more and the cancels of resting entries have
   * been sent; the journal follows.
   */
  CompletionStage<CommandResult> stop(OperatorCommand command);

  /** Ends MANUAL only; a conflict while another cause stands. */
  CompletionStage<CommandResult> start(OperatorCommand command);

  CompletionStage<CommandResult> closeAll(OperatorCommand command);

  /** As {@link #stop}, and HALTED until a person resumes; closes positions where so configured. */
  CompletionStage<CommandResult> panic(OperatorCommand command);

  /** Ends PANIC and HALTED, of the account and of its symbols. */
  CompletionStage<CommandResult> resume(OperatorCommand command);

  CompletionStage<List<StatusView.BreakerView>> breakers();

  CompletionStage<CommandResult> resetBreaker(String name, OperatorCommand command);

  /** The risk a trade that a person set, a fraction; empty while the configuration's holds. */
  CompletionStage<Optional<BigDecimal>> riskPerTrade();

  /** Sets it, journaled; a conflict outside of the bounds. */
  CompletionStage<CommandResult> setRiskPerTrade(BigDecimal share, OperatorCommand command);

  /** The newest decisions kept in memory, newest first. */
  CompletionStage<List<DecisionView>> recentDecisions(Optional<Symbol> symbol, int limit);

  /**
   * What each gate let through, for each strategy.
   *
   * @param from, to by the marks' time, in whole minutes of the last day; since the start without
   */
  CompletionStage<Optional<List<GateFunnelView>>> gates(
      Symbol symbol, Optional<Instant> from, Optional<Instant> to);

  CompletionStage<ClusterView> cluster();

  /** The actors of this node as a tree. */
  CompletionStage<ActorView> actors();

  CompletionStage<ReadinessView> readiness();

  /** Calls {@code listener} with what happens, on an actor's thread: it must return at once. */
  AutoCloseable onNews(Consumer<News> listener);

  /** Something that happened, for server-sent events and notifications. */
  sealed interface News {
    record PositionChanged(PositionView position) implements News {}

    /**
     * A decision that is kept, or what came of one.
     *
     * @param view made when it is asked for, on the thread that asks: not on one that trades
     */
    record DecisionMade(String ref, Supplier<DecisionView> view) implements News {}

    /** A closed trade by its reference. */
    record TradeClosed(String ref, String symbol, String exitReason, BigDecimal netPnl)
        implements News {}

    record BreakerChanged(StatusView.BreakerView breaker) implements News {}

    /** Something a person should see: {@code what} in words. */
    record Alert(String severity, String what, java.time.Instant at) implements News {}
  }
}
