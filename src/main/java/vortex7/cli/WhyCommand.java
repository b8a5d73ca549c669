package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a decision was taken, or what it lacked. */
@Command(
    name = "why",
    description =
        "Why a decision traded or did not: readings, gates, strategies, what was missing, the"
            + " trade.",
    mixinStandardHelpOptions = true)
final class WhyCommand extends ConsoleCommand {
  @Mixin private DaemonClient daemon = new DaemonClient();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "a backtest's journal, or its folder, in the place of a daemon")
  private @Nullable Path journal;

  @Parameters(
      paramLabel = "REF",
      description = "a decision's reference, such as d_20260301_120000000_BTCUSDT")
  private String ref = "";

  @Option(names = "--json", description = "print the daemon's answer as JSON")
  private boolean json;

  private static final int REF_SHOWN = 80;

  /** A decision's reference: its time in UTC to the millisecond, and its symbol. */
  private static final Pattern REFERENCE = Pattern.compile("d_\\d{8}_\\d{9}_[A-Z0-9]{1,20}");

  @Override
  public Integer call() {
    if (!REFERENCE.matcher(ref).matches()) {
      throw CommandFailure.usage(
          "REF must be d_yyyyMMdd_HHmmssSSS_SYMBOL in UTC, such as d_20260301_120000000_BTCUSDT;"
              + " was "
              + shown(ref));
    }
    Path from = journal;
    JsonNode lineage = from == null ? ofDaemon() : ofJournal(from);
    List<String> lines = json ? List.of(lineage.toPrettyString()) : WhyReport.lines(lineage);
    lines.forEach(out()::println);
    return ExitCode.DONE;
  }

  private JsonNode ofJournal(Path from) {
    Path file = BacktestJournal.in(from);
    return BacktestJournal.lineage(file, ref)
        .orElseThrow(() -> CommandFailure.failed(file + " keeps no decision " + ref));
  }

  private JsonNode ofDaemon() {
    DaemonClient.Answer answer =
        daemon.get("/api/v1/decisions/" + URLEncoder.encode(ref, StandardCharsets.UTF_8));
    if (!answer.ok()) {
      throw answer.status() == 400
          ? CommandFailure.usage(answer.problem())
          : CommandFailure.failed(answer.problem());
    }
    return answer.body();
  }

  /** What was given, without what could act on a terminal. */
  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return "\"" + (plain.length() > REF_SHOWN ? plain.substring(0, REF_SHOWN) + "…" : plain) + "\"";
  }
}
