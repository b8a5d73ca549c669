package vortex7.matching.replay;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Reads the lines of a raw capture: {@code <local time> <JSON>}, where the JSON is a message of a
 * combined stream or a REST depth snapshot. One parser reads one sequence of lines: a snapshot does
 * not name its symbol and takes that of the line before it.
 *
 * <p>Used are trades of the market, aggregated trades, depth differences, partial books, snapshots
 * and mark prices; other messages are passed over, as are trades whose {@code X} is not MARKET
 * (insurance fund, adjustments: not prices of the market).
 */
public final class CaptureParser {
  private static final int MAX_DECIMALS = 8;

  private String symbol = "";
  private long tradesPassedOver;

  /**
   * Reads one line.
   *
   * @return false when the line is nothing that a replay uses
   * @throws RecordingException saying what is wrong with it
   */
  public boolean parse(String line, RecordedEvent into) {
    int json = line.indexOf('{');
    if (json < 0) {
      if (line.isBlank()) {
        return false;
      }
      throw new RecordingException("expected a local time and a JSON object");
    }
    into.clear();
    JsonScanner scanner = new JsonScanner(line, json);
    return read(scanner, into);
  }

  /** A snapshot that comes next, and does not name its symbol, is of this one. */
  public void expect(String nextSymbol) {
    symbol = nextSymbol;
  }

  /** The symbol of the newest message that named one; empty before the first. */
  public String symbol() {
    return symbol;
  }

  /** Trades that were none of the market's. */
  public long tradesPassedOver() {
    return tradesPassedOver;
  }

  private boolean read(JsonScanner scanner, RecordedEvent into) {
    String stream = "";
    int data = -1;
    boolean snapshot = false;
    int start = scanner.position();
    for (boolean more = scanner.enter('{', '}'); more; more = scanner.more('}')) {
      switch (scanner.key()) {
        case "stream" -> {
          stream = scanner.string();
          symbol = symbolOf(stream);
        }
        case "data" -> {
          scanner.peek();
          data = scanner.position();
          scanner.skip();
        }
        case "lastUpdateId" -> {
          snapshot = true;
          scanner.skip();
        }
        default -> scanner.skip();
      }
    }
    if (snapshot) {
      scanner.seek(start);
      return snapshot(scanner, into);
    }
    if (data < 0 || stream.isEmpty()) {
      throw new RecordingException("neither a stream's message nor a depth snapshot");
    }
    scanner.seek(data);
    return message(stream.substring(stream.indexOf('@') + 1), scanner, into);
  }

  private static String symbolOf(String stream) {
    int end = stream.indexOf('@');
    if (end <= 0) {
      throw new RecordingException("stream must be <symbol>@<kind>, was " + stream);
    }
    return stream.substring(0, end).toUpperCase(Locale.ROOT);
  }

  private boolean message(String kind, JsonScanner scanner, RecordedEvent into) {
    into.symbol = symbol;
    if (kind.equals("trade") || kind.equals("aggTrade")) {
      into.kind = RecordedEvent.Kind.TRADE;
      return trade(scanner, into);
    }
    if (kind.startsWith("depth")) {
      // "depth", "depth@100ms" and "depth@0ms" are differences, "depth20@100ms" is a partial book.
      boolean difference = kind.length() == 5 || kind.charAt(5) == '@';
      into.kind = difference ? RecordedEvent.Kind.DIFF : RecordedEvent.Kind.TOP;
      book(scanner, into);
      return true;
    }
    if (kind.startsWith("markPrice")) {
      into.kind = RecordedEvent.Kind.MARK_PRICE;
      mark(scanner, into);
      return true;
    }
    return false;
  }

  private boolean trade(JsonScanner scanner, RecordedEvent into) {
    boolean ofMarket = true;
    for (boolean more = scanner.enter('{', '}'); more; more = scanner.more('}')) {
      switch (scanner.key()) {
        case "T" -> into.timeMillis = scanner.integer();
        case "t", "a" -> into.updateId = scanner.integer();
        case "p" -> into.price = decimal(scanner.string());
        case "q" -> into.quantity = decimal(scanner.string());
        case "m" -> into.buyerIsMaker = scanner.bool();
        case "X" -> ofMarket = scanner.string().equals("MARKET");
        default -> scanner.skip();
      }
    }
    if (!ofMarket) {
      tradesPassedOver++;
      return false;
    }
    requireTime(into);
    if (into.price <= 0 || into.quantity <= 0) {
      throw new RecordingException(
          "a trade's price and quantity must be above 0, were %s and %s"
              .formatted(text(into.price), text(into.quantity)));
    }
    return true;
  }

  private static void mark(JsonScanner scanner, RecordedEvent into) {
    for (boolean more = scanner.enter('{', '}'); more; more = scanner.more('}')) {
      switch (scanner.key()) {
        case "E" -> into.timeMillis = scanner.integer();
        case "p" -> into.price = decimal(scanner.string());
        default -> scanner.skip();
      }
    }
    requireTime(into);
    if (into.price <= 0) {
      throw new RecordingException("a mark price must be above 0, was " + text(into.price));
    }
  }

  private static void book(JsonScanner scanner, RecordedEvent into) {
    for (boolean more = scanner.enter('{', '}'); more; more = scanner.more('}')) {
      switch (scanner.key()) {
        case "T" -> into.timeMillis = scanner.integer();
        case "u" -> into.updateId = scanner.integer();
        case "pu" -> into.previousUpdateId = scanner.integer();
        case "b" -> levels(scanner, into, true);
        case "a" -> levels(scanner, into, false);
        default -> scanner.skip();
      }
    }
    requireTime(into);
  }

  private boolean snapshot(JsonScanner scanner, RecordedEvent into) {
    if (symbol.isEmpty()) {
      throw new RecordingException("a depth snapshot before any stream: its symbol is unknown");
    }
    into.symbol = symbol;
    into.kind = RecordedEvent.Kind.SNAPSHOT;
    for (boolean more = scanner.enter('{', '}'); more; more = scanner.more('}')) {
      switch (scanner.key()) {
        case "lastUpdateId" -> into.updateId = scanner.integer();
        case "T" -> into.timeMillis = scanner.integer();
        case "bids" -> levels(scanner, into, true);
        case "asks" -> levels(scanner, into, false);
        default -> scanner.skip();
      }
    }
    requireTime(into);
    return true;
  }

  private static void levels(JsonScanner scanner, RecordedEvent into, boolean bids) {
    for (boolean more = scanner.enter('[', ']'); more; more = scanner.more(']')) {
      scanner.pass('[');
      long price = decimal(scanner.string());
      scanner.pass(',');
      long quantity = decimal(scanner.string());
      scanner.pass(']');
      if (price <= 0 || quantity < 0) {
        throw new RecordingException(
            "a level's price must be above 0 and its quantity at least 0, were %s and %s"
                .formatted(text(price), text(quantity)));
      }
      if (bids) {
        into.addBid(price, quantity);
      } else {
        into.addAsk(price, quantity);
      }
    }
  }

  private static void requireTime(RecordedEvent event) {
    if (event.timeMillis <= 0) {
      throw new RecordingException("the message has no time of the venue");
    }
  }

  /** A decimal times {@link RecordedEvent#SCALE}. */
  static long decimal(String text) {
    int point = text.indexOf('.');
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (decimals > MAX_DECIMALS) {
      throw new RecordingException("a number may have 8 decimals, was " + text);
    }
    try {
      String digits = point < 0 ? text : text.substring(0, point) + text.substring(point + 1);
      long value = Long.parseLong(digits);
      for (int i = decimals; i < MAX_DECIMALS; i++) {
        value = Math.multiplyExact(value, 10L);
      }
      return value;
    } catch (NumberFormatException | ArithmeticException e) {
      throw new RecordingException("not a price or quantity: " + text, e);
    }
  }

  private static String text(long scaled) {
    return BigDecimal.valueOf(scaled, MAX_DECIMALS).stripTrailingZeros().toPlainString();
  }
}
