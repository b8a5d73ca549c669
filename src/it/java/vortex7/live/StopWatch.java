package vortex7.live;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vortex7.market.Symbol;

/** Remembers how long stops took to be acknowledged after the first fill. */
final class StopWatch implements Metrics {
  final List<Long> nanos = new CopyOnWriteArrayList<>();

  @Override
  public void stopAcknowledged(Symbol symbol, long span) {
    nanos.add(span);
  }

  @Override
  public void frames(Symbol symbol, String stream, long count) {}

  @Override
  public void feedFault(Symbol symbol, String what) {}

  @Override
  public void tickToDecision(Symbol symbol, long span) {}

  @Override
  public void decisionToOrder(Symbol symbol, long span) {}

  @Override
  public void tickToOrder(Symbol symbol, long span) {}

  @Override
  public void persisted(String kind, long span) {}

  @Override
  public void orderAnswered(Symbol symbol, String outcome, long span) {}

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
  public void account(BigDecimal balance, BigDecimal dayPnl) {}
}
