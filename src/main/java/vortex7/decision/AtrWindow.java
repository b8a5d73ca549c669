package vortex7.decision;

/**
 * The range of ATR14(1m) within which a strategy's bracket is admissible at all.
 *
 * @param from, to as fractions of price
 */
public record AtrWindow(double from, double to) {}
