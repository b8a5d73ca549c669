package vortex7.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vortex7.signal.Observation;

/**
 * What was read beside one symbol's streams and is still of use: enough for an engine that begins
 * anew to know what it knew. Not thread-safe.
 */
final class ObservationRings {
  /**
   * In the order in which a new engine is told them: a map takes up the readings after it by
   * itself, and would count those before it twice if they came later.
   */
  private enum Kind {
    ACCOUNT_RATIO,
    TOP_TRADERS,
    OPEN_INTEREST,
    LIQUIDATION_MAP,
    OPEN_INTEREST_HISTORY,
    FUNDING_HISTORY,
    FUNDING,
    CORRELATION
  }

  private final Map<Kind, ArrayDeque<Observation>> rings = new EnumMap<>(Kind.class);
  private final PollLimits limits;

  ObservationRings(PollLimits limits) {
    this.limits = limits;
    for (Kind kind : Kind.values()) {
      rings.put(kind, new ArrayDeque<>());
    }
  }

  void add(Observation observation) {
    Kind kind = kind(observation);
    ArrayDeque<Observation> ring = ring(kind);
    ring.addLast(observation);
    while (ring.size() > capacity(kind)) {
      ring.removeFirst();
    }
  }

  private static Kind kind(Observation observation) {
    return switch (observation) {
      case Observation.OpenInterestHistory ignored -> Kind.OPEN_INTEREST_HISTORY;
      case Observation.LiquidationMapKept ignored -> Kind.LIQUIDATION_MAP;
      case Observation.AccountRatio ignored -> Kind.ACCOUNT_RATIO;
      case Observation.TopTraders ignored -> Kind.TOP_TRADERS;
      case Observation.OpenInterest ignored -> Kind.OPEN_INTEREST;
      case Observation.FundingHistory ignored -> Kind.FUNDING_HISTORY;
      case Observation.Funding ignored -> Kind.FUNDING;
      case Observation.Correlation ignored -> Kind.CORRELATION;
    };
  }

  private int capacity(Kind kind) {
    return switch (kind) {
      case OPEN_INTEREST_HISTORY, LIQUIDATION_MAP, FUNDING_HISTORY, FUNDING, CORRELATION -> 1;
      case ACCOUNT_RATIO, TOP_TRADERS -> limits.ratioHistory();
      case OPEN_INTEREST -> limits.openInterestKept();
    };
  }

  /** The newest readings of open interest, oldest first. */
  List<Observation.OpenInterest> openInterest() {
    return ring(Kind.OPEN_INTEREST).stream().map(Observation.OpenInterest.class::cast).toList();
  }

  /** Kind by kind, each oldest first. */
  List<Observation> all() {
    List<Observation> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      all.addAll(ring(kind));
    }
    return all;
  }

  private ArrayDeque<Observation> ring(Kind kind) {
    return Objects.requireNonNull(rings.get(kind));
  }
}
