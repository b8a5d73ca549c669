package vortex7.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * The result of one run.
 *
 * @param setting how it was measured, by name
 * @param floor how late the sender was while nothing else ran
 * @param chain from sending to the fifth actor
 * @param commit one row, written and durable
 * @param intent frame in to the sized entry out of the risk actor
 * @param bytesOut frame in to the signed order's bytes out of the socket
 * @param others further spans by what they are
 * @param notes what a reader must know of the figures
 */
public record BenchReport(
    Machine machine,
    SortedMap<String, String> setting,
    Spans floor,
    Spans chain,
    Spans commit,
    Spans intent,
    Spans bytesOut,
    SortedMap<String, Spans> others,
    List<String> notes,
    long seed) {
  /** A run on a machine that is late by more than this says nothing. */
  public static final long FLOOR_P99_MAX_NANOS = 200_000;

  private static final double[] PERCENTILES = {50, 90, 99, 99.9};
  private static final String[] PERCENTILE_NAMES = {"p50", "p90", "p99", "p999"};
  private static final double MICRO = 1_000.0;

  /** A histogram with its name. */
  private record Row(String key, String what, Histogram spans) {}

  public boolean isVoid() {
    return floor.all().getValueAtPercentile(99) > FLOOR_P99_MAX_NANOS;
  }

  /** The goals P6 and P7 of the performance table. */
  public List<Goal> goals() {
    Histogram p6 = intent.all();
    Histogram p7 = bytesOut.all();
    long n6 = p6.getTotalCount();
    long n7 = p7.getTotalCount();
    return List.of(
        Goal.ratio("P6 p50 / chain p50", ratio(intent, chain, 50), 1.5, n6),
        Goal.ratio("P6 p99 / chain p99", ratio(intent, chain, 99), 2, n6),
        Goal.millis("P6 p50", p6.getValueAtPercentile(50), 0.1, n6),
        Goal.millis("P6 p99", p6.getValueAtPercentile(99), 1, n6),
        Goal.ratio("P7 p50 / commit p50", ratio(bytesOut, commit, 50), 8, n7),
        Goal.millis("P7 p50", p7.getValueAtPercentile(50), 1.5, n7),
        Goal.millis("P7 p99", p7.getValueAtPercentile(99), 8, n7));
  }

  private RatioOfPercentiles ratio(Spans ours, Spans peer, double percentile) {
    return RatioOfPercentiles.of(ours.rounds(), peer.rounds(), percentile, seed);
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("floor", "noise floor: lateness of the idle sender", floor.all()));
    rows.add(new Row("chain", "5 bare actors, send to the fifth", chain.all()));
    rows.add(new Row("commit", "raw single-row commit", commit.all()));
    rows.add(new Row("intent", "P6: tick in to sized intent out", intent.all()));
    rows.add(new Row("bytesOut", "P7: tick in to order bytes out", bytesOut.all()));
    others.forEach((what, spans) -> rows.add(new Row(what, what, spans.all())));
    return rows;
  }

  /** For people. */
  public void print(PrintWriter out) {
    setting.forEach((name, value) -> out.println(name + ": " + value));
    out.println(machine.line());
    out.println();
    out.printf(
        "%-44s %9s %10s %10s %10s %10s %10s%n",
        "microseconds", "n", "p50", "p90", "p99", "p99.9", "max");
    for (Row row : rows()) {
      out.printf("%-44s %9d", row.what(), row.spans().getTotalCount());
      for (double percentile : PERCENTILES) {
        out.printf(Locale.ROOT, " %10.1f", row.spans().getValueAtPercentile(percentile) / MICRO);
      }
      out.printf(Locale.ROOT, " %10.1f%n", row.spans().getMaxValue() / MICRO);
    }
    out.printf("%n%-24s %10s %18s %8s %-8s %6s%n", "goal", "value", "95 %", "at most", "", "n");
    for (Goal goal : goals()) {
      String interval =
          goal.interval()
              .map(ratio -> String.format(Locale.ROOT, "[%.2f, %.2f]", ratio.low(), ratio.high()))
              .orElse("");
      out.printf(
          Locale.ROOT,
          "%-24s %7.3f %-2s %18s %8.1f %-8s %6d%n",
          goal.name(),
          goal.value(),
          goal.unit(),
          interval,
          goal.limit(),
          goal.met() ? "met" : "MISSED",
          goal.samples());
    }
    out.println();
    notes.forEach(out::println);
    if (isVoid()) {
      out.printf(
          "VOID: the sender's lateness p99 is above %d microseconds, so the machine was busy with"
              + " something else and none of these figures counts.%n",
          FLOOR_P99_MAX_NANOS / 1_000);
    }
    out.flush();
  }

  /** For programs; spans are microseconds. */
  public ObjectNode json() {
    ObjectNode report = new ObjectMapper().createObjectNode();
    report.put("void", isVoid());
    ObjectNode settings = report.putObject("setting");
    setting.forEach(settings::put);
    report.put("seed", seed);
    report.set("machine", machine.json());
    ObjectNode micros = report.putObject("micros");
    for (Row row : rows()) {
      ObjectNode one = micros.putObject(row.key());
      one.put("what", row.what()).put("samples", row.spans().getTotalCount());
      for (int i = 0; i < PERCENTILES.length; i++) {
        one.put(PERCENTILE_NAMES[i], row.spans().getValueAtPercentile(PERCENTILES[i]) / MICRO);
      }
      one.put("max", row.spans().getMaxValue() / MICRO);
    }
    ArrayNode goals = report.putArray("goals");
    for (Goal goal : goals()) {
      ObjectNode one = goals.addObject();
      one.put("name", goal.name()).put("value", goal.value()).put("unit", goal.unit());
      goal.interval()
          .ifPresent(ratio -> one.putArray("interval").add(ratio.low()).add(ratio.high()));
      one.put("limit", goal.limit()).put("met", goal.met()).put("samples", goal.samples());
    }
    ArrayNode said = report.putArray("notes");
    notes.forEach(said::add);
    return report;
  }
}
