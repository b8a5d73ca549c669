package vortex7.cli;

import picocli.CommandLine.Command;

/** The kill switch: no new entries until a person starts them again. */
@Command(
    name = "stop",
    description = "Kill switch: no new entries from now on; open positions stay managed.")
final class StopCommand extends OperatorCommand {
  StopCommand() {
    super("/api/v1/trading/stop");
  }
}
