package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Symbol;
import vortex7.signal.CorrelationRules;
import vortex7.signal.CorrelationWatch;
import vortex7.signal.Observation;

/**
 * Feeds the watch over the two leading symbols' correlation with a price of each a step, and tells
 * every symbol's feed what it found: at each evaluation, and again at each step, since a feed may
 * have begun anew meanwhile.
 *
 * <p>Prices are micro prices out of the feeds of symbols that are traded here, and the venue's mark
 * of those that are not. They are asked for in the middle of a step, so that none falls into the
 * step before. What it knows is kept in the data folder: it goes on after a restart, its own or the
 * process's. One a node.
 */
public final class CorrelationActor extends AbstractBehavior<CorrelationActor.Command> {

  /** What the watch is told. */
  public sealed interface Command {}

  private record Look() implements Command {}

  private record Priced(Symbol symbol, long timeMillis, double price) implements Command {}

  private record Written() implements Command {}

  private record Unpriced(Symbol symbol, String reason) implements Command {}

  /** Those whose course the whole market follows. */
  private static final List<Symbol> LEADERS = List.of(Symbol.of("BTCUSDT"), Symbol.of("ETHUSDT"));

  private static final Logger LOG = LoggerFactory.getLogger(CorrelationActor.class);

  /** At full speed a step of the venue's time is over in no time. */
  private static final Duration WRITE_AFTER = Duration.ofSeconds(1);

  private static final long NEVER = Long.MIN_VALUE;

  /**
   * The watch.
   *
   * @param trees whom to ask and to tell
   */
  public static Behavior<Command> create(Wiring wiring, SymbolTrees trees, CorrelationRules rules) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new CorrelationActor(context, timers, wiring, trees, rules)));
  }

  private final Wiring wiring;
  private final SymbolTrees trees;
  private final ActorRef<FeedActor.PriceTold> prices;
  private final long stepMillis;
  private final CorrelationFile file;
  private final Executor disk;
  private final CorrelationWatch watch;
  private long asked = NEVER;
  private boolean writing;
  private boolean due;
  private long writtenNanos;
  private long failures;
  private Observation.@Nullable Correlation newest;

  private CorrelationActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Wiring wiring,
      SymbolTrees trees,
      CorrelationRules rules) {
    super(context);
    context.setLoggerName(CorrelationActor.class);
    this.wiring = wiring;
    this.trees = trees;
    prices =
        context.messageAdapter(
            FeedActor.PriceTold.class,
            told -> new Priced(told.symbol(), told.timeMillis(), told.price()));
    stepMillis = rules.stepMillis();
    file = CorrelationFile.in(wiring.data());
    disk =
        context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(Threads.BLOCKING));
    watch = watch(rules);
    writtenNanos = wiring.nanos().getAsLong() - WRITE_AFTER.toNanos();
    watch.state().evaluation().ifPresent(kept -> newest = kept);
    timers.startTimerWithFixedDelay(new Look(), wiring.feedLimits().staleCheckEvery());
  }

  /** Goes on with what was kept, unless that is of a time to come: of another market, then. */
  private CorrelationWatch watch(CorrelationRules rules) {
    Symbol first = LEADERS.getFirst();
    Symbol second = LEADERS.getLast();
    try {
      Optional<CorrelationWatch.State> kept = file.read().filter(this::isPast);
      if (kept.isPresent()) {
        getContext()
            .getLog()
            .info(
                "event=correlation-kept evaluation={}",
                kept.get().evaluation().map(Object::toString).orElse("none yet"));
        return CorrelationWatch.restored(first, second, rules, kept.get());
      }
    } catch (IOException unreadable) {
      getContext().getLog().warn("event=correlation-unreadable", unreadable);
    }
    return new CorrelationWatch(first, second, rules);
  }

  private boolean isPast(CorrelationWatch.State state) {
    long now = wiring.clock().millis() / state.stepMillis() + 1;
    return Stream.concat(state.first().stream(), state.second().stream())
        .allMatch(step -> step.number() <= now);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Look ignored -> look();
      case Priced(Symbol symbol, long timeMillis, double price) -> {
        watch.onPrice(symbol, timeMillis, price).ifPresent(this::evaluated);
        keep();
      }
      case Written ignored -> {
        writing = false;
        if (due) {
          keep();
        }
      }
      case Unpriced(Symbol symbol, String reason) -> {
        failures++;
        if (Long.bitCount(failures) == 1) { // 1, 2, 4, 8 …: a long absence is few lines.
          getContext()
              .getLog()
              .warn("event=unpriced symbol={} count={} reason={}", symbol, failures, reason);
        }
      }
    }
    return this;
  }

  private void look() {
    long step = Math.floorDiv(wiring.clock().millis() - stepMillis / 2, stepMillis);
    if (step > asked) {
      asked = step;
      LEADERS.forEach(this::ask);
      tell();
    }
  }

  /** Off this thread, one writing at a time; an evaluation is written in any case. */
  private void keep() {
    long now = wiring.nanos().getAsLong();
    if (!writing && (due || now - writtenNanos >= WRITE_AFTER.toNanos())) {
      writing = true;
      due = false;
      writtenNanos = now;
      CorrelationWatch.State state = watch.state();
      getContext()
          .pipeToSelf(
              CompletableFuture.runAsync(() -> write(state), disk), (done, fault) -> new Written());
    }
  }

  private void write(CorrelationWatch.State state) {
    try {
      file.write(state);
    } catch (IOException refused) {
      LOG.warn("event=correlation-not-kept", refused);
    }
  }

  private void ask(Symbol symbol) {
    if (trees.symbols().contains(symbol)) {
      trees.tell(symbol, new SymbolActor.ToFeed(new FeedActor.GetPrice(prices)));
    } else {
      // Dated when the answer came, not when there was time to look at it.
      CompletionStage<Command> priced =
          wiring
              .marketData()
              .markPrice(symbol)
              .thenApply(
                  price ->
                      price.signum() <= 0
                          ? new Unpriced(symbol, "a mark of " + price)
                          : new Priced(symbol, wiring.clock().millis(), price.doubleValue()));
      getContext()
          .pipeToSelf(
              priced,
              (answer, fault) ->
                  answer == null ? new Unpriced(symbol, FeedActor.text(fault)) : answer);
    }
  }

  private void evaluated(Observation.Correlation evaluation) {
    Observation.Correlation before = newest;
    boolean wasOff = before != null && before.riskOffUntil() > before.timeMillis();
    boolean isOff = evaluation.riskOffUntil() > evaluation.timeMillis();
    if (isOff != wasOff) {
      getContext()
          .getLog()
          .warn(
              "event={} correlation={} until={}",
              isOff ? "risk-off" : "risk-on",
              evaluation.correlation(),
              Instant.ofEpochMilli(evaluation.riskOffUntil()));
    }
    newest = evaluation;
    due = true;
    tell();
  }

  private void tell() {
    Observation.Correlation known = newest;
    if (known != null) {
      FeedActor.Observed message = new FeedActor.Observed(known);
      trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.ToFeed(message)));
    }
  }
}
