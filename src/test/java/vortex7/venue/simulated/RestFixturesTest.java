package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vortex7.SharedData;

/**
 * The recorded answers of the venue that another project keeps, where they lie on this machine:
 * every field of theirs is in ours with the same JSON type, but for what is named here with its
 * reason. That our answers have these shapes is {@link RestCallsTest}'s to show.
 */
class RestFixturesTest {
  /** What the fixtures have and the venue of today has not, or has otherwise. */
  private static final Map<String, List<String>> EXCEPTIONS =
      new TreeMap<>(
          Map.ofEntries(
              // The answers to commands lost their money fields on 2026-06-30, and what belongs to
              // conditional orders left the regular calls on 2025-12-09.
              Map.entry("POST /fapi/v1/order", conditionalAnd("cumQuote", "avgPrice")),
              Map.entry("DELETE /fapi/v1/order", conditionalAnd("cumQuote")),
              Map.entry("PUT /fapi/v1/order", List.of("avgPrice", "cumBase")),
              Map.entry("POST /fapi/v1/batchOrders", conditionalAnd("cumQuote", "avgPrice")),
              Map.entry("PUT /fapi/v1/batchOrders", List.of("avgPrice", "cumBase")),
              Map.entry("DELETE /fapi/v1/batchOrders", conditionalAnd("cumQuote")),
              Map.entry("GET /fapi/v1/order", conditionalAnd()),
              Map.entry("GET /fapi/v1/openOrder", conditionalAnd()),
              Map.entry("GET /fapi/v1/openOrders", conditionalAnd()),
              Map.entry("GET /fapi/v1/allOrders", conditionalAnd()),
              // A number in the fixture; the venue sends a string.
              Map.entry("GET /fapi/v1/exchangeInfo", List.of("autoAssetExchange", "settlePlan")),
              // Quoted in the fixtures, numbers in the official connector.
              Map.entry("GET /futures/data/openInterestHist", List.of("timestamp")),
              Map.entry("GET /futures/data/takerlongshortRatio", List.of("timestamp")),
              Map.entry("GET /futures/data/topLongShortAccountRatio", List.of("timestamp")),
              Map.entry("GET /futures/data/topLongShortPositionRatio", List.of("timestamp")),
              Map.entry("GET /futures/data/globalLongShortAccountRatio", List.of("timestamp")),
              // An answer of v2 under the path of v3.
              Map.entry(
                  "GET /fapi/v3/positionRisk",
                  List.of("leverage", "maxNotionalValue", "marginType", "isAutoAddMargin")),
              // Text in the fixture, true or false in the official connector.
              Map.entry("GET /fapi/v1/symbolConfig", List.of("isAutoAddMargin")),
              // The reference gives numbers and texts for both, the fixture the other way round.
              Map.entry("GET /fapi/v1/income", List.of("tranId", "tradeId")),
              // Only in hedge mode.
              Map.entry("GET /fapi/v1/adlQuantile", List.of("HEDGE")),
              // The rules are not simulated, so no symbol has indicators.
              Map.entry("GET /fapi/v1/apiTradingStatus", List.of("BTCUSDT", "ETHUSDT")),
              // No symbol here has a cap or an interval of its own.
              Map.entry("GET /fapi/v1/fundingInfo", List.of("*")),
              // The whole order in the fixture; the reference has the four fields.
              Map.entry("DELETE /fapi/v1/algoOrder", List.of("*"))));

  private static List<String> conditionalAnd(String... more) {
    List<String> all = new ArrayList<>(List.of("activatePrice", "priceRate"));
    all.addAll(List.of(more));
    return all;
  }

  private static Stream<Path> files() throws IOException {
    Path folder = SharedData.file("fixtures/jkorf_binance_net/Endpoints/UsdFutures");
    return Files.walk(folder).filter(Files::isRegularFile).sorted();
  }

  @Test
  void every_field_of_a_recorded_answer_is_in_ours_with_the_same_type() throws IOException {
    Map<String, List<JsonNode>> shapes = new TreeMap<>();
    for (RestTable.Row row : RestTable.read("rest-calls.txt")) {
      if (!row.expected().startsWith("!")) {
        shapes
            .computeIfAbsent(row.method() + " " + row.path(), ignored -> new ArrayList<>())
            .add(InProcessVenue.JSON.readTree(row.expected()));
      }
    }
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Path file : files().toList()) {
      String[] parts = Files.readString(file).replace("\r", "").split("\n", 4);
      String call = parts[0].strip() + " " + parts[1].strip();
      List<JsonNode> candidates = shapes.get(call);
      if (candidates == null) {
        continue; // Not of the reference's part A.
      }
      compared++;
      JsonNode recorded = InProcessVenue.JSON.readTree(parts[3]);
      List<String> allowed = EXCEPTIONS.getOrDefault(call, List.of());
      boolean fits =
          allowed.contains("*")
              || candidates.stream()
                  .anyMatch(shape -> missing("$", recorded, shape, allowed).isEmpty());
      if (!fits) {
        differences.add(
            file.getFileName() + ": " + missing("$", recorded, candidates.getFirst(), allowed));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(55);
  }

  private static List<String> missing(
      String at, JsonNode recorded, JsonNode shape, List<String> allowed) {
    List<String> found = new ArrayList<>();
    if (recorded.isObject() && shape.isObject()) {
      if (recorded.has("code") && !shape.has("code")) {
        return found; // The refusal of one element of a batch.
      }
      for (Map.Entry<String, JsonNode> field : recorded.properties()) {
        String path = at + "." + field.getKey();
        if (allowed.contains(field.getKey())) {
          continue;
        }
        if (!shape.has(field.getKey())) {
          found.add(path + " is missing");
        } else {
          found.addAll(missing(path, field.getValue(), shape.get(field.getKey()), allowed));
        }
      }
    } else if (recorded.isArray() && shape.isArray()) {
      for (int i = 0; i < recorded.size(); i++) {
        JsonNode of = shape.size() == 1 ? shape.get(0) : shape.get(i);
        if (of == null) {
          found.add(at + "[" + i + "] is too much");
        } else {
          found.addAll(missing(at + "[" + i + "]", recorded.get(i), of, allowed));
        }
      }
    } else if (!sameType(recorded, shape)) {
      found.add(at + " is " + recorded + ", ours " + shape);
    }
    return found;
  }

  private static boolean sameType(JsonNode recorded, JsonNode shape) {
    String kind = shape.isTextual() ? shape.textValue() : "";
    return switch (kind) {
      case "integer", "number" -> recorded.isNumber();
      case "flag" -> recorded.isBoolean();
      case "null" -> recorded.isNull();
      case "texts", "filters" -> recorded.isArray();
      case "" -> false;
      default -> recorded.isTextual();
    };
  }
}
