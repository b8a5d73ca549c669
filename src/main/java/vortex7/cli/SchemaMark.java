package vortex7.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * {@code DATA/journal.json}: which version of the program brought up the schema of which database.
 * A start that finds its own is a later start, which may go on while that database is away.
 *
 * @param database its URL without secrets, or {@link #EMBEDDED}
 */
record SchemaMark(String version, String database) {
  static final String EMBEDDED = "embedded";
  private static final String FILE = "journal.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether {@code data} holds this mark; a file that cannot be read is none. */
  boolean standsIn(Path data) {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    try {
      JsonNode node = JSON.readTree(Files.readString(file));
      return node.path("version").asText().equals(version)
          && node.path("database").asText().equals(database);
    } catch (JsonProcessingException torn) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Puts it in the place of the one before. */
  void write(Path data) {
    Path file = data.resolve(FILE);
    Path fresh = data.resolve(FILE + ".new");
    try {
      String text =
          JSON.writeValueAsString(
              JSON.createObjectNode().put("version", version).put("database", database));
      Files.writeString(fresh, text + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
