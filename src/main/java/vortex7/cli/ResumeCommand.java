package vortex7.cli;

import picocli.CommandLine.Command;

/** Ends PANIC and HALTED, after a confirmation. */
@Command(name = "resume", description = "End PANIC or HALTED (asks for a confirmation).")
final class ResumeCommand extends OperatorCommand {
  ResumeCommand() {
    super("/api/v1/resume");
  }
}
