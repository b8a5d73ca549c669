package vortex7.cli;

import picocli.CommandLine.Command;

/** Closes every position at market, after a confirmation. */
@Command(
    name = "close-all",
    description = "Close every position at market (asks for a confirmation).")
final class CloseAllCommand extends OperatorCommand {
  CloseAllCommand() {
    super("/api/v1/close-all");
  }
}
