package vortex7.port;

import java.math.BigDecimal;
import java.time.Instant;
import vortex7.market.Symbol;
import vortex7.position.OrderReport;

/** Receives what the venue tells about our account, on the connection's thread; returns at once. */
public interface UserListener {
  /** About an order whose client id is ours. */
  void onReport(OrderReport report);

  /** About an order that is not ours: somebody else's hand, a liquidation. */
  void onForeignOrder(Symbol symbol, String clientOrderId, String what, Instant at);

  /** The venue's position after a change; signed base units. */
  void onPosition(Symbol symbol, BigDecimal amount, BigDecimal entryPrice, Instant at);

  /** Wallet balance after a change, and the venue's reason for it, such as ORDER or FUNDING_FEE. */
  void onBalance(String asset, BigDecimal wallet, BigDecimal change, String reason, Instant at);

  /**
   * Funding of the symbol's position, quote units: paid is positive, received negative. The
   * wallet's side of it is told by {@link #onBalance} as well.
   */
  void onFunding(Symbol symbol, BigDecimal paid, Instant at);

  /** The stream is up and, from now on, complete: reconcile. */
  void onConnected();

  void onDisconnected(String reason);
}
