package vortex7.backtest;

import vortex7.matching.Latency;

/**
 * How long things are on their way, each drawn anew.
 *
 * @param marketData what the venue tells of the market
 * @param orderEntry orders, cancels and questions to the exchange
 * @param acknowledgement their answers, and what the venue tells of our account
 */
public record Delays(Latency marketData, Latency orderEntry, Latency acknowledgement) {
  /** Nothing takes any time, as on the simulated venue by default. */
  public static Delays none() {
    return new Delays(Latency.zero(), Latency.zero(), Latency.zero());
  }
}
