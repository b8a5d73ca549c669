package vortex7.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What a run of all kernels came to, each beside its bound. */
public final class KernelReport {
  private final Machine machine;
  private final Histogram lateness;
  private final List<Kernel> kernels;
  private final Map<String, Kernel> byKey;
  private final int events;
  private final int rounds;
  private final long seed;
  private final double checksum;

  KernelReport(
      Machine machine,
      Histogram lateness,
      List<Kernel> kernels,
      int events,
      int rounds,
      long seed,
      double checksum) {
    this.machine = machine;
    this.lateness = lateness;
    this.kernels = List.copyOf(kernels);
    byKey = kernels.stream().collect(Collectors.toMap(Kernel::key, Function.identity()));
    this.events = events;
    this.rounds = rounds;
    this.seed = seed;
    this.checksum = checksum;
  }

  /** Whether the machine was busy with something else. */
  public boolean isVoid() {
    return lateness.getValueAtPercentile(99) > BenchReport.FLOOR_P99_MAX_NANOS;
  }

  /** How many times its bound a kernel takes. */
  private RatioOfPercentiles ratio(Kernel kernel) {
    return RatioOfPercentiles.of(kernel.picos().rounds(), bound(kernel).picos().rounds(), 50, seed);
  }

  private Kernel bound(Kernel kernel) {
    return Objects.requireNonNull(byKey.get(kernel.bound()), kernel.bound());
  }

  private static boolean bounds(Kernel kernel) {
    return kernel.bound().equals(kernel.key());
  }

  /** For people. */
  public void print(PrintWriter out) {
    out.println(machine.line());
    out.printf(
        Locale.ROOT,
        "%d events, %d rounds of each in turns; CPU time of the thread; idle thread late by %.0f"
            + " microseconds once in a hundred%n%n",
        events,
        rounds,
        lateness.getValueAtPercentile(99) / 1e3);
    out.printf("%-46s %10s %8s  %s%n", "", "ns", "bytes", "times the least, with 95 %");
    for (Kernel kernel : kernels) {
      out.printf(
          Locale.ROOT, "%-46s %10.1f %8.0f", kernel.what(), kernel.nanos(), kernel.bytesEach());
      if (bounds(kernel)) {
        out.println("  is a bound");
      } else {
        RatioOfPercentiles ratio = ratio(kernel);
        out.printf(
            Locale.ROOT,
            "  %.2f [%.2f, %.2f] %s%s%n",
            ratio.value(),
            ratio.low(),
            ratio.high(),
            bound(kernel).what(),
            goal(kernel, ratio));
      }
    }
    if (isVoid()) {
      out.printf(
          "%nVOID: the idle thread's lateness p99 is above %d microseconds, so the machine was busy"
              + " with something else.%n",
          BenchReport.FLOOR_P99_MAX_NANOS / 1_000);
    }
    out.flush();
  }

  private static String goal(Kernel kernel, RatioOfPercentiles ratio) {
    return kernel.atMost() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; goal at most %.0f %s",
            kernel.atMost(),
            ratio.high() <= kernel.atMost() ? "met" : "MISSED");
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("void", isVoid());
    report.put("latenessP99Micros", lateness.getValueAtPercentile(99) / 1e3);
    report.set("machine", machine.json());
    report.put("events", events).put("rounds", rounds).put("seed", seed).put("checksum", checksum);
    ObjectNode list = report.putObject("kernels");
    for (Kernel kernel : kernels) {
      ObjectNode one = list.putObject(kernel.key()).put("what", kernel.what());
      one.put("nanos", kernel.nanos()).put("perSecond", 1e9 / kernel.nanos());
      one.put("bytes", kernel.bytesEach());
      if (!bounds(kernel)) {
        RatioOfPercentiles ratio = ratio(kernel);
        one.put("bound", kernel.bound()).put("timesBound", ratio.value());
        one.putArray("interval").add(ratio.low()).add(ratio.high());
        if (kernel.atMost() > 0) {
          one.put("atMost", kernel.atMost()).put("met", ratio.high() <= kernel.atMost());
        }
      }
    }
    return report;
  }
}
