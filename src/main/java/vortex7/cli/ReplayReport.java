package vortex7.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vortex7.admin.KamonMetrics;
import vortex7.live.Daemon;
import vortex7.market.Symbol;

/** What a replay tells at its end: decisions, the gates that refused them, how quick stops were. */
final class ReplayReport {
  private static final Duration ASK = Duration.ofSeconds(2);
  private static final double NANOS_A_MILLI = 1e6;

  private final DecisionTally tally;
  private final KamonMetrics metrics;

  ReplayReport(DecisionTally tally, KamonMetrics metrics) {
    this.tally = tally;
    this.metrics = metrics;
  }

  /**
   * @throws ExecutionException when the daemon cannot be asked
   * @throws TimeoutException when it does not answer
   */
  List<String> lines(Daemon daemon)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<String> lines = new ArrayList<>();
    for (Symbol symbol : daemon.symbols()) {
      tally.line(symbol).ifPresent(lines::add);
      daemon
          .gates(symbol, Optional.empty(), Optional.empty())
          .toCompletableFuture()
          .get(ASK.toMillis(), TimeUnit.MILLISECONDS)
          .ifPresent(funnels -> funnels.forEach(view -> lines.addAll(GateReport.lines(view))));
    }
    lines.add(stops());
    return lines;
  }

  private String stops() {
    KamonMetrics.Stops stops = metrics.stops();
    return stops.acknowledged() == 0
        ? "no stop was needed"
        : "%d stops acknowledged, the slowest %.1f ms after the first fill"
            .formatted(stops.acknowledged(), stops.slowestNanos() / NANOS_A_MILLI);
  }
}
