package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.decision.Bracket;
import vortex7.decision.Decision;
import vortex7.decision.FeeRates;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.TradePlan;
import vortex7.risk.FeeSchedule;
import vortex7.risk.Sizer;
import vortex7.risk.Sizing;
import vortex7.risk.SizingRequest;
import vortex7.risk.SizingRules;
import vortex7.risk.Standing;
import vortex7.signal.RegimeReading;

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
  public record PositionNews(DecisionActor.PositionStatus status) implements Command {}

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

  private static final int SPREAD_SCALE = 12;

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
  private @Nullable Instrument instrument;
  private @Nullable Sizer sizer;
  private @Nullable AccountTold account;
  private DecisionActor.@Nullable PositionStatus trade;
  private @Nullable Reserving reserving;
  private Optional<Integer> leverage = Optional.empty();
  private Optional<BigDecimal> kelly = Optional.empty();
  private int leverageWanted;
  private int leverageSent;
  private boolean leverageAsked;

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
    this.leverageWanted = rules.leverageMax();
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
      case PositionNews(DecisionActor.PositionStatus status) -> {
        trade = status;
        setLeverageWhenFlat();
      }
      case AccountNews(AccountTold told) -> {
        account = told;
        tellKelly(told.standing());
      }
      case VenueNews(Instrument rulesOfVenue, FeeRates fees) -> {
        instrument = rulesOfVenue;
        sizer =
            new Sizer(
                rules,
                new FeeSchedule(
                    BigDecimal.valueOf(fees.maker()), BigDecimal.valueOf(fees.taker())));
        setLeverageWhenFlat();
        if (account != null) {
          tellKelly(account.standing());
        }
      }
      case CapChanged(int cap) -> {
        leverageWanted = rules.leverageUpper(cap);
        setLeverageWhenFlat();
      }
      case VenueStarted ignored -> {
        leverageAsked = false;
        setLeverageWhenFlat();
      }
      case LeverageConfirmed(int confirmed, Instant ignored) -> onLeverage(confirmed);
    }
    return this;
  }

  /** The account tells people, once a day, while the last trades had no edge. */
  private void tellKelly(Standing standing) {
    Optional<BigDecimal> fraction = sizer == null ? Optional.empty() : sizer.kelly(standing);
    if (fraction.isPresent() && !fraction.equals(kelly)) {
      kelly = fraction;
      colleagues.account().tell(new AccountActor.KellyTold(fraction.get()));
    }
  }

  // ---- leverage

  private void setLeverageWhenFlat() {
    boolean flat = trade != null && !trade.busy();
    boolean set = leverage.isPresent() && leverage.get() == leverageWanted;
    if (flat && instrument != null && !set && !leverageAsked && reserving == null) {
      leverageAsked = true;
      leverageSent = leverageWanted;
      leverage = Optional.empty();
      colleagues.tree().tell(new SymbolActor.LeverageNews(false, leverageWanted));
      colleagues
          .venue()
          .tell(new VenueActor.SetLeverage(symbol, leverageWanted, getContext().getSelf()));
    }
  }

  private void onLeverage(int confirmed) {
    leverageAsked = false;
    leverage = Optional.of(confirmed);
    getContext().getLog().info("event=leverage symbol={} confirmed={}", symbol, confirmed);
    if (leverageWanted != leverageSent) {
      setLeverageWhenFlat(); // The cap changed while the answer was on its way.
    } else {
      leverageWanted = confirmed; // The venue may allow less than we asked for; it knows.
      leverageSent = confirmed;
      colleagues.tree().tell(new SymbolActor.LeverageNews(true, confirmed));
    }
  }

  // ---- an entry

  private void onEnter(Enter enter) {
    Decision decision = enter.decision();
    int cap = rules.leverageUpper(decision.readings().regime().leverageMax());
    if (reserving != null) {
      refuse(enter, "PENDING: an entry already waits for its slot");
    } else if (sizer == null || instrument == null || account == null || trade == null) {
      refuse(enter, "NOT_READY: venue, account or position have not answered yet");
    } else if (trade.busy()) {
      refuse(enter, "ONE_PER_SYMBOL: trade " + trade.lastNumber() + " is under way");
    } else if (!trade.converged()) {
      refuse(enter, "RECONCILING: the position does not agree with the venue yet");
    } else if (leverage.isPresent() && leverage.get() > cap) {
      refuse(enter, "LEVERAGE: " + leverage.get() + " confirmed > cap " + cap);
    } else if (account.balance().isEmpty()) {
      refuse(enter, "NO_BALANCE: the wallet balance is not known yet");
    } else {
      size(enter, sizer, account, instrument, trade.lastNumber());
    }
  }

  private void size(Enter enter, Sizer by, AccountTold told, Instrument of, long lastNumber) {
    Decision decision = enter.decision();
    Bracket bracket = decision.bracket().orElseThrow();
    RegimeReading regime = decision.readings().regime();
    double spread = regime.spread();
    Sizing sizing =
        by.size(
            new SizingRequest(
                decision.action().side().orElseThrow(),
                bracket.entry(),
                bracket.stop(),
                bracket.target(),
                decision.confidence(),
                told.balance().orElseThrow(),
                of,
                leverage,
                BigDecimal.valueOf(regime.sizeMultiplier()),
                Double.isFinite(spread)
                    ? BigDecimal.valueOf(spread).setScale(SPREAD_SCALE, RoundingMode.UP)
                    : BigDecimal.ZERO,
                wiring.symbols().size()),
            told.standing());
    switch (sizing) {
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
                    lastNumber,
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
    TradePlan plan = plan(decision, decision.bracket().orElseThrow(), waiting.sizing(), granted);
    position.tell(
        new PositionActor.Open(
            plan,
            granted.epoch(),
            waiting.sizing().margin(),
            waiting.sizing().plannedLoss(),
            enter.frameNanos(),
            enter.decidedNanos()));
    Sizing.Accepted sizing = waiting.sizing();
    tell(
        enter,
        "SENT",
        "position "
            + granted.positionNumber()
            + ", "
            + sizing.quantity().toPlainString()
            + " at "
            + plan.entryPrice().toPlainString()
            + ", planned loss "
            + sizing.plannedLoss().setScale(2, RoundingMode.UP).toPlainString());
  }

  private TradePlan plan(
      Decision decision, Bracket bracket, Sizing.Accepted sizing, AccountActor.Granted granted) {
    return new TradePlan(
        decision.ref(),
        symbol,
        granted.positionNumber(),
        decision.action().side().orElseThrow(),
        decision.strategy().orElseThrow().letter(),
        sizing.quantity(),
        bracket.entry(),
        bracket.stop(),
        bracket.target(),
        bracket.targetShare(),
        bracket.trailDistance(),
        sizing.leverage(),
        bracket.entryTimeout(),
        bracket.longestHold(),
        sizing.plannedLoss(),
        decision.confidence(),
        decision.score(),
        decision.readings().regime().phase().name(),
        decision.readings().regime().volPhase().name(),
        wiring.identity().profile(),
        SignalsJson.of(decision.readings()),
        decision.time());
  }

  private void refuse(Enter enter, String reason) {
    tell(enter, "REFUSED", reason);
  }

  private void tell(Enter enter, String outcome, String reason) {
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
