package vortex7.backtest;

/**
 * All decisions of a run before one moment: two runs that agree here agree in each of them.
 *
 * @param timeMillis epoch ms
 * @param decisions so many
 * @param hash of them, as of the whole run's
 */
public record DecisionsUpTo(long timeMillis, long decisions, String hash) {}
