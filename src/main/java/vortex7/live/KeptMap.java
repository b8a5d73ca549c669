package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.signal.EngineId;
import vortex7.signal.Observation.LiquidationMapKept;

/**
 * Has one symbol's liquidation map kept once a minute of the venue's clock, and tells the engines
 * the map that was kept before the start. Confined to its {@link FeedActor}.
 */
final class KeptMap {
  private static final long EVERY_MILLIS = Duration.ofMinutes(1).toMillis();

  private final ActorContext<FeedActor.Command> context;
  private final Symbol symbol;
  private final Wiring wiring;
  private final FeedAudience audience;
  private final FeedDesk feed;
  private @Nullable ActorRef<LiquidationMapKeeper.Keep> keeper;
  private long begunNanos;
  private long minute;
  private boolean read;
  private boolean told;

  KeptMap(
      ActorContext<FeedActor.Command> context,
      Symbol symbol,
      Wiring wiring,
      FeedAudience audience,
      FeedDesk feed) {
    this.context = context;
    this.symbol = symbol;
    this.wiring = wiring;
    this.audience = audience;
    this.feed = feed;
  }

  /** There is an engine that has a map. */
  void begin() {
    if (keeper == null) {
      begunNanos = wiring.nanos().getAsLong();
      minute = minute();
      keeper =
          context.spawn(
              Behaviors.supervise(
                      LiquidationMapKeeper.create(
                          wiring.identity().scope(), symbol, context.getSelf()))
                  .onFailure(
                      SupervisorStrategy.restartWithBackoff(
                          Duration.ofSeconds(1), Duration.ofSeconds(60), 0.2)),
              "liquidation-map",
              Threads.trading());
    }
  }

  private long minute() {
    return Math.floorDiv(wiring.clock().millis(), EVERY_MILLIS);
  }

  /** Time passed: the map may be due to be kept. */
  void look() {
    ActorRef<LiquidationMapKeeper.Keep> keeps = keeper;
    if (keeps != null && read && minute() > minute) {
      minute = minute();
      audience.tell(EngineId.SENTIMENT, new EngineActor.KeepMap(keeps));
    }
  }

  /** What the journal holds; a keeper that began anew tells it again. */
  void read(Optional<LiquidationMapKept> held) {
    read = true;
    if (!told && held.isPresent()) {
      told = true;
      feed.onObservation(held.get());
      audience.flush();
    }
  }

  void kept(LiquidationMapKept map) {
    told = true;
    feed.onMapKept(map);
  }

  /** Whether a map is there, so that the past need not be read. */
  boolean known() {
    return told;
  }

  /** Whether the journal may still say something that the first readings have to wait for. */
  boolean awaited() {
    return keeper != null
        && !read
        && wiring.nanos().getAsLong() - begunNanos < wiring.live().journalReadWithin().toNanos();
  }
}
