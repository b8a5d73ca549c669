package vortex7.venue.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds JSON against a shape, as {@code rest-calls.txt} describes shapes. */
final class JsonShape {
  private JsonShape() {}

  /** Where it differs, and how; empty when it does not. */
  static List<String> differences(JsonNode shape, JsonNode actual) {
    List<String> found = new ArrayList<>();
    compare("$", shape, actual, found);
    return found;
  }

  private static void compare(String at, JsonNode shape, JsonNode actual, List<String> found) {
    if (shape.isTextual()) {
      if (!is(shape.textValue(), actual)) {
        found.add(at + ": expected " + shape.textValue() + ", was " + actual);
      }
    } else if (shape.isObject()) {
      compareObjects(at, shape, actual, found);
    } else if (shape.isArray()) {
      compareArrays(at, shape, actual, found);
    } else {
      throw new IllegalArgumentException("no shape: " + shape);
    }
  }

  private static void compareObjects(
      String at, JsonNode shape, JsonNode actual, List<String> found) {
    if (!actual.isObject() || !names(shape).equals(names(actual))) {
      found.add(at + ": expected the fields " + names(shape) + ", was " + actual);
      return;
    }
    for (Map.Entry<String, JsonNode> field : shape.properties()) {
      compare(at + "." + field.getKey(), field.getValue(), actual.get(field.getKey()), found);
    }
  }

  /** One element is the shape of all; several are the shapes of as many. */
  private static void compareArrays(
      String at, JsonNode shape, JsonNode actual, List<String> found) {
    boolean fits =
        actual.isArray() && (shape.size() == 1 ? !actual.isEmpty() : shape.size() == actual.size());
    if (!fits) {
      found.add(at + ": expected an array as " + shape + ", was " + actual);
      return;
    }
    for (int i = 0; i < actual.size(); i++) {
      compare(at + "[" + i + "]", shape.get(shape.size() == 1 ? 0 : i), actual.get(i), found);
    }
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean is(String kind, JsonNode actual) {
    return switch (kind) {
      case "decimal" -> actual.isTextual() && actual.textValue().matches("-?[0-9]+(\\.[0-9]+)?");
      case "text" -> actual.isTextual();
      case "integer" -> actual.isIntegralNumber();
      case "number" -> actual.isNumber();
      case "flag" -> actual.isBoolean();
      case "null" -> actual.isNull();
      case "texts" -> actual.isArray() && actual.valueStream().allMatch(JsonNode::isTextual);
      case "filters" -> areFilters(actual);
      default -> {
        if (!kind.startsWith("=")) {
          throw new IllegalArgumentException("no kind: " + kind);
        }
        yield actual.isTextual() && actual.textValue().equals(kind.substring(1));
      }
    };
  }

  /** The filters of a symbol in the venue's order. */
  private static boolean areFilters(JsonNode actual) {
    List<String> found = new ArrayList<>();
    actual.forEach(filter -> found.add(String.join(",", names(filter))));
    return found.equals(
        List.of(
            "filterType,minPrice,maxPrice,tickSize",
            "filterType,minQty,maxQty,stepSize",
            "filterType,minQty,maxQty,stepSize",
            "filterType,limit",
            "filterType,notional",
            "filterType,multiplierUp,multiplierDown,multiplierDecimal",
            "filterType,positionControlSide"));
  }
}
