package vortex7.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.signal.LiquidationMap;
import vortex7.signal.LiquidationSide;

/**
 * Makes an instance of any record with every field filled, always the same one: values with scales,
 * nanoseconds and texts that a careless format would lose.
 */
final class Samples {
  private int counter;

  private Samples() {}

  static Object of(Class<?> record) {
    return new Samples().value(record);
  }

  private Object value(Type type) {
    counter++;
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("no sample of " + type);
    }
    if (plain == String.class) {
      return "text \"" + counter + "\" äß\n";
    }
    if (plain == BigDecimal.class) {
      return new BigDecimal("-12345678901234567890.10").movePointLeft(counter % 7);
    }
    if (plain == Instant.class) {
      return Instant.parse("2026-02-03T04:05:06.123456789Z").plusSeconds(counter);
    }
    if (plain == LocalDate.class) {
      return LocalDate.of(2026, 2, 3).plusDays(counter);
    }
    if (plain == Duration.class) {
      return Duration.ofMillis(1_500 + counter).plusNanos(7);
    }
    if (plain == Symbol.class) {
      return Symbol.of("BTCUSDT");
    }
    if (plain == ClientOrderId.class) {
      return new ClientOrderId(
          "0a1b2c", Symbol.of("BTCUSDT"), counter, ClientOrderId.Leg.STOP, counter % 3);
    }
    if (plain == long.class || plain == Long.class) {
      return 1_000_000_000_000L + counter;
    }
    if (plain == int.class || plain == Integer.class) {
      return counter;
    }
    if (plain == double.class || plain == Double.class) {
      return counter + 0.1;
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return counter % 2 == 0;
    }
    if (plain == char.class) {
      return 'A';
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[counter % constants.length];
    }
    if (plain.isSealed()) {
      Class<?>[] permitted = plain.getPermittedSubclasses();
      return value(permitted[counter % permitted.length]);
    }
    if (plain == LiquidationMap.State.class) {
      return new LiquidationMap.State(
          1_000_000_000_000L + counter,
          counter + 0.1,
          0.001,
          new LiquidationSide.Buckets(List.of(counter, counter - 1), List.of(0.1, 1e-9)),
          LiquidationSide.Buckets.NONE);
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  private Object container(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    Type raw = generic.getRawType();
    if (raw == Optional.class) {
      return Optional.of(value(arguments[0]));
    }
    if (raw == List.class) {
      return List.of(value(arguments[0]), value(arguments[0]));
    }
    if (raw == SortedMap.class || raw == Map.class) {
      Map<Object, Object> map = new TreeMap<>();
      map.put(value(arguments[0]), value(arguments[1]));
      return map;
    }
    if (raw == SortedSet.class) {
      return new TreeSet<>(List.of(value(arguments[0])));
    }
    throw new IllegalArgumentException("no sample of " + generic);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException
        | InstantiationException
        | IllegalAccessException
        | NoSuchMethodException e) {
      throw new IllegalArgumentException("no sample of " + type, e);
    }
  }
}
