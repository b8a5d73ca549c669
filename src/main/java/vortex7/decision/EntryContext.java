package vortex7.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a decision must know that no market event tells: the account's and the symbol's state as of
 * now, by the venue's time.
 *
 * @param symbolBusy the symbol has an open position or a pending entry
 * @param openPositions of the account, pending entries included
 * @param lastNoFill when the symbol's last entry went unfilled
 * @param lastClose when the symbol's last position closed
 * @param tradingEnabled the stricter of account and symbol state is ACTIVE
 * @param tradingReason why trading is off, for a person; empty when it is on
 * @param breakers active circuit breakers and cooldowns, each with its reason
 * @param leverageConfirmed the venue confirmed the symbol's leverage
 * @param fees of the account for this symbol
 */
public record EntryContext(
    boolean symbolBusy,
    int openPositions,
    Optional<Instant> lastNoFill,
    Optional<Instant> lastClose,
    boolean tradingEnabled,
    String tradingReason,
    List<String> breakers,
    boolean leverageConfirmed,
    FeeRates fees) {

  public EntryContext {
    breakers = List.copyOf(breakers);
  }

  /** Nothing in the way: flat, enabled, leverage confirmed. */
  public static EntryContext clear(FeeRates fees) {
    return new EntryContext(
        false, 0, Optional.empty(), Optional.empty(), true, "", List.of(), true, fees);
  }

  /** Before account, position and venue have answered: nothing is allowed. */
  public static EntryContext unknown() {
    return new EntryContext(
        false,
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        "account and position have not answered yet",
        List.of(),
        false,
        FeeRates.documents());
  }
}
