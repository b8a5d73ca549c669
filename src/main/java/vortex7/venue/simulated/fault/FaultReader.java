package vortex7.venue.simulated.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads faults from JSON: one object, or a list of them. What all have in common is read here, what
 * a kind has of its own by its family.
 */
public final class FaultReader {
  /** Reads what a kind has of its own. */
  @FunctionalInterface
  interface EffectReader {
    Effect read(Fields fields);
  }

  /** A kind: how it is read and what may limit it. */
  record Kind(EffectReader reader, List<Scope.Field> scope) {
    static Kind of(EffectReader reader, Scope.Field... scope) {
      return new Kind(reader, List.of(scope));
    }
  }

  private static final Pattern ID = Pattern.compile("^[A-Za-z0-9._-]{1,64}$");
  private static final SortedMap<String, Kind> KINDS = kinds();

  private FaultReader() {}

  private static SortedMap<String, Kind> kinds() {
    TreeMap<String, Kind> kinds = new TreeMap<>();
    AnswerFault.register(kinds);
    FrameFault.register(kinds);
    SocketFault.register(kinds);
    StopFault.register(kinds);
    FillFault.register(kinds);
    MarketFault.register(kinds);
    OutsideFault.register(kinds);
    return Collections.unmodifiableSortedMap(kinds);
  }

  /** The names of all kinds. */
  public static List<String> kindNames() {
    return List.copyOf(KINDS.keySet());
  }

  /**
   * Reads one fault or a list of them.
   *
   * @param timeField the field that says when it begins: {@code after} now, or {@code at} a time of
   *     the scenario
   * @param base what that time counts from, epoch ms
   * @throws FaultRefused with the field that is wrong; in a list with its place before it
   */
  public static List<Fault> readAll(JsonNode json, String timeField, long base) {
    if (!json.isArray()) {
      return List.of(read(json, timeField, base));
    }
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      try {
        faults.add(read(json.path(i), timeField, base));
      } catch (FaultRefused refused) {
        throw new FaultRefused(
            "[" + i + "]." + refused.field(), refused.text().replaceFirst("^field '[^']*' ", ""));
      }
    }
    return List.copyOf(faults);
  }

  /** One fault; its id is empty where none was given. */
  private static Fault read(JsonNode json, String timeField, long base) {
    Fields fields = new Fields(json);
    String name = fields.text("kind");
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw FaultRefused.of("kind", "must be one of " + String.join(", ", KINDS.keySet()), name);
    }
    String id = fields.text("id", "");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      throw FaultRefused.of("id", "must be 1 to 64 letters, digits, dots or dashes", id);
    }
    Effect effect = kind.reader().read(fields);
    Scope scope = Scope.read(fields, kind.scope().toArray(Scope.Field[]::new));
    long from = base + fields.duration(timeField, 0);
    long lasts = fields.duration("for", 0);
    if (fields.has("for") && lasts == 0) {
      throw FaultRefused.of("for", "must be above 0", lasts);
    }
    long every = effect.acts() ? fields.duration("every", 0) : 0;
    Fault fault =
        new Fault(
            id,
            effect,
            scope,
            from,
            fields.has("for") ? from + lasts : Long.MAX_VALUE,
            fields.share("probability", 1.0),
            effect.acts() ? 0 : fields.whole("skip", 0, 0, Integer.MAX_VALUE),
            fields.whole("count", Long.MAX_VALUE, 1, Long.MAX_VALUE),
            every);
    fields.close("kind " + name);
    return fault;
  }
}
