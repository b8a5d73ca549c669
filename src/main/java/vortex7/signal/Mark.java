package vortex7.signal;

/**
 * A point in one symbol's stream of market events at which every engine answers with its reading.
 *
 * @param number counted from 1 for each symbol
 * @param eventTime epoch milliseconds of the venue
 */
public record Mark(long number, long eventTime) {}
