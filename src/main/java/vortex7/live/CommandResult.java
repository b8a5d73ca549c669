package vortex7.live;

import java.util.List;

/** The answer to an operator's command. */
public sealed interface CommandResult {
  /**
   * It holds now.
   *
   * @param tradingState of the account after it: ACTIVE, REDUCING or HALTED
   * @param did what was done, in words, one line each
   * @param notReached nodes or symbols that did not answer in time
   */
  record Done(String tradingState, List<String> did, List<String> notReached)
      implements CommandResult {
    public Done {
      did = List.copyOf(did);
      notReached = List.copyOf(notReached);
    }
  }

  /** The state forbids it; {@code reason} names the cause that stands. */
  record Conflict(String reason) implements CommandResult {}

  /** There is no such symbol, position or breaker. */
  record NotFound(String what) implements CommandResult {}
}
