package vortex7.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class KernelBenchTest {
  private static Kernel kernel(String key, String bound, double atMost, long... nanos) {
    Kernel kernel = Kernel.of(key, "what " + key, bound, atMost, () -> 1);
    for (int i = 0; i < nanos.length; i++) {
      kernel.add(i, 10, 10 * nanos[i], 50);
    }
    return kernel;
  }

  private static KernelReport report(long latenessNanos, double atMost) {
    Histogram lateness = Spans.histogram();
    lateness.recordValue(latenessNanos);
    return new KernelReport(
        new Machine(2, "cpu", 1, 1, 0.5, "jdk", "os"),
        lateness,
        List.of(
            kernel("least", "least", 0, 100, 100, 100),
            kernel("ours", "least", atMost, 300, 310, 290)),
        7,
        3,
        1,
        0);
  }

  @Test
  void a_kernel_is_told_for_one_and_as_times_its_bound() {
    JsonNode ours = report(200_000, 4).json().get("kernels").get("ours");
    assertThat(ours.get("nanos").asDouble())
        .isEqualTo(300, org.assertj.core.api.Assertions.within(0.5));
    assertThat(ours.get("bytes").asDouble()).isEqualTo(5);
    assertThat(ours.get("bound").asText()).isEqualTo("least");
    assertThat(ours.get("timesBound").asDouble()).isBetween(2.99, 3.01);
    assertThat(ours.get("interval").get(0).asDouble()).isBetween(2.89, 3.0);
    assertThat(ours.get("interval").get(1).asDouble()).isBetween(3.0, 3.11);
    assertThat(ours.get("met").asBoolean()).isTrue();
    assertThat(report(200_000, 3).json().get("kernels").get("ours").get("met").asBoolean())
        .isFalse();
    assertThat(report(0, 4).json().get("kernels").get("least").has("bound")).isFalse();
  }

  @Test
  void a_run_on_a_machine_that_wakes_late_is_void() {
    assertThat(report(199_000, 4).isVoid()).isFalse();
    assertThat(report(201_000, 4).isVoid()).isTrue();
    StringWriter text = new StringWriter();
    report(300_000, 3).print(new PrintWriter(text));
    assertThat(text.toString())
        .contains("what ours", "what least; goal at most 3 MISSED", "VOID", "is a bound");
  }

  @Test
  void every_kernel_runs_on_the_synthetic_tape() {
    KernelReport report = KernelBench.run(Tape.synthetic(3, 600), 1, 3);
    JsonNode kernels = report.json().get("kernels");
    assertThat(kernels)
        .hasSizeGreaterThan(15)
        .allSatisfy(kernel -> assertThat(kernel.get("nanos").asDouble()).isPositive());
    for (String key : List.of("memory", "tradeDecode", "bookE1", "candleE3", "tradeAll", "size")) {
      assertThat(kernels.has(key)).as(key).isTrue();
    }
    assertThat(kernels.get("tradeDecode").get("bytes").asDouble()).isLessThan(16);
    assertThat(report.json().get("events").asInt()).isEqualTo(600);
    assertThat(report.json().get("checksum").asDouble()).isNotZero();
  }
}
