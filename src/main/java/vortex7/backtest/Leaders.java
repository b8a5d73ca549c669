package vortex7.backtest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vortex7.market.Symbol;
import vortex7.signal.CorrelationRules;
import vortex7.signal.CorrelationWatch;
import vortex7.signal.Observation;

/**
 * Feeds the watch over the two leading symbols' correlation with a price of each in the middle of
 * each of its steps. Where a market lacks one of the two, nobody knows how they go together.
 */
final class Leaders {
  private static final Symbol FIRST = Symbol.of("BTCUSDT");
  private static final Symbol SECOND = Symbol.of("ETHUSDT");

  private final CorrelationWatch watch;
  private final long stepMillis;

  Leaders(CorrelationRules rules) {
    watch = new CorrelationWatch(FIRST, SECOND, rules);
    stepMillis = rules.stepMillis();
  }

  /** The next time after {@code millis} at which to look. */
  long next(long millis) {
    long half = stepMillis / 2;
    return (Math.floorDiv(millis - half, stepMillis) + 1) * stepMillis + half;
  }

  /**
   * Takes both prices.
   *
   * @param prices of a symbol now; empty where nobody knows one
   * @return the evaluation that is due
   */
  Optional<Observation.Correlation> look(long millis, Function<Symbol, Optional<Double>> prices) {
    Optional<Observation.Correlation> evaluated = Optional.empty();
    for (Symbol leader : List.of(FIRST, SECOND)) {
      Optional<Double> price = prices.apply(leader);
      if (price.isPresent()) {
        Optional<Observation.Correlation> due = watch.onPrice(leader, millis, price.get());
        evaluated = due.isPresent() ? due : evaluated;
      }
    }
    return evaluated;
  }
}
