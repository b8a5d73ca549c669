package vortex7.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import vortex7.live.view.EngineView;
import vortex7.live.view.FeedView;
import vortex7.live.view.ReadingView;
import vortex7.market.Symbol;
import vortex7.signal.EngineId;
import vortex7.signal.FeedStream;
import vortex7.signal.Validity;

/**
 * Asks one symbol's engines how they are, and its decision and feed what they know of them: an
 * engine that does not answer either is told as missing. Thread-safe.
 */
final class EngineQuestions {
  private final TreeQuestions tree;

  EngineQuestions(TreeQuestions tree) {
    this.tree = tree;
  }

  /** Empty when the symbol is not traded here; an engine that does not run is left out. */
  CompletionStage<Optional<List<EngineView>>> ask(
      Symbol symbol, CompletionStage<Optional<FeedView>> feed) {
    CompletionStage<List<EngineView>> engines = CompletableFuture.completedStage(List.of());
    for (EngineId engine : EngineId.values()) {
      engines = engines.thenCombine(engine(symbol, engine), EngineQuestions::with);
    }
    CompletionStage<Optional<List<ReadingView>>> decided =
        tree.known(
            symbol, replyTo -> new SymbolActor.ToDecision(new DecisionActor.GetReadings(replyTo)));
    return engines
        .thenCombine(decided, (views, last) -> last.map(readings -> late(views, readings)))
        .thenCombine(feed, (views, known) -> views.map(list -> faulty(list, known.orElseThrow())));
  }

  private CompletionStage<Optional<EngineView>> engine(Symbol symbol, EngineId engine) {
    return tree.<Optional<EngineView>>known(
            symbol, replyTo -> new SymbolActor.ToEngine(engine, new EngineActor.GetView(replyTo)))
        .thenApply(found -> found.flatMap(Function.identity()))
        .exceptionally(
            silent ->
                Optional.of(EngineView.unasked(engine.code(), Optional.empty(), 0).missing()));
  }

  private static List<EngineView> with(List<EngineView> before, Optional<EngineView> one) {
    List<EngineView> more = new ArrayList<>(before);
    one.ifPresent(more::add);
    return List.copyOf(more);
  }

  /** The decision had to go on without an engine's last reading. */
  private static List<EngineView> late(List<EngineView> views, List<ReadingView> decided) {
    List<String> missing =
        decided.stream()
            .filter(reading -> reading.reason().equals(Validity.MISSING.name()))
            .map(ReadingView::engine)
            .toList();
    return views.stream()
        .map(view -> missing.contains(view.engine()) ? view.missing() : view)
        .toList();
  }

  /** Each with what is, and was, wrong with the data that it lives by. */
  static List<EngineView> faulty(List<EngineView> views, FeedView feed) {
    return views.stream().map(view -> judged(view, feed)).toList();
  }

  private static EngineView judged(EngineView view, FeedView feed) {
    List<String> judges = judges(view.engine());
    boolean gap = has(feed, judges, stream -> stream.gap() && !isCandles(stream));
    boolean stale = has(feed, judges, FeedView.StreamView::stale);
    EngineView now =
        gap ? view.held(Validity.GAP.name()) : stale ? view.held(Validity.STALE.name()) : view;
    return now.with(feed.faults(), streams(view.engine()));
  }

  private static boolean has(
      FeedView feed, List<String> streams, Predicate<FeedView.StreamView> trouble) {
    return feed.streams().stream()
        .anyMatch(stream -> streams.contains(stream.stream()) && trouble.test(stream));
  }

  /** Missing candles are read again, and nobody is held for them. */
  private static boolean isCandles(FeedView.StreamView stream) {
    return stream.stream().equals(FeedStream.CANDLES.name());
  }

  /** The streams whose trouble makes the engine's reading NEUTRAL. */
  private static List<String> judges(String engine) {
    return engine.equals(EngineId.REGIME.code())
        ? List.of(FeedStream.CANDLES.name())
        : streams(engine);
  }

  /** What an engine lives by. */
  private static List<String> streams(String engine) {
    for (EngineId id : EngineId.values()) {
      if (id.code().equals(engine)) {
        return switch (id) {
          case ORDER_FLOW -> List.of(FeedStream.TRADES.name(), FeedStream.BOOK.name());
          case TICK -> List.of(FeedStream.TRADES.name());
          case TECHNICAL -> List.of(FeedStream.CANDLES.name());
          case SENTIMENT -> List.of(FaultCounts.POLLS);
          case REGIME -> List.of(FeedStream.CANDLES.name(), FeedStream.BOOK.name());
        };
      }
    }
    return List.of();
  }
}
