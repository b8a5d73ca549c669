package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.signal.FeedStream;

/**
 * Watches over one symbol's streams, {@link #frame} without an allocation for each that comes:
 * tells the feed which is stale, and the tree when the market is lost and when it is back. Confined
 * to its {@link FeedActor}.
 */
final class FeedWatch {
  private final ActorContext<FeedActor.Command> context;
  private final Symbol symbol;
  private final Wiring wiring;
  private final FeedDesk feed;
  private final ActorRef<SymbolActor.Command> tree;
  private final StreamWatch book;
  private final StreamWatch trades;
  private final StreamWatch candles;
  private boolean lost;
  private boolean toldGood;

  FeedWatch(
      ActorContext<FeedActor.Command> context,
      Symbol symbol,
      Wiring wiring,
      FeedDesk feed,
      ActorRef<SymbolActor.Command> tree) {
    this.context = context;
    this.symbol = symbol;
    this.wiring = wiring;
    this.feed = feed;
    this.tree = tree;
    FeedLimits limits = wiring.feedLimits();
    long now = wiring.nanos().getAsLong();
    book = new StreamWatch(FeedStream.BOOK, limits.bookStaleAfter(), now);
    trades = new StreamWatch(FeedStream.TRADES, limits.tradesStaleAfter(), now);
    candles = new StreamWatch(FeedStream.CANDLES, limits.candlesStaleAfter(), now);
  }

  List<StreamWatch> streams() {
    return List.of(book, trades, candles);
  }

  private StreamWatch of(FeedStream stream) {
    return switch (stream) {
      case BOOK -> book;
      case TRADES -> trades;
      case CANDLES -> candles;
    };
  }

  void frame(FeedStream stream, long receivedNanos) {
    if (of(stream).frame(receivedNanos)) {
      feed.staleness(stream, false);
    }
  }

  /** True when there was a cut, or a failure to open, before this connection. */
  boolean connected(FeedStream stream) {
    return of(stream).connected();
  }

  void disconnected(FeedStream stream) {
    of(stream).disconnected(wiring.nanos().getAsLong());
  }

  /** Time passed: a stream may be stale by now, or gone for too long. */
  void look() {
    long now = wiring.nanos().getAsLong();
    for (StreamWatch watch : streams()) {
      if (watch.becomesStale(now)) {
        feed.staleness(watch.stream, true);
        if (watch.seen()) {
          context.getLog().warn("event=stale symbol={} stream={}", symbol, watch.stream);
        } else {
          context.getLog().info("event=awaited symbol={} stream={}", symbol, watch.stream);
        }
      }
    }
    Optional<String> emergency = emergency(now);
    if (emergency.isPresent() && !lost) {
      lost = true;
      tree.tell(new SymbolActor.MarketLost(emergency.get()));
    } else if (emergency.isEmpty() && (lost || (!toldGood && book.seen()))) {
      toldGood = true; // Once in any case: an earlier life of the feed may have told it lost.
      lost = false;
      tree.tell(new SymbolActor.MarketBack());
    }
  }

  private Optional<String> emergency(long now) {
    FeedLimits limits = wiring.feedLimits();
    if (book.silentNanos(now) > limits.emergencySilence().toNanos()) {
      return Optional.of("book silent for more than " + limits.emergencySilence());
    }
    for (StreamWatch watch : streams()) {
      if (watch.cutForLongerThan(limits.emergencySilence(), limits.startPatience(), now)) {
        return Optional.of(watch.stream + " socket cut for more than " + limits.emergencySilence());
      }
    }
    return Optional.empty();
  }
}
