package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import vortex7.live.view.FeedView;
import vortex7.live.view.ReadinessView;
import vortex7.live.view.TopAltView;
import vortex7.market.Symbol;

/** Asks every part what it still waits for; a part that does not answer is missing itself. */
final class Readiness {
  private static final Optional<String> NOT_CHOSEN = Optional.of("nobody was chosen yet");

  private final ActorSystem<Guardian.Command> system;
  private final Wiring wiring;
  private final AccountReader account;

  Readiness(ActorSystem<Guardian.Command> system, Wiring wiring, AccountReader account) {
    this.system = system;
    this.wiring = wiring;
    this.account = account;
  }

  CompletionStage<ReadinessView> ask() {
    CompletionStage<List<String>> missing = account.read().thenApply(this::journal);
    missing =
        missing.thenCombine(
            part(
                "venue",
                replyTo -> new Guardian.ToVenue(new VenueActor.GetHealth(replyTo)),
                VenueActor.Health::missing),
            Readiness::joined);
    List<String> place = topAlt();
    missing = missing.thenApply(what -> joined(what, place));
    for (Symbol symbol : wiring.symbols()) {
      missing =
          missing
              .thenCombine(
                  part(
                      symbol + ": tree",
                      replyTo -> new Guardian.ToSymbol(symbol, new SymbolActor.GetMissing(replyTo)),
                      (SymbolActor.Missing what) -> named(symbol, what.what())),
                  Readiness::joined)
              .thenCombine(
                  part(
                      symbol + ": feed",
                      replyTo ->
                          new Guardian.ToSymbol(
                              symbol, new SymbolActor.ToFeed(new FeedActor.GetHealth(replyTo))),
                      (FeedView feed) -> named(symbol, missingOf(feed))),
                  Readiness::joined);
    }
    return missing.thenApply(what -> new ReadinessView(what.isEmpty(), what));
  }

  /** A place that stays empty because nobody is eligible lacks nothing. */
  private List<String> topAlt() {
    if (wiring.traded().topAlt().isEmpty()) {
      return List.of();
    }
    Optional<TopAltView> view = wiring.traded().view();
    return view.flatMap(TopAltView::fault)
        .or(() -> view.flatMap(TopAltView::day).isPresent() ? Optional.empty() : NOT_CHOSEN)
        .map(what -> List.of("TOP_ALT: " + what))
        .orElse(List.of());
  }

  private List<String> journal(AccountReader.Known known) {
    return account
        .partial(known)
        .or(() -> wiring.journal().shut().map(why -> "the journal does not answer: " + why))
        .map(List::of)
        .orElse(List.of());
  }

  private <T> CompletionStage<List<String>> part(
      String name,
      Function<ActorRef<T>, Guardian.Command> question,
      Function<T, List<String>> missing) {
    CompletionStage<T> answer =
        AskPattern.ask(system, question::apply, wiring.live().askTimeout(), system.scheduler());
    return answer.handle(
        (told, fault) -> told == null ? List.of(name + " does not answer") : missing.apply(told));
  }

  private static List<String> missingOf(FeedView feed) {
    List<String> missing = new ArrayList<>();
    if (!feed.warm()) {
      missing.add("candles not read yet");
    }
    for (FeedView.StreamView stream : feed.streams()) {
      if (!stream.connected()) {
        missing.add(stream.stream() + " stream not connected");
      } else if (stream.stream().equals("BOOK") && (stream.stale() || stream.ageMillis() < 0)) {
        missing.add("book stale");
      }
    }
    return missing;
  }

  private static List<String> named(Symbol symbol, List<String> what) {
    return what.stream().map(each -> symbol + ": " + each).toList();
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
