package vortex7.cli.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.decision.DecisionRules.EngineWeights;
import vortex7.settings.Settings;

/**
 * What a run was made with, as its report names it.
 *
 * @param source of the market
 * @param queueModel by which our orders fill in a recording
 * @param seconds that it took
 * @param departures of the profile from the documents, a line each
 * @param configuration every key that the result depends on
 * @param configurationHash of those
 * @param weights of the engines, which nothing learns yet
 * @param notes what was repaired or left out
 */
public record RunFacts(
    String source,
    String queueModel,
    long seed,
    double seconds,
    List<String> departures,
    SortedMap<String, String> configuration,
    String configurationHash,
    EngineWeights weights,
    List<String> notes) {
  public RunFacts {
    departures = List.copyOf(departures);
    configuration = new TreeMap<>(configuration);
    notes = List.copyOf(notes);
  }

  public static RunFacts of(Settings settings, double seconds, List<String> notes) {
    return new RunFacts(
        settings.market().source(),
        settings.market().queueModel().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        settings.seed(),
        seconds,
        settings.departures(),
        settings.written(),
        settings.hash(),
        settings.rules().decision().weights(),
        notes);
  }
}
