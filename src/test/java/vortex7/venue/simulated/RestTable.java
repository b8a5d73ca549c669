package vortex7.venue.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rows of two lines from a text of the test's own resources; see the heads of those texts. */
final class RestTable {
  private RestTable() {}

  /** A first line cut at its blanks, and the second as it is. */
  record Row(List<String> head, String expected) {
    String method() {
      return head.get(0);
    }

    String path() {
      return head.get(1);
    }

    String security() {
      return head.get(2);
    }

    int number(int at) {
      return Integer.parseInt(head.get(at));
    }

    String parameters(int at) {
      return head.size() > at ? head.get(at) : "";
    }

    @Override
    public String toString() {
      return String.join(" ", head);
    }
  }

  static List<Row> read(String name) {
    try (InputStream in = Objects.requireNonNull(RestTable.class.getResourceAsStream(name), name)) {
      List<Row> rows = new ArrayList<>();
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        rows.add(new Row(List.of(lines.get(i).split(" ")), lines.get(i + 1)));
      }
      return rows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Makes the call of a row as its class has it. */
  static InProcessVenue.Reply call(InProcessVenue venue, Row row, String parameters) {
    return switch (row.security()) {
      case "none" -> venue.send(InProcessVenue.request(row.method(), row.path(), parameters));
      case "key" -> venue.keyed(row.method(), row.path(), parameters);
      case "signed" -> venue.signed(row.method(), row.path(), parameters);
      case "posted" -> venue.posted(row.method(), row.path(), parameters);
      default -> throw new IllegalArgumentException("no such class: " + row);
    };
  }
}
