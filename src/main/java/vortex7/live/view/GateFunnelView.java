package vortex7.live.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * For each gate, how many marks it let through for one strategy: alone, and after all gates before
 * it.
 *
 * @param strategy A, B or C, counted by its own measure, whether it was selected or not
 * @param since from when on marks are counted
 * @param until before when
 * @param atrMinPct the smallest ATR, in percent of price, with which a bracket of the strategy is
 *     admissible as the market is now
 */
public record GateFunnelView(
    String symbol,
    String strategy,
    Instant since,
    Instant until,
    long marks,
    List<GateCount> gates,
    Optional<Double> atrMinPct,
    Optional<Double> atrMaxPct) {
  public GateFunnelView {
    gates = List.copyOf(gates);
  }

  /** Marks that passed one gate. */
  public record GateCount(String gate, long passedAlone, long passedInSequence, long absent) {}
}
