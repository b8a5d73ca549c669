package vortex7.live;

import java.math.BigDecimal;
import vortex7.market.Symbol;

/** Hands every figure on to another; for those that listen to a few of them. */
public class PassedMetrics implements Metrics {
  private final Metrics to;

  protected PassedMetrics(Metrics to) {
    this.to = to;
  }

  @Override
  public void frames(Symbol symbol, String stream, long count) {
    to.frames(symbol, stream, count);
  }

  @Override
  public void feedFault(Symbol symbol, String what) {
    to.feedFault(symbol, what);
  }

  @Override
  public void tickToDecision(Symbol symbol, long nanos) {
    to.tickToDecision(symbol, nanos);
  }

  @Override
  public void tickToIntent(Symbol symbol, long nanos) {
    to.tickToIntent(symbol, nanos);
  }

  @Override
  public void decisionToOrder(Symbol symbol, long nanos) {
    to.decisionToOrder(symbol, nanos);
  }

  @Override
  public void tickToOrder(Symbol symbol, long nanos) {
    to.tickToOrder(symbol, nanos);
  }

  @Override
  public void persisted(String kind, long nanos) {
    to.persisted(kind, nanos);
  }

  @Override
  public void stopAcknowledged(Symbol symbol, long nanos) {
    to.stopAcknowledged(symbol, nanos);
  }

  @Override
  public void orderAnswered(Symbol symbol, String outcome, long nanos) {
    to.orderAnswered(symbol, outcome, nanos);
  }

  @Override
  public void restarted(String actor) {
    to.restarted(actor);
  }

  @Override
  public void decided(Symbol symbol, String action) {
    to.decided(symbol, action);
  }

  @Override
  public void noFill(Symbol symbol) {
    to.noFill(symbol);
  }

  @Override
  public void fill(Symbol symbol, boolean maker, BigDecimal fee) {
    to.fill(symbol, maker, fee);
  }

  @Override
  public void tradeClosed(Symbol symbol, String exitReason, BigDecimal netPnl) {
    to.tradeClosed(symbol, exitReason, netPnl);
  }

  @Override
  public void traded(Symbol symbol, boolean now) {
    to.traded(symbol, now);
  }

  @Override
  public void account(BigDecimal balance, BigDecimal dayPnl) {
    to.account(balance, dayPnl);
  }
}
