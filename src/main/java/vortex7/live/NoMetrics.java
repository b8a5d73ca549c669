package vortex7.live;

import java.math.BigDecimal;
import vortex7.market.Symbol;

/** Counts nothing; for tests and for tools that only need the tree. */
class NoMetrics implements Metrics {
  @Override
  public void frames(Symbol symbol, String stream, long count) {}

  @Override
  public void feedFault(Symbol symbol, String what) {}

  @Override
  public void tickToDecision(Symbol symbol, long nanos) {}

  @Override
  public void tickToIntent(Symbol symbol, long nanos) {}

  @Override
  public void decisionToOrder(Symbol symbol, long nanos) {}

  @Override
  public void tickToOrder(Symbol symbol, long nanos) {}

  @Override
  public void persisted(String kind, long nanos) {}

  @Override
  public void stopAcknowledged(Symbol symbol, long nanos) {}

  @Override
  public void orderAnswered(Symbol symbol, String outcome, long nanos) {}

  @Override
  public void restarted(String actor) {}

  @Override
  public void decided(Symbol symbol, String action) {}

  @Override
  public void noFill(Symbol symbol) {}

  @Override
  public void fill(Symbol symbol, boolean maker, BigDecimal fee) {}

  @Override
  public void tradeClosed(Symbol symbol, String exitReason, BigDecimal netPnl) {}

  @Override
  public void traded(Symbol symbol, boolean now) {}

  @Override
  public void account(BigDecimal balance, BigDecimal dayPnl) {}
}
