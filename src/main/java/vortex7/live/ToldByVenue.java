package vortex7.live;

import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.port.UserListener;
import vortex7.position.OrderReport;

/** Hands what the user-data stream tells from its connection's thread to {@link VenueActor}. */
record ToldByVenue(ActorRef<VenueActor.Command> venue, LongSupplier nanos) implements UserListener {

  @Override
  public void onReport(OrderReport report) {
    venue.tell(new VenueActor.Told(report, nanos.getAsLong()));
  }

  @Override
  public void onForeignOrder(Symbol symbol, String clientOrderId, String what, Instant at) {
    venue.tell(new VenueActor.ForeignTold(symbol, clientOrderId, what, at));
  }

  @Override
  public void onPosition(Symbol symbol, BigDecimal amount, BigDecimal entryPrice, Instant at) {
    venue.tell(new VenueActor.PositionTold(symbol, amount, entryPrice, at));
  }

  @Override
  public void onBalance(
      String asset, BigDecimal wallet, BigDecimal change, String reason, Instant at) {
    venue.tell(new VenueActor.BalanceTold(asset, wallet, change, reason, at));
  }

  @Override
  public void onFunding(Symbol symbol, BigDecimal paid, Instant at) {
    venue.tell(new VenueActor.FundingTold(symbol, paid, at));
  }

  @Override
  public void onConnected() {
    venue.tell(new VenueActor.StreamUp());
  }

  @Override
  public void onDisconnected(String reason) {
    venue.tell(new VenueActor.StreamDown(reason));
  }
}
