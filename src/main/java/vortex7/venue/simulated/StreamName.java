package vortex7.venue.simulated;

import java.util.Locale;
import java.util.Optional;
import vortex7.market.Symbol;

/**
 * A market stream that the venue serves, such as {@code btcusdt@depth20@100ms} or {@code
 * !markPrice@arr}. Clients that ask for the same stream under the same name share its frames.
 *
 * @param text as the client wrote it, which is how the wrapped form names it
 * @param symbol empty for the streams of all symbols, which begin with an exclamation mark
 * @param levels of a partial book; else 0
 * @param interval of a candle, as the venue writes it; else empty
 * @param paceMillis how often it is sent; 0 for each change
 */
record StreamName(
    String text, Optional<Symbol> symbol, Kind kind, int levels, String interval, int paceMillis) {

  /** The paths {@code /public}, {@code /market} and {@code /private} (protocols, B.1). */
  enum TrafficClass {
    PUBLIC,
    MARKET,
    PRIVATE
  }

  /** What a stream carries, and the classes on whose paths alone it is heard. */
  enum Kind {
    BOOK_TICKER(TrafficClass.PUBLIC),
    ALL_BOOK_TICKERS(TrafficClass.PUBLIC),
    PARTIAL_BOOK(TrafficClass.PUBLIC),
    DIFF_BOOK(TrafficClass.PUBLIC),
    /** Undocumented; some clients ask for it on one path, some on the other. */
    TRADE(TrafficClass.PUBLIC, TrafficClass.MARKET),
    AGG_TRADE(TrafficClass.MARKET),
    KLINE(TrafficClass.MARKET),
    CONTINUOUS_KLINE(TrafficClass.MARKET),
    MARK_PRICE(TrafficClass.MARKET),
    ALL_MARK_PRICES(TrafficClass.MARKET),
    MINI_TICKER(TrafficClass.MARKET),
    ALL_MINI_TICKERS(TrafficClass.MARKET),
    TICKER(TrafficClass.MARKET),
    ALL_TICKERS(TrafficClass.MARKET),
    FORCE_ORDER(TrafficClass.MARKET),
    ALL_FORCE_ORDERS(TrafficClass.MARKET);

    private final TrafficClass trafficClass;
    private final TrafficClass orOn;

    Kind(TrafficClass trafficClass) {
      this(trafficClass, trafficClass);
    }

    Kind(TrafficClass trafficClass, TrafficClass orOn) {
      this.trafficClass = trafficClass;
      this.orOn = orOn;
    }

    boolean servedOn(TrafficClass path) {
      return path == trafficClass || path == orOn;
    }
  }

  /** No name of the venue is longer; nobody's memory should pay for one that is. */
  static final int LENGTH_MAX = 64;

  private static final int BOOK_PACE_MILLIS = 250;
  private static final int CANDLE_PACE_MILLIS = 250;
  private static final int MARK_PACE_MILLIS = 3_000;
  private static final int TICKER_PACE_MILLIS = 2_000;
  private static final int ALL_BOOKS_PACE_MILLIS = 5_000;
  private static final String PERPETUAL = "_perpetual";

  /** Empty for a name that this venue does not serve: acknowledged like any other, and silent. */
  static Optional<StreamName> parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    if (text.startsWith("!")) {
      return ofAll(text);
    }
    int at = text.indexOf('@');
    if (at < 2) {
      return Optional.empty();
    }
    String lower = text.substring(0, at);
    String rest = text.substring(at + 1);
    boolean continuous = rest.startsWith("continuousKline_");
    if (continuous) {
      if (!lower.endsWith(PERPETUAL)) {
        return Optional.empty(); // Nothing but perpetuals is listed.
      }
      lower = lower.substring(0, lower.length() - PERPETUAL.length());
    }
    Optional<Symbol> symbol = symbol(lower);
    if (symbol.isEmpty()) {
      return Optional.empty();
    }
    return ofSymbol(text, symbol, rest);
  }

  private static Optional<Symbol> symbol(String lower) {
    if (!lower.equals(lower.toLowerCase(Locale.ROOT))) {
      return Optional.empty(); // The venue's streams are named in lower case.
    }
    try {
      return Optional.of(Symbol.of(lower.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException notASymbol) {
      return Optional.empty();
    }
  }

  private static Optional<StreamName> ofAll(String text) {
    return switch (text) {
      case "!bookTicker" ->
          named(text, Optional.empty(), Kind.ALL_BOOK_TICKERS, ALL_BOOKS_PACE_MILLIS);
      case "!markPrice@arr" ->
          named(text, Optional.empty(), Kind.ALL_MARK_PRICES, MARK_PACE_MILLIS);
      case "!markPrice@arr@1s" -> named(text, Optional.empty(), Kind.ALL_MARK_PRICES, 1_000);
      case "!miniTicker@arr" ->
          named(text, Optional.empty(), Kind.ALL_MINI_TICKERS, TICKER_PACE_MILLIS);
      case "!ticker@arr" -> named(text, Optional.empty(), Kind.ALL_TICKERS, TICKER_PACE_MILLIS);
      case "!forceOrder@arr" -> named(text, Optional.empty(), Kind.ALL_FORCE_ORDERS, 0);
      default -> Optional.empty();
    };
  }

  private static Optional<StreamName> ofSymbol(String text, Optional<Symbol> symbol, String rest) {
    return switch (rest) {
      case "aggTrade" -> named(text, symbol, Kind.AGG_TRADE, 0);
      case "trade" -> named(text, symbol, Kind.TRADE, 0);
      case "bookTicker" -> named(text, symbol, Kind.BOOK_TICKER, 0);
      case "markPrice" -> named(text, symbol, Kind.MARK_PRICE, MARK_PACE_MILLIS);
      case "markPrice@1s" -> named(text, symbol, Kind.MARK_PRICE, 1_000);
      case "miniTicker" -> named(text, symbol, Kind.MINI_TICKER, TICKER_PACE_MILLIS);
      case "ticker" -> named(text, symbol, Kind.TICKER, TICKER_PACE_MILLIS);
      case "forceOrder" -> named(text, symbol, Kind.FORCE_ORDER, 0);
      default -> {
        if (rest.startsWith("kline_")) {
          yield candle(text, symbol, Kind.KLINE, rest.substring("kline_".length()));
        }
        if (rest.startsWith("continuousKline_")) {
          String interval = rest.substring("continuousKline_".length());
          yield candle(text, symbol, Kind.CONTINUOUS_KLINE, interval);
        }
        yield book(text, symbol, rest);
      }
    };
  }

  private static Optional<StreamName> named(
      String text, Optional<Symbol> symbol, Kind kind, int pace) {
    return Optional.of(new StreamName(text, symbol, kind, 0, "", pace));
  }

  private static Optional<StreamName> candle(
      String text, Optional<Symbol> symbol, Kind kind, String interval) {
    return CandleInterval.ofCode(interval)
        .map(known -> new StreamName(text, symbol, kind, 0, known.code(), CANDLE_PACE_MILLIS));
  }

  private static Optional<StreamName> book(String text, Optional<Symbol> symbol, String rest) {
    int at = rest.indexOf('@');
    int levels =
        switch (at < 0 ? rest : rest.substring(0, at)) {
          case "depth" -> 0;
          case "depth5" -> 5;
          case "depth10" -> 10;
          case "depth20" -> 20;
          default -> -1;
        };
    int pace =
        switch (at < 0 ? "" : rest.substring(at + 1)) {
          case "" -> at < 0 ? BOOK_PACE_MILLIS : 0;
          case "100ms" -> 100;
          case "250ms" -> BOOK_PACE_MILLIS;
          case "500ms" -> 500;
          default -> 0;
        };
    if (levels < 0 || pace == 0) {
      return Optional.empty();
    }
    Kind kind = levels == 0 ? Kind.DIFF_BOOK : Kind.PARTIAL_BOOK;
    return Optional.of(new StreamName(text, symbol, kind, levels, "", pace));
  }
}
