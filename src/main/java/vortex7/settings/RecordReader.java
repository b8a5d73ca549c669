package vortex7.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vortex7.market.Symbol;

/**
 * Reads sections of the configuration into records, one key a component in kebab-case, and collects
 * every mistake with its path instead of stopping at the first.
 *
 * <p>A component without a key keeps the value of the given defaults. A fraction may be written in
 * percent ({@code 1 %}). Keys that no record asked for are unknown and reported by {@link
 * #reportUnknown}.
 */
final class RecordReader {
  private final Config root;
  private final String rootPath;
  private final List<Problem> problems;
  private final Set<String> known = new TreeSet<>();

  /**
   * Keys that stand elsewhere than their record: the outside names sections by what people seek.
   */
  private static final SortedMap<String, String> ELSEWHERE = new TreeMap<>();

  static {
    ELSEWHERE.put("decision.strategy-a", "strategies.a");
    ELSEWHERE.put("decision.strategy-b", "strategies.b");
    ELSEWHERE.put("decision.strategy-c", "strategies.c");
    ELSEWHERE.put("decision.offset-ticks", "entry.offset-ticks");
    ELSEWHERE.put("decision.distances", "risk");
    ELSEWHERE.put("signal.feed.big-trade-notional", "signal.tick.big-trade-notional");
    ELSEWHERE.put("risk.loss-leg", "risk.loss-fees");
    ELSEWHERE.put("breakers.open-positions-max", "decision.open-positions-max");
    ELSEWHERE.put("breakers.margin-all-max", "risk.margin-all-max");
    ELSEWHERE.put("breakers.no-fill-cooldown", "decision.no-fill-pause");
    ELSEWHERE.put("breakers.close-cooldown", "decision.close-pause");
    ELSEWHERE.put("breakers.balance-fall-max", "emergency.balance-fall-max");
    ELSEWHERE.put("breakers.balance-fall-within", "emergency.balance-fall-within");
    ELSEWHERE.put("execution.on-disconnect", "emergency.on-disconnect");
    ELSEWHERE.put("execution.panic-closes-positions", "panic.close-positions");
  }

  RecordReader(Config root, String rootPath, List<Problem> problems) {
    this.root = root;
    this.rootPath = rootPath;
    this.problems = problems;
  }

  /** The record of section {@code path}, with {@code defaults} for what the section leaves out. */
  <T extends Record> T read(String path, T defaults) {
    return read(path, defaults, root);
  }

  /** As {@link #read(String, Record)}, from a configuration merged for one symbol. */
  @SuppressWarnings("unchecked")
  <T extends Record> T read(String path, T defaults, Config from) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean sound = true;
    for (int i = 0; i < components.length; i++) {
      String natural = path.isEmpty() ? kebab(components[i]) : path + "." + kebab(components[i]);
      String key = ELSEWHERE.getOrDefault(natural, natural);
      Object fallback = valueOf(components[i], defaults);
      if (fallback instanceof Record nested) {
        values[i] = read(key, nested, from);
        continue;
      }
      if (fallback instanceof Optional<?>) {
        values[i] = fallback; // Set by the program, never by the configuration.
        continue;
      }
      known.add(key);
      if (!hasValue(from, key)) {
        values[i] = fallback;
        continue;
      }
      try {
        values[i] = convert(from, key, components[i].getGenericType());
      } catch (ConfigException | IllegalArgumentException e) {
        problems.add(new Problem(rootPath + key, message(e, from, key)));
        values[i] = fallback;
        sound = false;
      }
    }
    if (!sound) {
      return defaults;
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (T) defaults.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      problems.add(new Problem(rootPath + path, cause == null ? "is not valid" : describe(cause)));
      return defaults;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + defaults.getClass(), e);
    }
  }

  /**
   * The keys and values of {@code record}, as section {@code path} of a configuration would have
   * them, into {@code written}.
   */
  static void write(String path, Record record, SortedMap<String, String> written) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String natural = path.isEmpty() ? kebab(component) : path + "." + kebab(component);
      String key = ELSEWHERE.getOrDefault(natural, natural);
      Object value = valueOf(component, record);
      if (value instanceof Record nested) {
        write(key, nested, written);
      } else if (!(value instanceof Optional<?>)) {
        written.put(key, text(value));
      }
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case Double number -> new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
      case BigDecimal number -> number.stripTrailingZeros().toPlainString();
      case Boolean flag -> flag ? "on" : "off";
      case Duration duration -> duration.toMillis() + " ms";
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case List<?> list -> list.stream().map(RecordReader::text).toList().toString();
      case Record element -> {
        SortedMap<String, String> fields = new TreeMap<>();
        write("", element, fields);
        yield fields.toString();
      }
      default -> value.toString();
    };
  }

  /** Every key that was asked for so far, relative to the root. */
  Set<String> known() {
    return known;
  }

  /** Marks {@code path} and all below it as known. */
  void accept(String path) {
    known.add(path + ".**");
  }

  /** Reports the keys of the configuration that no record asked for. */
  void reportUnknown() {
    root.entrySet().stream()
        .map(entry -> entry.getKey().replace("\"", ""))
        .filter(key -> !isKnown(key))
        .sorted()
        .forEach(
            key ->
                problems.add(
                    new Problem(rootPath + key, "is not a setting of this program" + near(key))));
  }

  private boolean isKnown(String key) {
    return known.contains(key)
        || known.stream()
            .anyMatch(
                path ->
                    path.endsWith(".**") && key.startsWith(path.substring(0, path.length() - 2)));
  }

  /** A hint at the nearest known key, when one is near. */
  private String near(String key) {
    String last = key.substring(key.lastIndexOf('.') + 1);
    return known.stream()
        .filter(candidate -> candidate.substring(candidate.lastIndexOf('.') + 1).equals(last))
        .findFirst()
        .map(candidate -> "; did you mean " + rootPath + candidate + "?")
        .orElse("");
  }

  private static boolean hasValue(Config from, String key) {
    return from.hasPath(quoted(key));
  }

  private static String quoted(String key) {
    return ConfigUtil.joinPath(key.split("\\.", -1));
  }

  static String kebab(RecordComponent component) {
    return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private Object convert(Config from, String key, Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      Type element = generic.getActualTypeArguments()[0];
      if (element instanceof Class<?> record && record.isRecord() && record != Symbol.class) {
        return records(from, key, record);
      }
      List<Object> list = new ArrayList<>();
      for (String text : texts(from, key)) {
        list.add(convertText(text, element));
      }
      return List.copyOf(list);
    }
    if (type == Duration.class) {
      return from.getDuration(quoted(key));
    }
    if (type == boolean.class) {
      return from.getBoolean(quoted(key));
    }
    return convertText(from.getString(quoted(key)).strip(), type);
  }

  /** A list of sections, each read with the record's own {@code defaults()}. */
  private List<Object> records(Config from, String key, Class<?> record) {
    List<Object> list = new ArrayList<>();
    for (Config section : from.getConfigList(quoted(key))) {
      String path = rootPath + key + "[" + list.size() + "].";
      RecordReader reader = new RecordReader(section, path, problems);
      list.add(reader.read("", defaultsOf(record)));
      reader.reportUnknown();
    }
    return List.copyOf(list);
  }

  private static Record defaultsOf(Class<?> record) {
    try {
      Method defaults = record.getDeclaredMethod("defaults");
      defaults.setAccessible(true);
      return (Record) defaults.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record + " needs defaults()", e);
    }
  }

  private static List<String> texts(Config from, String key) {
    ConfigValue value = from.getValue(quoted(key));
    List<String> raw =
        switch (value.valueType()) {
          case LIST -> from.getStringList(quoted(key));
          default -> List.of(from.getString(quoted(key)).split(",", -1));
        };
    return raw.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object convertText(String text, Type type) {
    if (type == String.class) {
      return text;
    }
    if (type == Path.class) {
      return Path.of(text);
    }
    if (type == Symbol.class) {
      return Symbol.of(text);
    }
    if (type == double.class || type == Double.class) {
      double value = number(text).doubleValue();
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("must be a finite number, was " + text);
      }
      return value;
    }
    if (type == BigDecimal.class) {
      return number(text);
    }
    if (type == int.class || type == long.class) {
      try {
        return type == int.class
            ? (Object) number(text).intValueExact()
            : (Object) number(text).longValueExact();
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("must be a whole number, was " + text, e);
      }
    }
    if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
      String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
      for (Object constant : enumeration.getEnumConstants()) {
        if (((Enum) constant).name().equals(name)) {
          return constant;
        }
      }
      throw new IllegalArgumentException(
          "must be one of "
              + Arrays.stream(enumeration.getEnumConstants())
                  .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                  .collect(Collectors.joining(", "))
              + ", was "
              + text);
    }
    throw new IllegalStateException("no way to read a " + type.getTypeName());
  }

  private static BigDecimal number(String text) {
    boolean percent = text.endsWith("%");
    String digits = percent ? text.substring(0, text.length() - 1).strip() : text;
    try {
      BigDecimal value = new BigDecimal(digits);
      return percent ? value.movePointLeft(2) : value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number, was " + text, e);
    }
  }

  private static String message(RuntimeException e, Config from, String key) {
    if (e instanceof ConfigException) {
      return "cannot be read as the type it needs, was " + from.getValue(quoted(key)).unwrapped();
    }
    return describe(e);
  }

  private static String describe(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
