package vortex7.position;

/**
 * What others need to know of a symbol's trade.
 *
 * @param busy a position is open or an entry pending
 * @param converged the last reconciliation found no difference left
 * @param lastNumber the newest position number used
 */
public record PositionStatus(boolean busy, boolean converged, long lastNumber) {}
