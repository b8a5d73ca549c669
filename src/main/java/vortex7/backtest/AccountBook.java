package vortex7.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.OrderReport;
import vortex7.position.TradeSummary;
import vortex7.risk.Account;
import vortex7.risk.AccountEvent;
import vortex7.risk.AccountOutcome;
import vortex7.risk.AccountRules;
import vortex7.risk.AccountTold;
import vortex7.risk.AccountWallet;
import vortex7.risk.AlikeRun;
import vortex7.risk.EntriesHeld;
import vortex7.risk.TradingState;

/**
 * The account that all symbols of a run share: grants slots, counts what ended, trips what its
 * results trip, and tells everybody of each change.
 */
final class AccountBook {
  private static final String QUOTE = "USDT";

  /** A post-only entry that would have taken: by rule a missed fill, not a fault. */
  private static final int POST_ONLY = -5022;

  /** Who is told of the account. */
  interface Listener {
    void onAccount(AccountTold told);

    /** The account asks whether slot {@code number} is still used. */
    void onSlotAsked(long number);
  }

  private final EventClock clock;
  private final AccountRules rules;
  private final Pace pace;
  private final AlikeRun refusals;
  private final AccountWallet wallet;
  private final EntriesHeld held = new EntriesHeld();
  private final SortedMap<Symbol, Listener> listeners = new TreeMap<>();
  private final List<AccountEvent> events = new ArrayList<>();
  private final List<Alert> alerts;
  private Account account = Account.INITIAL;
  private Optional<Instant> venueFailsUntil = Optional.empty();
  private @Nullable AccountTold told;

  AccountBook(
      EventClock clock,
      AccountRules rules,
      Pace pace,
      SplittableRandom random,
      List<Alert> alerts) {
    this.clock = clock;
    this.rules = rules;
    this.pace = pace;
    this.refusals = new AlikeRun(pace.venueFailuresWithin());
    this.alerts = alerts;
    wallet = new AccountWallet(rules, Optional.empty());
    take(account.onCreated(ClientOrderId.drawEpoch(random), clock.instant()));
  }

  /** The names of all orders of this run hold it. */
  String epoch() {
    return account.epoch().orElseThrow();
  }

  void listen(Symbol symbol, Listener listener) {
    listeners.put(symbol, listener);
  }

  /** All symbols are there: they are told how the account stands. */
  void open() {
    tellAll();
  }

  private void take(AccountOutcome outcome) {
    account = account.applyAll(outcome.events());
    for (AccountEvent event : outcome.events()) {
      if (isRare(event)) {
        events.add(event);
      }
    }
    for (String alert : outcome.alerts()) {
      alerts.add(new Alert(clock.instant(), alert));
    }
    if (!outcome.events().isEmpty()) {
      tellAll();
    }
  }

  /** Not what happens with every trade: that is in the trades themselves. */
  private static boolean isRare(AccountEvent event) {
    return switch (event) {
      case AccountEvent.BreakerTripped ignored -> true;
      case AccountEvent.BreakerReset ignored -> true;
      case AccountEvent.SymbolRestricted ignored -> true;
      case AccountEvent.SymbolFreed ignored -> true;
      case AccountEvent.DayBegan ignored -> true;
      default -> false;
    };
  }

  private void tellAll() {
    AccountTold news = AccountTold.of(account, held, wallet.forSizing(), listeners.keySet());
    if (!news.equals(told)) {
      told = news;
      List.copyOf(listeners.values()).forEach(listener -> listener.onAccount(news));
    }
  }

  // ---- slots

  /**
   * Asks for a slot. Answers its number, or puts the rule that refused it into {@code refusal}.
   *
   * @param lastNumber the newest that the symbol's position has used
   */
  Optional<Account.Slot> reserve(
      Symbol symbol,
      String ref,
      long lastNumber,
      BigDecimal margin,
      BigDecimal risk,
      Collection<String> refusal) {
    Optional<BigDecimal> balance = wallet.forSizing();
    if (balance.isEmpty()) {
      refusal.add("NO_BALANCE: the wallet balance is not known yet");
      return Optional.empty();
    }
    AccountOutcome outcome =
        account.onSlotWanted(
            symbol, ref, lastNumber, margin, risk, balance.get(), clock.instant(), rules);
    if (outcome.refusal().isPresent()) {
      refusal.add(outcome.refusal().get());
      return Optional.empty();
    }
    take(outcome);
    return account.slot(symbol);
  }

  void confirm(Symbol symbol, long number, String ref, BigDecimal margin, BigDecimal risk) {
    take(account.onSlotConfirmed(symbol, number, ref, margin, risk, clock.instant()));
  }

  void release(Symbol symbol, long number, String cause) {
    take(account.onSlotReleased(symbol, number, cause, clock.instant()));
  }

  // ---- results

  /** A trade is under way since its first fill. */
  void began(Symbol symbol, long number, Instant firstFill) {
    take(account.onTradeBegan(symbol, number, firstFill, clock.instant(), rules));
  }

  void noFill(Symbol symbol, long number, Instant at) {
    take(account.onNoFill(symbol, number, at));
  }

  void closed(TradeSummary trade) {
    take(account.onTradeClosed(trade, clock.instant(), rules));
  }

  void halt(Symbol symbol, String reason) {
    take(account.onSymbolRestricted(symbol, TradingState.HALTED, reason, clock.instant()));
  }

  void kelly(BigDecimal fraction) {
    take(account.onKelly(fraction, clock.instant()));
  }

  /** What an entry's answer says about the venue: the same refusal again and again trips VENUE. */
  void answered(OrderReport report) {
    Instant now = clock.instant();
    boolean entry = report.id().leg() == ClientOrderId.Leg.ENTRY;
    if (report instanceof OrderReport.Rejected refused
        && entry
        && refused.code() != 0
        && refused.code() != POST_ONLY) {
      int times = refusals.add(String.valueOf(refused.code()), clock.nanos());
      if (times >= pace.venueFailuresMax() && venueFailsUntil.isEmpty()) {
        Instant until = now.plus(pace.venueHalfOpenAfter());
        venueFailsUntil = Optional.of(until);
        String reason = "entries were refused alike " + times + " times in a row: ";
        take(account.onVenueFailed(reason + refused.reason(), until, now));
      }
    } else if (entry && report instanceof OrderReport.Accepted) {
      refusals.end();
    }
    if (venueFailsUntil.filter(until -> !now.isBefore(until)).isPresent()) {
      venueFailsUntil = Optional.empty();
      take(account.onVenueAnswered(now));
    }
  }

  // ---- money and time

  /** The wallet as the venue tells it. */
  void balance(String asset, BigDecimal amount, BigDecimal change, String reason, Instant at) {
    if (!asset.equals(QUOTE)) {
      return;
    }
    boolean first = wallet.balance().isEmpty();
    AccountOutcome outcome = wallet.told(account, amount, change, reason, at);
    if (first) {
      onTime();
    }
    take(outcome);
    tellAll();
  }

  void onTime() {
    Instant now = clock.instant();
    AccountOutcome passed =
        account
            .onTime(now, wallet.balance(), rules)
            .then(account, next -> wallet.onTime(next, now));
    take(passed);
    for (Account.Slot slot : passed.asks()) {
      Listener owner = listeners.get(slot.symbol());
      if (owner != null) {
        owner.onSlotAsked(slot.number());
      }
    }
  }

  Account account() {
    return account;
  }

  /** Trips, resets, restrictions and days, oldest first. */
  List<AccountEvent> events() {
    return List.copyOf(events);
  }
}
