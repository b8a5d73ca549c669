package vortex7.venue.simulated.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Faults with their times, which count from the venue's start. */
public final class Scenario {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Scenario() {}

  /**
   * @param faults a JSON list of them
   * @throws FaultRefused with the field that is wrong, and its fault's place in the list
   */
  public static List<Fault> parse(String faults) {
    try {
      return FaultReader.readAll(JSON.readTree(faults), "at", 0);
    } catch (JsonProcessingException notJson) {
      throw new FaultRefused("faults", "must be JSON: " + notJson.getOriginalMessage());
    }
  }
}
