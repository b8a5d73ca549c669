package vortex7.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What came of a replay, of all symbols: for people and for programs. */
final class ReplayOutcome {
  private final List<ReplayedStretch> stretches;
  private final List<String> notes;
  private final boolean withJournal;

  ReplayOutcome(List<ReplayedStretch> stretches, List<String> notes, boolean withJournal) {
    this.stretches = List.copyOf(stretches);
    this.notes = List.copyOf(notes);
    this.withJournal = withJournal;
  }

  /** Something was compared, and whatever differs is explained. */
  boolean sound() {
    return sum(ReplayedStretch::decisions).compared() > 0 && unexplained() == 0;
  }

  private long unexplained() {
    long listed =
        stretches.stream()
            .flatMap(stretch -> stretch.differences().stream())
            .filter(difference -> !difference.explained())
            .count();
    return listed + stretches.stream().mapToLong(ReplayedStretch::notListed).sum();
  }

  private ReplayTally sum(Function<ReplayedStretch, ReplayTally> of) {
    ReplayTally sum = new ReplayTally();
    stretches.forEach(stretch -> sum.add(of.apply(stretch)));
    return sum;
  }

  List<String> lines(int listed) {
    List<String> lines = new ArrayList<>();
    for (ReplayedStretch stretch : stretches) {
      lines.add(
          stretch.symbol()
              + ": "
              + stretch.span().map(span -> "decided from " + span).orElse("nothing was decided"));
      lines.add(line("decisions", stretch.decisions()));
      if (withJournal) {
        lines.add(line("rows of the journal", stretch.rows()));
      }
      lines.add(line("entries sized", stretch.sizes()));
      if (withJournal) {
        lines.add(line("order intents of the journal", stretch.intents()));
      }
      List<ReplayDifference> differences = stretch.differences();
      differences.stream().limit(listed).forEach(found -> lines.add("  " + found.line()));
      long more = differences.size() + stretch.notListed() - Math.min(listed, differences.size());
      if (more > 0) {
        lines.add("  and " + more + " more differences; --json lists them");
      }
    }
    notes.forEach(note -> lines.add("note: " + note));
    lines.add(
        sum(ReplayedStretch::decisions).compared() == 0
            ? "nothing was compared"
            : unexplained() == 0
                ? "equal, or explained"
                : unexplained() + " differences are unexplained");
    return lines;
  }

  private static String line(String what, ReplayTally tally) {
    return String.format(
        Locale.ROOT,
        "  %,d %s compared, %,d equal (%.4f %%)",
        tally.compared(),
        what,
        tally.equal(),
        tally.percent());
  }

  ObjectNode json() {
    ObjectNode node = DaemonClient.object();
    node.put("sound", sound()).put("unexplained", unexplained()).put("journal", withJournal);
    put(node, "decisions", sum(ReplayedStretch::decisions));
    put(node, "rows", sum(ReplayedStretch::rows));
    put(node, "sizes", sum(ReplayedStretch::sizes));
    put(node, "intents", sum(ReplayedStretch::intents));
    ArrayNode all = node.putArray("symbols");
    for (ReplayedStretch stretch : stretches) {
      ObjectNode own = all.addObject();
      own.put("symbol", stretch.symbol().code());
      put(own, "decisions", stretch.decisions());
      put(own, "rows", stretch.rows());
      put(own, "sizes", stretch.sizes());
      put(own, "intents", stretch.intents());
      ArrayNode found = own.putArray("differences");
      stretch.differences().forEach(difference -> found.add(difference.json()));
      own.put("notListed", stretch.notListed());
    }
    notes.forEach(node.putArray("notes")::add);
    return node;
  }

  private static void put(ObjectNode into, String name, ReplayTally tally) {
    into.putObject(name)
        .put("compared", tally.compared())
        .put("equal", tally.equal())
        .put("percent", tally.percent());
  }
}
