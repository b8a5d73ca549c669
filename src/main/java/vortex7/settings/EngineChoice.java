package vortex7.settings;

import java.util.EnumSet;
import java.util.List;
import vortex7.decision.PipelineRules;
import vortex7.signal.EngineId;

/**
 * Which engines a symbol has; one that is left out is ABSENT: nobody weighs or asks for it.
 *
 * @param engines at least one, none twice; told of events in the order E1 to E5
 */
public record EngineChoice(List<EngineId> engines) {
  public EngineChoice {
    if (engines.isEmpty()) {
      throw new IllegalArgumentException("engines must name at least one");
    }
    EnumSet<EngineId> chosen = EnumSet.copyOf(engines);
    if (chosen.size() != engines.size()) {
      throw new IllegalArgumentException("engines must not name one twice, were " + engines);
    }
    engines = List.copyOf(chosen);
  }

  public static EngineChoice documents() {
    return new EngineChoice(PipelineRules.documents().engines());
  }

  /** The same without {@code engine}. */
  public EngineChoice without(EngineId engine) {
    return new EngineChoice(engines.stream().filter(each -> each != engine).toList());
  }
}
