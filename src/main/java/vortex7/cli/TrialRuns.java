package vortex7.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import vortex7.backtest.Backtest;
import vortex7.backtest.BacktestResult;
import vortex7.backtest.search.Trial;
import vortex7.backtest.search.Trial.Closed;
import vortex7.matching.replay.RecordingException;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.settings.Settings;
import vortex7.venue.simulated.SimulatedMarkets;
import vortex7.venue.simulated.recording.EventFiles;

/** Runs trials side by side, each in one thread, and keeps what they come to. */
final class TrialRuns {
  private final TrialLog log;
  private final EventFiles files;
  private final int threads;
  private final long millis;

  /** A configuration to try; {@code changed} are the keys that were varied. */
  record Wanted(Settings settings, SortedMap<String, String> changed) {}

  /**
   * @param files opens the recordings, which must have been opened once before: several runs do
   * @param millis of market time each
   */
  TrialRuns(TrialLog log, EventFiles files, int threads, long millis) {
    this.log = log;
    this.files = files;
    this.threads = threads;
    this.millis = millis;
  }

  /**
   * Runs those that the log does not hold.
   *
   * @throws CommandFailure when the data cannot be used or the log not be written; nothing is lost
   *     of what was finished
   */
  void run(String task, List<Wanted> wanted) {
    List<Wanted> due =
        wanted.stream().filter(each -> log.of(each.settings().hash()).isEmpty()).toList();
    try (ProgressBar bar = ConsoleBar.of(task, wanted.size(), "runs");
        ExecutorService pool =
            Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("trial-", 0).factory())) {
      bar.stepTo(wanted.size() - due.size());
      List<Future<?>> futures = new ArrayList<>();
      for (Wanted each : due) {
        futures.add(
            pool.submit(
                () -> {
                  log.add(trial(each));
                  bar.step();
                  return null;
                }));
      }
      try {
        for (Future<?> future : futures) {
          future.get();
        }
      } catch (ExecutionException failed) {
        pool.shutdownNow();
        throw failure(failed.getCause());
      } catch (InterruptedException interrupted) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw CommandFailure.failed("interrupted; the same command goes on where it was");
      }
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    if (cause instanceof RecordingException) {
      return RecordedSymbols.failure(String.valueOf(cause.getMessage()));
    }
    if (cause instanceof UncheckedIOException) {
      return CommandFailure.unavailable("the recording: " + cause.getCause());
    }
    if (cause instanceof IOException) {
      return CommandFailure.unavailable("the log: " + cause);
    }
    return cause instanceof RuntimeException other ? other : new IllegalStateException(cause);
  }

  private Trial trial(Wanted wanted) {
    Settings settings = wanted.settings();
    try (SimulatedMarkets.Open market = BacktestWorld.open(settings, files)) {
      long start = market.source().startMillis();
      long end = millis == Long.MAX_VALUE ? millis : start + millis;
      BacktestResult result =
          new Backtest(BacktestWorld.rules(settings), market.source())
              .run(end, time -> stopWhenTold());
      return new Trial(
          settings.hash(),
          wanted.changed(),
          result.from().toEpochMilli(),
          result.to().toEpochMilli(),
          settings.balance().doubleValue(),
          result.trades().stream()
              .sorted(Comparator.comparing(TradeSummary::entryTime))
              .map(TrialRuns::closed)
              .toList(),
          result.noFills().size(),
          result.decisionHash(),
          "");
    }
  }

  /** Another run failed, or the command ends: nobody waits for this one any more. */
  private static void stopWhenTold() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("stopped");
    }
  }

  private static Closed closed(TradeSummary trade) {
    return new Closed(
        trade.entryTime().toEpochMilli(),
        trade.exitTime().toEpochMilli(),
        trade.pnlNet().doubleValue(),
        trade.exitReason() == ExitReason.FRAGMENT);
  }
}
