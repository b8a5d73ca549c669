package vortex7.live;

import java.time.Instant;

/**
 * Who wants something from the daemon, why and when; journaled with what came of it.
 *
 * @param commandId told twice, a command has one effect
 * @param who role or user, with the address it came from
 */
public record OperatorCommand(String commandId, String who, String reason, Instant at) {
  public OperatorCommand {
    if (commandId.isBlank() || commandId.length() > 100) {
      throw new IllegalArgumentException(
          "commandId must have 1 to 100 characters, had " + commandId.length());
    }
  }
}
