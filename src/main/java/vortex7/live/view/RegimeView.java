package vortex7.live.view;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the regime filter says of a symbol.
 *
 * @param phase TRENDING, RANGING, CHOPPY, or UNKNOWN while not warm
 * @param volatilityPhase LOW, NORMAL, HIGH, EXTREME, or UNKNOWN while it does not count
 * @param preferredStrategy A, B, C, ANY or NONE
 * @param weights factors of the engines' weights, by e1 to e4
 * @param correlation of the two leading symbols; empty while not known
 */
public record RegimeView(
    boolean tradeable,
    String reason,
    String phase,
    String volatilityPhase,
    boolean spreadOk,
    double spreadPct,
    String preferredStrategy,
    SortedMap<String, Double> weights,
    double tpMultiplier,
    double slMultiplier,
    int leverageMax,
    double sizeMultiplier,
    Optional<Double> correlation,
    boolean riskOff) {
  public RegimeView {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }
}
