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
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.decision.Decision;
import vortex7.decision.FeeRates;
import vortex7.live.recorder.Input;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.PositionStatus;
import vortex7.position.TradePlan;
import vortex7.risk.AccountTold;
import vortex7.risk.EntrySizing;
import vortex7.risk.LeverageDesk;
import vortex7.risk.Sizing;
import vortex7.risk.SizingRules;

/**
 * Sizes an entry, reserves its slot at the account and hands the plan to the position; or says why
 * not. Asks {@link VenueActor.SetLeverage} ahead of time, while flat, and tells the decision what
 * was confirmed ({@link SymbolActor.LeverageNews}).
 */
public final class RiskActor extends AbstractBehavior<RiskActor.Command> {

  /** What the risk is told. */
  public sealed interface Command {}

  /**
   * A decision that trades: size it, reserve, tell {@link PositionActor.Open}; what came of it goes
   * to {@code replyTo}. The spans are for metrics, on the own clock.
   */
  public record Enter(
      Decision decision,
      long frameNanos,
      long decidedNanos,
      ActorRef<DecisionActor.Command> replyTo)
      implements Command, Urgent {}

  /** The symbol's trade changed. */
  public record PositionNews(PositionStatus status) implements Command {}

  /** The account changed. */
  public record AccountNews(AccountTold told) implements Command {}

  /** Maker and taker rate of the account for the symbol, and what the venue allows there. */
  public record VenueNews(Instrument instrument, FeeRates fees) implements Command {}

  /** The regime allows another leverage: {@code cap} is its phase's. */
  public record CapChanged(int cap) implements Command {}

  /** The venue's actor began anew: what it was asked for is forgotten. */
  record VenueStarted() implements Command {}

  /** What the venue confirmed. */
  public record LeverageConfirmed(int leverage, Instant at) implements Command {}

  private record SlotAnswered(AccountActor.SlotAnswer answer) implements Command, Urgent {}

  private record Overdue(String ref) implements Command, Urgent {}

  /** An entry that waits for its slot. */
  private record Reserving(Enter enter, Sizing.Accepted sizing) {}

  /** A slot that takes longer than this belongs to a market that is no more. */
  private static final Duration RESERVE_TIMEOUT = Duration.ofSeconds(1);

  public static Behavior<Command> create(
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position,
      TreeParts.Colleagues colleagues,
      SizingRules rules) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new RiskActor(context, timers, symbol, wiring, position, colleagues, rules)));
  }

  private final TimerScheduler<Command> timers;
  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<PositionActor.Command> position;
  private final TreeParts.Colleagues colleagues;
  private final SizingRules rules;
  private final ActorRef<AccountActor.SlotAnswer> slotAnswers;
  private final EntrySizing sizing;
  private final LeverageDesk leverage;
  private @Nullable Reserving reserving;

  private RiskActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position,
      TreeParts.Colleagues colleagues,
      SizingRules rules) {
    super(context);
    context.setLoggerName(RiskActor.class);
    this.timers = timers;
    this.symbol = symbol;
    this.wiring = wiring;
    this.position = position;
    this.colleagues = colleagues;
    this.rules = rules;
    this.sizing = new EntrySizing(rules, wiring.traded().places());
    this.leverage = new LeverageDesk(rules.leverageMax());
    this.slotAnswers = context.messageAdapter(AccountActor.SlotAnswer.class, SlotAnswered::new);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Enter enter -> onEnter(enter);
      case SlotAnswered(AccountActor.SlotAnswer answer) -> onSlot(answer);
      case Overdue(String ref) -> onOverdue(ref);
      case PositionNews(PositionStatus status) -> {
        sizing.position(status);
        setLeverageWhenFlat();
      }
      case AccountNews(AccountTold told) -> {
        sizing.account(told);
        tellKelly();
      }
      case VenueNews(Instrument rulesOfVenue, FeeRates fees) -> {
        sizing.venue(rulesOfVenue, fees);
        setLeverageWhenFlat();
        tellKelly();
      }
      case CapChanged(int cap) -> {
        leverage.want(rules.leverageUpper(cap));
        setLeverageWhenFlat();
      }
      case VenueStarted ignored -> {
        leverage.forget();
        setLeverageWhenFlat();
      }
      case LeverageConfirmed(int confirmed, Instant ignored) -> onLeverage(confirmed);
    }
    return this;
  }

  /** The account tells people, once a day, while the last trades had no edge. */
  private void tellKelly() {
    sizing
        .newKelly()
        .ifPresent(fraction -> colleagues.account().tell(new AccountActor.KellyTold(fraction)));
  }

  // ---- leverage

  private void setLeverageWhenFlat() {
    Optional<Integer> wanted = leverage.ask(sizing.flat() && reserving == null);
    if (wanted.isPresent()) {
      colleagues.tree().tell(new SymbolActor.LeverageNews(false, wanted.get()));
      colleagues
          .venue()
          .tell(new VenueActor.SetLeverage(symbol, wanted.get(), getContext().getSelf()));
    }
  }

  private void onLeverage(int confirmed) {
    getContext().getLog().info("event=leverage symbol={} confirmed={}", symbol, confirmed);
    if (leverage.confirm(confirmed)) {
      colleagues.tree().tell(new SymbolActor.LeverageNews(true, confirmed));
    } else {
      setLeverageWhenFlat(); // The cap changed while the answer was on its way.
    }
  }

  // ---- an entry

  private void onEnter(Enter enter) {
    if (reserving != null) {
      refuse(enter, "PENDING: an entry already waits for its slot");
      return;
    }
    Decision decision = enter.decision();
    Sizing sized = sizing.size(decision, leverage.confirmed());
    wiring
        .inputs()
        .took(
            symbol,
            new Input.Sized(
                decision.ref(),
                sizing.basis(),
                leverage.confirmed(),
                wiring.traded().places(),
                sized));
    switch (sized) {
      case Sizing.Refused(String rule, String reason) -> refuse(enter, rule + ": " + reason);
      case Sizing.Accepted accepted -> {
        reserving = new Reserving(enter, accepted);
        timers.startSingleTimer(RESERVE_TIMEOUT, new Overdue(decision.ref()), RESERVE_TIMEOUT);
        colleagues
            .account()
            .tell(
                new AccountActor.Reserve(
                    symbol,
                    decision.ref(),
                    sizing.lastNumber(),
                    accepted.margin(),
                    accepted.plannedLoss(),
                    slotAnswers));
        wiring.metrics().tickToIntent(symbol, wiring.nanos().getAsLong() - enter.frameNanos());
      }
    }
  }

  private void onSlot(AccountActor.SlotAnswer answer) {
    Reserving waiting = reserving;
    if (waiting == null || !waiting.enter().decision().ref().equals(answer.ref())) {
      if (answer instanceof AccountActor.Granted late) {
        colleagues
            .account()
            .tell(new AccountActor.Release(symbol, late.positionNumber(), "came too late"));
      }
      return;
    }
    reserving = null;
    timers.cancel(RESERVE_TIMEOUT);
    switch (answer) {
      case AccountActor.Refused(Symbol ignored, String alsoIgnored, String reason) -> {
        refuse(waiting.enter(), reason);
        setLeverageWhenFlat();
      }
      case AccountActor.Granted granted -> open(waiting, granted);
    }
  }

  private void onOverdue(String ref) {
    Reserving waiting = reserving;
    if (waiting != null && waiting.enter().decision().ref().equals(ref)) {
      reserving = null;
      refuse(
          waiting.enter(),
          "RESERVATION: the account did not answer within " + RESERVE_TIMEOUT.toMillis() + " ms");
      setLeverageWhenFlat();
    }
  }

  private void open(Reserving waiting, AccountActor.Granted granted) {
    Enter enter = waiting.enter();
    Decision decision = enter.decision();
    Sizing.Accepted sized = waiting.sizing();
    TradePlan plan =
        EntrySizing.plan(
            decision,
            sized,
            granted.positionNumber(),
            wiring.identity().profile(),
            SignalsJson.of(decision.readings()));
    position.tell(
        new PositionActor.Open(
            plan,
            granted.epoch(),
            sized.margin(),
            sized.plannedLoss(),
            enter.frameNanos(),
            enter.decidedNanos()));
    tell(enter, "SENT", EntrySizing.sent(plan), Optional.of(plan.positionNumber()));
  }

  private void refuse(Enter enter, String reason) {
    tell(enter, "REFUSED", reason, Optional.empty());
  }

  private void tell(Enter enter, String outcome, String reason, Optional<Long> number) {
    wiring
        .inputs()
        .took(symbol, new Input.EntryTold(enter.decision().ref(), outcome, reason, number));
    getContext()
        .getLog()
        .info(
            "event=entry-{} symbol={} ref={} reason={}",
            outcome.toLowerCase(Locale.ROOT),
            symbol,
            enter.decision().ref(),
            reason);
    enter
        .replyTo()
        .tell(
            new DecisionActor.EntryOutcome(
                enter.decision().ref(), outcome, reason, wiring.clock().instant()));
  }
}
