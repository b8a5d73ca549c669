package vortex7.backtest.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import vortex7.decision.Decision;
import vortex7.position.TradeSummary;
import vortex7.signal.EngineId;
import vortex7.signal.Reading;
import vortex7.signal.Validity;

/**
 * How often an engine was right when it signalled at an entry: right direction and won / signalled.
 * Fragments do not count.
 *
 * @param signalled trades at whose decision it was not neutral
 * @param right those of them that went its way and won
 * @param low of the 95 % interval (Wilson), and {@code high}; NaN before the first signal
 * @param course the share after each of its signals, by the trades' ends
 */
public record EngineAccuracy(
    EngineId engine, int signalled, int right, double low, double high, List<Point> course) {
  private static final double CONFIDENCE = 0.95;

  public EngineAccuracy {
    course = List.copyOf(course);
  }

  /** The share so far. */
  public record Point(Instant at, double share) {}

  public double share() {
    return signalled == 0 ? Double.NaN : (double) right / signalled;
  }

  static EngineAccuracy of(
      EngineId engine, List<TradeSummary> byExit, SortedMap<String, Decision> decisions) {
    int signalled = 0;
    int right = 0;
    List<Point> course = new ArrayList<>();
    for (TradeSummary trade : byExit) {
      Decision decision = decisions.get(trade.ref());
      if (decision == null || Figures.fragment(trade)) {
        continue;
      }
      Reading reading = decision.readings().of(engine);
      int sign = reading.direction().sign();
      if (reading.validity() != Validity.VALID || sign == 0) {
        continue;
      }
      signalled++;
      right += sign == trade.side().sign() && trade.pnlNet().signum() > 0 ? 1 : 0;
      course.add(new Point(trade.exitTime(), (double) right / signalled));
    }
    if (signalled == 0) {
      return new EngineAccuracy(engine, 0, 0, Double.NaN, Double.NaN, course);
    }
    ConfidenceInterval interval =
        new WilsonScoreInterval().createInterval(signalled, right, CONFIDENCE);
    return new EngineAccuracy(
        engine, signalled, right, interval.getLowerBound(), interval.getUpperBound(), course);
  }
}
