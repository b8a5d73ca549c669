package vortex7.live.recorder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vortex7.decision.EntryContext;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.signal.EngineId;
import vortex7.signal.FeedStream;
import vortex7.signal.Observation;

/**
 * One line of a daemon's recording, read.
 *
 * @param nanos when it was written down, epoch nanoseconds
 * @param symbol in lower case, as streams name it; {@code vortex7} for what is of no symbol
 */
public record RecordedLine(long nanos, String symbol, Content content) {
  private static final long NANOS_A_MILLI = 1_000_000L;

  /** What a line says. */
  public sealed interface Content {}

  /** An input, as the feed and its engines are told it. */
  public record Told(Input input) implements Content {}

  /** A run began: all that was before is forgotten. */
  public record RunBegan(RunFacts run) implements Content {}

  /** The next book took the place of others. */
  public record Conflated() implements Content {}

  public record InstrumentTold(Instrument instrument) implements Content {}

  /** What decisions know from now on. */
  public record ContextTold(EntryContext context) implements Content {}

  /** These engines' readings did not come in time for the mark. */
  public record Missing(long mark, SortedSet<EngineId> engines) implements Content {}

  public record Decided(DecisionMark decision) implements Content {}

  /** So much came and was not written. */
  public record Lost(long inputs) implements Content {}

  /** The daemon began to end: what it still decided may be in no table of the journal. */
  public record Ending() implements Content {}

  /** Nothing that a replay uses. */
  public record Other(String stream) implements Content {}

  /** Epoch milliseconds. */
  public long millis() {
    return nanos / NANOS_A_MILLI;
  }

  /**
   * Reads a line.
   *
   * @throws IOException saying what is wrong with it
   */
  public static RecordedLine parse(String line) throws IOException {
    int blank = line.indexOf(' ');
    try {
      long nanos = Long.parseLong(line, 0, blank, 10);
      JsonNode message = RecordingJson.tree(line.substring(blank + 1));
      String stream = message.required("stream").asText();
      int at = stream.indexOf('@');
      String symbol = stream.substring(0, at);
      String kind = stream.substring(at + 1);
      return new RecordedLine(nanos, symbol, content(symbol, kind, message.required("data")));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("no line of a recording: " + e.getMessage(), e);
    }
  }

  private static Content content(String symbol, String kind, JsonNode data) throws IOException {
    if (symbol.equals("vortex7")) {
      return switch (kind) {
        case "lost" -> new Lost(data.required("frames").asLong());
        case "ending" -> new Ending();
        default -> new Other(kind);
      };
    }
    return switch (kind) {
      case "aggTrade" -> new Told(trade(data));
      case "depth20@100ms" -> new Told(new Input.Booked(book(data), false));
      case "begun" -> new RunBegan(RecordingJson.read(data, RunFacts.class));
      case "conflated" -> new Conflated();
      case "observed" -> new Told(new Input.Observed(observation(data)));
      case "mapkept" ->
          new Told(new Input.MapKept((Observation.LiquidationMapKept) observation(data)));
      case "missed" -> new Told(new Input.Missed(trades(data)));
      case "past" -> new Told(new Input.Past(trades(data)));
      case "opened" -> new Told(new Input.Opened());
      case "engine" -> new Told(new Input.EngineBegan(data.required("name").asText()));
      case "deciding" -> new Told(new Input.DecisionBegan());
      case "trading" ->
          new Told(new Input.TradingBegan(RecordingJson.read(data, Instrument.class)));
      case "decider" -> new Told(new Input.DeciderBegan());
      case "stale" ->
          new Told(
              new Input.Staleness(
                  FeedStream.valueOf(data.required("stream").asText()),
                  data.required("stale").asBoolean()));
      case "instrument" -> new InstrumentTold(RecordingJson.read(data, Instrument.class));
      case "context" -> new ContextTold(RecordingJson.read(data, EntryContext.class));
      case "missing" -> new Missing(data.required("mark").asLong(), engines(data));
      case "decision" -> new Decided(RecordingJson.read(data, DecisionMark.class));
      case "sized" -> new Told(RecordingJson.read(data, InputLines.SizedLine.class).sized());
      case "entry" -> new Told(RecordingJson.read(data, Input.EntryTold.class));
      default ->
          kind.startsWith("kline_")
              ? new Told(new Input.CandleTold(candle(data)))
              : new Other(kind);
    };
  }

  private static Input.Traded trade(JsonNode data) {
    return new Input.Traded(
        data.required("a").asLong(),
        number(data.required("p")),
        number(data.required("q")),
        data.required("m").asBoolean(),
        data.required("T").asLong());
  }

  private static BookSnapshot book(JsonNode data) {
    BookSnapshot book = new BookSnapshot();
    for (JsonNode level : data.required("b")) {
      book.addBid(number(level.required(0)), number(level.required(1)));
    }
    for (JsonNode level : data.required("a")) {
      book.addAsk(number(level.required(0)), number(level.required(1)));
    }
    book.eventTime = data.required("E").asLong();
    book.transactionTime = data.required("T").asLong();
    book.updateId = data.required("u").asLong();
    book.previousUpdateId = data.required("pu").asLong();
    return book;
  }

  private static Candle candle(JsonNode data) {
    JsonNode candle = data.required("k");
    return new Candle(
        Timeframe.ofCode(candle.required("i").asText()),
        candle.required("t").asLong(),
        number(candle.required("o")),
        number(candle.required("h")),
        number(candle.required("l")),
        number(candle.required("c")),
        number(candle.required("v")),
        candle.required("x").asBoolean());
  }

  private static Observation observation(JsonNode data) throws IOException {
    String kind = data.required("kind").asText();
    for (Class<?> type : Observation.class.getPermittedSubclasses()) {
      if (type.getSimpleName().equals(kind)) {
        return (Observation) RecordingJson.read(data.required("value"), type);
      }
    }
    throw new IOException("no kind of observation: " + kind);
  }

  private static List<Trade> trades(JsonNode data) throws IOException {
    List<Trade> trades = new ArrayList<>();
    for (JsonNode trade : data.required("trades")) {
      trades.add(RecordingJson.read(trade, Trade.class));
    }
    return trades;
  }

  private static SortedSet<EngineId> engines(JsonNode data) throws IOException {
    SortedSet<EngineId> engines = new TreeSet<>();
    for (JsonNode number : data.required("engines")) {
      engines.add(engine(number.asText()).orElseThrow(() -> new IOException("engine " + number)));
    }
    return engines;
  }

  private static Optional<EngineId> engine(String number) {
    for (EngineId engine : EngineId.values()) {
      if (engine.number().equals(number.toUpperCase(Locale.ROOT))) {
        return Optional.of(engine);
      }
    }
    return Optional.empty();
  }

  private static double number(JsonNode text) {
    return Double.parseDouble(text.asText());
  }
}
