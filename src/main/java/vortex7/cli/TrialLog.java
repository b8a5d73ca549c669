package vortex7.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.backtest.search.Trial;
import vortex7.backtest.search.Trial.Closed;

/**
 * The trials of a search in a file of JSON lines, each there as a whole as soon as it is made, so
 * that a search that was stopped goes on where it was. The first line says what is searched: a file
 * of another search is not gone on with. Several threads may add.
 */
final class TrialLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, Trial> trials = new TreeMap<>();
  private final FileChannel channel;

  /**
   * Opens the file, or begins it.
   *
   * @param study what is searched, as JSON
   * @throws IOException when it cannot be written
   * @throws CommandFailure when it holds another search, or something else
   */
  TrialLog(Path file, ObjectNode study) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw CommandFailure.unavailable(file + " is in use by another search");
      }
      byte[] held = Files.readAllBytes(file);
      int end = wholeLines(held);
      channel.truncate(end); // A line that was being written when it was stopped.
      channel.position(end);
      if (end == 0) {
        append(study.toString());
      } else {
        read(file, new String(held, 0, end, StandardCharsets.UTF_8), study);
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static int wholeLines(byte[] held) {
    int end = held.length;
    while (end > 0 && held[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private void read(Path file, String text, ObjectNode study) {
    List<String> lines = text.lines().toList();
    try {
      if (!JSON.readTree(lines.getFirst()).equals(JSON.readTree(study.toString()))) {
        throw CommandFailure.usage(
            file
                + " holds another search (other data, configuration or length): name another --out,"
                + " or remove it");
      }
      for (String line : lines.subList(1, lines.size())) {
        Trial trial = trial(JSON.readTree(line));
        trials.put(trial.hash(), trial);
      }
    } catch (JsonProcessingException wrong) {
      throw CommandFailure.usage(file + " is not a log of optimize: " + wrong.getOriginalMessage());
    }
  }

  private void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  synchronized void add(Trial trial) throws IOException {
    append(json(trial).toString());
    trials.put(trial.hash(), trial);
  }

  synchronized Optional<Trial> of(String hash) {
    return Optional.ofNullable(trials.get(hash));
  }

  /** Those of the given hashes that are there, in the order of the hashes. */
  synchronized List<Trial> all(Collection<String> hashes) {
    List<Trial> all = new ArrayList<>();
    hashes.forEach(hash -> of(hash).ifPresent(all::add));
    return all;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  // ---- lines

  private static ObjectNode json(Trial trial) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("hash", trial.hash());
    ObjectNode changed = node.putObject("changed");
    trial.changed().forEach(changed::put);
    node.put("from", trial.fromMillis())
        .put("to", trial.toMillis())
        .put("opening", trial.opening())
        .put("noFills", trial.noFills())
        .put("decisionHash", trial.decisionHash())
        .put("invalid", trial.invalid());
    ArrayNode trades = node.putArray("trades");
    for (Closed trade : trial.trades()) {
      trades
          .addArray()
          .add(trade.entryMillis())
          .add(trade.exitMillis())
          .add(trade.net())
          .add(trade.fragment());
    }
    return node;
  }

  private static Trial trial(JsonNode node) {
    SortedMap<String, String> changed = new TreeMap<>();
    node.path("changed").properties().forEach(e -> changed.put(e.getKey(), e.getValue().asText()));
    List<Closed> trades = new ArrayList<>();
    for (JsonNode trade : node.path("trades")) {
      trades.add(
          new Closed(
              trade.path(0).asLong(),
              trade.path(1).asLong(),
              trade.path(2).asDouble(),
              trade.path(3).asBoolean()));
    }
    return new Trial(
        node.path("hash").asText(),
        changed,
        node.path("from").asLong(),
        node.path("to").asLong(),
        node.path("opening").asDouble(),
        trades,
        node.path("noFills").asInt(),
        node.path("decisionHash").asText(),
        node.path("invalid").asText());
  }
}
