package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.position.VenueFacts;
import vortex7.risk.AccountTold;
import vortex7.risk.TopAlt;
import vortex7.risk.TopAltChoice;
import vortex7.risk.TopAltRules;
import vortex7.risk.TopAltWish;

/**
 * Fills the place {@code TOP_ALT}: chooses at each 00:00 UTC by what the venue lists, has the
 * account journal who it is, and lets trees begin and end by that.
 *
 * <p>A tree ends only when its position says that it is flat, the venue holds nothing of the
 * symbol, and the account has no slot for it; until then it enters nothing and manages what there
 * is. So it is with every symbol beside the configured list: whatever has a slot has a tree.
 */
final class TopAltActor extends AbstractBehavior<TopAltActor.Command> {

  /** What it is told. */
  sealed interface Command {}

  private record AccountNews(AccountTold told) implements Command {}

  private record Look() implements Command {}

  private record ListingsCame(LocalDate day, List<Listing> listed) implements Command {}

  private record ListingsFailed(LocalDate day, Throwable fault) implements Command {}

  private record FlatTold(PositionActor.Flat told) implements Command {}

  private record FactsCame(VenueFacts facts) implements Command {}

  private record FactsFailed(Symbol symbol, Throwable fault) implements Command {}

  private record Answered(AccountActor.TopAltAnswer answer) implements Command {}

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** An account that began anew knows nobody who listens: so often it is asked again. */
  private static final int LOOKS_A_SUBSCRIPTION = 5;

  /** A question that nobody answered for so long is asked again. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /**
   * Who fills the place.
   *
   * @param days what time it is: by it the UTC day ends
   */
  static Behavior<Command> create(
      Wiring wiring,
      SymbolTrees trees,
      ActorRef<SymbolsActor.Command> keeper,
      ActorRef<AccountActor.Command> account,
      InstantSource days) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new TopAltActor(context, timers, wiring, trees, keeper, account, days)));
  }

  /** A symbol whose tree is to end. */
  private static final class Departure {
    String waitsFor = "its position has not answered yet";
    boolean asking;
    long askedNanos;
  }

  private final Wiring wiring;
  private final TradedSymbols traded;
  private final TopAltViews views;
  private final SymbolTrees trees;
  private final ActorRef<SymbolsActor.Command> keeper;
  private final ActorRef<AccountActor.Command> account;
  private final InstantSource days;
  private final ActorRef<AccountTold> accountListener;
  private final ActorRef<PositionActor.Flat> flats;
  private final ActorRef<AccountActor.TopAltAnswer> answers;
  private final Map<Symbol, Departure> departures = new TreeMap<>();

  /** Those whose trees were told to end, until they are gone. */
  private final Set<Symbol> ended = new TreeSet<>();

  private @Nullable AccountTold told;
  private Optional<TopAltChoice> newest = Optional.empty();
  private Optional<TopAltWish> wish = Optional.empty();
  private Optional<String> fault = Optional.empty();
  private boolean asking;
  private int failures;
  private long notBeforeNanos;
  private Optional<Long> wishToldNanos = Optional.empty();
  private long looks;

  private TopAltActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Wiring wiring,
      SymbolTrees trees,
      ActorRef<SymbolsActor.Command> keeper,
      ActorRef<AccountActor.Command> account,
      InstantSource days) {
    super(context);
    context.setLoggerName(TopAltActor.class);
    this.wiring = wiring;
    this.traded = wiring.traded();
    this.views = new TopAltViews(traded.listed());
    this.trees = trees;
    this.keeper = keeper;
    this.account = account;
    this.days = days;
    accountListener = context.messageAdapter(AccountTold.class, AccountNews::new);
    flats = context.messageAdapter(PositionActor.Flat.class, FlatTold::new);
    answers = context.messageAdapter(AccountActor.TopAltAnswer.class, Answered::new);
    notBeforeNanos = wiring.nanos().getAsLong();
    show();
    timers.startTimerWithFixedDelay(new Look(), LOOK_EVERY);
    account.tell(new AccountActor.Subscribe(accountListener));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case AccountNews(AccountTold news) -> {
        told = news;
        look();
      }
      case Look ignored -> {
        if (++looks % LOOKS_A_SUBSCRIPTION == 0) {
          account.tell(new AccountActor.Subscribe(accountListener));
        }
        look();
      }
      case ListingsCame(LocalDate day, List<Listing> listed) -> onListings(day, listed);
      case ListingsFailed(LocalDate day, Throwable why) -> onListingsFailed(day, why);
      case FlatTold(PositionActor.Flat flat) -> onFlat(flat);
      case FactsCame(VenueFacts facts) -> onFacts(facts);
      case FactsFailed(Symbol symbol, Throwable why) ->
          waits(symbol, "the venue does not say what it holds: " + RestWatch.text(why));
      case Answered(AccountActor.TopAltAnswer answer) -> onAnswer(answer);
    }
    show();
    return this;
  }

  /** Before the account was read nobody knows whose place it is: what runs goes on. */
  private void look() {
    AccountTold known = told;
    if (known != null) {
      if (traded.topAlt().isPresent()) {
        choose(known);
      }
      settle(known);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(days.instant(), ZoneOffset.UTC);
  }

  // ---- choosing

  private void choose(AccountTold known) {
    LocalDate today = today();
    boolean mayAsk = !asking && wiring.nanos().getAsLong() - notBeforeNanos >= 0;
    if (!mayAsk || !due(known, today)) {
      return;
    }
    asking = true;
    getContext()
        .pipeToSelf(
            wiring.marketData().listings(),
            (listed, why) ->
                listed == null
                    ? new ListingsFailed(today, RestWatch.orSilence(why))
                    : new ListingsCame(today, listed));
  }

  /** An empty place is looked at again and again, a taken one once a day. */
  private boolean due(AccountTold known, LocalDate today) {
    if (wish.isPresent()) {
      return wish.get().day().isBefore(today) || wish.get().symbol().isEmpty();
    }
    return known
        .topAlt()
        .filter(made -> !made.day().isBefore(today))
        .flatMap(TopAlt::symbol)
        .filter(symbol -> !traded.listed().contains(symbol))
        .isEmpty();
  }

  private void onListings(LocalDate day, List<Listing> listed) {
    asking = false;
    failures = 0;
    fault = Optional.empty();
    TopAltRules rules = traded.topAlt().orElseThrow();
    TopAltChoice choice = TopAltChoice.of(listed, traded.listed(), rules);
    getContext()
        .getLog()
        .info(
            "event=top-alt-chosen day={} symbol={} reason=\"{}\" passed-over=\"{}\"",
            day,
            choice.chosen().map(Symbol::code).orElse("-"),
            choice.reason(),
            String.join("; ", views.passedOver(choice)));
    if (choice.chosen().isEmpty()) {
      notBeforeNanos = wiring.nanos().getAsLong() + rules.emptyRetryEvery().toNanos();
    }
    newest = Optional.of(choice);
    wish = Optional.of(new TopAltWish(place(), choice.chosen(), day, choice.reason()));
    wishToldNanos = Optional.empty();
    look();
  }

  /** What is there stays. */
  private void onListingsFailed(LocalDate day, Throwable why) {
    asking = false;
    Duration pause = RestWatch.pause(failures++);
    notBeforeNanos = wiring.nanos().getAsLong() + pause.toNanos();
    fault = Optional.of("the choice for " + day + " could not be made: " + RestWatch.text(why));
    getContext()
        .getLog()
        .warn("event=top-alt-not-chosen reason=\"{}\" again-in={}", fault.get(), pause);
  }

  /** Whose place it is by the journal. */
  private Optional<Symbol> place() {
    return Optional.ofNullable(told).flatMap(AccountTold::topAlt).flatMap(TopAlt::symbol);
  }

  // ---- trees

  private void settle(AccountTold known) {
    Optional<Symbol> place = place();
    wish = wish.filter(wished -> !fulfilled(known, wished));
    if (traded.topAlt().isEmpty() && place.isPresent() && wish.isEmpty()) {
      wish =
          Optional.of(
              new TopAltWish(
                  place, Optional.empty(), today(), "TOP_ALT is not configured any more"));
    }
    place.ifPresent(this::add);
    known.holding().forEach(this::add);
    Optional<Symbol> wanted = wish.isPresent() ? wish.get().symbol() : place;
    for (Symbol symbol : traded.beside()) {
      boolean stays =
          place.filter(symbol::equals).isPresent() && wanted.filter(symbol::equals).isPresent();
      if (stays) {
        departures.remove(symbol);
        ended.remove(symbol);
        trees.tell(symbol, new SymbolActor.Staying()); // Also after a life that said otherwise.
      } else if (!ended.contains(symbol)) {
        leave(symbol);
      }
    }
    departures.keySet().retainAll(traded.beside());
    ended.retainAll(traded.beside());
    if (wish.isPresent() && place.filter(symbol -> hasToLeave(symbol, wish.get())).isEmpty()) {
      tellWish(place);
    }
  }

  private static boolean fulfilled(AccountTold known, TopAltWish wished) {
    return known
        .topAlt()
        .filter(made -> made.symbol().equals(wished.symbol()))
        .filter(made -> !made.day().isBefore(wished.day()))
        .isPresent();
  }

  /** A symbol that the list names by now trades on whoever takes the place. */
  private boolean hasToLeave(Symbol symbol, TopAltWish wished) {
    return !traded.listed().contains(symbol) && wished.symbol().filter(symbol::equals).isEmpty();
  }

  private void add(Symbol symbol) {
    if (!traded.now().contains(symbol)) {
      keeper.tell(new SymbolsActor.Add(symbol));
    }
  }

  private void tellWish(Optional<Symbol> before) {
    long now = wiring.nanos().getAsLong();
    boolean waits = wishToldNanos.filter(at -> now - at < ANSWER_WITHIN.toNanos()).isPresent();
    if (!waits) {
      wishToldNanos = Optional.of(now);
      TopAltWish wished = wish.orElseThrow();
      account.tell(
          new AccountActor.ChooseTopAlt(
              new TopAltWish(before, wished.symbol(), wished.day(), wished.reason()), answers));
    }
  }

  /** First nothing new is entered; then the position is asked, then the venue, then the account. */
  private void leave(Symbol symbol) {
    Departure departure = departures.computeIfAbsent(symbol, unused -> new Departure());
    trees.tell(symbol, new SymbolActor.Leaving(reasonToLeave()));
    long now = wiring.nanos().getAsLong();
    if (!departure.asking || now - departure.askedNanos > ANSWER_WITHIN.toNanos()) {
      departure.asking = true;
      departure.askedNanos = now;
      trees.tell(symbol, new SymbolActor.ToPosition(new PositionActor.GetFlat(flats)));
    }
  }

  private String reasonToLeave() {
    return wish.flatMap(TopAltWish::symbol)
        .map(next -> "TOP_ALT: " + next + " takes the place as soon as this symbol is flat")
        .orElse("this symbol is not to be traded any more, it ends as soon as it is flat");
  }

  private void waits(Symbol symbol, String what) {
    Departure departure = departures.get(symbol);
    if (departure != null) {
      departure.asking = false;
      if (!what.equals(departure.waitsFor)) {
        departure.waitsFor = what;
        getContext().getLog().info("event=top-alt-waits symbol={} for=\"{}\"", symbol, what);
      }
    }
  }

  private void onFlat(PositionActor.Flat flat) {
    Symbol symbol = flat.symbol();
    if (flat.why().isPresent()) {
      waits(symbol, flat.why().get());
    } else if (departures.containsKey(symbol)) {
      getContext()
          .pipeToSelf(
              wiring.gateway().facts(symbol, wiring.clock().instant()),
              (facts, why) ->
                  facts == null
                      ? new FactsFailed(symbol, RestWatch.orSilence(why))
                      : new FactsCame(facts));
    }
  }

  private void onFacts(VenueFacts facts) {
    Symbol symbol = facts.symbol();
    AccountTold known = told;
    if (known == null || !departures.containsKey(symbol)) {
      return;
    }
    boolean held =
        facts.positionAmount().signum() != 0
            || !facts.orders().isEmpty()
            || !facts.stops().isEmpty();
    if (held) {
      waits(
          symbol,
          "the venue holds %s of it, orders: %d, stops: %d"
              .formatted(
                  facts.positionAmount().toPlainString(),
                  facts.orders().size(),
                  facts.stops().size()));
    } else if (known.holding().contains(symbol)) {
      waits(symbol, "the account has a slot for it");
    } else if (place().filter(symbol::equals).isPresent()) {
      waits(symbol, "the account has to journal who follows");
      if (wish.isPresent()) {
        tellWish(Optional.of(symbol));
      }
    } else {
      end(symbol);
    }
  }

  private void onAnswer(AccountActor.TopAltAnswer answer) {
    wishToldNanos = Optional.empty();
    TopAltWish wished = answer.wish();
    if (answer.refusal().isPresent()) {
      wished.before().ifPresent(symbol -> waits(symbol, answer.refusal().get()));
      return;
    }
    if (!wished.symbol().equals(wished.before())) {
      String what =
          "TOP_ALT: %s instead of %s, %s"
              .formatted(name(wished.symbol()), name(wished.before()), wished.reason());
      getContext().getLog().info("event=top-alt what=\"{}\"", what);
      wiring.news().publish(new Daemon.News.Alert("INFO", what, wiring.clock().instant()));
      wished.before().filter(departures::containsKey).ifPresent(this::end);
    }
  }

  private static String name(Optional<Symbol> symbol) {
    return symbol.map(Symbol::code).orElse("nobody");
  }

  private void end(Symbol symbol) {
    departures.remove(symbol);
    ended.add(symbol);
    keeper.tell(new SymbolsActor.Remove(symbol));
  }

  // ---- for people

  private void show() {
    if (traded.topAlt().isPresent()) {
      Optional<TopAlt> made = Optional.ofNullable(told).flatMap(AccountTold::topAlt);
      Optional<String> waitsFor = place().map(departures::get).map(leaves -> leaves.waitsFor);
      traded.show(views.of(made, newest, wish, waitsFor, fault));
    }
  }
}
