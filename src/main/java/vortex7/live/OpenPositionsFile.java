package vortex7.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.OrderRequest.WorkingType;

/**
 * {@code DATA/open-positions.json}: what has to be protected when the daemon starts and the
 * database does not answer. Rewritten after each change of a position, off the order path.
 *
 * <p>Thread-safe. {@link #put} and {@link #remove} return at once; the given executor writes, and
 * of several changes in a row only the newest.
 */
public final class OpenPositionsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Executor disk;
  private final Consumer<String> onFault;
  private final SortedMap<Symbol, OpenPosition> positions = new TreeMap<>();
  private boolean writing;
  private boolean dirty;

  private OpenPositionsFile(Path file, Executor disk, Consumer<String> onFault) {
    this.file = file;
    this.disk = disk;
    this.onFault = onFault;
  }

  /**
   * Opens the file of {@code data} with what it holds.
   *
   * @param onFault told when the disk refuses: the positions themselves go on
   * @throws UncheckedIOException when it is there and cannot be read
   */
  public static OpenPositionsFile in(Path data, Executor disk, Consumer<String> onFault) {
    OpenPositionsFile opened =
        new OpenPositionsFile(data.resolve("open-positions.json"), disk, onFault);
    read(opened.file).forEach(position -> opened.positions.put(position.symbol(), position));
    return opened;
  }

  public void put(OpenPosition position) {
    synchronized (this) {
      if (position.equals(positions.put(position.symbol(), position))) {
        return;
      }
    }
    schedule();
  }

  /** The symbol is flat. */
  public void remove(Symbol symbol) {
    synchronized (this) {
      if (positions.remove(symbol) == null) {
        return;
      }
    }
    schedule();
  }

  /** By symbol; right after the start what the file said, which may be older than the venue. */
  public synchronized List<OpenPosition> positions() {
    return List.copyOf(positions.values());
  }

  private void schedule() {
    synchronized (this) {
      dirty = true;
      if (writing) {
        return;
      }
      writing = true;
    }
    disk.execute(this::writeWhileDirty);
  }

  private void writeWhileDirty() {
    while (true) {
      List<OpenPosition> now;
      synchronized (this) {
        if (!dirty) {
          writing = false;
          return;
        }
        dirty = false;
        now = List.copyOf(positions.values());
      }
      try {
        Durable.replace(file, text(now));
      } catch (IOException refused) {
        onFault.accept("cannot write " + file + ": " + refused.getMessage());
      }
    }
  }

  private static String text(List<OpenPosition> positions) throws JsonProcessingException {
    ArrayNode array = JSON.createArrayNode();
    for (OpenPosition position : positions) {
      ObjectNode node = array.addObject();
      node.put("symbol", position.symbol().code());
      node.put("epoch", position.epoch());
      node.put("positionNumber", position.positionNumber());
      node.put("ref", position.ref());
      node.put("side", position.side().name());
      node.put("quantity", position.quantity().toPlainString());
      node.put("entryPrice", position.entryPrice().toPlainString());
      node.put("stopPrice", position.stopPrice().toPlainString());
      node.put("stopAttempt", position.stopAttempt());
      node.put("exitAttempt", position.exitAttempt());
      position.plannedExitAt().ifPresent(at -> node.put("plannedExitAt", at.toString()));
      node.put("most", position.most().toPlainString());
      node.put("workingType", position.workingType().name());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
  }

  private static List<OpenPosition> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<OpenPosition> positions = new ArrayList<>();
      for (JsonNode node : JSON.readTree(Files.readString(file))) {
        positions.add(
            new OpenPosition(
                Symbol.of(node.required("symbol").asText()),
                node.required("epoch").asText(),
                node.required("positionNumber").asLong(),
                node.required("ref").asText(),
                Side.valueOf(node.required("side").asText()),
                new BigDecimal(node.required("quantity").asText()),
                new BigDecimal(node.required("entryPrice").asText()),
                new BigDecimal(node.required("stopPrice").asText()),
                node.required("stopAttempt").asInt(),
                node.required("exitAttempt").asInt(),
                Optional.ofNullable(node.get("plannedExitAt"))
                    .map(at -> Instant.parse(at.asText())),
                new BigDecimal(node.required("most").asText()),
                WorkingType.valueOf(node.required("workingType").asText())));
      }
      return positions;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }
}
