package vortex7.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code backtest --out} leaves behind: the report as JSON and as a page, and the journal.
 *
 * @param report the report's file
 * @param journal there, or not
 */
record RunFolder(Path report, Optional<Path> journal) {
  static final String REPORT = "report.json";
  static final String PAGE = "report.html";
  static final String JOURNAL = "decisions.jsonl.gz";

  /** Of a folder, or of the report alone. */
  static RunFolder of(Path path) {
    if (!Files.isDirectory(path)) {
      return new RunFolder(path, Optional.empty());
    }
    return new RunFolder(
        path.resolve(REPORT), Optional.of(path.resolve(JOURNAL)).filter(Files::isRegularFile));
  }

  /**
   * Reads the report.
   *
   * @throws CommandFailure when there is none, or the file is something else
   */
  JsonNode read() {
    if (!Files.isRegularFile(report)) {
      throw CommandFailure.unavailable(report + ": there is no such report");
    }
    try {
      JsonNode json = new ObjectMapper().readTree(report.toFile());
      if (json == null || !json.path("format").isInt() || !json.path("decisionHash").isTextual()) {
        throw CommandFailure.usage(report + " is not a report of backtest --json");
      }
      return json;
    } catch (JsonProcessingException wrong) {
      throw CommandFailure.usage(report + " is not JSON: " + wrong.getOriginalMessage());
    } catch (IOException unreadable) {
      throw CommandFailure.unavailable(report + " cannot be read: " + unreadable.getMessage());
    }
  }
}
