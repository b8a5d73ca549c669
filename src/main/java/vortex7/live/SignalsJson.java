package vortex7.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import vortex7.signal.EngineId;
import vortex7.signal.PanelReading;
import vortex7.signal.Reading;

/** A panel's readings as JSON text: one object an engine, what is unknown is null. */
final class SignalsJson {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  private SignalsJson() {}

  static String of(PanelReading readings) {
    ObjectNode all = JSON.createObjectNode();
    for (EngineId engine : EngineId.values()) {
      put(all, readings, readings.of(engine));
    }
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and texts can be written", impossible);
    }
  }

  private static void put(ObjectNode all, PanelReading readings, Reading reading) {
    if (readings.present(reading.engine())) {
      ObjectNode node = JSON.valueToTree(reading);
      node.properties().stream()
          .filter(field -> isUnknown(field.getValue()))
          .map(java.util.Map.Entry::getKey)
          .toList()
          .forEach(node::putNull);
      all.set(reading.engine().number(), node);
    }
  }

  private static boolean isUnknown(JsonNode value) {
    return value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue());
  }
}
