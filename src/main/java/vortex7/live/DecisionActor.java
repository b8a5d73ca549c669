package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.decision.AtrWindow;
import vortex7.decision.Decision;
import vortex7.decision.DecisionEngine;
import vortex7.decision.EntryContext;
import vortex7.decision.Episodes;
import vortex7.decision.FeeRates;
import vortex7.decision.GateFunnel;
import vortex7.decision.PipelineRules;
import vortex7.live.recorder.Input;
import vortex7.live.view.DecisionView;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.ReadingView;
import vortex7.live.view.RegimeView;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.PositionStatus;
import vortex7.risk.AccountTold;
import vortex7.risk.EntryFacts;
import vortex7.signal.EngineId;
import vortex7.signal.Mark;
import vortex7.signal.Panel;
import vortex7.signal.PanelReading;
import vortex7.signal.Reading;
import vortex7.signal.RegimeReading;
import vortex7.signal.Validity;

/**
 * Joins the engines' readings by mark, decides, records why, and hands entries to {@link
 * RiskActor}. A reading that does not come in time counts as MISSING.
 *
 * <p>When a mark has gone through its decision, it tells the progress tracker of {@link Wiring}.
 */
public final class DecisionActor extends AbstractBehavior<DecisionActor.Command> {

  /** What a decision is told. */
  public sealed interface Command {}

  /**
   * The feed placed a mark: readings for it will come. A mark numbered 1 means that the feed began
   * anew: whatever waited before is void.
   *
   * @param frameNanos the own monotonic clock when the frame that caused it came in
   */
  public record MarkPlaced(Mark mark, long frameNanos) implements Command {}

  /** An engine's reading as of a mark. */
  public record ReadingGiven(Mark mark, Reading reading) implements Command {}

  /** The symbol's trade changed: told after each change and at the position's recovery. */
  public record PositionNews(PositionStatus status) implements Command {}

  /** The account changed: told after each change and on subscription. */
  public record AccountNews(AccountTold told) implements Command {}

  /** Whether the venue confirmed the leverage that an entry would use. */
  public record LeverageNews(boolean confirmed, int leverage) implements Command {}

  /** What became of an entry that this decision wanted; {@link #REFUSED} or how far it came. */
  public record EntryOutcome(String ref, String outcome, String reason, Instant at)
      implements Command {}

  /** Maker and taker rate of the account for the symbol, and what the venue allows there. */
  public record VenueNews(Instrument instrument, FeeRates fees) implements Command {}

  /** The symbol itself may not open anything, for these reasons; empty: it may. */
  public record SymbolBlocked(List<String> reasons) implements Command {
    public SymbolBlocked {
      reasons = List.copyOf(reasons);
    }
  }

  /** The newest decisions, newest first. */
  public record GetRecent(int limit, ActorRef<List<DecisionView>> replyTo) implements Command {}

  public record GetReadings(ActorRef<List<ReadingView>> replyTo) implements Command {}

  public record GetRegime(ActorRef<Optional<RegimeView>> replyTo) implements Command {}

  /** The funnels of all strategies in a period; since the start without one. */
  public record GetGates(
      Optional<Instant> from, Optional<Instant> to, ActorRef<List<GateFunnelView>> replyTo)
      implements Command {}

  /** Some marks may wait for a reading for too long by now. */
  private record Look() implements Command {}

  /** A mark that was placed, and when by the own clock: its frame, and its arrival here. */
  private record Placed(Mark mark, long frameNanos, long placedNanos) {}

  /** A kept decision and what became of it so far. */
  private record Kept(Decision decision, String outcome) {}

  private static final int KEPT_MAX = 500;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String SENT = "SENT";

  /** The outcome after which the symbol is free for the next entry at once. */
  public static final String REFUSED = "REFUSED";

  private static final String NO_TRADE = "NO_TRADE";

  /**
   * Decides for one symbol.
   *
   * @param risk is handed the decisions that trade
   * @param sink is told every decision
   */
  public static Behavior<Command> create(
      Symbol symbol,
      Instrument instrument,
      PipelineRules rules,
      Wiring wiring,
      ActorRef<RiskActor.Command> risk,
      DecisionSink sink) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new DecisionActor(
                        context, timers, symbol, instrument, rules, wiring, risk, sink)));
  }

  private final TimerScheduler<Command> timers;
  private final Symbol symbol;
  private final PipelineRules rules;
  private final Wiring wiring;
  private final ActorRef<RiskActor.Command> risk;
  private final DecisionSink sink;
  private final EntryFacts facts;
  private final Episodes episodes;
  private final TreeMap<Long, Placed> placed = new TreeMap<>();
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private final GateFunnel funnel = new GateFunnel();
  private final Instant since;
  private Instrument instrument;
  private DecisionEngine engine;
  private Panel panel;
  private boolean looking;
  private int leverageCap;
  private @Nullable Decision last;

  private DecisionActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Symbol symbol,
      Instrument instrument,
      PipelineRules rules,
      Wiring wiring,
      ActorRef<RiskActor.Command> risk,
      DecisionSink sink) {
    super(context);
    context.setLoggerName(DecisionActor.class);
    this.timers = timers;
    this.symbol = symbol;
    this.instrument = instrument;
    this.rules = rules;
    this.wiring = wiring;
    this.risk = risk;
    this.sink = sink;
    facts = new EntryFacts(symbol);
    episodes = Episodes.of(rules.decision());
    since = wiring.clock().instant();
    engine = new DecisionEngine(instrument, rules.decision());
    panel = new Panel(rules.engines());
    wiring.inputs().took(symbol, new Input.DeciderBegan());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case MarkPlaced(Mark mark, long frameNanos) -> onMark(mark, frameNanos);
      case ReadingGiven(Mark mark, Reading reading) -> onReading(mark, reading);
      case Look ignored -> look();
      case PositionNews(PositionStatus status) -> facts.position(status);
      case AccountNews(AccountTold told) -> facts.account(told);
      case LeverageNews(boolean confirmed, int ignored) -> facts.leverage(confirmed);
      case VenueNews(Instrument told, FeeRates fees) -> onVenue(told, fees);
      case SymbolBlocked(List<String> reasons) -> facts.blocked(reasons);
      case EntryOutcome outcome -> onOutcome(outcome);
      case GetRecent(int limit, ActorRef<List<DecisionView>> replyTo) ->
          replyTo.tell(recent(limit));
      case GetReadings(ActorRef<List<ReadingView>> replyTo) -> replyTo.tell(readings());
      case GetRegime(ActorRef<Optional<RegimeView>> replyTo) -> replyTo.tell(regime());
      case GetGates(
              Optional<Instant> from,
              Optional<Instant> to,
              ActorRef<List<GateFunnelView>> replyTo) ->
          replyTo.tell(gates(from, to));
    }
    return this;
  }

  // Marks.

  private void onMark(Mark mark, long frameNanos) {
    if (mark.number() == 1) {
      panel = new Panel(rules.engines());
      placed.clear();
    }
    placed.put(mark.number(), new Placed(mark, frameNanos, wiring.nanos().getAsLong()));
    panel.onMark(mark);
    if (!looking) {
      looking = true;
      timers.startSingleTimer(new Look(), wiring.live().missingAfter());
    }
  }

  /** A reading of a mark that was not placed here belongs to a life before a restart. */
  private void onReading(Mark mark, Reading reading) {
    Placed known = placed.get(mark.number());
    if (known != null && known.mark().equals(mark)) {
      panel.onReading(mark, reading).forEach(this::decide);
    }
  }

  private void look() {
    long now = wiring.nanos().getAsLong();
    long overdue = 0;
    for (Placed waiting : placed.values()) {
      if (now - waiting.placedNanos() < wiring.live().missingAfter().toNanos()) {
        break;
      }
      overdue = waiting.mark().number();
    }
    if (overdue > 0) {
      wiring.metrics().feedFault(symbol, "MISSING");
      getContext().getLog().warn("event=reading-missing symbol={} mark={}", symbol, overdue);
      panel.giveUp(overdue).forEach(this::decide);
    }
    looking = !placed.isEmpty();
    if (looking) {
      timers.startSingleTimer(new Look(), wiring.live().missingAfter());
    }
  }

  private void decide(PanelReading readings) {
    EntryContext context = facts.at(wiring.clock().instant(), wiring.killSwitch().engaged());
    Decision decision = engine.decide(readings, context);
    wiring.inputs().took(symbol, new Input.Decided(decision, context, instrument));
    last = decision;
    funnel.add(decision);
    Placed mark = placed.remove(decision.mark().number());
    tellCap(readings.regime());
    long now = wiring.nanos().getAsLong();
    if (mark != null) {
      wiring.metrics().tickToDecision(symbol, now - mark.frameNanos());
    }
    if (decision.trades()) {
      facts.sent(decision.ref(), wiring.clock().instant());
      wiring.progress().hold(symbol, decision.ref());
      risk.tell(
          new RiskActor.Enter(
              decision, mark == null ? now : mark.frameNanos(), now, getContext().getSelf()));
    }
    wiring.metrics().decided(symbol, decision.action().name());
    sink.decided(decision);
    for (Decision worth : episodes.on(decision)) {
      keep(worth, worth.trades() ? SENT : NO_TRADE);
    }
    wiring.progress().decided(symbol, decision.mark().eventTime());
  }

  /** The leverage is set ahead of the trade that needs it. */
  private void tellCap(RegimeReading volatility) {
    boolean known = volatility.validity() == Validity.VALID;
    if (known && volatility.leverageMax() != leverageCap) {
      leverageCap = volatility.leverageMax();
      risk.tell(new RiskActor.CapChanged(leverageCap));
    }
  }

  private void keep(Decision decision, String outcome) {
    kept.addFirst(new Kept(decision, outcome));
    if (kept.size() > KEPT_MAX) {
      kept.removeLast();
    }
    tellKept(decision, outcome);
  }

  private void tellKept(Decision decision, String outcome) {
    sink.kept(decision, outcome);
    wiring
        .news()
        .publish(
            new Daemon.News.DecisionMade(
                decision.ref(), () -> DecisionViews.decision(decision, outcome)));
  }

  // News.

  private void onVenue(Instrument told, FeeRates fees) {
    facts.fees(fees);
    if (!told.equals(instrument)) {
      instrument = told;
      engine = new DecisionEngine(told, rules.decision());
    }
  }

  private void onOutcome(EntryOutcome told) {
    wiring.progress().release(symbol, told.ref());
    if (told.outcome().equals(REFUSED)) {
      facts.refused(told.ref());
    }
    String outcome =
        told.reason().isEmpty() ? told.outcome() : told.outcome() + ": " + told.reason();
    List<Kept> updated = new ArrayList<>(kept.size());
    Iterator<Kept> all = kept.iterator();
    while (all.hasNext()) {
      Kept each = all.next();
      boolean meant = each.decision().trades() && each.decision().ref().equals(told.ref());
      updated.add(meant ? new Kept(each.decision(), outcome) : each);
      if (meant) {
        tellKept(each.decision(), outcome);
      }
    }
    kept.clear();
    kept.addAll(updated);
  }

  // Questions.

  /** The newest of all first, whether it was worth keeping or not. */
  private List<DecisionView> recent(int limit) {
    List<DecisionView> views = new ArrayList<>();
    Decision newest = last;
    Kept first = kept.peekFirst();
    if (newest != null && (first == null || !first.decision().equals(newest))) {
      views.add(DecisionViews.decision(newest, newest.trades() ? SENT : NO_TRADE));
    }
    for (Kept each : kept) {
      views.add(DecisionViews.decision(each.decision(), each.outcome()));
    }
    return views.subList(0, Math.min(Math.max(0, limit), views.size()));
  }

  private List<ReadingView> readings() {
    Decision newest = last;
    return newest == null ? List.of() : DecisionViews.readings(newest.readings());
  }

  private Optional<RegimeView> regime() {
    Decision newest = last;
    return newest == null || !newest.readings().present(EngineId.REGIME)
        ? Optional.empty()
        : Optional.of(DecisionViews.regime(newest.readings().regime()));
  }

  /** What is no longer kept by the minute is left out, and the answer's {@code since} says so. */
  private List<GateFunnelView> gates(Optional<Instant> from, Optional<Instant> to) {
    Decision newest = last;
    Instant end =
        newest == null ? since : newest.time().truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
    Instant begin = funnel.keptFrom().orElse(since);
    boolean whole = from.isEmpty() && to.isEmpty();
    Instant first = from.filter(asked -> asked.isAfter(begin)).orElse(begin);
    Instant until = to.filter(asked -> asked.isBefore(end)).orElse(end);
    List<GateFunnel.Tally> tallies = whole ? funnel.total() : funnel.between(first, until);
    List<GateFunnelView> views = new ArrayList<>();
    for (GateFunnel.Tally tally : tallies) {
      Optional<AtrWindow> window =
          newest == null
              ? Optional.empty()
              : engine.admissibleAtr(tally.strategy(), newest.readings(), facts.fees());
      views.add(DecisionViews.gates(symbol, tally, whole ? since : first, until, window));
    }
    return views;
  }
}
