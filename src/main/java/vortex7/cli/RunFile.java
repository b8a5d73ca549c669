package vortex7.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code DATA/run.json}: which process runs on the data folder and where it listens.
 *
 * @param http base URL of the API and dashboard
 * @param metrics URL that Prometheus scrapes
 * @param management base URL of Akka Management
 * @param simRest base URL of the embedded venue's REST face; absent without one
 * @param simStream base URL of the embedded venue's streams
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunFile(
    long pid,
    String version,
    String startedAt,
    String http,
    String metrics,
    String management,
    @Nullable String simRest,
    @Nullable String simStream) {
  private static final String NAME = "run.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  void write(Path data) throws IOException {
    Path temporary = data.resolve(NAME + ".new");
    Files.writeString(
        temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    Files.move(
        temporary,
        data.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(NAME));
  }

  /** The file of {@code data}; empty when no daemon has written one. */
  static Optional<RunFile> read(Path data) {
    Path file = data.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), RunFile.class));
    } catch (IOException e) {
      throw CommandFailure.unavailable(file + " cannot be read: " + e.getMessage());
    }
  }
}
