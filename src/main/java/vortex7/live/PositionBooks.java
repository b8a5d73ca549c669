package vortex7.live;

import akka.actor.typed.ActorRef;
import java.util.List;
import vortex7.market.Symbol;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.Outcome;
import vortex7.position.Position;
import vortex7.position.PositionEvent;
import vortex7.position.PositionStatus;
import vortex7.position.TradePlan;

/**
 * Keeps a position: folds what was decided, journals it, sends the orders that come of it, and
 * tells account, tree and people. Confined to its actor.
 */
final class PositionBooks {
  /** What holds the venue back at maximal speed while the journal writes. */
  private static final String JOURNAL = "journal";

  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<PositionActor.Command> self;
  private final ActorRef<SymbolActor.Command> tree;
  private final PositionTerms terms;
  private final PositionLedger ledger;
  private final PositionReporter reporter;
  private final AccountLink account;
  private final PositionOrders orders;
  private final Reconciliation reconciliation;
  private Position position;

  PositionBooks(PositionParts parts) {
    this.symbol = parts.symbol();
    this.wiring = parts.wiring();
    this.self = parts.self();
    this.tree = parts.tree();
    this.terms = parts.terms();
    this.ledger = parts.ledger();
    this.reporter = parts.reporter();
    this.account = parts.account();
    this.orders = parts.orders();
    this.reconciliation = parts.reconciliation();
    this.position = Position.initial(symbol);
  }

  Position position() {
    return position;
  }

  /** The journal was read for the first time: it holds {@code last} events. */
  void load(Position held, long last) {
    position = held;
    ledger.begin(held, last);
    account.recovered(position);
    if (!position.foreign().isEmpty()) {
      halt(position.foreign().get(0));
    }
    watchStops();
    tellTree();
  }

  // ---- what is decided

  void take(Outcome outcome) {
    take(outcome, 0, 0);
  }

  /** Sends what needs no write, folds, hands the events to the journal; the rest waits for it. */
  void take(Outcome outcome, long frameNanos, long decidedNanos) {
    outcome.urgent().forEach(orders::send);
    Position before = position;
    position = position.applyAll(outcome.events());
    if (!outcome.events().isEmpty()) {
      wiring.progress().hold(symbol, JOURNAL);
      ledger.add(outcome, frameNanos, decidedNanos);
      outcome.events().forEach(reporter::log);
      if (ledger.away()) {
        sendWithoutJournal();
      }
    }
    outcome.alerts().forEach(reporter::alert);
    outcome.halt().ifPresent(this::halt);
    if (outcome.reconcile()) {
      compareAgain();
    }
    if (!before.equals(position)) {
      changed(before, outcome.events());
    }
  }

  /** Events up to number {@code last} are in the journal: what waited for that happens now. */
  void persisted(long last) {
    for (PendingWrites.Write write : ledger.persisted(last)) {
      write
          .requests()
          .forEach(request -> orders.send(request, write.frameNanos(), write.decidedNanos()));
      write.events().forEach(this::onPersistedEvent);
    }
    if (ledger.idle()) {
      wiring.progress().release(symbol, JOURNAL);
      if (ledger.returns()) {
        reporter.alert(symbol + ": the journal answers again");
        compareAgain();
      }
    } else {
      ledger.appendWaiting();
    }
  }

  /** The account hears of facts only once they are journaled. */
  private void onPersistedEvent(PositionEvent event) {
    switch (event) {
      case PositionEvent.EntryIntended ignored -> position.trade().ifPresent(account::confirm);
      case PositionEvent.TradeReopened ignored -> position.trade().ifPresent(account::reopened);
      case PositionEvent.NoFill e -> {
        wiring.metrics().noFill(symbol);
        account.noFill(e.number(), e.at());
      }
      case PositionEvent.TradeClosed e -> {
        account.closed(e.summary());
        reporter.closed(e.summary());
      }
      default -> {}
    }
  }

  private void changed(Position before, List<PositionEvent> events) {
    watchStops();
    reporter.remember(position);
    reporter.count(events);
    if (events.stream().anyMatch(PositionBooks::movesMoney)) {
      position.trade().or(position::last).ifPresent(account::underWay);
    }
    tellTree();
    if (events.stream().anyMatch(PositionReporter::isVisible)) {
      reporter.publish(
          position.trade().isPresent() ? position : before,
          terms.shownPrice(),
          reconciliation.reconciled());
    }
  }

  private static boolean movesMoney(PositionEvent event) {
    return event instanceof PositionEvent.FillCounted
        || event instanceof PositionEvent.ChangedOutside
        || event instanceof PositionEvent.FundingPaid;
  }

  private void watchStops() {
    if (reconciliation.watchStops(!position.isFlat())) {
      terms.forgetMarkPrice();
    }
  }

  private void compareAgain() {
    reconciliation.doubt();
    reconciliation.want(position);
  }

  /** The entry is not made: the account has its slot back. */
  void refuse(TradePlan plan, String reason) {
    reporter.refused(reason);
    account.release(plan.positionNumber(), reason);
  }

  // ---- a journal that does not answer

  void lookAtJournal() {
    if (ledger.falls()) {
      reporter.alert(symbol + ": the journal does not answer; entries off, exits on");
      unsound("the journal does not answer");
      sendWithoutJournal();
    }
  }

  /** Exits are written to the log first; an entry does not leave at all. */
  private void sendWithoutJournal() {
    for (OrderRequest request : ledger.takeRequests()) {
      if (request.increasesExposure()) {
        OrderReport refused =
            new OrderReport.Rejected(
                request.id(), 0, "the journal does not answer", wiring.clock().instant());
        self.tell(new PositionActor.Report(refused, wiring.nanos().getAsLong()));
      } else {
        ledger
            .logExit(request)
            .whenComplete((done, fault) -> self.tell(new PositionActor.ExitLogged(request)));
      }
    }
  }

  // ---- the tree

  void sound() {
    tree.tell(new SymbolActor.PositionRecovered());
  }

  void unsound(String reason) {
    reconciliation.doubt();
    tree.tell(new SymbolActor.PositionUnsound(reason));
    tellTree();
  }

  void haltAndAlert(String reason) {
    reporter.alert("HALTED " + symbol + ": " + reason);
    halt(reason);
  }

  private void halt(String reason) {
    account.halt(reason);
    unsound(reason);
  }

  void tellTree() {
    tree.tell(
        new SymbolActor.PositionNews(
            new PositionStatus(
                position.trade().isPresent(),
                reconciliation.reconciled() && reconciliation.converged(),
                position.lastNumber())));
  }
}
