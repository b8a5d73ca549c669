package vortex7.live.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * For each gate, how many marks it let through since {@code since}: alone, and after all gates
 * before it.
 *
 * @param atrMinPct the smallest ATR, in percent of price, with which a bracket is admissible
 */
public record GateFunnelView(
    String symbol,
    Instant since,
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
