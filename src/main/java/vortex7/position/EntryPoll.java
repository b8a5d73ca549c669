package vortex7.position;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When to ask about an entry that rests: every so often, because the event of its fill may be lost
 * or the stream dead without a word. Times are on the own clock.
 */
public final class EntryPoll {
  private final LongSupplier nanos;
  private final Duration every;
  private Optional<ClientOrderId> resting = Optional.empty();
  private long askedNanos;

  public EntryPoll(LongSupplier nanos, Duration every) {
    this.nanos = nanos;
    this.every = every;
  }

  /** The question that is due now; an entry in doubt is asked about by its trade's own rules. */
  public Optional<OrderRequest> due(Position position) {
    Optional<ClientOrderId> entry =
        position
            .trade()
            .map(OpenTrade::entry)
            .filter(TradeOrder::standing)
            .map(order -> position.trade().orElseThrow().id(order));
    long now = nanos.getAsLong();
    if (!entry.equals(resting)) {
      resting = entry;
      askedNanos = now;
      return Optional.empty();
    }
    if (entry.isEmpty() || now - askedNanos < every.toNanos()) {
      return Optional.empty();
    }
    askedNanos = now;
    return entry.map(OrderRequest.Query::new);
  }
}
