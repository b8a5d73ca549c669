package vortex7.decision;

import vortex7.signal.Direction;

/**
 * Whole ticks of one trade, and its ratios.
 *
 * @param entry in ticks from 0
 * @param stop distance in ticks
 * @param target distance in ticks
 * @param trail behind the last trade after the target, in quote units
 */
record Sketch(
    Direction direction,
    long entry,
    long stop,
    long target,
    double trail,
    double grossRr,
    double effectiveRr) {}
