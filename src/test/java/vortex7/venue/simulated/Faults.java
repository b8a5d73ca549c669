package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import vortex7.venue.simulated.VenueClient.Reply;

/** The faults of a venue under test, switched on by its own interface. */
final class Faults {
  private final VenueClient client;

  Faults(VenueClient client) {
    this.client = client;
  }

  /** Switches one on, in JSON with single quotes; the result is its id. */
  String on(String json) {
    Reply added = client.form("POST", "/sim/faults", json.replace('\'', '"'));
    assertThat(added.status()).as(added.raw().body()).isEqualTo(200);
    return added.body().path("ids").path(0).asText();
  }

  void off() {
    assertThat(client.raw("DELETE", "/sim/faults", "").status()).isEqualTo(200);
  }

  /** The fault of that id as it stands. */
  JsonNode standing(String id) {
    for (JsonNode fault : client.open("/sim/faults").body().path("faults")) {
      if (fault.path("id").asText().equals(id)) {
        return fault;
      }
    }
    throw new AssertionError("no fault " + id);
  }

  int fired(String id) {
    return standing(id).path("fired").asInt();
  }
}
