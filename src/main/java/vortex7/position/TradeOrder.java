package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import vortex7.position.ClientOrderId.Leg;

/**
 * One order of a trade, as far as the reports have told.
 *
 * @param quantity base units; empty for a stop that closes whatever the position is
 * @param price the limit or trigger price; empty for a market order
 * @param stood the venue has confirmed it at some time
 * @param cancelWanted we asked the venue to take it away
 * @param triggeredAt when a stop fired, or filled before it said so
 * @param executed base units, as told when it ended; 0 before
 * @param end the venue's last status or our words for it; empty before its end
 * @param since when {@code state} was reached
 * @param askedAt the last cancel or query of ours
 */
public record TradeOrder(
    Leg leg,
    int attempt,
    Optional<BigDecimal> quantity,
    Optional<BigDecimal> price,
    State state,
    boolean stood,
    boolean cancelWanted,
    Optional<Instant> triggeredAt,
    BigDecimal executed,
    String end,
    Instant since,
    Optional<Instant> askedAt) {

  /** What is known of it. */
  public enum State {
    /** On its way; no answer yet. */
    WANTED,
    /** The venue has confirmed it. */
    STANDING,
    /** Nobody knows whether the venue has it. */
    DOUBTFUL,
    /** Filled, cancelled, expired, refused, or never there. */
    ENDED
  }

  static TradeOrder wanted(
      Leg leg, int attempt, Optional<BigDecimal> quantity, Optional<BigDecimal> price, Instant at) {
    return new TradeOrder(
        leg,
        attempt,
        quantity,
        price,
        State.WANTED,
        false,
        false,
        Optional.empty(),
        BigDecimal.ZERO,
        "",
        at,
        Optional.empty());
  }

  /** True until the venue is known to hold it no longer. */
  public boolean live() {
    return state != State.ENDED;
  }

  public boolean standing() {
    return state == State.STANDING;
  }

  boolean is(Leg otherLeg, int otherAttempt) {
    return leg == otherLeg && attempt == otherAttempt;
  }

  /** A placement that did not give what it was for: refused, in doubt, or gone without our wish. */
  boolean failed() {
    return state == State.DOUBTFUL
        || (state == State.ENDED && !cancelWanted && triggeredAt.isEmpty());
  }

  TradeOrder accepted(Instant at) {
    return new TradeOrder(
        leg,
        attempt,
        quantity,
        price,
        State.STANDING,
        true,
        cancelWanted,
        triggeredAt,
        executed,
        end,
        at,
        askedAt);
  }

  /** It stood after its trade was over. */
  TradeOrder seen() {
    return new TradeOrder(
        leg,
        attempt,
        quantity,
        price,
        state,
        true,
        cancelWanted,
        triggeredAt,
        executed,
        end,
        since,
        askedAt);
  }

  TradeOrder doubted(Instant at) {
    return new TradeOrder(
        leg,
        attempt,
        quantity,
        price,
        State.DOUBTFUL,
        stood,
        cancelWanted,
        triggeredAt,
        executed,
        end,
        at,
        askedAt);
  }

  TradeOrder asked(boolean cancel, Instant at) {
    return new TradeOrder(
        leg,
        attempt,
        quantity,
        price,
        state,
        stood,
        cancelWanted || cancel,
        triggeredAt,
        executed,
        end,
        since,
        Optional.of(at));
  }

  TradeOrder ended(String status, BigDecimal executedInAll, Instant at) {
    return new TradeOrder(
        leg,
        attempt,
        quantity,
        price,
        State.ENDED,
        stood,
        cancelWanted,
        triggeredAt,
        executedInAll,
        status,
        at,
        askedAt);
  }

  TradeOrder triggered(Instant at) {
    return new TradeOrder(
        leg,
        attempt,
        quantity,
        price,
        state,
        true,
        cancelWanted,
        triggeredAt.isPresent() ? triggeredAt : Optional.of(at),
        executed,
        end,
        since,
        askedAt);
  }
}
