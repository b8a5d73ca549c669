package vortex7.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vortex7.journal.JournalException;
import vortex7.live.DaemonNode;
import vortex7.live.view.PositionView;
import vortex7.position.TradeState;

/** What a daemon does before it ends: no entries any more, and it says what it leaves behind. */
final class FinalState {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** So long entries may take to end, and stops to stand, before the process ends all the same. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private static final Duration CANCEL_AGAIN = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final DaemonNode daemon;
  private final PrintWriter out;
  private final Optional<BooksAudit> audit;
  private final Optional<ReplayReport> report;
  private volatile boolean sound = true;

  /**
   * @param audit of a run on the simulated venue, which can be asked for its own books
   * @param report of a replay
   */
  FinalState(
      DaemonNode daemon,
      PrintWriter out,
      Optional<BooksAudit> audit,
      Optional<ReplayReport> report) {
    this.daemon = daemon;
    this.out = out;
    this.audit = audit;
    this.report = report;
  }

  /** False when the books were found to differ from the venue's, or could not be compared. */
  boolean sound() {
    return sound;
  }

  /**
   * Cancels resting entries, waits until none is left and every position's stop stands, and prints
   * every position with its protection; after a replay its report, and on the simulated venue
   * whether the books equal the venue's.
   */
  void quiesce() throws InterruptedException {
    out.println("ending: no new entries; positions keep their stops and targets at the venue");
    try {
      long end = System.nanoTime() + SETTLE.toNanos();
      DaemonNode.Quiet quiet = answer(daemon.quiesce());
      long cancelledNanos = System.nanoTime();
      int cancels = quiet.cancels();
      List<PositionView> positions = answer(daemon.positions());
      while (!settled(quiet, positions) && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        if (System.nanoTime() - cancelledNanos > CANCEL_AGAIN.toNanos()) {
          quiet = answer(daemon.quiesce());
          cancelledNanos = System.nanoTime();
          cancels += quiet.cancels();
        }
        positions = answer(daemon.positions());
      }
      print(quiet, cancels, positions);
      if (report.isPresent()) {
        report.get().lines(daemon).forEach(line -> out.println("  " + line));
      }
    } catch (ExecutionException | TimeoutException e) {
      out.println(
          "  positions could not be asked for: " + e + "; see ./vortex7 status after a start");
    }
    audit.ifPresent(this::compare);
    out.flush();
  }

  private void compare(BooksAudit books) {
    try {
      BooksAudit.Verdict verdict = books.verdict();
      sound = verdict.equal();
      if (sound) {
        out.println("  books equal the venue's: " + verdict.summary());
      } else {
        out.println("  BOOKS DIFFER from the venue's: " + verdict.summary());
        verdict.differences().forEach(difference -> out.println("    " + difference));
      }
    } catch (ExecutionException | TimeoutException | JournalException e) {
      sound = false;
      out.println("  books could not be compared with the venue's: " + e);
    } catch (InterruptedException e) {
      sound = false;
      Thread.currentThread().interrupt();
    }
  }

  private void print(DaemonNode.Quiet quiet, int cancels, List<PositionView> positions) {
    if (cancels > 0) {
      out.println("  entries cancelled: " + cancels);
    }
    quiet.inFlight().forEach(line -> out.println("  NOT SETTLED: " + line));
    if (positions.isEmpty()) {
      out.println("  no position is open, no order rests");
    }
    positions.forEach(
        position ->
            out.println("  " + (settled(position) ? "" : "NOT SETTLED: ") + describe(position)));
  }

  private static boolean settled(DaemonNode.Quiet quiet, List<PositionView> positions) {
    return quiet.inFlight().isEmpty() && positions.stream().allMatch(FinalState::settled);
  }

  /** Held, with a stop that the venue confirmed; an entry or an exit under way is not. */
  static boolean settled(PositionView position) {
    TradeState state = TradeState.valueOf(position.state());
    return position.stopAcked() && state.open() && state != TradeState.PARTIALLY_OPEN;
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
            position.tp1Price().map(BigDecimal::toPlainString).orElse("unknown"));
  }
}
