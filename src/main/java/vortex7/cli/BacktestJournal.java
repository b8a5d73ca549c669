package vortex7.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import vortex7.backtest.NoFill;
import vortex7.backtest.RunWatcher;
import vortex7.decision.Decision;
import vortex7.decision.DecisionHash;
import vortex7.decision.Episodes;
import vortex7.live.DecisionViews;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.TradeSummary;
import vortex7.settings.Settings;

/**
 * What a backtest decided, in a compressed file of JSON lines that is there as a whole or not at
 * all. First a line on the run; then for every decision an array of symbol, mark, time (epoch ms),
 * action and digest; as objects the decisions that a daemon would keep, with all that was seen, and
 * the trades and entries without a fill.
 */
final class BacktestJournal implements RunWatcher, AutoCloseable {
  private static final int FORMAT = 1;
  private static final int DIGEST_DIGITS = 16;
  private static final String NO_TRADE = "NO_TRADE";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private final Path file;
  private final Path part;
  private final Settings settings;
  private final BufferedWriter out;
  private final SortedMap<Symbol, Episodes> episodes = new TreeMap<>();
  private boolean complete;

  /**
   * @throws IOException when the file cannot be written there
   */
  BacktestJournal(Path file, Settings settings) throws IOException {
    this.file = file;
    this.settings = settings;
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    Files.createDirectories(folder);
    part = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(part), 1 << 16);
    out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    ObjectNode run = JsonNodeFactory.instance.objectNode();
    run.putObject("run")
        .put("format", FORMAT)
        .put("source", settings.market().source())
        .put("profile", settings.profile().name().toLowerCase(java.util.Locale.ROOT))
        .put("seed", settings.seed())
        .put("configurationHash", settings.hash());
    line(run.toString());
  }

  // ---- while the run goes on

  @Override
  public void onDecision(Decision decision) {
    line(
        "[\"%s\",%d,%d,\"%s\",\"%s\"]"
            .formatted(
                decision.symbol(),
                decision.mark().number(),
                decision.mark().eventTime(),
                decision.action(),
                DecisionHash.of(decision).substring(0, DIGEST_DIGITS)));
    List<Decision> kept =
        episodes
            .computeIfAbsent(decision.symbol(), of -> Episodes.of(settings.rulesOf(of).decision()))
            .on(decision);
    for (Decision each : kept) {
      if (!each.trades()) {
        keep(each, NO_TRADE); // Of one that trades the outcome follows at once.
      }
    }
  }

  @Override
  public void onOutcome(Decision decision, String outcome) {
    keep(decision, outcome);
  }

  private void keep(Decision decision, String outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("ref", decision.ref());
    node.set("decision", JSON.valueToTree(DecisionViews.decision(decision, outcome)));
    line(node.toString());
  }

  @Override
  public void onClosed(TradeSummary trade) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("ref", trade.ref());
    node.putObject("trade")
        .put("ref", trade.ref())
        .put("symbol", trade.symbol().code())
        .put("side", trade.side() == Side.BUY ? "LONG" : "SHORT")
        .put("strategy", String.valueOf(trade.strategy()))
        .put("positionNumber", trade.positionNumber())
        .put("entryPrice", trade.entryPrice().toPlainString())
        .put("exitPrice", trade.exitPrice().toPlainString())
        .put("exitReason", trade.exitReason().name())
        .put("pnlGross", trade.pnlGross().toPlainString())
        .put("feeTotal", trade.feeTotal().toPlainString())
        .put("funding", trade.funding().toPlainString())
        .put("pnlNet", trade.pnlNet().toPlainString())
        .put("entryTime", trade.entryTime().toString())
        .put("exitTime", trade.exitTime().toString());
    line(node.toString());
  }

  @Override
  public void onNoFill(NoFill entry) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("ref", entry.ref());
    node.putObject("noFill").put("at", entry.at().toString());
    line(node.toString());
  }

  private void line(String text) {
    try {
      out.write(text);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The run has come to its end: {@link #close} puts the file in its place. */
  void complete() {
    complete = true;
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
      if (complete) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  // ---- afterwards

  /** Reads a journal, line by line; the first line is on the run. */
  static BufferedReader reader(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      return new BufferedReader(
          new InputStreamReader(new GZIPInputStream(raw, 1 << 16), StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * What the journal keeps of a decision and its trade, as the daemon would answer it.
   *
   * @return empty when it keeps nothing under that reference
   * @throws CommandFailure when the file is missing or no journal
   */
  static Optional<ObjectNode> lineage(Path file, String ref) {
    ObjectNode lineage = JsonNodeFactory.instance.objectNode();
    lineage.put("ref", ref);
    String begins = "{\"ref\":\"" + ref + "\",";
    boolean found = false;
    try (BufferedReader lines = open(file)) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(begins)) {
          lineage.setAll((ObjectNode) JSON.readTree(line));
          found = true;
        }
      }
    } catch (IOException broken) {
      throw CommandFailure.failed(file + " is broken: " + broken.getMessage());
    }
    return found ? Optional.of(lineage) : Optional.empty();
  }

  private static BufferedReader open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.unavailable(file + ": there is no such journal");
    }
    try {
      BufferedReader lines = reader(file);
      String first = lines.readLine();
      if (first == null || !first.startsWith("{\"run\":{\"format\":" + FORMAT + ",")) {
        lines.close();
        throw CommandFailure.usage(file + " is not a journal of backtest");
      }
      return lines;
    } catch (IOException wrong) {
      throw CommandFailure.usage(file + " is not a journal of backtest: " + wrong.getMessage());
    }
  }

  /** The journal that {@code path} is, or that lies in the run's folder {@code path}. */
  static Path in(Path path) {
    return Files.isDirectory(path) ? path.resolve(RunFolder.JOURNAL) : path;
  }

  // ---- two of them

  /** What a decision was in one journal and in the other; empty where there was none. */
  record Difference(long place, String first, String second) {}

  /**
   * Where two journals first decided otherwise.
   *
   * @return empty when they are the same from the first decision to the last
   */
  static Optional<Difference> firstDifference(Path first, Path second) {
    try (BufferedReader a = open(first);
        BufferedReader b = open(second)) {
      long place = 0;
      while (true) {
        String left = nextDecision(a);
        String right = nextDecision(b);
        if (left.isEmpty() && right.isEmpty()) {
          return Optional.empty();
        }
        place++;
        if (!left.equals(right)) {
          return Optional.of(new Difference(place, left, right));
        }
      }
    } catch (IOException broken) {
      throw CommandFailure.failed("a journal is broken: " + broken.getMessage());
    }
  }

  private static String nextDecision(BufferedReader lines) throws IOException {
    for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("[")) {
        return line;
      }
    }
    return "";
  }
}
