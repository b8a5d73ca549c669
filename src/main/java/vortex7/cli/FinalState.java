package vortex7.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vortex7.live.DaemonNode;
import vortex7.live.view.PositionView;

/** What a daemon does before it ends: no entries any more, and it says what it leaves behind. */
final class FinalState {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DaemonNode daemon;
  private final PrintWriter out;

  FinalState(DaemonNode daemon, PrintWriter out) {
    this.daemon = daemon;
    this.out = out;
  }

  /** Cancels resting entries and prints every position with its protection. */
  void quiesce() throws InterruptedException {
    out.println("ending: no new entries; positions keep their stops and targets at the venue");
    try {
      answer(daemon.quiesce()).forEach(line -> out.println("  " + line));
      List<PositionView> positions = answer(daemon.positions());
      if (positions.isEmpty()) {
        out.println("  no position is open");
      }
      positions.forEach(position -> out.println("  " + describe(position)));
    } catch (ExecutionException | TimeoutException e) {
      out.println(
          "  positions could not be asked for: " + e + "; see ./vortex7 status after a start");
    }
    out.flush();
  }

  private static <T> T answer(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String describe(PositionView position) {
    String stop =
        position
            .stopPrice()
            .map(price -> price.toPlainString() + (position.stopAcked() ? "" : " NOT ACKNOWLEDGED"))
            .orElse("none");
    return "%s %s %s %s at %s, stop %s, target %s"
        .formatted(
            position.symbol(),
            position.side(),
            position.state(),
            position.quantity().toPlainString(),
            position.entryPrice().toPlainString(),
            stop,
            position.tp1Price().toPlainString());
  }
}
