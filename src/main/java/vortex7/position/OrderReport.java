package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What became of one of our orders, from an answer, an event of the user stream or a query. The
 * same fact may be told several times and in any order; {@code at} is the venue's time.
 */
public sealed interface OrderReport {
  ClientOrderId id();

  Instant at();

  /**
   * The venue has the order and it works; for a stop: it stands.
   *
   * @param executed filled so far, base units, as far as this report tells; its fills are told
   *     apart
   */
  record Accepted(ClientOrderId id, long venueOrderId, BigDecimal executed, Instant at)
      implements OrderReport {
    public Accepted {
      executed = executed.signum() == 0 ? BigDecimal.ZERO : executed;
    }

    /** One that tells of no fill. */
    public Accepted(ClientOrderId id, long venueOrderId, Instant at) {
      this(id, venueOrderId, BigDecimal.ZERO, at);
    }
  }

  /** The venue refused it; {@code code} is the venue's, such as −5022 for a post-only rejection. */
  record Rejected(ClientOrderId id, int code, String reason, Instant at) implements OrderReport {}

  /**
   * One fill. For a triggered stop the id is the stop's own, whatever order the venue spawned.
   *
   * @param tradeId unique per symbol: a fill told twice counts once
   * @param quantity of this fill, base units
   * @param cumulative filled of the order with this fill
   * @param fee positive when paid, in {@code feeAsset}
   */
  record Filled(
      ClientOrderId id,
      long venueOrderId,
      long tradeId,
      BigDecimal price,
      BigDecimal quantity,
      BigDecimal cumulative,
      boolean orderDone,
      BigDecimal fee,
      String feeAsset,
      boolean maker,
      Instant at)
      implements OrderReport {}

  /** Gone without (further) fills: canceled, expired or pushed out; {@code executed} base units. */
  record Ended(ClientOrderId id, String status, BigDecimal executed, Instant at)
      implements OrderReport {}

  /** A conditional order fired; its fills follow or went before. */
  record Triggered(ClientOrderId id, Instant at) implements OrderReport {}

  /** A cancel was refused because the venue no longer knows the order as open. */
  record CancelRefused(ClientOrderId id, int code, String reason, Instant at)
      implements OrderReport {}

  /** Nobody knows whether the venue has it: a timeout, a 5xx, a cut. Ask, never guess. */
  record Unknown(ClientOrderId id, String reason, Instant at) implements OrderReport {}

  /** The venue was asked, repeatedly and late enough, and never had it. */
  record NeverArrived(ClientOrderId id, Instant at) implements OrderReport {}
}
