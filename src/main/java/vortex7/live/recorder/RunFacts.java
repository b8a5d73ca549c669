package vortex7.live.recorder;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a recording says of the run that wrote it.
 *
 * @param venue and mode, as persistence ids have them
 * @param symbols that were traded
 * @param configuration every key that a decision depends on
 * @param candleRing and the bounds below: of what engines that begin anew are told
 */
public record RunFacts(
    String program,
    String venue,
    String mode,
    String profile,
    List<String> symbols,
    SortedMap<String, String> configuration,
    int candleRing,
    int openInterestKept,
    int ratioHistory) {
  public RunFacts {
    symbols = List.copyOf(symbols);
    configuration = new TreeMap<>(configuration);
  }
}
