package vortex7.cli;

import picocli.CommandLine.Command;

/** Ends a stop, and nothing else that keeps entries off. */
@Command(
    name = "start",
    description = "End a stop; any other cause that keeps entries off is named.")
final class StartCommand extends OperatorCommand {
  StartCommand() {
    super("/api/v1/trading/start");
  }
}
