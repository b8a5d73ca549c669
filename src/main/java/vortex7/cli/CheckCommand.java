package vortex7.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vortex7.settings.InvalidSettings;
import vortex7.settings.Problem;
import vortex7.settings.Settings;

/** Everything that can be known before a start, all findings at once; changes nothing. */
@Command(
    name = "check",
    description = "Preflight: configuration, JDK, ports, data folder, database, clock.",
    mixinStandardHelpOptions = true)
final class CheckCommand extends ConsoleCommand {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--json", description = "print the findings as JSON")
  private boolean json;

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    boolean configured = true;
    findings.add(Preflight.jdk(Runtime.version()));
    try {
      Settings settings = options.load();
      findings.add(
          Finding.ok(
              "configuration",
              "profile "
                  + settings.profile().name().toLowerCase(Locale.ROOT)
                  + ", which has no edge of its own: nothing here is known to earn its fees"));
      settings
          .departures()
          .forEach(
              departure ->
                  findings.add(Finding.warning("profile", "leaves the documents: " + departure)));
      settings.notes().forEach(note -> findings.add(Finding.warning("configuration", note)));
      findings.addAll(Preflight.of(settings));
    } catch (InvalidSettings invalid) {
      configured = false;
      for (Problem problem : invalid.problems()) {
        findings.add(Finding.failure("configuration", problem.toString()));
      }
    }
    print(findings);
    boolean failed = findings.stream().anyMatch(f -> f.level() == Finding.Level.FAILURE);
    if (!configured) {
      return ExitCode.USAGE;
    }
    return failed ? ExitCode.UNAVAILABLE : ExitCode.DONE;
  }

  private void print(List<Finding> findings) {
    PrintWriter out = out();
    if (json) {
      ObjectNode report = DaemonClient.object();
      ArrayNode items = report.putArray("findings");
      for (Finding finding : findings) {
        items
            .addObject()
            .put("subject", finding.subject())
            .put("level", finding.level().name())
            .put("detail", finding.detail());
      }
      out.println(report.toPrettyString());
      return;
    }
    for (Finding finding : findings) {
      String mark =
          switch (finding.level()) {
            case OK -> "ok  ";
            case WARNING -> "warn";
            case FAILURE -> "FAIL";
          };
      out.printf("%s  %-14s %s%n", mark, finding.subject(), finding.detail());
    }
  }
}
