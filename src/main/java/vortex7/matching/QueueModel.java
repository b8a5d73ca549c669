package vortex7.matching;

/** How cancellations at a price move the orders queued there, in a {@link ReplayBook}. */
public enum QueueModel {
  /** All cancellations are behind ours: only trades move the queue. */
  RISK_AVERSE,
  /** Cancellations fall ahead and behind in proportion to the quantity there. */
  PROPORTIONAL
}
