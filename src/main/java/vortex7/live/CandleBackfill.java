package vortex7.live;

import akka.actor.typed.javadsl.ActorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/**
 * Reads one symbol's older candles, and holds back what comes meanwhile, so that each is passed on
 * once and in order. Confined to its {@link FeedActor}.
 */
final class CandleBackfill {
  private static final int HELD_MAX = 4_096;

  /** The venue's newest candle is still forming. */
  private static final int FORMING = 1;

  private final ActorContext<FeedActor.Command> context;
  private final Symbol symbol;
  private final Wiring wiring;
  private final FeedAudience audience;
  private final FeedDesk feed;
  private final List<Candle> held = new ArrayList<>();
  private long readNanos;
  private boolean reading;

  CandleBackfill(
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

  /** Passes it on; or holds it back while older ones are read, as when one before it is missing. */
  void onCandle(Candle candle) {
    if (!reading && audience.candles.misses(candle) && mayReadAgain()) {
      read();
    }
    if (!reading) {
      feed.onCandle(candle);
    } else if (held.size() < HELD_MAX) {
      held.add(candle);
    }
  }

  /** A venue without older candles has none a moment later either: each read costs weight. */
  private boolean mayReadAgain() {
    Duration since = Duration.ofNanos(wiring.nanos().getAsLong() - readNanos);
    return since.compareTo(wiring.feedLimits().backfillRetryAfter()) >= 0;
  }

  /** Asks the venue; the answer comes to the actor. */
  void read() {
    reading = true;
    readNanos = wiring.nanos().getAsLong();
    List<CompletableFuture<List<Candle>>> reads = new ArrayList<>();
    for (Timeframe timeframe : Timeframe.values()) {
      reads.add(
          wiring
              .marketData()
              .candles(symbol, timeframe, wiring.feedLimits().candleRing() + FORMING)
              .toCompletableFuture());
    }
    context.pipeToSelf(
        CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
            .thenApply(unused -> reads.stream().flatMap(read -> read.join().stream()).toList()),
        (read, fault) ->
            read == null
                ? new FeedActor.CandlesUnreadable(FeedActor.text(fault))
                : new FeedActor.CandlesRead(read));
  }

  /** The answer: what it tells that is new, then what was held back. */
  void came(List<Candle> read) {
    audience.frame(wiring.nanos().getAsLong());
    read.forEach(this::passNew);
    held.forEach(this::passNew);
    held.clear();
    reading = false;
  }

  private void passNew(Candle candle) {
    boolean news =
        audience
            .candles
            .newestClosed(candle.timeframe())
            .map(last -> candle.openTime() > last.openTime())
            .orElse(true);
    if (news) {
      feed.onCandle(candle);
    }
  }
}
