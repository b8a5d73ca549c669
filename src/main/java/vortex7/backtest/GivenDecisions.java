package vortex7.backtest;

import vortex7.decision.Decision;

/**
 * What a daemon decided of one symbol, in the place of the run's own pipeline: the run then only
 * plays what became of its orders. Times are epoch milliseconds of the venue.
 */
public interface GivenDecisions {

  /** Told what the daemon was told, and what it made of it. */
  interface Receiver {
    /** A trade that reached the daemon. */
    void traded(double price, long timeMillis);

    /** A book that reached it, by its micro price. */
    void booked(double microPrice);

    void decided(Decision decision);

    /** The entry of the decision of that reference left. */
    void entered(String ref);
  }

  /** When the next of it was; {@link Long#MAX_VALUE} when nothing is left. */
  long nextMillis();

  /** Hands the next over. */
  void next(Receiver receiver);
}
