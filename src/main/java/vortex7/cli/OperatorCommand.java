package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A command that changes what a running daemon does: one POST, confirmed when the daemon asks for a
 * confirmation, idempotent by its command id.
 */
@Command(mixinStandardHelpOptions = true)
abstract class OperatorCommand extends ConsoleCommand {
  @Mixin private DaemonClient daemon = new DaemonClient();

  @Option(names = "--json", description = "print the daemon's answer as JSON")
  private boolean json;

  @Option(names = "--yes", description = "confirm without asking, where a confirmation is needed")
  private boolean yes;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why, for the journal (default: ${DEFAULT-VALUE})",
      defaultValue = "command line")
  private String reason = "command line";

  private final String path;

  OperatorCommand(String path) {
    this.path = path;
  }

  @Override
  public Integer call() {
    ObjectNode body = DaemonClient.object();
    body.put("reason", reason);
    body.put("commandId", UUID.randomUUID().toString());
    DaemonClient.Answer answer = daemon.post(path, body);
    JsonNode code = answer.body().path("code");
    if (answer.status() == 409 && code.isTextual()) {
      if (!yes && !Confirmation.asked(out(), answer.problem())) {
        throw CommandFailure.failed("not confirmed, nothing was changed");
      }
      body.put("confirm", code.asText());
      answer = daemon.post(path, body);
    }
    if (json) {
      print(answer.body().toPrettyString());
    }
    if (!answer.ok()) {
      throw CommandFailure.failed(answer.problem());
    }
    if (!json) {
      JsonNode state = answer.body().path("tradingState");
      print(state.isTextual() ? "trading state: " + state.asText() : answer.body().toString());
      answer.body().path("reasons").forEach(cause -> print("  " + cause.asText()));
    }
    return ExitCode.DONE;
  }

  private void print(String line) {
    out().println(line);
  }
}
