package vortex7.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;
import vortex7.risk.Account.Restriction;
import vortex7.risk.Account.Slot;
import vortex7.risk.Account.SymbolMemory;
import vortex7.risk.Account.Trip;
import vortex7.risk.AccountEvent.NoFillCounted;
import vortex7.risk.AccountEvent.SlotConfirmed;
import vortex7.risk.AccountEvent.SlotGranted;
import vortex7.risk.AccountEvent.TradeCounted;

/** The next {@link Account} while one event is folded into it. */
final class Changes {
  private final Account before;
  private Optional<String> epoch;
  private final SortedMap<String, Slot> slots;
  private final SortedMap<String, SymbolMemory> symbols;
  private final SortedMap<Breaker, Trip> breakers;
  private Optional<DayLedger> day;
  private int cautiousTradesLeft;
  private Optional<BigDecimal> riskPerTrade;
  private List<String> commandIds;
  private Optional<Instant> kellyAlertedAt;
  private List<String> transfers;
  private int lossStreak;
  private List<BigDecimal> recentNets;
  private long closedTrades;
  private Optional<HourLedger> hour;
  private List<Instant> lossTimes;
  private Optional<Peak> peak;
  private Optional<TopAlt> topAlt;

  Changes(Account before) {
    this.before = before;
    epoch = before.epoch();
    slots = new TreeMap<>(before.slots());
    symbols = new TreeMap<>(before.symbols());
    breakers = new TreeMap<>(before.breakers());
    day = before.day();
    lossStreak = before.lossStreak();
    cautiousTradesLeft = before.cautiousTradesLeft();
    recentNets = before.recentNets();
    closedTrades = before.closedTrades();
    riskPerTrade = before.riskPerTrade();
    commandIds = before.commandIds();
    kellyAlertedAt = before.kellyAlertedAt();
    transfers = before.transfers();
    hour = before.hour();
    lossTimes = before.lossTimes();
    peak = before.peak();
    topAlt = before.topAlt();
  }

  /** The account after {@code event}. */
  Account with(AccountEvent event) {
    switch (event) {
      case AccountEvent.JournalCreated e -> epoch = Optional.of(e.epoch());
      case AccountEvent.DayBegan e -> {
        day = Optional.of(DayLedger.begun(e.day(), e.balance()));
        transfers = List.of();
        peak = peak.or(() -> Optional.of(new Peak(e.balance(), e.at())));
      }
      case AccountEvent.PeakMoved e -> peak = Optional.of(new Peak(e.balance(), e.at()));
      case AccountEvent.TransferBooked e -> {
        day =
            day.map(
                ledger ->
                    Breakers.belongs(ledger, e.at()) ? ledger.withTransfer(e.amount()) : ledger);
        transfers = Account.appended(transfers, e.reference(), Account.COMMANDS_KEPT);
      }
      case SlotGranted e -> granted(e);
      case SlotConfirmed e -> confirmed(e);
      case AccountEvent.SlotReleased e -> slots.remove(e.symbol().code());
      case AccountEvent.TradeBegan e -> began(e);
      case NoFillCounted e -> noFill(e);
      case TradeCounted e -> counted(e);
      case AccountEvent.BreakerTripped e -> tripped(e);
      case AccountEvent.BreakerReset e -> {
        breakers.remove(e.breaker());
        if (e.breaker() == Breaker.DRAWDOWN) {
          peak = Optional.empty(); // It is measured anew, from the next balance.
        }
      }
      case AccountEvent.SymbolRestricted e ->
          restrict(e.symbol(), Optional.of(new Restriction(e.state(), e.reason(), e.at())));
      case AccountEvent.SymbolFreed e -> restrict(e.symbol(), Optional.empty());
      case AccountEvent.CommandTaken e ->
          commandIds = Account.appended(commandIds, e.commandId(), Account.COMMANDS_KEPT);
      case AccountEvent.RiskSet e -> riskPerTrade = Optional.of(e.riskPerTrade());
      case AccountEvent.TopAltChosen e -> topAlt = Optional.of(TopAlt.after(topAlt, e));
      case AccountEvent.KellyAlerted e -> kellyAlertedAt = Optional.of(e.at());
    }
    return account();
  }

  private Account account() {
    return new Account(
        epoch,
        slots,
        symbols,
        breakers,
        day,
        lossStreak,
        cautiousTradesLeft,
        recentNets,
        closedTrades,
        riskPerTrade,
        commandIds,
        kellyAlertedAt,
        transfers,
        hour,
        lossTimes,
        peak,
        topAlt);
  }

  /** What trips anew holds since it tripped first. */
  private void tripped(AccountEvent.BreakerTripped e) {
    Trip held = breakers.get(e.breaker());
    Instant since = held == null ? e.at() : held.since();
    breakers.put(e.breaker(), new Trip(e.reason(), since, e.until()));
    if (e.cautiousTrades() > 0) {
      cautiousTradesLeft = e.cautiousTrades();
    }
  }

  private void began(AccountEvent.TradeBegan e) {
    hour =
        Optional.of(
            hour.map(ledger -> ledger.with(e.at())).orElseGet(() -> HourLedger.first(e.at())));
    SymbolMemory old = before.memory(e.symbol());
    symbols.put(
        e.symbol().code(),
        new SymbolMemory(
            Math.max(old.lastNumber(), e.number()),
            e.number(),
            old.lastClosed(),
            old.lastNoFill(),
            old.lastNoFillAt(),
            old.lastCloseAt(),
            old.restriction()));
  }

  void granted(SlotGranted e) {
    slots.put(
        e.symbol().code(),
        new Slot(e.symbol(), e.number(), e.ref(), e.margin(), e.risk(), e.at(), false));
    SymbolMemory old = before.memory(e.symbol());
    symbols.put(
        e.symbol().code(),
        new SymbolMemory(
            Math.max(old.lastNumber(), e.number()),
            old.lastBegun(),
            old.lastClosed(),
            old.lastNoFill(),
            old.lastNoFillAt(),
            old.lastCloseAt(),
            old.restriction()));
  }

  void confirmed(SlotConfirmed e) {
    slots.computeIfPresent(
        e.symbol().code(),
        (code, slot) ->
            new Slot(
                slot.symbol(),
                slot.number(),
                slot.ref(),
                slot.margin(),
                slot.risk(),
                slot.grantedAt(),
                true));
  }

  void noFill(NoFillCounted e) {
    free(e.symbol(), e.number());
    day =
        day.filter(ledger -> Breakers.belongs(ledger, e.at()))
            .map(DayLedger::withNoFill)
            .or(() -> day);
    SymbolMemory old = before.memory(e.symbol());
    symbols.put(
        e.symbol().code(),
        new SymbolMemory(
            Math.max(old.lastNumber(), e.number()),
            old.lastBegun(),
            old.lastClosed(),
            e.number(),
            Optional.of(e.at()),
            old.lastCloseAt(),
            old.restriction()));
  }

  void counted(TradeCounted e) {
    free(e.symbol(), e.number());
    day =
        day.filter(ledger -> Breakers.belongs(ledger, e.at()))
            .map(ledger -> ledger.with(e))
            .or(() -> day);
    SymbolMemory old = before.memory(e.symbol());
    symbols.put(
        e.symbol().code(),
        new SymbolMemory(
            Math.max(old.lastNumber(), e.number()),
            Math.max(old.lastBegun(), e.number()),
            e.number(),
            old.lastNoFill(),
            old.lastNoFillAt(),
            Optional.of(e.at()),
            old.restriction()));
    if (e.exitReason() == ExitReason.FRAGMENT) {
      return; // In the ledger, but no trade to learn or to count a streak from.
    }
    closedTrades++;
    cautiousTradesLeft = Math.max(0, cautiousTradesLeft - 1);
    recentNets = Account.appended(recentNets, e.net(), Account.TRADES_KEPT);
    lossStreak = Breakers.streakAfter(lossStreak, e.net());
    if (e.net().signum() < 0) {
      lossTimes = Account.appended(lossTimes, e.at(), AccountRules.LOSSES_KEPT);
    }
  }

  private void free(Symbol symbol, long number) {
    if (before.holds(symbol, number)) {
      slots.remove(symbol.code());
    }
  }

  void restrict(Symbol symbol, Optional<Restriction> restriction) {
    SymbolMemory old = before.memory(symbol);
    symbols.put(
        symbol.code(),
        new SymbolMemory(
            old.lastNumber(),
            old.lastBegun(),
            old.lastClosed(),
            old.lastNoFill(),
            old.lastNoFillAt(),
            old.lastCloseAt(),
            restriction));
  }
}
