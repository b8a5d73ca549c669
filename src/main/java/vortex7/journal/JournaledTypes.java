package vortex7.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import vortex7.position.Position;
import vortex7.position.PositionEvent;
import vortex7.risk.Account;
import vortex7.risk.AccountEvent;
import vortex7.signal.Observation;

/** The names under which the aggregates' events and states are kept, for ever. */
final class JournaledTypes {
  /** The sealed interfaces of which every record is in the catalog. */
  static final List<Class<?>> EVENTS = List.of(PositionEvent.class, AccountEvent.class);

  static final EventCatalog CATALOG =
      EventCatalog.builder()
          .add("position.entry-intended", 1, PositionEvent.EntryIntended.class)
          .add("position.stop-wanted", 1, PositionEvent.StopWanted.class)
          .add("position.target-wanted", 1, PositionEvent.TargetWanted.class)
          .add("position.exit-wanted", 1, PositionEvent.ExitWanted.class)
          .add("position.order-found", 1, PositionEvent.OrderFound.class)
          .add("position.order-accepted", 1, PositionEvent.OrderAccepted.class)
          .add("position.order-doubted", 1, PositionEvent.OrderDoubted.class)
          .add("position.order-asked", 1, PositionEvent.OrderAsked.class)
          .add("position.order-ended", 1, PositionEvent.OrderEnded.class)
          .add("position.stop-triggered", 1, PositionEvent.StopTriggered.class)
          .add("position.fill-counted", 1, PositionEvent.FillCounted.class)
          .add("position.entry-settled", 1, PositionEvent.EntrySettled.class)
          .add("position.tp1-hit", 1, PositionEvent.Tp1Hit.class)
          .add("position.stop-moved", 1, PositionEvent.StopMoved.class)
          .add("position.close-began", 1, PositionEvent.CloseBegan.class)
          .add("position.changed-outside", 1, PositionEvent.ChangedOutside.class)
          .add("position.funding-paid", 1, PositionEvent.FundingPaid.class)
          .add("position.no-fill", 1, PositionEvent.NoFill.class)
          .add("position.trade-closed", 1, PositionEvent.TradeClosed.class)
          .add("position.trade-reopened", 1, PositionEvent.TradeReopened.class)
          .add("position.foreign-seen", 1, PositionEvent.ForeignSeen.class)
          .add("position.foreign-gone", 1, PositionEvent.ForeignGone.class)
          .add("position.leftover-seen", 1, PositionEvent.LeftoverSeen.class)
          .add("position.leftover-gone", 1, PositionEvent.LeftoverGone.class)
          .add("position.reconciled", 1, PositionEvent.Reconciled.class)
          .add("position.state", 1, Position.class)
          .add("account.journal-created", 1, AccountEvent.JournalCreated.class)
          .add("account.day-began", 1, AccountEvent.DayBegan.class)
          .add("account.transfer-booked", 1, AccountEvent.TransferBooked.class)
          .add("account.slot-granted", 1, AccountEvent.SlotGranted.class)
          .add("account.slot-confirmed", 1, AccountEvent.SlotConfirmed.class)
          .add("account.slot-released", 1, AccountEvent.SlotReleased.class)
          .add("account.no-fill-counted", 1, AccountEvent.NoFillCounted.class)
          .add("account.trade-counted", 1, AccountEvent.TradeCounted.class)
          .add("account.breaker-tripped", 2, AccountEvent.BreakerTripped.class)
          .add("account.breaker-reset", 2, AccountEvent.BreakerReset.class)
          .add("account.symbol-restricted", 1, AccountEvent.SymbolRestricted.class)
          .add("account.symbol-freed", 1, AccountEvent.SymbolFreed.class)
          .add("account.command-taken", 1, AccountEvent.CommandTaken.class)
          .add("account.risk-set", 1, AccountEvent.RiskSet.class)
          .add("account.kelly-alerted", 1, AccountEvent.KellyAlerted.class)
          .add("account.top-alt-chosen", 1, AccountEvent.TopAltChosen.class)
          .add("account.state", 3, Account.class)
          .add("account.trade-began", 1, AccountEvent.TradeBegan.class)
          .add("account.peak-moved", 1, AccountEvent.PeakMoved.class)
          .add("sentiment.liquidation-map-kept", 1, Observation.LiquidationMapKept.class)
          // More breakers: what an older program wrote is read as it is.
          .upcast("account.breaker-tripped", 1, UnaryOperator.identity())
          .upcast("account.breaker-reset", 1, UnaryOperator.identity())
          .upcast("account.state", 1, JournaledTypes::withFirstFills)
          // TOP_ALT: before it there was nobody.
          .upcast("account.state", 2, UnaryOperator.identity())
          .build();

  private JournaledTypes() {}

  /** An older state knows no losses by their times, and no first fills but those of its closes. */
  private static ObjectNode withFirstFills(ObjectNode state) {
    state.putArray("lossTimes");
    state.path("symbols").forEach(memory -> copyLastClosed((ObjectNode) memory));
    return state;
  }

  private static void copyLastClosed(ObjectNode memory) {
    memory.set("lastBegun", memory.get("lastClosed"));
  }
}
