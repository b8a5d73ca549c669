package vortex7.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar of something that takes its time: on standard error, and only where somebody looks. */
final class ConsoleBar {
  private ConsoleBar() {}

  static ProgressBar of(String task, long steps, String unit) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(unit, 1)
        .setUpdateIntervalMillis(1_000)
        .setConsumer(
            System.getenv("TERM") == null
                ? new DelegatingProgressBarConsumer(line -> {})
                : new ConsoleProgressBarConsumer(System.err))
        .build();
  }
}
