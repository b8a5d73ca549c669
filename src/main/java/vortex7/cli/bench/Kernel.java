package vortex7.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Something that is done over and over, how long it took in each round, and what bounds it.
 *
 * @param key for programs
 * @param what for people
 * @param bound key of the kernel that does the least that anybody must do; its own where there is
 *     none
 * @param atMost how many times the bound it may take; 0 where no goal is set
 * @param round does it, and tells how often
 * @param picos of each round, for one, in picoseconds of CPU time: a histogram holds whole numbers
 */
record Kernel(
    String key,
    String what,
    String bound,
    double atMost,
    LongSupplier round,
    Spans picos,
    List<Double> bytes) {

  static Kernel of(String key, String what, String bound, LongSupplier round) {
    return of(key, what, bound, 0, round);
  }

  static Kernel of(String key, String what, String bound, double atMost, LongSupplier round) {
    return new Kernel(key, what, bound, atMost, round, new Spans(), new ArrayList<>());
  }

  /** Adds a round that took so long and allocated so much. */
  void add(int number, long count, long nanos, long allocated) {
    picos.add(number, 1_000 * nanos / count);
    bytes.add((double) allocated / count);
  }

  double nanos() {
    Histogram all = picos.all();
    return all.getValueAtPercentile(50) / 1e3;
  }

  double bytesEach() {
    return bytes.stream().sorted().toList().get(bytes.size() / 2);
  }
}
