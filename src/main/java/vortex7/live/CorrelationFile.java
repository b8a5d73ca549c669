package vortex7.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.signal.CorrelationWatch.State;
import vortex7.signal.CorrelationWatch.Step;

/**
 * {@code DATA/correlation.json}: what the watch over the leading symbols knows, so that RISK_OFF,
 * and what it follows from, outlive a restart. A file, not the journal: each node watches for
 * itself, and no money hangs on the last ten seconds.
 */
final class CorrelationFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  private CorrelationFile(Path file) {
    this.file = file;
  }

  static CorrelationFile in(Path data) {
    return new CorrelationFile(data.resolve("correlation.json"));
  }

  /**
   * What was kept; empty when nothing was.
   *
   * @throws IOException when it is there and cannot be read
   */
  Optional<State> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(Files.readString(file));
      return Optional.of(
          new State(
              node.required("stepMillis").longValue(),
              node.required("everyMillis").longValue(),
              node.required("evaluated").longValue(),
              node.required("armedAt").longValue(),
              node.required("riskOffUntil").longValue(),
              node.has("newest") ? node.get("newest").doubleValue() : Double.NaN,
              steps(node.required("first")),
              steps(node.required("second"))));
    } catch (IllegalArgumentException lacking) {
      throw new IOException("not what was written there: " + lacking.getMessage(), lacking);
    }
  }

  private static List<Step> steps(JsonNode pairs) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode pair : pairs) {
      steps.add(new Step(pair.path(0).longValue(), pair.path(1).doubleValue()));
    }
    return steps;
  }

  void write(State state) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("stepMillis", state.stepMillis());
    node.put("everyMillis", state.everyMillis());
    node.put("evaluated", state.evaluated());
    node.put("armedAt", state.armedAt());
    node.put("riskOffUntil", state.riskOffUntil());
    if (Double.isFinite(state.newest())) {
      node.put("newest", state.newest());
    }
    put(node.putArray("first"), state.first());
    put(node.putArray("second"), state.second());
    Durable.replace(file, JSON.writeValueAsString(node) + "\n");
  }

  private static void put(ArrayNode array, List<Step> steps) {
    steps.forEach(step -> array.addArray().add(step.number()).add(step.price()));
  }
}
