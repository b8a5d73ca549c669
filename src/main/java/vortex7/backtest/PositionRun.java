package vortex7.backtest;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.AnswersDue;
import vortex7.position.ClientOrderId;
import vortex7.position.EntryPoll;
import vortex7.position.ExecutionRules;
import vortex7.position.FactsWatch;
import vortex7.position.OpenTrade;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.Outcome;
import vortex7.position.Position;
import vortex7.position.PositionEvent;
import vortex7.position.PositionStatus;
import vortex7.position.Terms;
import vortex7.position.Terms.Moment;
import vortex7.position.TradePlan;
import vortex7.position.TradeSummary;
import vortex7.position.VenueFacts;

/**
 * One symbol's trade from its plan to its last exit: folds what was decided, sends the orders that
 * come of it, tells the account, and compares itself with the exchange, as the position's actors
 * do. What they journal is there at once here.
 */
final class PositionRun {
  /** So many comparisons in a row that leave a difference make the symbol HALTED. */
  private static final int UNCONVERGED_MAX = 10;

  /** What others hear of the trade. */
  interface Listener {
    void onStatus(PositionStatus status);

    void onClosed(TradeSummary trade);

    void onNoFill(OpenTrade trade, Instant at);
  }

  private final Symbol symbol;
  private final Terms terms;
  private final EventClock clock;
  private final OrderLine line;
  private final AccountBook account;
  private final Listener listener;
  private final List<Alert> alerts;
  private final Duration readBackEvery;
  private final AnswersDue answers;
  private final EntryPoll entryPoll;
  private final FactsWatch watch;
  private final SortedMap<String, BigDecimal> assetPrices = new TreeMap<>();
  private Position position;
  private Optional<BigDecimal> lastPrice = Optional.empty();
  private Optional<BigDecimal> markPrice = Optional.empty();
  private Optional<VenueFacts> earlier = Optional.empty();
  private Instant previousTick;
  private long nextReadBack = Long.MAX_VALUE;
  private boolean reconciled;
  private boolean converged;
  private int unconverged;

  PositionRun(
      Instrument instrument,
      ExecutionRules rules,
      Pace pace,
      EventClock clock,
      OrderLine line,
      AccountBook account,
      Listener listener,
      List<Alert> alerts) {
    this.symbol = instrument.symbol();
    this.terms = new Terms(instrument, account.epoch(), rules);
    this.clock = clock;
    this.line = line;
    this.account = account;
    this.listener = listener;
    this.alerts = alerts;
    this.readBackEvery = pace.stopReadBackEvery();
    this.answers = new AnswersDue(clock::nanos);
    this.entryPoll = new EntryPoll(clock::nanos, pace.entryPollEvery());
    this.watch = new FactsWatch(clock::nanos);
    this.position = Position.initial(symbol);
    this.previousTick = clock.instant();
  }

  Position position() {
    return position;
  }

  boolean underWay() {
    return position.trade().isPresent();
  }

  private Moment moment() {
    return terms.at(clock.instant(), lastPrice, markPrice).withAssetPrices(assetPrices);
  }

  void assetPrice(String asset, BigDecimal price) {
    assetPrices.put(asset, price);
  }

  // ---- entering and leaving

  /** The slot is granted. Answers why the entry is not made; empty when it is. */
  Optional<String> open(TradePlan plan) {
    if (!reconciled || !converged) {
      return Optional.of("reconciling");
    }
    Outcome outcome = position.onIntent(plan, moment());
    if (outcome.refusal().isEmpty()) {
      take(outcome);
    }
    return outcome.refusal();
  }

  /** Entries are off: a resting one is withdrawn. */
  void cancelEntry(String reason) {
    take(position.onEntriesOff(reason, moment()));
  }

  /** Says again that slot {@code number} is used, or gives it back. */
  void asked(long number) {
    Optional<OpenTrade> trade = position.trade().filter(open -> open.number() == number);
    if (trade.isPresent()) {
      confirm(trade.get());
    } else {
      account.release(symbol, number, "the position does not know it");
    }
  }

  private void confirm(OpenTrade trade) {
    TradePlan plan = trade.plan();
    account.confirm(symbol, trade.number(), plan.ref(), plan.margin(), plan.plannedLoss());
  }

  // ---- what it is told

  void onReport(OrderReport report) {
    answers.answered(report.id());
    take(position.onReport(report, moment()));
  }

  /** An order of the symbol that is not ours did something: a liquidation. */
  void onForeign(String what) {
    alerts.add(new Alert(clock.instant(), symbol + ": order that is not ours: " + what));
    watch.want();
    askFacts();
  }

  void onVenuePosition(BigDecimal amount) {
    watch.venueHas(amount);
  }

  void onFunding(BigDecimal paid, Instant at) {
    take(position.onFunding(paid, at, moment()));
  }

  /** The last trade's price at a mark. */
  void onPrice(double last) {
    lastPrice = Optional.of(BigDecimal.valueOf(last));
    if (underWay()) {
      passTime();
    }
  }

  // ---- time

  void onTick() {
    passTime();
    for (ClientOrderId id : answers.overdue()) {
      take(position.onUnanswered(id, moment()));
    }
    if (watch.differs(position.amount())) {
      watch.want();
    }
    askFacts();
    entryPoll.due(position).ifPresent(this::send);
    readBack();
  }

  private void passTime() {
    Instant previous = previousTick;
    previousTick = clock.instant();
    if (reconciled && underWay()) {
      take(position.onTime(previous, moment()));
    }
  }

  private void readBack() {
    if (clock.millis() >= nextReadBack) {
      nextReadBack = clock.millis() + readBackEvery.toMillis();
      line.stops(this::onStops);
    }
  }

  private void onStops(VenueFacts facts) {
    if (position.isFlat()) {
      return; // It closed while the answer was on its way.
    }
    mark(facts.markPrice());
    take(position.onStops(facts.stops(), facts.at(), moment()));
  }

  private void mark(BigDecimal price) {
    markPrice = Optional.of(price).filter(known -> known.signum() > 0);
  }

  // ---- the venue's facts

  /** To be compared with the venue. */
  void reconcile() {
    watch.want();
    askFacts();
  }

  private void askFacts() {
    if (watch.ask()) {
      line.facts(position.factsSince().orElseGet(clock::instant), this::onFacts);
    }
  }

  private void onFacts(VenueFacts facts) {
    watch.came(facts.positionAmount());
    Optional<VenueFacts> before = earlier;
    earlier = Optional.of(facts);
    mark(facts.markPrice());
    Outcome outcome = position.onFacts(facts, before, moment());
    take(outcome);
    reconciled = true;
    converged = !outcome.reconcile() && watch.fresh();
    if (converged) {
      unconverged = 0;
    } else if (watch.fresh() && ++unconverged == UNCONVERGED_MAX) {
      halt("reconciliation left a difference " + unconverged + " times in a row");
    }
    tellStatus();
  }

  // ---- what is decided

  private void take(Outcome outcome) {
    outcome.urgent().forEach(this::send);
    Position before = position;
    position = position.applyAll(outcome.events());
    outcome.alerts().forEach(alert -> alerts.add(new Alert(clock.instant(), alert)));
    outcome.halt().ifPresent(this::halt);
    if (outcome.reconcile()) {
      converged = false;
      reconcile();
    }
    outcome.requests().forEach(this::send);
    if (before.isFlat() != position.isFlat()) {
      watchStops();
    }
    if (!outcome.events().isEmpty()) {
      tellStatus();
    }
    for (PositionEvent event : outcome.events()) {
      tell(event, before);
    }
  }

  private void send(OrderRequest request) {
    answers.sent(request);
    line.send(
        request,
        report -> {
          onReport(report);
          account.answered(report);
        });
  }

  private void watchStops() {
    if (position.isFlat()) {
      nextReadBack = Long.MAX_VALUE;
      markPrice = Optional.empty();
    } else {
      nextReadBack = clock.millis() + readBackEvery.toMillis();
    }
  }

  private void tell(PositionEvent event, Position before) {
    switch (event) {
      case PositionEvent.FillCounted e -> began(e.number());
      case PositionEvent.ChangedOutside e -> began(e.number());
      case PositionEvent.EntryIntended ignored -> position.trade().ifPresent(this::confirm);
      case PositionEvent.TradeReopened ignored -> position.trade().ifPresent(this::confirm);
      case PositionEvent.NoFill e -> {
        account.noFill(symbol, e.number(), e.at());
        before.trade().ifPresent(trade -> listener.onNoFill(trade, e.at()));
      }
      case PositionEvent.TradeClosed e -> {
        account.closed(e.summary());
        listener.onClosed(e.summary());
      }
      default -> {}
    }
  }

  private void began(long number) {
    position
        .trade()
        .or(position::last)
        .filter(trade -> trade.number() == number)
        .flatMap(OpenTrade::firstFillAt)
        .ifPresent(first -> account.began(symbol, number, first));
  }

  private void halt(String reason) {
    alerts.add(new Alert(clock.instant(), "HALTED " + symbol + ": " + reason));
    account.halt(symbol, reason);
    converged = false;
    tellStatus();
  }

  private void tellStatus() {
    listener.onStatus(
        new PositionStatus(underWay(), reconciled && converged, position.lastNumber()));
  }
}
