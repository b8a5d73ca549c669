package vortex7.live.recorder;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.decision.Decision;
import vortex7.decision.EntryContext;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.market.Trade;
import vortex7.signal.Observation;

/**
 * One symbol's inputs as lines of a recording (src/docs/recordings.md): what the venue's streams
 * told in the venue's own form, all else under streams of our own. What a decision knew of account
 * and venue is written only when it changed. Not thread-safe.
 */
public final class InputLines {
  private final Symbol symbol;
  private final String name;
  private final RunFacts run;
  private @Nullable EntryContext context;
  private @Nullable Instrument instrument;

  public InputLines(Symbol symbol, RunFacts run) {
    this.symbol = symbol;
    this.name = symbol.code().toLowerCase(Locale.ROOT);
    this.run = run;
  }

  /** The line or lines, each with its line feed. */
  public String lines(long nanos, Input input) {
    return switch (input) {
      case Input.FeedBegan() -> {
        context = null;
        instrument = null;
        yield own(nanos, "begun", RecordingJson.write(run));
      }
      case Input.Traded(long id, double price, double quantity, boolean maker, long time) ->
          line(nanos, "aggTrade", trade(id, price, quantity, maker, time));
      case Input.Booked(BookSnapshot book, boolean conflated) ->
          (conflated ? own(nanos, "conflated", "{}") : "")
              + line(nanos, "depth20@100ms", book(book));
      case Input.CandleTold(Candle candle) ->
          line(nanos, "kline_" + candle.timeframe().code(), candle(candle));
      case Input.Observed(Observation observation) ->
          own(nanos, "observed", observation(observation));
      case Input.Missed(List<Trade> trades) -> own(nanos, "missed", trades(trades));
      case Input.Past(List<Trade> trades) -> own(nanos, "past", trades(trades));
      case Input.MapKept(Observation.LiquidationMapKept map) ->
          own(nanos, "mapkept", observation(map));
      case Input.Opened() -> own(nanos, "opened", "{}");
      case Input.EngineBegan(String engine) ->
          own(nanos, "engine", "{\"name\":\"" + engine + "\"}");
      case Input.DecisionBegan() -> own(nanos, "deciding", "{}");
      case Input.TradingBegan(Instrument told) -> own(nanos, "trading", RecordingJson.write(told));
      case Input.DeciderBegan() -> own(nanos, "decider", "{}");
      case Input.Staleness(var stream, boolean stale) ->
          own(nanos, "stale", "{\"stream\":\"%s\",\"stale\":%b}".formatted(stream, stale));
      case Input.Connection(var stream, boolean connected, String reason) ->
          RecordingLines.connection(
              nanos, symbol, connected, reason.isEmpty() ? stream.name() : stream + ": " + reason);
      case Input.Malformed(var stream, String reason) ->
          own(
              nanos,
              "malformed",
              "{\"stream\":\"%s\",\"reason\":\"%s\"}"
                  .formatted(stream, RecordingJson.plain(reason)));
      case Input.Decided decided -> decided(nanos, decided);
      case Input.Sized sized -> own(nanos, "sized", RecordingJson.write(SizedLine.of(sized)));
      case Input.EntryTold told -> own(nanos, "entry", RecordingJson.write(told));
    };
  }

  private String decided(long nanos, Input.Decided decided) {
    StringBuilder lines = new StringBuilder();
    if (!decided.instrument().equals(instrument)) {
      instrument = decided.instrument();
      lines.append(own(nanos, "instrument", RecordingJson.write(instrument)));
    }
    if (!decided.context().equals(context)) {
      context = decided.context();
      lines.append(own(nanos, "context", RecordingJson.write(context)));
    }
    Decision decision = decided.decision();
    DecisionMark mark = DecisionMark.of(decision);
    if (!mark.absent().isEmpty()) {
      lines.append(
          RecordingLines.missing(
              nanos, symbol, mark.mark(), Instant.ofEpochMilli(mark.eventTime()), mark.absent()));
    }
    return lines.append(own(nanos, "decision", RecordingJson.write(mark))).toString();
  }

  private String own(long nanos, String kind, String data) {
    return line(nanos, kind, data);
  }

  private String line(long nanos, String stream, String data) {
    return RecordingLines.frame(
        nanos, "{\"stream\":\"" + name + "@" + stream + "\",\"data\":" + data + "}");
  }

  private String trade(long id, double price, double quantity, boolean maker, long time) {
    return "{\"e\":\"aggTrade\",\"E\":%d,\"s\":\"%s\",\"a\":%d,\"p\":\"%s\",\"q\":\"%s\",\"T\":%d,\"m\":%b}"
        .formatted(time, symbol, id, number(price), number(quantity), time, maker);
  }

  private String book(BookSnapshot book) {
    StringBuilder text = new StringBuilder(1_024);
    text.append("{\"e\":\"depthUpdate\",\"E\":").append(book.eventTime);
    text.append(",\"T\":").append(book.transactionTime);
    text.append(",\"s\":\"").append(symbol).append("\",\"u\":").append(book.updateId);
    text.append(",\"pu\":").append(book.previousUpdateId).append(",\"b\":");
    levels(text, book.bidPrice, book.bidQuantity, book.bids);
    text.append(",\"a\":");
    levels(text, book.askPrice, book.askQuantity, book.asks);
    return text.append('}').toString();
  }

  private static void levels(StringBuilder text, double[] prices, double[] quantities, int count) {
    text.append('[');
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "[\"" : ",[\"").append(number(prices[i])).append("\",\"");
      text.append(number(quantities[i])).append("\"]");
    }
    text.append(']');
  }

  private String candle(Candle candle) {
    return "{\"e\":\"kline\",\"s\":\"%s\",\"k\":{\"t\":%d,\"T\":%d,\"i\":\"%s\",\"o\":\"%s\",\"c\":\"%s\",\"h\":\"%s\",\"l\":\"%s\",\"v\":\"%s\",\"x\":%b}}"
        .formatted(
            symbol,
            candle.openTime(),
            candle.closeTime(),
            candle.timeframe().code(),
            number(candle.open()),
            number(candle.close()),
            number(candle.high()),
            number(candle.low()),
            number(candle.volume()),
            candle.closed());
  }

  private static String observation(Observation observation) {
    return "{\"kind\":\"%s\",\"value\":%s}"
        .formatted(observation.getClass().getSimpleName(), RecordingJson.write(observation));
  }

  private static String trades(Collection<Trade> trades) {
    return "{\"trades\":" + RecordingJson.write(trades) + "}";
  }

  /** Reads back as the same double; what is none is written as Java does. */
  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value)).toPlainString()
        : Double.toString(value);
  }

  /** Of {@link Input.Sized}, with the outcome flattened. */
  record SizedLine(
      String ref,
      vortex7.risk.EntrySizing.Basis basis,
      Optional<Integer> leverage,
      int symbols,
      Optional<vortex7.risk.Sizing.Accepted> accepted,
      Optional<vortex7.risk.Sizing.Refused> refused) {
    static SizedLine of(Input.Sized sized) {
      return new SizedLine(
          sized.ref(),
          sized.basis(),
          sized.leverage(),
          sized.symbols(),
          sized.sizing() instanceof vortex7.risk.Sizing.Accepted accepted
              ? Optional.of(accepted)
              : Optional.empty(),
          sized.sizing() instanceof vortex7.risk.Sizing.Refused refused
              ? Optional.of(refused)
              : Optional.empty());
    }

    Input.Sized sized() {
      return new Input.Sized(
          ref,
          basis,
          leverage,
          symbols,
          accepted.<vortex7.risk.Sizing>map(is -> is).orElseGet(refused::orElseThrow));
    }
  }
}
