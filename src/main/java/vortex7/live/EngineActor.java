package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vortex7.decision.PipelineRules;
import vortex7.live.view.EngineView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.signal.EngineId;
import vortex7.signal.FeedStream;
import vortex7.signal.Mark;
import vortex7.signal.Observation;
import vortex7.signal.Reading;
import vortex7.signal.SentimentEngine;
import vortex7.signal.SignalEngine;

/**
 * Runs one signal engine of a symbol: feeds it what the feed sends, in that order, and answers each
 * mark with a reading to the symbol's {@link DecisionActor}.
 *
 * <p>Until {@link Rebuild} came, which the feed sends after each (re)start, everything else is
 * ignored and marks are answered NOT_WARM. The feed sends data before the mark that it belongs to.
 * Trades come without holes and in the order of their ids, except after {@link Change#ANEW}.
 * Messages are shared by all engines: nobody writes to a book or a batch.
 */
public final class EngineActor extends AbstractBehavior<EngineActor.Command> {

  /** What an engine is told. */
  public sealed interface Command {}

  /** New trades, oldest first, contiguous with those before. */
  public record Trades(TradeBatch trades) implements Command {}

  /** The newest book. */
  public record Book(BookSnapshot book) implements Command {}

  /** A candle that closed or, with {@code closed} false, is forming. */
  public record CandleChanged(Candle candle) implements Command {}

  /** Something beside the streams was read. */
  public record Observed(Observation observation) implements Command {}

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

  /** Hand the liquidation map to be kept; for the engine that has one. */
  record KeepMap(ActorRef<LiquidationMapKeeper.Keep> keeper) implements Command {}

  /** The engine as it is, for people. */
  public record GetView(ActorRef<Optional<EngineView>> replyTo) implements Command {}

  /**
   * What the feed holds: candles of each timeframe oldest first (the forming ones last), what was
   * read beside the streams kind by kind and oldest first, what was told of trades and books.
   */
  public record History(List<Candle> candles, List<Observation> observations, Past market) {
    public History {
      candles = List.copyOf(candles);
      observations = List.copyOf(observations);
    }
  }

  /**
   * The newest trades, and what else engines were told between them, oldest first.
   *
   * @param book the newest one, told once more if all else is older than what is kept
   */
  public record Past(TradeBatch trades, List<Event> events, Optional<BookSnapshot> book) {
    public Past {
      events = List.copyOf(events);
    }

    /** Something that was told after so many of the trades. */
    public sealed interface Event {
      int afterTrades();
    }

    public record Booked(int afterTrades, BookSnapshot book) implements Event {}

    /** Readings were asked for as of that time. */
    public record Asked(int afterTrades, long timeMillis) implements Event {}

    public record Changed(int afterTrades, FeedStream stream, Change change) implements Event {}
  }

  /**
   * The shell of one engine.
   *
   * @param maker gives a fresh engine, at the start and for each {@link Rebuild}
   * @param decision is told the readings
   */
  public static Behavior<Command> create(
      EngineId id, Supplier<SignalEngine> maker, ActorRef<DecisionActor.Command> decision) {
    return Behaviors.setup(context -> new EngineActor(context, id, maker, decision));
  }

  /** All engines of a symbol, under their names in paths. */
  public static SortedMap<String, Behavior<Command>> all(
      PipelineRules rules, Instrument instrument, ActorRef<DecisionActor.Command> decision) {
    SortedMap<String, Behavior<Command>> engines = new TreeMap<>();
    for (EngineId id : rules.engines()) {
      engines.put(id.code(), create(id, () -> rules.engine(id, instrument), decision));
    }
    return engines;
  }

  private final EngineId id;
  private final EngineCore core;
  private final ActorRef<DecisionActor.Command> decision;
  private @Nullable Mark lastMark;
  private @Nullable Reading lastReading;

  private EngineActor(
      ActorContext<Command> context,
      EngineId id,
      Supplier<SignalEngine> maker,
      ActorRef<DecisionActor.Command> decision) {
    super(context);
    this.id = id;
    core = new EngineCore(id, maker);
    this.decision = decision;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Answer(Mark mark) -> answer(mark);
      case KeepMap(ActorRef<LiquidationMapKeeper.Keep> keeper) -> {
        if (core.engine() instanceof SentimentEngine sentiment) {
          keeper.tell(new LiquidationMapKeeper.Keep(sentiment.mapState()));
        }
      }
      case GetView(ActorRef<Optional<EngineView>> replyTo) -> replyTo.tell(Optional.of(view()));
      default -> core.tell(command);
    }
    return this;
  }

  private void answer(Mark mark) {
    Reading reading = core.reading(mark);
    lastMark = mark;
    lastReading = reading;
    decision.tell(new DecisionActor.ReadingGiven(mark, reading));
  }

  private EngineView view() {
    Mark mark = lastMark;
    Reading reading = lastReading;
    SignalEngine running = core.engine();
    int restarts =
        MailboxMeters.of(getContext().getSystem())
            .restartsOf(getContext().getSelf().path().toStringWithoutAddress());
    if (mark == null || reading == null) {
      return EngineView.unasked(id.code(), Optional.empty(), restarts);
    }
    OptionalLong warmIn =
        running == null ? OptionalLong.empty() : running.warmInMillis(mark.eventTime());
    return EngineView.of(
        DecisionViews.reading(mark, reading),
        warmIn.stream().mapToObj(millis -> Math.ceilDiv(millis, 1_000L)).findFirst(),
        restarts);
  }
}
