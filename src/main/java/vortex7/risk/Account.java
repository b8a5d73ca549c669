package vortex7.risk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent.JournalCreated;
import vortex7.risk.AccountEvent.NoFillCounted;
import vortex7.risk.AccountEvent.SlotReleased;
import vortex7.risk.AccountEvent.TransferBooked;

/**
 * The account: who may open a position, what the day brought, and what holds entries back. Exact
 * across restarts, because it is the fold of its events and never recomputed from history.
 *
 * @param epoch the journal's; empty only before its first event
 * @param slots granted and not yet free, by symbol
 * @param symbols what is remembered of each symbol, by its code
 * @param breakers that are tripped
 * @param day the ledger of the UTC day; empty before the first balance is known
 * @param lossStreak losses in a row since the last win
 * @param cautiousTradesLeft trades still to be sized cautiously
 * @param recentNets results of the newest closed trades without fragments, oldest first
 * @param closedTrades in all, without fragments
 * @param riskPerTrade what a person set
 * @param commandIds of the newest commands obeyed, oldest first
 * @param kellyAlertedAt when people were last told of a Kelly fraction that is not above 0
 * @param transfers references of the transfers booked today
 * @param hour trades of the clock hour; empty before the first
 * @param lossTimes when the newest losses were made, in the order in which they were counted
 * @param peak what a drawdown is measured from; empty until a balance is known
 * @param topAlt who trades in the place {@code TOP_ALT}; empty before the first choice
 */
public record Account(
    Optional<String> epoch,
    SortedMap<String, Slot> slots,
    SortedMap<String, SymbolMemory> symbols,
    SortedMap<Breaker, Trip> breakers,
    Optional<DayLedger> day,
    int lossStreak,
    int cautiousTradesLeft,
    List<BigDecimal> recentNets,
    long closedTrades,
    Optional<BigDecimal> riskPerTrade,
    List<String> commandIds,
    Optional<Instant> kellyAlertedAt,
    List<String> transfers,
    Optional<HourLedger> hour,
    List<Instant> lossTimes,
    Optional<Peak> peak,
    Optional<TopAlt> topAlt) {

  /** The right of a symbol to hold position {@code number}; amounts in quote units. */
  public record Slot(
      Symbol symbol,
      long number,
      String ref,
      BigDecimal margin,
      BigDecimal risk,
      Instant grantedAt,
      boolean confirmed) {}

  /** Why and since when a breaker holds; {@code until} is empty when only a person ends it. */
  public record Trip(String reason, Instant since, Optional<Instant> until) {}

  /** Why and since when one symbol is held back. */
  public record Restriction(TradingState state, String reason, Instant since) {}

  /**
   * What is remembered of a symbol.
   *
   * @param lastNumber the newest position number granted or confirmed
   * @param lastBegun the newest position number whose first fill was counted
   * @param lastClosed the newest position number whose close was counted
   * @param lastNoFill the newest position number whose missing fill was counted
   */
  public record SymbolMemory(
      long lastNumber,
      long lastBegun,
      long lastClosed,
      long lastNoFill,
      Optional<Instant> lastNoFillAt,
      Optional<Instant> lastCloseAt,
      Optional<Restriction> restriction) {
    static final SymbolMemory NONE =
        new SymbolMemory(0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Results kept for Kelly, which looks at the last hundred. */
  static final int TRADES_KEPT = 100;

  /** Ids of operators' commands kept, so that none works twice. */
  static final int COMMANDS_KEPT = 1000;

  public static final Account INITIAL =
      new Account(
          Optional.empty(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          Optional.empty(),
          0,
          0,
          List.of(),
          0,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  public Account {
    recentNets = List.copyOf(recentNets);
    lossTimes = List.copyOf(lossTimes);
    commandIds = List.copyOf(commandIds);
    transfers = List.copyOf(transfers);
  }

  // ---- verbs

  /** The journal is new: {@code epoch} is drawn once, by whoever calls this first. */
  public AccountOutcome onCreated(String drawnEpoch, Instant now) {
    return epoch.isPresent()
        ? AccountOutcome.of(List.of())
        : AccountOutcome.of(List.of(new JournalCreated(drawnEpoch, now)));
  }

  /**
   * A symbol asks for a slot. The outcome grants it with a new position number, or refuses with the
   * rule. Asking again for the same decision brings the same slot and no event.
   *
   * @param lastKnownNumber the newest number that the symbol's position has used
   * @param balance wallet balance that the margin is measured against, quote units
   */
  public AccountOutcome onSlotWanted(
      Symbol symbol,
      String ref,
      long lastKnownNumber,
      BigDecimal margin,
      BigDecimal risk,
      BigDecimal balance,
      Instant now,
      AccountRules rules) {
    return Slots.wanted(this, symbol, ref, lastKnownNumber, margin, risk, balance, now, rules);
  }

  /**
   * A position uses its slot: after its entry was intended, and on each recovery. A slot that the
   * account does not know is taken over as it is, because the position exists.
   */
  public AccountOutcome onSlotConfirmed(
      Symbol symbol, long number, String ref, BigDecimal margin, BigDecimal risk, Instant now) {
    return Slots.confirmed(this, symbol, number, ref, margin, risk, now);
  }

  /** The slot's trade did not begin or is not there any more. */
  public AccountOutcome onSlotReleased(Symbol symbol, long number, String cause, Instant now) {
    return AccountOutcome.of(
        holds(symbol, number) ? List.of(new SlotReleased(symbol, number, cause, now)) : List.of());
  }

  /** An entry ended without a fill; told twice it counts once. */
  public AccountOutcome onNoFill(Symbol symbol, long number, Instant at) {
    SymbolMemory memory = memory(symbol);
    return AccountOutcome.of(
        number <= memory.lastNoFill() || number <= memory.lastClosed()
            ? List.of()
            : List.of(new NoFillCounted(symbol, number, at)));
  }

  /** A trade had its first fill; told twice it counts once. Trips what it trips. */
  public AccountOutcome onTradeBegan(
      Symbol symbol, long number, Instant at, Instant now, AccountRules rules) {
    return Breakers.onTradeBegan(this, symbol, number, at, now, rules);
  }

  /** A trade closed; told twice it counts once. Trips what its result trips. */
  public AccountOutcome onTradeClosed(TradeSummary trade, Instant now, AccountRules rules) {
    return Breakers.onTradeClosed(this, trade, now, rules);
  }

  /** Time passed: expired breakers end, a new UTC day begins, silent slots are asked for. */
  public AccountOutcome onTime(Instant now, Optional<BigDecimal> wallet, AccountRules rules) {
    return Breakers.onTime(this, now, wallet, rules);
  }

  /**
   * Money came in or went out, other than by trading, and left {@code wallet}; the same reference
   * counts once a day. It belongs to the day of {@code at}.
   */
  public AccountOutcome onTransfer(
      String reference,
      BigDecimal amount,
      BigDecimal wallet,
      Instant at,
      Instant now,
      AccountRules rules) {
    if (transfers.contains(reference)) {
      return AccountOutcome.of(List.of());
    }
    List<AccountEvent> events = new ArrayList<>();
    List<String> alerts = new ArrayList<>();
    Breakers.dayOf(this, at, at).ifPresent(events::add);
    events.add(new TransferBooked(reference, amount, at));
    Drawdown.onTransfer(this, amount, wallet, at).ifPresent(events::add);
    Breakers.dailyLoss(applyAll(events), now, rules, alerts).ifPresent(events::add);
    return new AccountOutcome(events, Optional.empty(), alerts, List.of());
  }

  /** The wallet as the venue tells it, transfers of the same news booked. Trips DRAWDOWN. */
  public AccountOutcome onWallet(BigDecimal wallet, Instant at, Instant now, AccountRules rules) {
    return Drawdown.onWallet(this, wallet, at, now, rules);
  }

  /** The venue fails, or refuses alike; it is given until {@code halfOpenAt}. */
  public AccountOutcome onVenueFailed(String reason, Instant halfOpenAt, Instant now) {
    return Breakers.onVenueFailed(this, reason, halfOpenAt, now);
  }

  /** The venue answers: ends VENUE once its pause is over. */
  public AccountOutcome onVenueAnswered(Instant now) {
    return Breakers.onVenueAnswered(this, now);
  }

  /** The balance fell beyond what was booked: PANIC. */
  public AccountOutcome onBalanceEmergency(String reason, Instant now) {
    return Breakers.onBalanceEmergency(this, reason, now);
  }

  /**
   * The wallet as it was read at a start: what left it while nobody listened is booked as a
   * transfer. Without an effect while a trade is under way.
   */
  public AccountOutcome onWalletRead(BigDecimal wallet, Instant at, AccountRules rules) {
    return UntoldWithdrawal.from(this, wallet, at, rules);
  }

  /** A person stops entries. */
  public AccountOutcome onStop(Command command, Instant now) {
    return Commands.trip(this, command, "stop", Breaker.MANUAL, now);
  }

  /** A person starts entries again; refused while another cause holds them back. */
  public AccountOutcome onStart(Command command, Instant now) {
    return Commands.start(this, command, now);
  }

  /** A person, or the balance emergency: everything stops until a person resumes. */
  public AccountOutcome onPanic(Command command, Instant now) {
    return Commands.trip(this, command, "panic", Breaker.PANIC, now);
  }

  /** A person ends PANIC and every other HALTED, the symbols' too. */
  public AccountOutcome onResume(Command command, Instant now) {
    return Commands.resume(this, command, now);
  }

  /** A person resets one breaker. */
  public AccountOutcome onReset(Command command, Breaker breaker, Instant now) {
    return Commands.reset(this, command, breaker, now);
  }

  /** A person sets the middle tier's share of the balance, a fraction. */
  public AccountOutcome onRiskSet(Command command, BigDecimal share, Instant now) {
    return Commands.setRisk(this, command, share, now);
  }

  /** A command that somebody else carried out was obeyed; told twice it is noted once. */
  public AccountOutcome onAudited(Command command, String what, Instant now) {
    return Commands.note(this, command, what, now);
  }

  /** One symbol alone shall trade no more; a stricter state that it is in already stays. */
  public AccountOutcome onSymbolRestricted(
      Symbol symbol, TradingState state, String reason, Instant now) {
    return Restrictions.restricted(this, symbol, state, reason, now);
  }

  /** What made a symbol REDUCING is over; HALTED stays for a person to end. */
  public AccountOutcome onSymbolRecovered(Symbol symbol, String reason, Instant now) {
    return Restrictions.recovered(this, symbol, reason, now);
  }

  /**
   * Somebody was chosen for the place {@code TOP_ALT}; refused while the present one has a slot,
   * unless it is among the {@code listed} symbols and so trades on.
   */
  public AccountOutcome onTopAltChosen(TopAltWish wish, Set<Symbol> listed, Instant now) {
    return TopAlt.chosen(this, wish, listed, now);
  }

  /** The Kelly fraction is not above 0: people are told once a UTC day. */
  public AccountOutcome onKelly(BigDecimal fraction, Instant now) {
    return Breakers.onKelly(this, fraction, now);
  }

  // ---- what others read

  public Optional<Slot> slot(Symbol symbol) {
    return Optional.ofNullable(slots.get(symbol.code()));
  }

  boolean holds(Symbol symbol, long number) {
    return slot(symbol).filter(slot -> slot.number() == number).isPresent();
  }

  public SymbolMemory memory(Symbol symbol) {
    return symbols.getOrDefault(symbol.code(), SymbolMemory.NONE);
  }

  /** The whole account's state. */
  public TradingState tradingState() {
    return Restrictions.state(this);
  }

  /** A symbol's state: its own or the account's, whichever is stricter. */
  public TradingState tradingState(Symbol symbol) {
    return Restrictions.own(this, symbol).stricter(tradingState());
  }

  /** What holds the whole account's entries back, a sentence for each breaker. */
  public List<String> causes() {
    return Restrictions.causes(this);
  }

  /** Why nothing trades: those of the account, and each symbol's own. */
  public List<String> reasons() {
    return Restrictions.reasons(this);
  }

  /** Since when the account is in its state; empty while ACTIVE. */
  public Optional<Instant> since() {
    return Restrictions.since(this);
  }

  /** Since when a symbol is in its state; empty while ACTIVE. */
  public Optional<Instant> since(Symbol symbol) {
    return Restrictions.since(this, symbol);
  }

  /** Losses within {@code time} before the latest of them, that one included. */
  int lossesWithin(Duration time) {
    return lossTimes.stream()
        .max(Instant::compareTo)
        .map(latest -> lossesBefore(latest, time))
        .orElse(0);
  }

  /** Losses within {@code time} before {@code now}. */
  int lossesBefore(Instant now, Duration time) {
    return (int) lossTimes.stream().filter(at -> !at.isBefore(now.minus(time))).count();
  }

  public BigDecimal marginInUse() {
    BigDecimal total = BigDecimal.ZERO;
    for (Slot slot : slots.values()) {
      total = total.add(slot.margin());
    }
    return total;
  }

  /** What the sizing depends on. */
  public Standing standing() {
    return new Standing(
        lossStreak,
        cautiousTradesLeft > 0,
        day.map(DayLedger::share).orElse(BigDecimal.ZERO),
        marginInUse(),
        recentNets,
        closedTrades,
        riskPerTrade);
  }

  // ---- fold

  /** This account after {@code event}. */
  public Account apply(AccountEvent event) {
    return new Changes(this).with(event);
  }

  /** This account after all of {@code events}, oldest first. */
  public Account applyAll(Iterable<? extends AccountEvent> events) {
    Account account = this;
    for (AccountEvent event : events) {
      account = account.apply(event);
    }
    return account;
  }

  static <T> List<T> appended(List<T> list, T item, int most) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer.size() > most ? longer.subList(longer.size() - most, longer.size()) : longer;
  }
}
