package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every REST call against the table of what the venue answers and what it costs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestCallsTest {
  private static final int PARAMETERS = 6;

  private InProcessVenue venue;
  private List<RestTable.Row> rows;

  @BeforeAll
  void play() {
    venue = RestScenario.played();
    rows = RestTable.read("rest-calls.txt");
  }

  @AfterAll
  void close() {
    venue.close();
  }

  private static SortedSet<String> futures(SortedSet<String> endpoints) {
    SortedSet<String> found = new TreeSet<>();
    endpoints.stream().filter(call -> call.contains(" /f")).forEach(found::add);
    return found;
  }

  @Test
  void the_table_holds_every_call_and_the_venue_answers_every_call_of_the_table() {
    SortedSet<String> listed = new TreeSet<>();
    rows.forEach(row -> listed.add(row.method() + " " + row.path()));
    assertThat(futures(venue.endpoints())).isEqualTo(listed);
    assertThat(listed).hasSize(78);
  }

  @Test
  void every_answer_has_the_venues_fields_order_and_types_and_costs_what_it_costs()
      throws IOException {
    List<String> differences = new ArrayList<>();
    for (RestTable.Row row : rows) {
      venue.advance(61_000); // Every call has the budgets of a minute for itself.
      InProcessVenue.Reply reply = RestTable.call(venue, row, row.parameters(PARAMETERS));
      check(row, reply).forEach(difference -> differences.add(row + "\n    " + difference));
    }
    assertThat(differences).isEmpty();
  }

  private static List<String> check(RestTable.Row row, InProcessVenue.Reply reply)
      throws IOException {
    List<String> found = new ArrayList<>();
    if (row.expected().startsWith("!")) {
      if (reply.status() != 400 || reply.code() != Integer.parseInt(row.expected().substring(1))) {
        found.add(reply.text());
      }
    } else if (reply.status() != 200) {
      found.add(reply.status() + " " + reply.text());
    } else {
      JsonNode shape = InProcessVenue.JSON.readTree(row.expected());
      found.addAll(JsonShape.differences(shape, reply.json()));
    }
    expect("weight", row.number(3), reply.header("x-mbx-used-weight-1m").orElse("none"), found);
    expect(
        "ten-second orders",
        row.number(4),
        reply.header("x-mbx-order-count-10s").orElse("0"),
        found);
    expect("minute orders", row.number(5), reply.header("x-mbx-order-count-1m").orElse("0"), found);
    return found;
  }

  private static void expect(String what, int expected, String was, List<String> found) {
    if (!was.equals(Integer.toString(expected))) {
      found.add(what + ": expected " + expected + ", was " + was);
    }
  }

  @Test
  void what_needs_a_key_or_a_signature_is_refused_without() {
    for (RestTable.Row row : rows) {
      venue.advance(61_000);
      InProcessVenue.Reply bare =
          venue.send(InProcessVenue.request(row.method(), row.path(), row.parameters(PARAMETERS)));
      if (row.security().equals("none")) {
        assertThat(bare.status()).as(row.toString()).isEqualTo(200);
        continue;
      }
      assertThat(bare.status()).as(row.toString()).isEqualTo(401);
      assertThat(bare.code()).as(row.toString()).isEqualTo(-2014);
      if (row.security().equals("signed")) {
        InProcessVenue.Reply unsigned =
            venue.keyed(row.method(), row.path(), "timestamp=" + venue.time());
        assertThat(unsigned.code()).as(row.toString()).isEqualTo(-1102);
        InProcessVenue.Reply forged =
            venue.keyed(row.method(), row.path(), "timestamp=" + venue.time() + "&signature=f");
        assertThat(forged.code()).as(row.toString()).isEqualTo(-1022);
      }
    }
  }
}
