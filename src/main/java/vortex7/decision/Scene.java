package vortex7.decision;

import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;

/**
 * The market of one mark as distances are measured in it. Prices in ticks from 0.
 *
 * @param tick size of one, in quote units
 * @param bid, ask the best prices; 0 before the first book
 * @param atr ATR14(1m) in quote units, NaN while it is not known
 * @param offsetTicks how far an entry may improve on the best price
 */
record Scene(
    PanelReading readings,
    Direction direction,
    double tick,
    long bid,
    long ask,
    double atr,
    int offsetTicks) {

  private static final double SLACK = 1e-6;

  /** The range is E3's; E5's own while E3 is not there. */
  static Scene of(PanelReading readings, Direction direction, double tick, int offsetTicks) {
    OrderFlowReading flow = readings.orderFlow();
    boolean priced = flow.bestBid() > 0 && flow.bestAsk() > flow.bestBid();
    return new Scene(
        readings,
        direction,
        tick,
        priced ? Math.round(flow.bestBid() / tick) : 0,
        priced ? Math.round(flow.bestAsk() / tick) : 0,
        readings.present(EngineId.TECHNICAL) ? readings.technical().atr() : readings.regime().atr(),
        offsetTicks);
  }

  Scene at(double otherAtr) {
    return new Scene(readings, direction, tick, bid, ask, otherAtr, offsetTicks);
  }

  boolean priced() {
    return bid > 0;
  }

  boolean ranged() {
    return Double.isFinite(atr) && atr > 0;
  }

  /** The best price of the own side, improved while it stays maker. */
  long makerEntry() {
    long improvement = Math.max(0, Math.min(offsetTicks, ask - bid - 1));
    return direction == Direction.LONG ? bid + improvement : ask - improvement;
  }

  /** The tick at the price, or the next one behind it as the trade sees it. */
  long behind(double price) {
    return direction == Direction.LONG ? down(price / tick) : up(price / tick);
  }

  /** Ticks from {@code from} to the price, with the trade. */
  double ahead(long from, double price) {
    return (price / tick - from) * direction.sign();
  }

  double price(long ticks) {
    return ticks * tick;
  }

  /** (ask − bid)/bid. */
  double spread() {
    return (double) (ask - bid) / bid;
  }

  /** Not more than that, but for what doubles lose. */
  static boolean within(double ticks, double most) {
    return ticks <= most + SLACK;
  }

  /** Whole ticks, not fewer. */
  static long up(double ticks) {
    return (long) Math.ceil(ticks - SLACK);
  }

  /** Whole ticks, not more. */
  static long down(double ticks) {
    return (long) Math.floor(ticks + SLACK);
  }
}
