package vortex7.signal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the readings of one symbol's engines by mark, whatever order they come in, and hands marks
 * out in the order of their numbers, each once.
 *
 * <p>A mark is complete when every present engine has answered, or {@link #giveUp} has marked what
 * is late as MISSING; what comes later still is ignored and counted. Not thread-safe.
 */
public final class Panel {
  private final Set<EngineId> present;
  private final TreeMap<Long, Slot> open = new TreeMap<>();
  private long handedOut;
  private long late;

  private static final class Slot {
    final Mark mark;
    final Map<EngineId, Reading> readings = new EnumMap<>(EngineId.class);

    Slot(Mark mark) {
      this.mark = mark;
    }
  }

  public Panel(Collection<EngineId> present) {
    if (present.isEmpty()) {
      throw new IllegalArgumentException("a panel needs at least one engine");
    }
    this.present = EnumSet.copyOf(present);
  }

  /** Takes a reading; answers the marks that are complete with it, in order. */
  public List<PanelReading> onReading(Mark mark, Reading reading) {
    if (!present.contains(reading.engine())) {
      throw new IllegalArgumentException(reading.engine() + " is not on this panel");
    }
    if (mark.number() <= handedOut) {
      late++;
      return List.of();
    }
    slot(mark).readings.putIfAbsent(reading.engine(), reading);
    return complete();
  }

  /** Takes note of a mark that no engine may have answered yet, so that it can be given up. */
  public void onMark(Mark mark) {
    if (mark.number() > handedOut) {
      slot(mark);
    }
  }

  /** Declares what is missing of a mark, and of those before it, MISSING. */
  public List<PanelReading> giveUp(long markNumber) {
    for (Slot slot : open.headMap(markNumber, true).values()) {
      for (EngineId engine : present) {
        slot.readings.putIfAbsent(engine, Reading.neutral(engine, Validity.MISSING));
      }
    }
    return complete();
  }

  /** The oldest mark that still waits for a reading; 0 when there is none. */
  public long waitingFor() {
    return open.isEmpty() ? 0 : open.firstKey();
  }

  /** Readings that came after their mark had been handed out. */
  public long late() {
    return late;
  }

  private Slot slot(Mark mark) {
    return open.computeIfAbsent(mark.number(), number -> new Slot(mark));
  }

  private List<PanelReading> complete() {
    List<PanelReading> done = List.of();
    while (!open.isEmpty() && open.firstEntry().getValue().readings.size() == present.size()) {
      Slot slot = open.pollFirstEntry().getValue();
      handedOut = slot.mark.number();
      if (done.isEmpty()) {
        done = new ArrayList<>(1);
      }
      done.add(reading(slot));
    }
    return done;
  }

  private PanelReading reading(Slot slot) {
    return new PanelReading(
        slot.mark,
        take(slot, EngineId.ORDER_FLOW) instanceof OrderFlowReading orderFlow
            ? orderFlow
            : OrderFlowReading.neutral(Validity.ABSENT),
        take(slot, EngineId.TICK) instanceof TickReading tick
            ? tick
            : TickReading.neutral(Validity.ABSENT),
        take(slot, EngineId.TECHNICAL) instanceof TechnicalReading technical
            ? technical
            : TechnicalReading.neutral(Validity.ABSENT),
        take(slot, EngineId.SENTIMENT) instanceof SentimentReading sentiment
            ? sentiment
            : SentimentReading.neutral(Validity.ABSENT),
        take(slot, EngineId.REGIME) instanceof RegimeReading regime
            ? regime
            : RegimeReading.neutral(Validity.ABSENT));
  }

  private static @Nullable Reading take(Slot slot, EngineId engine) {
    return slot.readings.get(engine);
  }
}
