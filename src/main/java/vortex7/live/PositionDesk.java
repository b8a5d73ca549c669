package vortex7.live;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.position.BareReadBacks;
import vortex7.position.ClientOrderId;
import vortex7.position.ExitReason;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.Outcome;
import vortex7.position.Position;
import vortex7.position.Terms.Moment;
import vortex7.position.VenueFacts;
import vortex7.risk.EntryPermit;

/**
 * What a position does with what it is told, and as time passes, once journal, venue and account
 * have told what they know. Confined to its actor.
 */
final class PositionDesk {
  private final Symbol symbol;
  private final Wiring wiring;
  private final PositionTerms terms;
  private final EntryPermit permit;
  private final PositionLedger ledger;
  private final PositionReporter reporter;
  private final AccountLink account;
  private final PositionOrders orders;
  private final Reconciliation reconciliation;
  private final PositionBooks books;
  private final List<ClientOrderId> lostAnswers; // Those of the log too: nobody waits for them.
  private final BareReadBacks bareReadBacks = new BareReadBacks();
  private Instant previousTick;

  PositionDesk(PositionParts parts, PositionBooks books) {
    this.symbol = parts.symbol();
    this.wiring = parts.wiring();
    this.terms = parts.terms();
    this.permit = parts.permit();
    this.ledger = parts.ledger();
    this.reporter = parts.reporter();
    this.account = parts.account();
    this.orders = parts.orders();
    this.reconciliation = parts.reconciliation();
    this.books = books;
    this.lostAnswers = books.position().unanswered();
    this.previousTick = wiring.clock().instant();
  }

  void on(PositionActor.Command command) {
    switch (command) {
      case PositionActor.Open open -> onOpen(open);
      case PositionActor.Report(OrderReport report, long receivedNanos) ->
          onReport(report, receivedNanos);
      case PositionActor.ForeignOrder foreign -> {
        reporter.foreign(foreign);
        reconciliation.want(position());
      }
      case PositionActor.VenuePosition(BigDecimal amount, BigDecimal unused, Instant at) ->
          reconciliation.venueHas(amount);
      case PositionActor.Funding(BigDecimal paid, Instant at) ->
          books.take(position().onFunding(paid, at, moment()));
      case PositionActor.ReconcileDue ignored -> {
        reconciliation.tellWatch();
        reconciliation.want(position());
      }
      case PositionActor.Resync(String cause) -> {
        books.unsound(cause);
        reconciliation.tellWatch();
        reconciliation.wantFresh(position());
      }
      case PositionActor.Facts(VenueFacts facts) -> onFacts(facts);
      case PositionActor.FactsFailed(String reason) -> {
        reconciliation.failed();
        books.unsound("the venue's facts could not be had: " + reason);
      }
      case PositionActor.Stops(VenueFacts facts) -> {
        terms.markPrice(facts.markPrice());
        if (!reconciliation.acts() && bareReadBacks.believed(position(), facts)) {
          goByJournal(); // A stop that is missing waits no longer for what else the venue holds.
        }
        if (reconciliation.acts()) {
          books.take(position().onStops(facts.stops(), facts.at(), moment()));
        }
      }
      case PositionActor.CancelEntry(String reason) -> {
        withdrawUnsent(reason);
        books.take(position().onEntriesOff(reason, moment()));
      }
      case PositionActor.Close close -> onClose(close);
      case PositionActor.CloseUnlessProtected(String reason, Instant ignored) ->
          closeUnlessProtected(reason);
      case PositionActor.SlotAsked(long number) -> account.asked(number, position());
      default -> throw new IllegalStateException("not handled: " + command);
    }
  }

  private Position position() {
    return books.position();
  }

  private Moment moment() {
    return terms.moment();
  }

  private void onReport(OrderReport report, long receivedNanos) {
    orders.answered(report.id());
    Position before = position();
    books.take(before.onReport(report, moment()));
    orders.settled(report.id());
    reporter.measureStop(before, position(), receivedNanos);
  }

  // ---- entering and leaving

  private void onOpen(PositionActor.Open open) {
    Optional<String> refusal = refusal(open);
    if (refusal.isPresent()) {
      books.refuse(open.plan(), refusal.get());
      return;
    }
    Outcome outcome = position().onIntent(open.plan(), moment());
    if (outcome.refusal().isPresent()) {
      books.refuse(open.plan(), outcome.refusal().get());
    } else {
      books.take(outcome, open.frameNanos(), open.decidedNanos());
    }
  }

  private Optional<String> refusal(PositionActor.Open open) {
    if (!reconciliation.reconciled()) {
      return Optional.of("position is not reconciled yet");
    }
    if (ledger.away()) {
      return Optional.of("the journal does not answer");
    }
    if (!reconciliation.converged()) {
      return Optional.of("reconciling");
    }
    return permit
        .refusal()
        .or(
            () ->
                open.epoch().equals(terms.epoch())
                    ? Optional.empty()
                    : Optional.of("epoch " + open.epoch() + " is not the journal's"));
  }

  /** An entry whose intent is still being written has not left: it ends before it began. */
  private boolean withdrawUnsent(String reason) {
    List<OrderRequest> unsent = ledger.takeEntry();
    for (OrderRequest entry : unsent) {
      String why = "withdrawn before it left: " + reason;
      Instant now = wiring.clock().instant();
      books.take(position().onReport(new OrderReport.Rejected(entry.id(), 0, why, now), moment()));
    }
    return !unsent.isEmpty();
  }

  private void onClose(PositionActor.Close close) {
    ExitReason reason =
        close.cause().equals("EMERGENCY") ? ExitReason.EMERGENCY : ExitReason.MANUAL;
    String why = close.command().who() + ": " + close.command().reason();
    boolean withdrawn = withdrawUnsent(why);
    Outcome outcome = position().onClose(reason, why, moment());
    CommandResult answer;
    if (withdrawn && outcome.refusal().isPresent()) {
      answer = done("entry " + position().lastNumber() + " withdrawn before it left");
    } else if (outcome.refusal().isPresent()) {
      answer = new CommandResult.NotFound(outcome.refusal().get());
    } else {
      books.take(outcome);
      answer = done("position " + position().lastNumber() + " closing: " + reason);
    }
    close.replyTo().ifPresent(replyTo -> replyTo.tell(answer));
  }

  private CommandResult done(String what) {
    return new CommandResult.Done(permit.state(), List.of(symbol + " " + what), List.of());
  }

  private void closeUnlessProtected(String reason) {
    boolean bare =
        position()
            .trade()
            .filter(trade -> trade.state().open() && !trade.stopAcknowledged())
            .isPresent();
    if (bare) {
      books.take(position().onClose(ExitReason.EMERGENCY, reason, moment()));
    }
  }

  // ---- time

  void onTick() {
    lookAtFacts();
    passTime();
    lookAtAnswers();
    books.lookAtJournal();
    reconciliation.look(position());
    orders.questionDue(position()).ifPresent(orders::send);
    account.tellAgain();
  }

  void passTime() {
    Moment moment = moment();
    if (!reconciliation.acts()) {
      if (reconciliation.outOfPatience()) {
        books.take(position().onHoldAlone(moment));
      }
      return;
    }
    Instant previous = previousTick;
    previousTick = moment.now();
    if (position().trade().isPresent()) {
      books.take(position().onTime(previous, moment));
    }
  }

  private void lookAtAnswers() {
    for (ClientOrderId id : orders.overdue()) {
      reporter.unanswered(id);
      books.take(position().onUnanswered(id, moment()));
    }
  }

  // ---- the venue's facts

  /** Stops and time limits do not wait for a venue that does not say what it holds. */
  private void lookAtFacts() {
    if (reconciliation.becomesOverdue()) {
      Duration bound = wiring.live().actWithoutFactsAfter();
      String what = symbol + ": no facts of the venue for " + bound.toSeconds() + " s";
      reporter.alert(what + "; stops and time limits go on by the journal, entries are off");
      books.unsound(what);
      goByJournal();
    }
    if (reconciliation.becomesFailed()) {
      long seconds = wiring.live().factsFailingMax().toSeconds();
      books.haltAndAlert("reconciliation failed: no facts of the venue for " + seconds + " s");
    }
  }

  private void goByJournal() {
    if (reconciliation.beginsByJournal()) {
      books.take(position().onRecovered(lostAnswers, moment()));
    }
  }

  private void onFacts(VenueFacts facts) {
    Optional<VenueFacts> earlier = reconciliation.came(facts);
    if (facts.markPrice().signum() > 0) {
      terms.markPrice(facts.markPrice());
    }
    Outcome outcome = position().onFacts(facts, earlier, moment());
    books.take(outcome);
    if (reconciliation.beginsWithFacts()) {
      books.take(position().onRecovered(lostAnswers, moment()));
    }
    Optional<String> hopeless = reconciliation.compared(!outcome.reconcile() && !ledger.away());
    if (reconciliation.converged()) {
      books.sound();
    }
    hopeless.ifPresent(books::haltAndAlert);
    books.tellTree();
  }
}
