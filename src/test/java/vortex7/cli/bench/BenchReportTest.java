package vortex7.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final long MICRO = 1_000;

  private static Spans spans(long micros) {
    Spans spans = new Spans();
    for (int round = 0; round < 5; round++) {
      Histogram all = Spans.histogram();
      for (int i = 0; i < 200; i++) {
        all.recordValue(micros * MICRO);
      }
      spans.add(round, all);
    }
    return spans;
  }

  private static BenchReport report(long floor, long intent, long bytesOut) {
    return new BenchReport(
        Machine.now(),
        new TreeMap<>(),
        spans(floor),
        spans(46),
        spans(176),
        spans(intent),
        spans(bytesOut),
        new TreeMap<>(),
        List.of("a note"),
        1);
  }

  private static List<Boolean> met(BenchReport report) {
    return report.goals().stream().map(Goal::met).toList();
  }

  @Test
  void goals_are_met_at_the_figures_that_the_documents_name() {
    assertThat(met(report(1, 60, 1_300))).containsOnly(true);
  }

  @Test
  void what_is_too_slow_is_marked_as_missed_in_both_outputs() {
    BenchReport slow = report(1, 99, 1_600);
    assertThat(met(slow)).containsExactly(false, false, true, true, false, false, true);
    StringWriter text = new StringWriter();
    slow.print(new PrintWriter(text));
    assertThat(text.toString().lines().filter(line -> line.contains("MISSED"))).hasSize(4);
    JsonNode goals = slow.json().get("goals");
    assertThat(goals.get(0).get("met").booleanValue()).isFalse();
    assertThat(goals.get(0).get("interval").get(1).doubleValue()).isGreaterThan(1.5);
    assertThat(goals.get(2).get("met").booleanValue()).isTrue();
  }

  @Test
  void a_machine_that_was_late_voids_the_run() {
    assertThat(report(199, 60, 1_300).isVoid()).isFalse();
    BenchReport busy = report(201, 60, 1_300);
    assertThat(busy.isVoid()).isTrue();
    assertThat(busy.json().get("void").booleanValue()).isTrue();
    StringWriter text = new StringWriter();
    busy.print(new PrintWriter(text));
    assertThat(text.toString()).contains("VOID");
  }

  @Test
  void spans_of_no_round_count_nowhere() {
    Spans spans = new Spans();
    spans.add(-1, 5);
    spans.add(2, 7);
    assertThat(spans.rounds().stream().map(Histogram::getTotalCount)).containsExactly(0L, 0L, 1L);
    assertThat(spans.all().getTotalCount()).isEqualTo(1);
  }
}
