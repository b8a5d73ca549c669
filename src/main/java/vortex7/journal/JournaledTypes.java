package vortex7.journal;

import java.util.List;
import vortex7.position.Position;
import vortex7.position.PositionEvent;

/** The names under which the aggregates' events and states are kept, for ever. */
final class JournaledTypes {
  /** The sealed interfaces of which every record is in the catalog. */
  static final List<Class<?>> EVENTS = List.of(PositionEvent.class);

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
          .build();

  private JournaledTypes() {}
}
