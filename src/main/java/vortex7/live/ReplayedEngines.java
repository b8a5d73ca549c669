package vortex7.live;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vortex7.decision.PipelineRules;
import vortex7.market.Instrument;
import vortex7.signal.EngineId;
import vortex7.signal.Mark;
import vortex7.signal.Reading;
import vortex7.signal.Validity;

/**
 * The engines of a replayed symbol, and what they said at the marks that are still to be decided.
 */
final class ReplayedEngines {
  /** A mark, with what each engine said. */
  private record Slot(Mark mark, Map<EngineId, Reading> readings) {}

  private final Map<EngineId, EngineCore> cores = new EnumMap<>(EngineId.class);
  private final TreeMap<Long, Slot> slots = new TreeMap<>();

  /** New engines, which know nothing. */
  void make(PipelineRules rules, Instrument instrument) {
    cores.clear();
    for (EngineId id : rules.engines()) {
      cores.put(id, new EngineCore(id, () -> rules.engine(id, instrument)));
    }
  }

  /** The marks are numbered anew. */
  void forget() {
    slots.clear();
  }

  /** Who is told what the engine of that name is told. */
  Consumer<EngineActor.Command> told(String name) {
    EngineId id = named(name);
    return command -> {
      EngineCore core = cores.get(id);
      if (core == null) {
        return;
      }
      if (command instanceof EngineActor.Answer(Mark mark)) {
        Slot slot = slots.get(mark.number());
        if (slot != null) {
          slot.readings().put(id, core.reading(mark));
        }
      } else {
        core.tell(command);
      }
    };
  }

  private static EngineId named(String name) {
    for (EngineId id : EngineId.values()) {
      if (id.code().equals(name)) {
        return id;
      }
    }
    throw new IllegalArgumentException("no engine is called " + name);
  }

  /** The feed told the decision something: a mark was placed. */
  void placed(DecisionActor.Command command) {
    if (command instanceof DecisionActor.MarkPlaced(Mark mark, long ignored)) {
      if (mark.number() == 1) {
        slots.clear();
      }
      slots.put(mark.number(), new Slot(mark, new EnumMap<>(EngineId.class)));
    }
  }

  /**
   * What the engines said at a mark, MISSING those that were not there to be asked; marks before it
   * are forgotten.
   *
   * @return empty when there was no such mark
   */
  Optional<Map<EngineId, Reading>> at(long mark, long eventTime) {
    @Nullable Slot slot = slots.remove(mark);
    slots.headMap(mark).clear();
    if (slot == null || slot.mark().eventTime() != eventTime) {
      return Optional.empty();
    }
    Map<EngineId, Reading> readings = slot.readings();
    cores.keySet().forEach(id -> readings.putIfAbsent(id, Reading.neutral(id, Validity.MISSING)));
    return Optional.of(readings);
  }
}
