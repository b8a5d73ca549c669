package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the daemon does and why: state, money, positions. */
@Command(
    name = "status",
    description =
        "Trading state, balance, the day's result and open positions of a running daemon.",
    mixinStandardHelpOptions = true)
final class StatusCommand extends ConsoleCommand {
  @Mixin private DaemonClient daemon = new DaemonClient();

  @Option(names = "--json", description = "print the daemon's answers as JSON")
  private boolean json;

  @Override
  public Integer call() {
    DaemonClient.Answer status = daemon.get("/api/v1/status");
    if (!status.ok()) {
      throw CommandFailure.failed(status.problem());
    }
    DaemonClient.Answer positions = daemon.get("/api/v1/positions");
    if (!positions.ok()) {
      throw CommandFailure.failed(positions.problem());
    }
    PrintWriter out = out();
    if (json) {
      var both = DaemonClient.object();
      both.set("status", status.body());
      both.set("positions", positions.body());
      out.println(both.toPrettyString());
    } else {
      print(out, status.body(), positions.body().path("items"));
    }
    return ExitCode.DONE;
  }

  private static void print(PrintWriter out, JsonNode status, JsonNode positions) {
    out.printf(
        "%s on %s, profile %s, version %s%n",
        text(status, "mode"),
        text(status, "venue"),
        text(status, "profile"),
        text(status, "version"));
    status.path("departures").forEach(departure -> out.println("           " + departure.asText()));
    out.printf("state      %s since %s%n", text(status, "tradingState"), text(status, "since"));
    status.path("reasons").forEach(reason -> out.println("           " + reason.asText()));
    for (JsonNode breaker : status.path("breakers")) {
      if (breaker.path("tripped").asBoolean()) {
        out.printf(
            "breaker    %s of %s since %s until %s%n",
            text(breaker, "name"),
            text(breaker, "scope"),
            text(breaker, "since"),
            breaker.path("until").isTextual() ? text(breaker, "until") : "a person ends it");
      }
    }
    out.printf("balance    %s USDT, equity %s%n", text(status, "balance"), text(status, "equity"));
    out.printf(
        "today      %s net, %s gross, %s fees, %s trades, loss streak %s%n",
        text(status, "dayPnl"),
        text(status, "grossPnlToday"),
        text(status, "feesToday"),
        text(status, "tradesToday"),
        text(status, "lossStreak"));
    JsonNode place = status.path("topAlt");
    if (place.isObject()) {
      out.printf(
          "TOP_ALT    %s since %s: %s%n",
          place.path("symbol").asText("nobody"), text(place, "since"), text(place, "reason"));
      if (place.hasNonNull("waitsFor")) {
        out.printf(
            "           %s follows once it is flat: %s%n",
            place.path("next").asText("nobody"), text(place, "waitsFor"));
      }
      if (place.hasNonNull("fault")) {
        out.println("           " + text(place, "fault"));
      }
    }
    if (positions.isEmpty()) {
      out.println("positions  none");
    }
    for (JsonNode position : positions) {
      out.printf(
          "position   %s %s %s %s at %s, mark %s, stop %s%s, unrealised %s%n",
          text(position, "symbol"),
          text(position, "side"),
          text(position, "state"),
          text(position, "quantity"),
          text(position, "entryPrice"),
          text(position, "markPrice"),
          text(position, "stopPrice"),
          position.path("stopAcked").asBoolean() ? " (at the venue)" : " (NOT ACKNOWLEDGED)",
          text(position, "unrealizedPnl"));
    }
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("-");
  }
}
