package vortex7.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * P9 and P10 as they were measured.
 *
 * @param ours nanoseconds an event while all writers write
 * @param bare the same of bare bytes
 * @param events that are read at a recovery
 * @param replayed nanoseconds of a recovery without a snapshot
 */
public record JournalBenchReport(
    Machine machine,
    Histogram lateness,
    int writers,
    Spans ours,
    Spans bare,
    int events,
    Spans replayed,
    Spans replayedBare,
    Spans fromSnapshot,
    long seed) {
  private static final double RATE_MIN = 0.8;
  private static final double RECOVERY_MAX_MILLIS = 1_000;
  private static final double SNAPSHOT_MAX_MILLIS = 100;

  /** Whether the machine was busy with something else. */
  public boolean isVoid() {
    return lateness.getValueAtPercentile(99) > BenchReport.FLOOR_P99_MAX_NANOS;
  }

  /** Our rate over the bare one. */
  private RatioOfPercentiles writing() {
    return RatioOfPercentiles.of(bare.rounds(), ours.rounds(), 50, seed);
  }

  private RatioOfPercentiles reading() {
    return RatioOfPercentiles.of(replayedBare.rounds(), replayed.rounds(), 50, seed);
  }

  private static double median(Spans spans) {
    return spans.all().getValueAtPercentile(50);
  }

  private static String verdict(boolean met) {
    return met ? "met" : "MISSED";
  }

  /** For people. */
  public void print(PrintWriter out) {
    out.println(machine.line());
    line(
        out,
        "P9: events a second, %d entities, one event a write".formatted(writers),
        1e9 / median(ours),
        1e9 / median(bare),
        writing());
    line(
        out,
        "P10: events a second of a recovery without snapshot",
        events * 1e9 / median(replayed),
        events * 1e9 / median(replayedBare),
        reading());
    out.printf(
        Locale.ROOT,
        "%d events without a snapshot: %.0f ms, goal at most %.0f ms %s%n",
        events,
        median(replayed) / 1e6,
        RECOVERY_MAX_MILLIS,
        verdict(median(replayed) / 1e6 <= RECOVERY_MAX_MILLIS));
    out.printf(
        Locale.ROOT,
        "%d events with a snapshot: %.0f ms, goal at most %.0f ms %s%n",
        events,
        median(fromSnapshot) / 1e6,
        SNAPSHOT_MAX_MILLIS,
        verdict(median(fromSnapshot) / 1e6 <= SNAPSHOT_MAX_MILLIS));
    out.printf(
        Locale.ROOT,
        "idle thread late by %.0f microseconds once in a hundred%s%n",
        lateness.getValueAtPercentile(99) / 1e3,
        isVoid() ? ": VOID, the machine was busy with something else" : "");
    out.flush();
  }

  private static void line(
      PrintWriter out, String what, double ours, double bare, RatioOfPercentiles ratio) {
    out.printf(
        Locale.ROOT,
        "%s: %.0f; bare akka-persistence-jdbc %.0f; %.2f [%.2f, %.2f], goal at least %.1f %s%n",
        what,
        ours,
        bare,
        ratio.value(),
        ratio.low(),
        ratio.high(),
        RATE_MIN,
        verdict(ratio.low() >= RATE_MIN));
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("void", isVoid());
    report.put("latenessP99Micros", lateness.getValueAtPercentile(99) / 1e3);
    report.set("machine", machine.json());
    report.put("writers", writers).put("events", events);
    rate(report.putObject("persistsPerSecond"), 1e9 / median(ours), 1e9 / median(bare), writing());
    rate(
        report.putObject("replayedPerSecond"),
        events * 1e9 / median(replayed),
        events * 1e9 / median(replayedBare),
        reading());
    report.put("recoveryMillis", median(replayed) / 1e6);
    report.put("recoveryFromSnapshotMillis", median(fromSnapshot) / 1e6);
    return report;
  }

  private static void rate(ObjectNode into, double ours, double bare, RatioOfPercentiles ratio) {
    into.put("ours", ours).put("bare", bare).put("ratio", ratio.value());
    into.putArray("interval").add(ratio.low()).add(ratio.high());
    into.put("atLeast", RATE_MIN).put("met", ratio.low() >= RATE_MIN);
  }
}
