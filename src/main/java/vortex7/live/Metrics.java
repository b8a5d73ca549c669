package vortex7.live;

import java.math.BigDecimal;
import vortex7.market.Symbol;

/**
 * Where the live tree reports its figures; called on the tick path, so implementations only count.
 *
 * <p>Spans are nanoseconds of the own monotonic clock, money is in quote units.
 */
public interface Metrics {
  /** {@code count} frames of {@code stream} went through the feed. */
  void frames(Symbol symbol, String stream, long count);

  /** A fault of the market data that was counted and survived: GAP, DROPPED, MALFORMED, … */
  void feedFault(Symbol symbol, String what);

  /** Frame in to the decision of its mark. */
  void tickToDecision(Symbol symbol, long nanos);

  /** Frame in to the sized entry leaving the risk actor, before anything is written. */
  void tickToIntent(Symbol symbol, long nanos);

  /** Decision to the entry's request handed to the venue's client. */
  void decisionToOrder(Symbol symbol, long nanos);

  /** Frame in to the entry's request handed to the venue's client. */
  void tickToOrder(Symbol symbol, long nanos);

  /** One write of the journal, command to acknowledgement. */
  void persisted(String kind, long nanos);

  /** First fill told to the stop's acknowledgement told. */
  void stopAcknowledged(Symbol symbol, long nanos);

  /** Request handed over to its answer. */
  void orderAnswered(Symbol symbol, String outcome, long nanos);

  void restarted(String actor);

  void decided(Symbol symbol, String action);

  void noFill(Symbol symbol);

  void fill(Symbol symbol, boolean maker, BigDecimal fee);

  void tradeClosed(Symbol symbol, String exitReason, BigDecimal netPnl);

  /** The symbol has a tree {@code now} or none: then what was counted of it is not shown. */
  void traded(Symbol symbol, boolean now);

  /** Wallet balance and the day's net PnL. */
  void account(BigDecimal balance, BigDecimal dayPnl);

  /** Counts nothing. */
  Metrics NONE = new NoMetrics();
}
