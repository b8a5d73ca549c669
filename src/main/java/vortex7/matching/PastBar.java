package vortex7.matching;

/**
 * What one stretch of a market's distant past looked like, which nobody traded.
 *
 * @param openTime epoch ms
 * @param closeTime the last millisecond that belongs to it
 * @param volume base units
 */
public record PastBar(
    long openTime,
    long closeTime,
    double open,
    double high,
    double low,
    double close,
    double volume) {}
