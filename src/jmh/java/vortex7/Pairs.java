package vortex7;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.commons.math3.stat.StatUtils;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks beside each other, turn by turn in fresh processes, and prints how many times
 * faster the first is than each other, with the 95 % interval of the ratio of medians.
 *
 * <p>{@code Pairs ROUNDS OURS PEER[=GOAL] …}, each a benchmark's regular expression. A goal is met
 * when the interval's lower end reaches it; exit status 1 when one is missed. Before each round the
 * machine itself is measured: how late a thread wakes that asked for a millisecond's rest. A run in
 * which one in a hundred came over 200 µs late is void, and says so.
 */
public final class Pairs {
  private static final long FLOOR_MAX_MICROS = 200;
  private static final int RESAMPLES = 10_000;

  private Pairs() {}

  private record Side(String pattern, double goal, List<Double> times) {}

  public static void main(String[] arguments) throws RunnerException {
    int rounds = Integer.parseInt(arguments[0]);
    List<Side> sides = new ArrayList<>();
    for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
      String[] parts = argument.split("=", 2);
      double goal = parts.length == 2 ? Double.parseDouble(parts[1]) : 0;
      sides.add(new Side(parts[0], goal, new ArrayList<>()));
    }
    Histogram lateness = new Histogram(3);
    for (int round = 0; round < rounds; round++) {
      measureLateness(lateness);
      for (Side side : sides) {
        side.times().addAll(run(side.pattern()));
      }
    }
    System.exit(print(rounds, sides, lateness) ? 0 : 1);
  }

  private static List<Double> run(String pattern) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(pattern)
                    .forks(1)
                    .jvmArgsAppend(quiet())
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    if (results.size() != 1) {
      throw new IllegalArgumentException(pattern + " names " + results.size() + " benchmarks");
    }
    List<Double> times = new ArrayList<>();
    results.forEach(
        result ->
            result
                .getBenchmarkResults()
                .forEach(
                    fork ->
                        fork.getIterationResults()
                            .forEach(each -> times.add(each.getPrimaryResult().getScore()))));
    return times;
  }

  /** JMH 1.37 writes through Unsafe, at which a JDK from 23 on warns in every fork. */
  private static String[] quiet() {
    return Runtime.version().feature() >= 23
        ? new String[] {"--sun-misc-unsafe-memory-access=allow"}
        : new String[0];
  }

  /** Two seconds of rests of a millisecond; what each took beyond that, in microseconds. */
  private static void measureLateness(Histogram into) {
    for (int i = 0; i < 2_000; i++) {
      long before = System.nanoTime();
      LockSupport.parkNanos(1_000_000);
      into.recordValue(Math.max(0, (System.nanoTime() - before - 1_000_000) / 1_000));
    }
  }

  private static boolean print(int rounds, List<Side> sides, Histogram lateness) {
    long floor = lateness.getValueAtPercentile(99);
    say(
        "rounds %d; the machine's own lateness p50 %d µs, p99 %d µs%n",
        rounds, lateness.getValueAtPercentile(50), floor);
    boolean passed = floor <= FLOOR_MAX_MICROS;
    if (!passed) {
      say("void: the machine's lateness p99 is above %d µs%n", FLOOR_MAX_MICROS);
    }
    Side ours = sides.get(0);
    say("%-60s median %10.1f ns%n", ours.pattern(), median(values(ours)));
    SplittableRandom random = new SplittableRandom(1);
    for (Side peer : sides.subList(1, sides.size())) {
      double[] ratios = resample(values(peer), values(ours), random);
      double lower = StatUtils.percentile(ratios, 2.5);
      String verdict = peer.goal() == 0 ? "" : lower >= peer.goal() ? "met" : "MISSED";
      passed &= peer.goal() == 0 || lower >= peer.goal();
      say(
          "%-60s median %10.1f ns  ratio %.2f [%.2f, %.2f]  goal %.1f %s%n",
          peer.pattern(),
          median(values(peer)),
          median(values(peer)) / median(values(ours)),
          lower,
          StatUtils.percentile(ratios, 97.5),
          peer.goal(),
          verdict);
    }
    return passed;
  }

  /** Ratios of the medians of samples drawn with replacement (the percentile bootstrap). */
  private static double[] resample(double[] peer, double[] ours, SplittableRandom random) {
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] = median(drawn(peer, random)) / median(drawn(ours, random));
    }
    return ratios;
  }

  private static double[] drawn(double[] from, SplittableRandom random) {
    double[] sample = new double[from.length];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = from[random.nextInt(from.length)];
    }
    return sample;
  }

  private static double[] values(Side side) {
    return side.times().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double median(double[] values) {
    return StatUtils.percentile(values, 50);
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
