package vortex7.venue.simulated;

import java.util.Locale;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/**
 * A market stream that the venue serves, such as {@code btcusdt@depth20@100ms}. Two clients that
 * ask for the same stream under the same name share its frames.
 *
 * @param text as the client wrote it, which is how the wrapped form names it
 * @param detail levels of a partial book, or minutes of a candle; else 0
 * @param paceMillis how often it is sent; 0 for each change
 */
record StreamName(String text, Symbol symbol, Kind kind, int detail, int paceMillis) {

  /** The paths {@code /public}, {@code /market} and {@code /private} (protocols, B.1). */
  enum TrafficClass {
    PUBLIC,
    MARKET,
    PRIVATE
  }

  /** What a stream carries, and the class on whose path alone it is heard. */
  enum Kind {
    BOOK_TICKER(TrafficClass.PUBLIC),
    PARTIAL_BOOK(TrafficClass.PUBLIC),
    AGG_TRADE(TrafficClass.MARKET),
    KLINE(TrafficClass.MARKET),
    MARK_PRICE(TrafficClass.MARKET);

    private final TrafficClass trafficClass;

    Kind(TrafficClass trafficClass) {
      this.trafficClass = trafficClass;
    }

    TrafficClass trafficClass() {
      return trafficClass;
    }
  }

  private static final int BOOK_PACE_MILLIS = 250;
  private static final int MARK_PACE_MILLIS = 3_000;

  /** Empty for a name that this venue does not serve: acknowledged like any other, and silent. */
  static Optional<StreamName> parse(String text) {
    int at = text.indexOf('@');
    if (at < 2) {
      return Optional.empty();
    }
    String lower = text.substring(0, at);
    if (!lower.equals(lower.toLowerCase(Locale.ROOT))) {
      return Optional.empty(); // The venue's streams are named in lower case.
    }
    Symbol symbol;
    try {
      symbol = Symbol.of(lower.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException notASymbol) {
      return Optional.empty();
    }
    String rest = text.substring(at + 1);
    return switch (rest) {
      case "aggTrade" -> Optional.of(new StreamName(text, symbol, Kind.AGG_TRADE, 0, 0));
      case "bookTicker" -> Optional.of(new StreamName(text, symbol, Kind.BOOK_TICKER, 0, 0));
      case "markPrice" ->
          Optional.of(new StreamName(text, symbol, Kind.MARK_PRICE, 0, MARK_PACE_MILLIS));
      case "markPrice@1s" -> Optional.of(new StreamName(text, symbol, Kind.MARK_PRICE, 0, 1_000));
      default ->
          rest.startsWith("kline_") ? kline(text, symbol, rest) : partialBook(text, symbol, rest);
    };
  }

  private static Optional<StreamName> kline(String text, Symbol symbol, String rest) {
    String interval = rest.substring("kline_".length());
    for (Timeframe timeframe : Timeframe.values()) {
      if (timeframe.code().equals(interval)) {
        return Optional.of(
            new StreamName(text, symbol, Kind.KLINE, (int) timeframe.duration().toMinutes(), 250));
      }
    }
    return Optional.empty();
  }

  private static Optional<StreamName> partialBook(String text, Symbol symbol, String rest) {
    int at = rest.indexOf('@');
    int levels =
        switch (at < 0 ? rest : rest.substring(0, at)) {
          case "depth5" -> 5;
          case "depth10" -> 10;
          case "depth20" -> 20;
          default -> 0;
        };
    int pace =
        switch (at < 0 ? "" : rest.substring(at + 1)) {
          case "" -> BOOK_PACE_MILLIS;
          case "100ms" -> 100;
          case "250ms" -> BOOK_PACE_MILLIS;
          case "500ms" -> 500;
          default -> 0;
        };
    return levels == 0 || pace == 0
        ? Optional.empty()
        : Optional.of(new StreamName(text, symbol, Kind.PARTIAL_BOOK, levels, pace));
  }
}
