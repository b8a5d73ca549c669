package vortex7.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vortex7.market.Symbol;

/** Remembers how long stops took to be acknowledged after the first fill. */
final class StopWatch extends PassedMetrics {
  final List<Long> nanos = new CopyOnWriteArrayList<>();

  StopWatch() {
    super(Metrics.NONE);
  }

  @Override
  public void stopAcknowledged(Symbol symbol, long span) {
    nanos.add(span);
  }
}
