package vortex7.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vortex7.journal.Database;
import vortex7.journal.DecisionRepository;
import vortex7.journal.DecisionRow;
import vortex7.journal.JournalRepository;
import vortex7.journal.JournalScope;
import vortex7.journal.Page;
import vortex7.journal.UnknownManifest;
import vortex7.market.Symbol;
import vortex7.position.TradePlan;

/** What the journal holds of a stretch of time: rows of decisions, and the plans of entries. */
final class JournaledStretch {
  private static final int PAGE = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A row of {@code decisions}, as far as a replay can make it again: without what became of it.
   *
   * @param parts score, action, each gate and each reading by name, each in one spelling
   */
  record Row(Instant time, String outcome, SortedMap<String, String> parts) {
    static Row of(DecisionRow row) {
      SortedMap<String, String> parts = new TreeMap<>();
      parts.put("score", String.valueOf(row.score()));
      JsonNode detail = tree(row.detail());
      for (String field : List.of("action", "strategy", "confidence", "agreeing")) {
        parts.put(field, spelled(detail.path(field)));
      }
      tree(row.gates())
          .forEach(gate -> parts.put("gate " + gate.path("gate").asText(), spelled(gate)));
      tree(row.readings())
          .forEach(
              reading ->
                  parts.put("reading of " + reading.path("engine").asText(), spelled(reading)));
      return new Row(row.time(), row.outcome(), parts);
    }

    /** The parts in which another differs, in words. */
    List<String> difference(Row other) {
      List<String> details = new ArrayList<>();
      TreeSet<String> names = new TreeSet<>(parts.keySet());
      names.addAll(other.parts.keySet());
      for (String name : names) {
        if (!Objects.equals(parts.get(name), other.parts.get(name))) {
          details.add(name + " " + parts.get(name) + " became " + other.parts.get(name));
        }
      }
      return details;
    }
  }

  private final Map<Symbol, SortedMap<String, Row>> rows = new TreeMap<>();
  private final Map<Symbol, SortedMap<String, TradePlan>> plans = new TreeMap<>();

  private JournaledStretch() {}

  /**
   * Reads it.
   *
   * @throws vortex7.journal.DatabaseUnavailable when the database does not answer
   */
  static JournaledStretch read(
      Database database, JournalScope scope, List<Symbol> symbols, Instant from, Instant to) {
    JournaledStretch stretch = new JournaledStretch();
    DecisionRepository decisions = new DecisionRepository(database, scope);
    JournalRepository events = new JournalRepository(database);
    for (Symbol symbol : symbols) {
      stretch.rows.put(symbol, rows(decisions, symbol, from, to));
      SortedMap<String, TradePlan> own = new TreeMap<>();
      try {
        for (TradePlan plan : events.plans(scope.positionId(symbol.code()), from, to)) {
          own.put(plan.ref(), plan);
        }
      } catch (UnknownManifest newer) {
        throw CommandFailure.failed(String.valueOf(newer.getMessage()));
      }
      stretch.plans.put(symbol, own);
    }
    return stretch;
  }

  private static SortedMap<String, Row> rows(
      DecisionRepository decisions, Symbol symbol, Instant from, Instant to) {
    SortedMap<String, Row> rows = new TreeMap<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<DecisionRow> page =
          decisions.find(
              new DecisionRepository.Filter(
                  Optional.of(symbol.code()),
                  Optional.of(from),
                  Optional.of(to),
                  Optional.empty(),
                  PAGE,
                  cursor));
      page.items().forEach(row -> rows.put(row.ref(), Row.of(row)));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return rows;
  }

  SortedMap<String, Row> rows(Symbol symbol) {
    return rows.getOrDefault(symbol, new TreeMap<>());
  }

  SortedMap<String, TradePlan> plans(Symbol symbol) {
    return plans.getOrDefault(symbol, new TreeMap<>());
  }

  /** What became of a decision, as its row says. */
  Optional<String> outcome(Symbol symbol, String ref) {
    return Optional.ofNullable(rows(symbol).get(ref)).map(Row::outcome);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row that is no JSON: " + json, e);
    }
  }

  /** One spelling of a value, whatever the database made of its numbers and its order of fields. */
  private static String spelled(JsonNode node) {
    if (node.isNumber()) {
      return String.valueOf(node.doubleValue());
    }
    if (node.isObject()) {
      SortedMap<String, String> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), spelled(field.getValue())));
      return fields.toString();
    }
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(spelled(item)));
      return items.toString();
    }
    return node.asText();
  }
}
