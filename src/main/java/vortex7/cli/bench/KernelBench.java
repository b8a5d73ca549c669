package vortex7.cli.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Measures all kernels in turns, in the calling thread: its own CPU time, so that what others take
 * of a busy machine does not count. Before each round it is measured how late an idle thread wakes.
 */
public final class KernelBench {
  private static final int WARM_UP = 5;
  private static final long LATENESS_NANOS = 300_000_000L;
  private static final int PER_SECOND = 1_000;
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private KernelBench() {}

  /** Runs so many rounds that count. */
  public static KernelReport run(Tape tape, int rounds, long seed) {
    Machine machine = Machine.now();
    Kernels all = new Kernels(new MarketColumns(tape));
    List<Kernel> kernels = all.all();
    PacedSender sender = new PacedSender(PER_SECOND);
    Histogram lateness = Spans.histogram();
    for (int round = -WARM_UP; round < rounds; round++) {
      if (round >= 0) {
        sender.run(LATENESS_NANOS, lateness, () -> {});
      }
      for (Kernel kernel : kernels) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        long count = kernel.round().getAsLong();
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        if (round >= 0) {
          kernel.add(round, count, nanos, bytes);
        }
      }
    }
    return new KernelReport(
        machine, lateness, kernels, tape.events().size(), rounds, seed, all.checksum());
  }
}
