package vortex7.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class JournalBenchReportTest {
  private static Spans spans(long... nanos) {
    Spans spans = new Spans();
    for (int i = 0; i < nanos.length; i++) {
      spans.add(i, nanos[i]);
    }
    return spans;
  }

  private static JournalBenchReport report(long latenessNanos, long ourNanos) {
    Histogram lateness = Spans.histogram();
    lateness.recordValue(latenessNanos);
    return new JournalBenchReport(
        new Machine(2, "cpu", 1, 1, 0.5, "jdk", "os"),
        lateness,
        64,
        spans(ourNanos, ourNanos, ourNanos),
        spans(80_000, 80_000, 80_000),
        10_000,
        spans(900_000_000L),
        spans(450_000_000L),
        spans(120_000_000L),
        1);
  }

  @Test
  void our_rate_is_told_beside_the_bare_one_and_must_reach_eight_tenths_of_it() {
    JsonNode met = report(0, 100_000).json().get("persistsPerSecond");
    assertThat(met.get("ours").asDouble()).isEqualTo(10_000, within(10.0));
    assertThat(met.get("bare").asDouble()).isEqualTo(12_500, within(13.0));
    assertThat(met.get("ratio").asDouble()).isEqualTo(0.8, within(0.002));
    assertThat(report(0, 99_000).json().get("persistsPerSecond").get("met").asBoolean()).isTrue();
    assertThat(report(0, 102_000).json().get("persistsPerSecond").get("met").asBoolean()).isFalse();
  }

  @Test
  void a_recovery_has_a_bound_of_its_own_with_and_without_a_snapshot() {
    JsonNode json = report(0, 100_000).json();
    assertThat(json.get("recoveryMillis").asDouble()).isEqualTo(900, within(1.0));
    assertThat(json.get("recoveryFromSnapshotMillis").asDouble()).isEqualTo(120, within(0.2));
    assertThat(json.get("replayedPerSecond").get("ratio").asDouble()).isEqualTo(0.5, within(0.002));
    StringWriter text = new StringWriter();
    report(300_000, 100_000).print(new PrintWriter(text));
    assertThat(text.toString())
        .contains("without a snapshot: 900 ms, goal at most 1000 ms met")
        .contains("with a snapshot: 120 ms, goal at most 100 ms MISSED")
        .contains("VOID");
  }
}
