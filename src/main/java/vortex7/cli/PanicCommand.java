package vortex7.cli;

import picocli.CommandLine.Command;

/** The hard kill switch: HALTED until a person resumes. */
@Command(
    name = "panic",
    description =
        "Kill switch: HALTED until resume; closes positions when panic.close-positions says so.")
final class PanicCommand extends OperatorCommand {
  PanicCommand() {
    super("/api/v1/panic");
  }
}
