package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vortex7.live.view.RiskView;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.TradeSummary;
import vortex7.risk.Account;
import vortex7.risk.AccountEvent;
import vortex7.risk.AccountOutcome;
import vortex7.risk.AccountRules;
import vortex7.risk.AccountTold;
import vortex7.risk.AccountWallet;
import vortex7.risk.BalanceWatch;
import vortex7.risk.Breaker;
import vortex7.risk.EntriesHeld;
import vortex7.risk.TopAltWish;
import vortex7.risk.TradingState;

/**
 * Journals the account: trading state, breakers, slots, the day's ledger. Grants a slot only after
 * it is persisted.
 */
public final class AccountActor
    extends EventSourcedBehavior<AccountActor.Command, AccountEvent, Account> {

  /** What the account is told. */
  public sealed interface Command {}

  /**
   * May this trade have a slot? Asked twice for the same decision, the answer is the same slot.
   *
   * @param lastKnownNumber the newest position number that the symbol's position has used
   * @param margin and {@code risk} in quote units
   */
  public record Reserve(
      Symbol symbol,
      String ref,
      long lastKnownNumber,
      BigDecimal margin,
      BigDecimal risk,
      ActorRef<SlotAnswer> replyTo)
      implements Command, Urgent {}

  /** The position is there: its entry is intended, it recovered, or it was asked. */
  public record Confirm(
      Symbol symbol, long positionNumber, String ref, BigDecimal margin, BigDecimal risk)
      implements Command, Urgent {}

  /** Nothing came of it, or it is not there any more. */
  public record Release(Symbol symbol, long positionNumber, String cause)
      implements Command, Urgent {}

  /** An entry ended without a fill; frees its slot. */
  public record NoFill(Symbol symbol, long positionNumber, Instant at) implements Command, Urgent {}

  /**
   * A trade ended; sent again until {@link PositionActor.TradeClosedCounted} came, counted once per
   * symbol and position number.
   */
  public record TradeClosed(TradeSummary trade, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  /** The wallet as the venue tells it; {@code change} and {@code reason} of the event. */
  public record BalanceTold(
      String asset, BigDecimal wallet, BigDecimal change, String reason, Instant at)
      implements Command, Urgent {}

  /** The Kelly fraction of the last closed trades, while it limits the risk. */
  public record KellyTold(BigDecimal fraction) implements Command {}

  /** Entries stop until a person starts: the journal's side of the kill switch. */
  public record Stop(OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  public record Start(OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  public record Panic(OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  public record Resume(OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  public record ResetBreaker(String name, OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  /** The middle tier's share of the balance, a fraction, from now on. */
  public record SetRisk(BigDecimal share, OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  /** A command that another actor carried out, to be journaled: close, close-all. */
  public record Audit(OperatorCommand command, String what) implements Command, Urgent {}

  /** One symbol may only reduce until that is over, or is halted until a person resumes it. */
  public record SymbolRestricted(Symbol symbol, TradingState state, String reason, Instant at)
      implements Command, Urgent {}

  /** What made a symbol REDUCING is over. */
  public record SymbolRecovered(Symbol symbol, String reason, Instant at)
      implements Command, Urgent {}

  /** Entries are off while {@code reason} holds, which cannot be journaled. */
  public record EntriesOff(String cause, String reason, Instant at) implements Command, Urgent {}

  /** {@code cause} of {@link EntriesOff} ended. */
  public record EntriesOn(String cause, Instant at) implements Command, Urgent {}

  /** The venue fails; entries are off until it answers after {@code halfOpenAt}. */
  public record VenueFailed(String reason, Instant halfOpenAt) implements Command, Urgent {}

  /** The venue answers. */
  public record VenueAnswers() implements Command, Urgent {}

  /**
   * A trade is under way, told after each fill and on each recovery.
   *
   * @param realised so far, after fees and funding, quote units
   */
  public record TradeUnderWay(
      Symbol symbol, long positionNumber, Instant firstFill, BigDecimal realised)
      implements Command, Urgent {}

  /** Who is to trade in the place {@code TOP_ALT}; the answer comes once it is journaled. */
  record ChooseTopAlt(TopAltWish wish, ActorRef<TopAltAnswer> replyTo) implements Command, Urgent {}

  /**
   * What became of a {@link ChooseTopAlt}.
   *
   * @param refusal why not, in words; empty: it is so
   */
  record TopAltAnswer(TopAltWish wish, Optional<String> refusal) {}

  /** Tells {@code listener} the status now and after each change. */
  public record Subscribe(ActorRef<AccountTold> listener) implements Command {}

  public record GetStatus(ActorRef<AccountSnapshot> replyTo) implements Command, Urgent {}

  /** The answer to {@link Reserve}. */
  public sealed interface SlotAnswer extends Urgent {
    Symbol symbol();

    String ref();
  }

  /** The slot is persisted; {@code epoch} goes into the client order ids. */
  public record Granted(Symbol symbol, String ref, long positionNumber, String epoch)
      implements SlotAnswer {}

  /** {@code reason} is the rule and the value. */
  public record Refused(Symbol symbol, String ref, String reason) implements SlotAnswer {}

  private record Tick() implements Command, Urgent {}

  /** What the wallet lost has had time to be booked. */
  private record LookAtBalance() implements Command, Urgent {}

  private record ListenerGone(ActorRef<AccountTold> listener) implements Command {}

  /** Snapshots are taken after so many events, and so many are kept. */
  private static final int SNAPSHOT_EVERY = 100;

  private static final int SNAPSHOTS_KEPT = 2;
  private static final String QUOTE = "USDT";
  private static final AccountOutcome NOTHING = AccountOutcome.of(List.of());

  private static final Duration TICK = Duration.ofSeconds(1);

  /** After each balance; a timer may be a little early. */
  private static final Duration LOOK_AFTER = BalanceWatch.PATIENCE.plusMillis(20);

  /**
   * The account's behavior.
   *
   * @param balanceCap the most that sizing may start from, quote units; empty: the whole wallet
   */
  public static Behavior<Command> create(
      Wiring wiring, SymbolTrees trees, AccountRules rules, Optional<BigDecimal> balanceCap) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Tick(), TICK);
                  return new AccountActor(context, timers, wiring, trees, rules, balanceCap);
                }));
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Wiring wiring;
  private final SymbolTrees trees;
  private final AccountRules rules;
  private final EntriesHeld held = new EntriesHeld();
  private final AccountWallet wallet;
  private final AccountViews views;
  private final SlotDesk slots;
  private final AccountAudience audience;
  private final AccountReporter reporter;
  private final BalanceEmergency emergency;
  private Optional<BigDecimal> kelly = Optional.empty();

  private AccountActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Wiring wiring,
      SymbolTrees trees,
      AccountRules rules,
      Optional<BigDecimal> balanceCap) {
    super(
        PersistenceId.ofUniqueId("account|" + wiring.identity().scope() + "|main"),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
    this.context = context;
    this.timers = timers;
    this.wiring = wiring;
    this.trees = trees;
    this.rules = rules;
    this.wallet = new AccountWallet(rules, balanceCap);
    this.slots = new SlotDesk(wiring, held, wallet, rules);
    this.views = new AccountViews(wiring, held, wallet, rules);
    this.audience = new AccountAudience(views, wallet, wiring.metrics());
    this.reporter = new AccountReporter(wiring, context.getLog());
    this.emergency = new BalanceEmergency(context, wiring, trees, rules);
  }

  @Override
  public Account emptyState() {
    return Account.INITIAL;
  }

  @Override
  public EventHandler<Account, AccountEvent> eventHandler() {
    return Account::apply;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, SNAPSHOTS_KEPT);
  }

  @Override
  public SignalHandler<Account> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  /** Whoever listened to an earlier life of the account listens again; slots are asked for. */
  private void onRecovered(Account account) {
    context
        .getLog()
        .info(
            "event=account-recovered state={} slots={} reasons={}",
            account.tradingState(),
            account.slots().size(),
            account.reasons());
    wiring.commands().obeyed(account.commandIds());
    wiring.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.AccountStarted()));
    account.slots().values().forEach(this::ask);
    if (account.epoch().isEmpty()) {
      context.getSelf().tell(new Tick());
    }
    audience.tellAll(account);
  }

  private void ask(Account.Slot slot) {
    trees.tell(
        slot.symbol(), new SymbolActor.ToPosition(new PositionActor.SlotAsked(slot.number())));
  }

  @Override
  public CommandHandler<Command, AccountEvent, Account> commandHandler() {
    return this::onCommand;
  }

  private Effect<AccountEvent, Account> onCommand(Account account, Command command) {
    return switch (command) {
      case Reserve reserve -> onReserve(account, reserve);
      case Confirm c ->
          persist(
              account.onSlotConfirmed(
                  c.symbol(), c.positionNumber(), c.ref(), c.margin(), c.risk(), now()));
      case Release release ->
          persist(
              account.onSlotReleased(
                  release.symbol(), release.positionNumber(), release.cause(), now()));
      case NoFill(Symbol symbol, long number, Instant at) ->
          persist(account.onNoFill(symbol, number, at));
      case TradeClosed(TradeSummary trade, ActorRef<PositionActor.Command> replyTo) -> {
        emergency.realised(trade.symbol(), trade.positionNumber(), trade.pnlNet());
        yield persist(
            account.onTradeClosed(trade, now(), rules),
            after -> replyTo.tell(new PositionActor.TradeClosedCounted(trade.positionNumber())));
      }
      case BalanceTold told -> onBalance(account, told);
      case KellyTold(BigDecimal fraction) -> {
        kelly = Optional.of(fraction);
        yield persist(account.onKelly(fraction, now()));
      }
      case Stop(OperatorCommand by, ActorRef<CommandResult> replyTo) ->
          obey(account.onStop(command(by), now()), "entries stopped", replyTo);
      case Start(OperatorCommand by, ActorRef<CommandResult> replyTo) ->
          held.none()
              ? obey(account.onStart(command(by), now()), "entries started", replyTo)
              : refuse("another cause holds entries back: " + held.reasons(), replyTo);
      case Panic(OperatorCommand by, ActorRef<CommandResult> replyTo) ->
          obey(account.onPanic(command(by), now()), "halted", replyTo);
      case Resume(OperatorCommand by, ActorRef<CommandResult> replyTo) ->
          obey(account.onResume(command(by), now()), "resumed", replyTo);
      case ResetBreaker(String name, OperatorCommand by, ActorRef<CommandResult> replyTo) ->
          onReset(account, name, by, replyTo);
      case SetRisk(BigDecimal share, OperatorCommand by, ActorRef<CommandResult> replyTo) ->
          obey(
              account.onRiskSet(command(by), share, now()),
              "risk per trade " + RiskView.percent(share).toPlainString() + " %",
              replyTo);
      case Audit(OperatorCommand by, String what) ->
          persist(account.onAudited(command(by), what, now()));
      case SymbolRestricted(Symbol symbol, TradingState state, String reason, Instant at) ->
          persist(account.onSymbolRestricted(symbol, state, reason, at));
      case SymbolRecovered(Symbol symbol, String reason, Instant at) ->
          persist(account.onSymbolRecovered(symbol, reason, at));
      case EntriesOff(String cause, String reason, Instant at) -> {
        held.off(cause, reason, at);
        audience.tellAll(account);
        yield Effect().none();
      }
      case EntriesOn(String cause, Instant ignored) -> {
        held.on(cause);
        audience.tellAll(account);
        yield Effect().none();
      }
      case VenueFailed(String reason, Instant halfOpenAt) ->
          persist(account.onVenueFailed(reason, halfOpenAt, now()));
      case VenueAnswers ignored -> persist(account.onVenueAnswered(now()));
      case TradeUnderWay(Symbol symbol, long number, Instant firstFill, BigDecimal realised) -> {
        emergency.realised(symbol, number, realised);
        yield persist(account.onTradeBegan(symbol, number, firstFill, now(), rules));
      }
      case ChooseTopAlt(TopAltWish wish, ActorRef<TopAltAnswer> replyTo) ->
          onTopAlt(account, wish, replyTo);
      case Subscribe(ActorRef<AccountTold> listener) -> {
        if (audience.joined(listener, account)) {
          context.watchWith(listener, new ListenerGone(listener));
        }
        yield Effect().none();
      }
      case ListenerGone(ActorRef<AccountTold> listener) -> {
        audience.left(listener);
        yield Effect().none();
      }
      case GetStatus(ActorRef<AccountSnapshot> replyTo) -> {
        replyTo.tell(views.snapshot(account));
        yield Effect().none();
      }
      case Tick ignored -> onTick(account);
      case LookAtBalance ignored -> onMissing(account, emergency.missing());
    };
  }

  private Instant now() {
    return wiring.clock().instant();
  }

  private static vortex7.risk.Command command(OperatorCommand by) {
    return new vortex7.risk.Command(by.commandId(), by.who(), by.reason());
  }

  // ---- what is persisted

  private Effect<AccountEvent, Account> persist(AccountOutcome outcome) {
    return persist(outcome, after -> {});
  }

  private Effect<AccountEvent, Account> persist(AccountOutcome outcome, Consumer<Account> then) {
    outcome.refusal().ifPresent(why -> context.getLog().warn("event=refused reason={}", why));
    long began = wiring.nanos().getAsLong();
    if (outcome.events().isEmpty()) {
      return Effect().none().thenRun(then::accept);
    }
    return Effect()
        .persist(outcome.events())
        .thenRun(
            after -> {
              wiring.metrics().persisted("account", wiring.nanos().getAsLong() - began);
              then.accept(after); // First: an order may wait for it.
              outcome.events().forEach(reporter::report);
              outcome.alerts().forEach(reporter::alert);
              audience.tellAll(after);
            });
  }

  // ---- slots

  private Effect<AccountEvent, Account> onReserve(Account account, Reserve wanted) {
    AccountOutcome outcome = slots.wanted(account, wanted);
    if (outcome.refusal().isPresent()) {
      wanted.replyTo().tell(new Refused(wanted.symbol(), wanted.ref(), outcome.refusal().get()));
      return Effect().none();
    }
    return persist(outcome, after -> SlotDesk.grant(after, wanted));
  }

  /** Once it is journaled, who left gets no slot any more. */
  private Effect<AccountEvent, Account> onTopAlt(
      Account account, TopAltWish wish, ActorRef<TopAltAnswer> replyTo) {
    AccountOutcome outcome = account.onTopAltChosen(wish, wiring.traded().listed(), now());
    TopAltAnswer answer = new TopAltAnswer(wish, outcome.refusal());
    return persist(outcome, after -> replyTo.tell(answer));
  }

  // ---- time and money

  private Effect<AccountEvent, Account> onTick(Account account) {
    Instant now = now();
    AccountOutcome passed =
        created(account)
            .then(account, next -> next.onTime(now, wallet.balance(), rules))
            .then(account, next -> wallet.onTime(next, now))
            .then(account, next -> kelly.map(told -> next.onKelly(told, now)).orElse(NOTHING));
    passed.asks().forEach(this::ask);
    context.getSelf().tell(new LookAtBalance());
    return persist(passed);
  }

  /** Neither the alert nor the closing waits for the journal. */
  private Effect<AccountEvent, Account> onMissing(Account account, Optional<String> missing) {
    if (missing.isEmpty()) {
      return Effect().none();
    }
    emergency.close(missing.get());
    AccountOutcome outcome = account.onBalanceEmergency(missing.get(), now());
    outcome.alerts().forEach(reporter::alert);
    return persist(AccountOutcome.of(outcome.events()));
  }

  private AccountOutcome created(Account account) {
    return account.epoch().isPresent()
        ? NOTHING
        : account.onCreated(ClientOrderId.drawEpoch(new SecureRandom()), now());
  }

  private Effect<AccountEvent, Account> onBalance(Account account, BalanceTold told) {
    if (!told.asset().equals(QUOTE)) {
      return Effect().none();
    }
    boolean first = wallet.balance().isEmpty();
    AccountOutcome outcome =
        wallet.told(account, told.wallet(), told.change(), told.reason(), told.at());
    if (first) {
      context.getSelf().tell(new Tick());
    }
    emergency.told(wallet.balance(), outcome);
    timers.startSingleTimer(new LookAtBalance(), LOOK_AFTER);
    audience.tellAll(account);
    return persist(outcome);
  }

  // ---- people

  private Effect<AccountEvent, Account> obey(
      AccountOutcome outcome, String did, ActorRef<CommandResult> replyTo) {
    if (outcome.refusal().isPresent()) {
      return refuse(outcome.refusal().get(), replyTo);
    }
    return persist(
        outcome,
        after ->
            replyTo.tell(
                new CommandResult.Done(held.state(after).name(), List.of(did), List.of())));
  }

  private Effect<AccountEvent, Account> refuse(String why, ActorRef<CommandResult> replyTo) {
    context.getLog().warn("event=refused reason={}", why);
    replyTo.tell(new CommandResult.Conflict(why));
    return Effect().none();
  }

  private Effect<AccountEvent, Account> onReset(
      Account account, String name, OperatorCommand by, ActorRef<CommandResult> replyTo) {
    Optional<Breaker> breaker =
        Arrays.stream(Breaker.values()).filter(known -> known.name().equals(name)).findFirst();
    if (breaker.isEmpty()) {
      replyTo.tell(new CommandResult.NotFound("breaker " + name));
      return Effect().none();
    }
    return obey(account.onReset(command(by), breaker.get(), now()), name + " reset", replyTo);
  }
}
