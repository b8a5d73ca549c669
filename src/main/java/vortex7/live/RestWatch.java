package vortex7.live;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vortex7.port.VenueException;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.risk.AlikeRun;

/**
 * Counts failures of the venue's REST side in a row: after so many, the account trips VENUE until a
 * call has succeeded after a pause (half-open). Orders and cancels count by themselves, because
 * reads may go on while they fail; so do entries that are refused alike. REST that answers too
 * slowly fails as well; what lasts too long is told once the venue answers. Lives inside its {@link
 * VenueActor}.
 */
final class RestWatch {
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration TELL_AGAIN = Duration.ofSeconds(1);
  private static final String FAILURE = "failure";
  private static final String NOT_SENT = "not sent: ";
  private static final String KEPT_BACK = "not sent: kept back: ";

  /** A post-only entry that would have taken: by rule a missed fill, not a fault. */
  private static final int POST_ONLY = -5022;

  private final Wiring wiring;
  private final ActorRef<AccountActor.Command> account;
  private final Consumer<String> lost;
  private final AlikeRun orders;
  private final AlikeRun refusals;
  private int failuresInRow;
  private Optional<AccountActor.VenueFailed> open = Optional.empty();
  private long openedNanos;

  /** When the row of failures, or the slowness, began. */
  private long failingNanos;

  private final long judgedFromNanos;
  private long slowNanos;
  private boolean slow;
  private boolean slowTold;

  /** The account has still to hear that the venue answers: it may know of an earlier failure. */
  private boolean owed = true;

  private long settledFromNanos;
  private long toldNanos;

  /**
   * A watch over calls that are all to come.
   *
   * @param lost told why positions cannot be left to the venue's stops any longer, when it answers
   */
  RestWatch(Wiring wiring, ActorRef<AccountActor.Command> account, Consumer<String> lost) {
    this.wiring = wiring;
    this.account = account;
    this.lost = lost;
    this.orders = new AlikeRun(wiring.live().venueFailuresWithin());
    this.refusals = new AlikeRun(wiring.live().venueFailuresWithin());
    long now = wiring.nanos().getAsLong();
    this.settledFromNanos =
        now + wiring.live().venueHalfOpenAfter().toNanos() + TELL_AGAIN.toNanos();
    this.toldNanos = now - TELL_AGAIN.toNanos();
    this.judgedFromNanos =
        now + wiring.feedLimits().startPatience().plus(wiring.live().venueSlowWithin()).toNanos();
  }

  void answered() {
    long now = wiring.nanos().getAsLong();
    if (failuresInRow >= wiring.live().venueFailuresMax()
        && now - failingNanos > wiring.live().venueLostAfter().toNanos()) {
      lost.accept("REST failed for " + seconds(now - failingNanos));
    }
    failuresInRow = 0;
    if (open.isPresent()) {
      if (slow || now - openedNanos < wiring.live().venueHalfOpenAfter().toNanos()) {
        return;
      }
      open = Optional.empty();
      owed = true;
      settledFromNanos = now + TELL_AGAIN.toNanos();
      toldNanos = now - TELL_AGAIN.toNanos();
    }
    tellIfOwed(now);
  }

  /**
   * The account judges by the venue's clock, which may be a little behind ours: it is told once
   * more a second later. After a start it is told until a failure of an earlier life is over.
   */
  private void tellIfOwed(long now) {
    if (owed && now - toldNanos >= TELL_AGAIN.toNanos()) {
      toldNanos = now;
      owed = now < settledFromNanos;
      account.tell(new AccountActor.VenueAnswers());
    }
  }

  /** A refusal is an answer: the venue is there. */
  void failed(Throwable fault) {
    if (kind(fault) == VenueException.Kind.REFUSED) {
      answered();
      return;
    }
    if (failuresInRow++ == 0) {
      failingNanos = wiring.nanos().getAsLong();
    }
    trip("REST failed", failuresInRow, String.valueOf(fault.getMessage()));
  }

  /** Time passed: how slow calls are by now. Those of a cold start say nothing. */
  void look() {
    long now = wiring.nanos().getAsLong();
    LiveRules rules = wiring.live();
    if (now < judgedFromNanos) {
      return;
    }
    Duration most = wiring.gateway().slow(rules.venueSlowWithin());
    if (most.compareTo(rules.venueSlowAbove()) <= 0) {
      slow = false;
      slowTold = false;
      return;
    }
    if (!slow) {
      slow = true;
      slowNanos = now;
    }
    if (open.isEmpty()) {
      open(
          "REST is slow: p95 of %d ms over %d s, limit %d ms"
              .formatted(
                  most.toMillis(),
                  rules.venueSlowWithin().toSeconds(),
                  rules.venueSlowAbove().toMillis()));
    }
    if (!slowTold && now - slowNanos > rules.venueLostAfter().toNanos()) {
      slowTold = true;
      lost.accept("REST was slow for " + seconds(now - slowNanos));
    }
  }

  private static String seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds() + " s";
  }

  /** What became of an order, a cancel or a query about one. */
  void ordered(OrderReport report) {
    Answer answer = Answer.of(report);
    long now = wiring.nanos().getAsLong();
    switch (answer) {
      case NOT_ASKED -> {} // Our own budget, filters or kill switch: the venue has no part in it.
      case FAILED -> trip("orders failed", orders.add(FAILURE, now), reasonOf(report));
      case ENTRY_REFUSED -> {
        orders.end();
        answered();
        String code = String.valueOf(((OrderReport.Rejected) report).code());
        trip("entries were refused alike", refusals.add(code, now), reasonOf(report));
      }
      case DONE -> {
        orders.end();
        if (report.id().leg() == Leg.ENTRY && report instanceof OrderReport.Accepted) {
          refusals.end();
        }
        answered();
      }
    }
  }

  /** What an order's answer says about the venue. */
  private enum Answer {
    DONE,
    ENTRY_REFUSED,
    FAILED,
    NOT_ASKED;

    static Answer of(OrderReport report) {
      return switch (report) {
        case OrderReport.Unknown unknown ->
            unknown.reason().contains("rate limit: ") ? NOT_ASKED : FAILED;
        case OrderReport.Rejected refused when refused.code() == 0 ->
            refused.reason().startsWith(NOT_SENT) && !refused.reason().startsWith(KEPT_BACK)
                ? FAILED
                : NOT_ASKED;
        case OrderReport.Rejected refused when refused.reason().startsWith("rate limit: ") ->
            NOT_ASKED;
        case OrderReport.Rejected refused ->
            refused.id().leg() == Leg.ENTRY && refused.code() != POST_ONLY ? ENTRY_REFUSED : DONE;
        default -> DONE;
      };
    }
  }

  private static String reasonOf(OrderReport report) {
    return switch (report) {
      case OrderReport.Unknown unknown -> unknown.reason();
      case OrderReport.Rejected refused -> refused.code() + " " + refused.reason();
      default -> report.toString();
    };
  }

  private void trip(String what, int times, String last) {
    int most = wiring.live().venueFailuresMax();
    if (open.isEmpty() && times >= most) {
      open(what + " " + times + " times in a row, limit " + most + ": " + last);
    }
  }

  private void open(String reason) {
    AccountActor.VenueFailed failed =
        new AccountActor.VenueFailed(
            reason, wiring.clock().instant().plus(wiring.live().venueHalfOpenAfter()));
    open = Optional.of(failed);
    openedNanos = wiring.nanos().getAsLong();
    account.tell(failed);
  }

  /** What the account was told; empty while REST answers. */
  Optional<AccountActor.VenueFailed> open() {
    return open;
  }

  static VenueException.Kind kind(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    return cause instanceof VenueException known ? known.kind() : VenueException.Kind.UNKNOWN;
  }

  /** Before the next attempt, {@code failures} in a row after the first. */
  static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(5, Math.max(0, failures)));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  static Throwable orSilence(@Nullable Throwable fault) {
    return fault == null ? new VenueException(VenueException.Kind.UNKNOWN, 0, "no answer") : fault;
  }

  static String text(@Nullable Throwable fault) {
    return Optional.ofNullable(fault).map(Throwable::getMessage).orElse("no answer");
  }
}
