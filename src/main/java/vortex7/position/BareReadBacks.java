package vortex7.position;

import vortex7.position.ClientOrderId.Leg;

/**
 * How often in a row the read-back showed no stop of ours although a position is open by the
 * journal: said twice it is believed without the venue's facts.
 */
public final class BareReadBacks {
  private static final int BELIEVED = 2;

  private int inRow;

  /** Takes a read-back in; true when the position has to be taken for unprotected. */
  public boolean believed(Position position, VenueFacts readBack) {
    boolean bare =
        position
            .trade()
            .filter(trade -> trade.open().signum() > 0)
            .filter(trade -> readBack.stops().stream().noneMatch(stop -> isOf(trade, stop)))
            .isPresent();
    inRow = bare ? inRow + 1 : 0;
    return inRow >= BELIEVED;
  }

  private static boolean isOf(OpenTrade trade, VenueFacts.OpenStop stop) {
    return ClientOrderId.parse(stop.clientOrderId())
        .filter(id -> id.leg() == Leg.STOP)
        .flatMap(id -> trade.order(id.leg(), id.attempt()).map(order -> trade.id(order).equals(id)))
        .orElse(false);
  }
}
