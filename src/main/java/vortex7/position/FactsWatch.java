package vortex7.position;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a position asks the venue for all it knows: they are heavy, so one request at a time with a
 * pause between, and again when one is lost. Times are on the own clock.
 */
public final class FactsWatch {
  /** Between two requests for facts. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Facts that did not come by then are asked for again. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  /**
   * The venue's own position may differ from ours for so long before facts are asked for; twice as
   * long each time that facts have said the same again.
   */
  private static final Duration AMOUNT_BOUND = Duration.ofMillis(500);

  private static final int DOUBLINGS_MAX = 6;

  private final LongSupplier nanos;
  private boolean wanted;
  private long requests;
  private long freshFrom;
  private Optional<Long> askedAt = Optional.empty();
  private Optional<Long> cameAt = Optional.empty();
  private Optional<BigDecimal> venueAmount = Optional.empty();
  private long toldNanos;
  private int saidAgain;
  private Optional<Long> differsSince = Optional.empty();

  public FactsWatch(LongSupplier nanos) {
    this.nanos = nanos;
  }

  public void want() {
    wanted = true;
  }

  /** What was asked for so far may lack something: only what is asked from now on is fresh. */
  public void wantFresh() {
    wanted = true;
    freshFrom = requests + 1;
  }

  /** Whether the facts that came last were asked for since {@link #wantFresh}. */
  public boolean fresh() {
    return requests >= freshFrom;
  }

  /** True when a request is to be sent now; it then counts as sent. */
  public boolean ask() {
    boolean underWay = askedAt.filter(at -> !passed(at, BOUND)).isPresent();
    boolean tooSoon = cameAt.filter(at -> !passed(at, PAUSE)).isPresent();
    if (!wanted || underWay || tooSoon) {
      return false;
    }
    wanted = false;
    requests++;
    askedAt = Optional.of(nanos.getAsLong());
    return true;
  }

  /**
   * Facts came with the venue's own {@code amount}. It replaces what was told before they were
   * asked for, because an event of the stream may be lost.
   */
  public void came(BigDecimal amount) {
    boolean younger = askedAt.filter(at -> at - toldNanos >= 0).isPresent();
    if (younger || venueAmount.isEmpty()) {
      boolean same = venueAmount.filter(told -> told.compareTo(amount) == 0).isPresent();
      saidAgain = same ? Math.min(saidAgain + 1, DOUBLINGS_MAX) : 0;
      venueAmount = Optional.of(amount);
    }
    askedAt = Optional.empty();
    cameAt = Optional.of(nanos.getAsLong());
  }

  public void failed() {
    askedAt = Optional.empty();
  }

  /** The stream told the venue's own position, signed base units. */
  public void venueHas(BigDecimal amount) {
    venueAmount = Optional.of(amount);
    toldNanos = nanos.getAsLong();
    saidAgain = 0;
  }

  /**
   * True when the venue has named another amount than {@code ours} for a while: a fill was lost, or
   * another's hand was in it.
   */
  public boolean differs(BigDecimal ours) {
    if (venueAmount.filter(amount -> amount.compareTo(ours) != 0).isEmpty()) {
      differsSince = Optional.empty();
      saidAgain = 0;
      return false;
    }
    if (differsSince.isEmpty()) {
      differsSince = Optional.of(nanos.getAsLong());
      return false;
    }
    if (!passed(differsSince.get(), AMOUNT_BOUND.multipliedBy(1L << saidAgain))) {
      return false;
    }
    differsSince = Optional.empty();
    return true;
  }

  private boolean passed(long since, Duration bound) {
    return nanos.getAsLong() - since >= bound.toNanos();
  }
}
