package vortex7.venue.binance;

/** How urgent a request is; an earlier one may use more of the venue's budgets. */
enum Lane {
  /** Stops and reduce-only orders: go out even when our own budget is spent. */
  PROTECTIVE,
  CANCEL,
  ENTRY,
  QUERY,
  POLL
}
