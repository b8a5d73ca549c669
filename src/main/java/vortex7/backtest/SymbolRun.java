package vortex7.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.decision.Decision;
import vortex7.decision.DecisionHash;
import vortex7.decision.FeeRates;
import vortex7.decision.GateFunnel;
import vortex7.decision.SymbolPipeline;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.OpenTrade;
import vortex7.position.OrderReport;
import vortex7.position.PositionStatus;
import vortex7.position.TradePlan;
import vortex7.position.TradeSummary;
import vortex7.risk.Account;
import vortex7.risk.AccountTold;
import vortex7.risk.EntryFacts;
import vortex7.risk.EntrySizing;
import vortex7.risk.LeverageDesk;
import vortex7.risk.Sizing;
import vortex7.risk.TradingState;
import vortex7.settings.TradingRules;
import vortex7.signal.Observation;
import vortex7.signal.RegimeReading;
import vortex7.signal.Validity;

/**
 * One symbol of a run, from the events that reach us to the orders that leave: the pipeline that
 * decides, the sizing, the slot, the position.
 */
final class SymbolRun implements AccountBook.Listener, PositionRun.Listener {
  /** The rule that a refusal names ends here. */
  private static final char RULE_END = ':';

  /** Entries that were decided and not yet sent. */
  private static final int WANTED_MAX = 256;

  /** The plan's readings as text: the decision itself is kept instead. */
  private static final String NO_TEXT = "";

  /** What all symbols of a run write to. */
  record Ledger(
      DecisionHash hash,
      List<Decision> entries,
      List<TradeSummary> trades,
      List<NoFill> noFills,
      SortedMap<String, Long> refusals,
      List<Alert> alerts) {
    static Ledger empty() {
      return new Ledger(
          new DecisionHash(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new TreeMap<>(),
          new ArrayList<>());
    }
  }

  private final Symbol symbol;
  private final Instrument instrument;
  private final TradingRules rules;
  private final String profile;
  private final Pace pace;
  private final EventClock clock;
  private final OrderLine line;
  private final AccountBook account;
  private final Ledger ledger;
  private final SymbolPipeline pipeline;
  private final EntryFacts facts;
  private final EntrySizing sizing;
  private final LeverageDesk leverage;
  private final PositionRun position;
  private final GateFunnel funnel = new GateFunnel();
  private final TreeMap<String, Decision> wanted = new TreeMap<>();
  private double lastPrice = Double.NaN;
  private double microPrice = Double.NaN;
  private long marksSeen;
  private int leverageCap;
  private long priceGapUntil = Long.MIN_VALUE;
  private boolean accountActive = true;
  private String restriction = "";
  private boolean reserving;
  private RunWatcher watcher = new RunWatcher() {};

  SymbolRun(
      Instrument instrument,
      BacktestRules run,
      EventClock clock,
      OrderLine line,
      AccountBook account,
      Ledger ledger) {
    this.symbol = instrument.symbol();
    this.instrument = instrument;
    this.rules = run.rulesOf(symbol);
    this.profile = run.profile();
    this.pace = run.pace();
    this.clock = clock;
    this.line = line;
    this.account = account;
    this.ledger = ledger;
    pipeline = new SymbolPipeline(instrument, rules.pipeline(), this::onDecision);
    facts = new EntryFacts(symbol);
    sizing = new EntrySizing(rules.risk(), run.symbols().size());
    leverage = new LeverageDesk(rules.risk().leverageMax());
    position =
        new PositionRun(
            instrument, rules.execution(), pace, clock, line, account, this, ledger.alerts());
  }

  void watched(RunWatcher by) {
    watcher = by;
  }

  Symbol symbol() {
    return symbol;
  }

  GateFunnel funnel() {
    return funnel;
  }

  PositionRun position() {
    return position;
  }

  /** Of the newest book that reached us; NaN before the first. */
  double microPrice() {
    return microPrice;
  }

  // ---- what venue and account tell

  /** What the account pays for a trade of the symbol. */
  void onFees(FeeRates fees) {
    facts.fees(fees);
    sizing.venue(instrument, fees);
    setLeverageWhenFlat();
  }

  void onReport(OrderReport report) {
    position.onReport(report);
  }

  @Override
  public void onAccount(AccountTold told) {
    boolean wasActive = accountActive;
    accountActive = told.state() == TradingState.ACTIVE;
    facts.account(told);
    sizing.account(told);
    sizing.newKelly().ifPresent(account::kelly);
    if (wasActive && !accountActive) {
      position.cancelEntry(told.state() + ": " + String.join("; ", told.reasons()));
    }
    String own =
        told.of(symbol)
            .filter(state -> state.state() != TradingState.ACTIVE)
            .map(state -> state.state() + ": " + String.join("; ", state.reasons()))
            .orElse("");
    if (!own.equals(restriction)) {
      restriction = own;
      tellBlocks();
      if (!own.isEmpty()) {
        position.cancelEntry(own);
      }
    }
  }

  @Override
  public void onSlotAsked(long number) {
    position.asked(number);
  }

  private void tellBlocks() {
    List<String> blocks = new ArrayList<>();
    if (!restriction.isEmpty()) {
      blocks.add(restriction);
    }
    if (priceGapUntil != Long.MIN_VALUE) {
      blocks.add("price gap");
    }
    facts.blocked(blocks);
  }

  // ---- what the position tells

  @Override
  public void onStatus(PositionStatus status) {
    facts.position(status);
    sizing.position(status);
    setLeverageWhenFlat();
  }

  @Override
  public void onClosed(TradeSummary trade) {
    ledger.trades().add(trade);
    watcher.onClosed(trade);
  }

  @Override
  public void onNoFill(OpenTrade trade, Instant at) {
    TradePlan plan = trade.plan();
    NoFill none = new NoFill(symbol, plan.positionNumber(), plan.strategy(), plan.ref(), at);
    ledger.noFills().add(none);
    watcher.onNoFill(none);
  }

  // ---- market

  void onTrade(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    priced(price, timeMillis);
    pipeline.onContext(facts.at(clock.instant(), Optional.empty()));
    pipeline.onTrade(id, price, quantity, buyerIsMaker, timeMillis);
    tellPrice();
  }

  private void priced(double price, long timeMillis) {
    if (Math.abs(price - lastPrice) > pace.priceGap() * lastPrice) {
      onPriceGap(lastPrice, price, timeMillis);
    }
    lastPrice = price;
  }

  void onBook(BookSnapshot book) {
    pipeline.onContext(facts.at(clock.instant(), Optional.empty()));
    microPrice = book.microPrice();
    pipeline.onBook(book);
    tellPrice();
  }

  // ---- a market and decisions that were recorded

  /** Takes what a daemon was told and decided, in the place of the pipeline. */
  GivenDecisions.Receiver given() {
    return new GivenDecisions.Receiver() {
      @Override
      public void traded(double price, long timeMillis) {
        priced(price, timeMillis);
      }

      @Override
      public void booked(double price) {
        microPrice = price;
      }

      @Override
      public void decided(Decision decision) {
        record(decision);
        if (decision.trades()) {
          wanted.put(decision.ref(), decision);
          if (wanted.size() > WANTED_MAX) {
            wanted.pollFirstEntry();
          }
        }
        if (!Double.isNaN(lastPrice)) {
          position.onPrice(lastPrice);
        }
      }

      @Override
      public void entered(String ref) {
        Decision decision = wanted.remove(ref);
        if (decision != null) {
          enter(decision);
        }
      }
    };
  }

  void onCandle(Candle candle) {
    pipeline.onCandle(candle);
  }

  void onObservation(Observation observation) {
    pipeline.onObservation(observation);
  }

  /** A position lives by the last trade: before the first one there is no price to tell. */
  private void tellPrice() {
    if (pipeline.feed().marks() != marksSeen) {
      marksSeen = pipeline.feed().marks();
      if (!Double.isNaN(lastPrice)) {
        position.onPrice(lastPrice);
      }
    }
  }

  /** Entries are off for a while, and the position is compared; nothing is closed. */
  private void onPriceGap(double before, double after, long timeMillis) {
    String reason = "price gap from " + before + " to " + after;
    ledger.alerts().add(new Alert(clock.instant(), symbol + ": " + reason));
    priceGapUntil = timeMillis + pace.priceGapPause().toMillis();
    tellBlocks();
    position.cancelEntry(reason);
    position.reconcile();
  }

  // ---- time

  void onTick() {
    if (priceGapUntil != Long.MIN_VALUE && clock.millis() >= priceGapUntil) {
      priceGapUntil = Long.MIN_VALUE;
      tellBlocks();
    }
    position.onTick();
  }

  // ---- decisions

  private void record(Decision decision) {
    ledger.hash().accept(decision);
    watcher.onDecision(decision);
    funnel.add(decision);
    followCap(decision.readings().regime());
  }

  private void onDecision(Decision decision) {
    record(decision);
    if (decision.trades()) {
      facts.sent(decision.ref(), clock.instant());
      enter(decision);
      pipeline.onContext(facts.at(clock.instant(), Optional.empty()));
    }
  }

  /** The leverage is set ahead of the trade that needs it. */
  private void followCap(RegimeReading regime) {
    if (regime.validity() == Validity.VALID && regime.leverageMax() != leverageCap) {
      leverageCap = regime.leverageMax();
      leverage.want(rules.risk().leverageUpper(leverageCap));
      setLeverageWhenFlat();
    }
  }

  private void setLeverageWhenFlat() {
    Optional<Integer> wanted = leverage.ask(sizing.flat() && !reserving);
    if (wanted.isPresent()) {
      facts.leverage(false);
      line.leverage(wanted.get(), this::onLeverage);
    }
  }

  private void onLeverage(int confirmed) {
    if (leverage.confirm(confirmed)) {
      facts.leverage(true);
    } else {
      setLeverageWhenFlat(); // The cap changed while the answer was on its way.
    }
  }

  private void enter(Decision decision) {
    switch (sizing.size(decision, leverage.confirmed())) {
      case Sizing.Refused(String rule, String reason) -> refuse(decision, rule + ": " + reason);
      case Sizing.Accepted sized -> reserve(decision, sized);
    }
  }

  private void reserve(Decision decision, Sizing.Accepted sized) {
    List<String> refusal = new ArrayList<>(1);
    reserving = true;
    Optional<Account.Slot> slot =
        account.reserve(
            symbol,
            decision.ref(),
            sizing.lastNumber(),
            sized.margin(),
            sized.plannedLoss(),
            refusal);
    reserving = false;
    if (slot.isEmpty()) {
      refuse(decision, refusal.getFirst());
      setLeverageWhenFlat();
      return;
    }
    TradePlan plan = EntrySizing.plan(decision, sized, slot.get().number(), profile, NO_TEXT);
    Optional<String> kept = position.open(plan);
    if (kept.isPresent()) {
      account.release(symbol, plan.positionNumber(), kept.get());
      refuse(decision, "POSITION: " + kept.get());
    } else {
      ledger.entries().add(decision);
      watcher.onOutcome(decision, "SENT: " + EntrySizing.sent(plan));
    }
  }

  private void refuse(Decision decision, String reason) {
    int end = reason.indexOf(RULE_END);
    ledger.refusals().merge(end < 0 ? reason : reason.substring(0, end), 1L, Long::sum);
    facts.refused(decision.ref());
    watcher.onOutcome(decision, "REFUSED: " + reason);
  }
}
