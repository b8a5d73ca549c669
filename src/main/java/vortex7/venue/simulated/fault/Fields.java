package vortex7.venue.simulated.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of one JSON object, read by name; each wrong one is refused with its name and value,
 * and so is each that nobody asked for.
 */
public final class Fields {
  private static final Pattern DURATION =
      Pattern.compile("^\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Z]*)\\s*$");

  /** Milliseconds of a unit, by each of its names. */
  private static final Map<String, Double> UNITS = units();

  private final JsonNode object;
  private final TreeSet<String> asked = new TreeSet<>();

  /**
   * @throws FaultRefused unless it is an object
   */
  public Fields(JsonNode object) {
    if (!object.isObject()) {
      throw new FaultRefused("", "cannot be read: a JSON object is expected");
    }
    this.object = object;
  }

  private static Map<String, Double> units() {
    TreeMap<String, Double> units = new TreeMap<>();
    for (String name : List.of("", "ms", "millis", "milliseconds")) {
      units.put(name, 1.0);
    }
    for (String name : List.of("s", "second", "seconds")) {
      units.put(name, 1e3);
    }
    for (String name : List.of("m", "minute", "minutes")) {
      units.put(name, 60e3);
    }
    for (String name : List.of("h", "hour", "hours")) {
      units.put(name, 3_600e3);
    }
    return units;
  }

  public boolean has(String name) {
    asked.add(name);
    return object.hasNonNull(name);
  }

  private JsonNode find(String name) {
    asked.add(name);
    return object.path(name);
  }

  public String text(String name, String otherwise) {
    JsonNode value = find(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isValueNode() || value.asText().isBlank()) {
      throw FaultRefused.of(name, "must be a text", value);
    }
    return value.asText();
  }

  public String text(String name) {
    if (!has(name)) {
      throw new FaultRefused(name, "is missing");
    }
    return text(name, "");
  }

  /** One of several words. */
  public String choice(String name, String otherwise, String... allowed) {
    String chosen = text(name, otherwise).toLowerCase(Locale.ROOT);
    if (!List.of(allowed).contains(chosen)) {
      throw FaultRefused.of(name, "must be one of " + String.join(", ", allowed), chosen);
    }
    return chosen;
  }

  public boolean flag(String name, boolean otherwise) {
    return choice(name, Boolean.toString(otherwise), "true", "false").equals("true");
  }

  /** A whole number from {@code least} to {@code most}. */
  public long whole(String name, long otherwise, long least, long most) {
    BigDecimal value = decimal(name, BigDecimal.valueOf(otherwise));
    try {
      long whole = value.longValueExact();
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (ArithmeticException notWhole) {
      throw FaultRefused.of(name, "must be a whole number", value.toPlainString());
    }
    throw FaultRefused.of(name, "must be from " + least + " to " + most, value.toPlainString());
  }

  public BigDecimal decimal(String name, BigDecimal otherwise) {
    JsonNode value = find(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    return parsed(name, value.asText());
  }

  public BigDecimal decimal(String name) {
    return parsed(name, text(name));
  }

  private static BigDecimal parsed(String name, String text) {
    try {
      BigDecimal value = new BigDecimal(text.trim());
      if (value.precision() <= 40 && Math.abs(value.scale()) <= 40) {
        return value;
      }
    } catch (NumberFormatException notNumber) {
      throw FaultRefused.of(name, "must be a number", text);
    }
    throw FaultRefused.of(name, "must be a number of at most 40 digits", text);
  }

  /** A share from 0 to 1. */
  public double share(String name, double otherwise) {
    double value = decimal(name, BigDecimal.valueOf(otherwise)).doubleValue();
    if (!(value >= 0.0 && value <= 1.0)) {
      throw FaultRefused.of(name, "must be from 0 to 1", value);
    }
    return value;
  }

  /** Milliseconds: a number, or a text such as {@code 5s}, {@code 250 ms} or {@code 2 minutes}. */
  public long duration(String name, long otherwise) {
    JsonNode value = find(name);
    return value.isMissingNode() || value.isNull() ? otherwise : millis(name, value.asText());
  }

  public long duration(String name) {
    return millis(name, text(name));
  }

  /** Milliseconds that may be below 0. */
  public long signedDuration(String name) {
    String text = text(name).trim();
    return text.startsWith("-") ? -millis(name, text.substring(1)) : millis(name, text);
  }

  private static long millis(String name, String text) {
    Matcher matcher = DURATION.matcher(text);
    Double unit = matcher.matches() ? UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw FaultRefused.of(name, "must be a duration such as 500, 250 ms, 5 s or 2 m", text);
    }
    double millis = Double.parseDouble(matcher.group(1)) * unit;
    if (millis > 366.0 * 86_400e3) {
      throw FaultRefused.of(name, "must be at most a year", text);
    }
    return Math.round(millis);
  }

  /** A list given as {@code [a, b]} or as the text {@code a,b}. */
  public List<String> list(String name) {
    JsonNode value = find(name);
    if (value.isArray()) {
      java.util.ArrayList<String> items = new java.util.ArrayList<>();
      value.forEach(item -> items.add(item.asText().trim()));
      return List.copyOf(items);
    }
    return List.of(text(name).trim().split("\\s*,\\s*"));
  }

  /** Refuses every field that was not asked for by now. */
  public void close(String of) {
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!asked.contains(name)) {
        throw new FaultRefused(
            name, "is unknown to " + of + ", which knows " + String.join(", ", asked));
      }
    }
  }
}
