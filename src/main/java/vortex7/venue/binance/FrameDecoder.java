package vortex7.venue.binance;

import vortex7.market.BookSnapshot;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/**
 * Decodes one market-data frame at a time into primitives that it owns; never allocates in the
 * steady state, and never throws for any text.
 *
 * <p>One pass over the characters, without a tree: members in any order, unknown members, white
 * space and escapes are fine. A frame comes bare or in the venue's combined-stream envelope. What
 * is not JSON, misses a member that its event needs, or carries a value that cannot be (a price of
 * 0, a book of 21 levels) is {@link Frame#MALFORMED}; the getters then mean nothing. Not
 * thread-safe: one decoder a socket.
 */
public final class FrameDecoder extends FrameText {
  /** What the last frame was, and hence which getters hold its values. */
  public enum Frame {
    TRADE,
    BOOK,
    CANDLE,
    /** Well-formed, but no event that the daemon asked for: an acknowledgement, a new event. */
    UNKNOWN,
    MALFORMED
  }

  private static final int EVENT_NONE = 0;
  private static final int EVENT_TRADE = 1;
  private static final int EVENT_BOOK = 2;
  private static final int EVENT_CANDLE = 3;

  private static final int HAS_ID = 1;
  private static final int HAS_PRICE = 1 << 1;
  private static final int HAS_QUANTITY = 1 << 2;
  private static final int HAS_TIME = 1 << 3;
  private static final int HAS_MAKER = 1 << 4;
  private static final int HAS_EVENT_TIME = 1 << 5;
  private static final int HAS_BIDS = 1 << 6;
  private static final int HAS_ASKS = 1 << 7;
  private static final int HAS_UPDATE = 1 << 8;
  private static final int HAS_PREVIOUS = 1 << 9;
  private static final int HAS_CANDLE = 1 << 10;
  private static final int TRADE_NEEDS = HAS_ID | HAS_PRICE | HAS_QUANTITY | HAS_TIME | HAS_MAKER;
  private static final int BOOK_NEEDS =
      HAS_BIDS | HAS_ASKS | HAS_UPDATE | HAS_PREVIOUS | HAS_TIME | HAS_EVENT_TIME;

  private final BookSnapshot book = new BookSnapshot();
  private final CandleText candle = new CandleText();
  private final LevelsText levels = new LevelsText();
  private final KnownHeads heads = new KnownHeads();

  private int event;
  private boolean enveloped;
  private boolean tooManyLevels;
  private boolean bidsArranged;
  private boolean asksArranged;
  private int symbolStart;
  private int symbolEnd;

  private long eventTime;
  private long time;
  private long tradeId;
  private double price;
  private double quantity;
  private boolean buyerIsMaker;

  /** Decodes a text frame; the getters keep its values until the next call. */
  public Frame decode(String text) {
    int length = load(text);
    if (length < 0) {
      return malformed("longer than " + LENGTH_MAX + " characters", 0);
    }
    enveloped = false;
    int known = heads.find(chars);
    int at = known < 0 ? fromTheStart() : behindHead(known);
    if (at < 0) {
      return Frame.MALFORMED;
    }
    at = JsonScan.blank(chars, at);
    if (at != length) {
      return malformed("text after the frame", at);
    }
    if (known < 0 && event != EVENT_NONE) {
      heads.learn(chars);
    }
    return switch (event) {
      case EVENT_TRADE -> trade();
      case EVENT_BOOK -> book();
      case EVENT_CANDLE -> candle();
      default -> Frame.UNKNOWN;
    };
  }

  private int fromTheStart() {
    clear();
    int at = JsonScan.blank(chars, 0);
    return chars[at] == '{' ? members(at + 1, true) : skip(at);
  }

  /** Takes the parsing up where it stands behind a head, which is the same for every frame. */
  private int behindHead(int known) {
    clear();
    event = heads.event(known);
    int at = integer(JsonScan.blank(chars, heads.length(known)), HAS_EVENT_TIME);
    eventTime = integer;
    at = rest(at, false);
    enveloped = true;
    return rest(at, true);
  }

  private void clear() {
    event = EVENT_NONE;
    seen = 0;
    tooManyLevels = false;
    symbolStart = 0;
    symbolEnd = 0;
    eventTime = 0;
  }

  private Frame trade() {
    if ((seen & TRADE_NEEDS) != TRADE_NEEDS) {
      return malformed("aggTrade without all of a, p, q, T, m", 0);
    }
    if (!(price > 0 && price < Double.POSITIVE_INFINITY)
        || !(quantity > 0 && quantity < Double.POSITIVE_INFINITY)
        || tradeId < 0) {
      return malformed("aggTrade whose price, quantity or id cannot be", 0);
    }
    return Frame.TRADE;
  }

  private Frame book() {
    if ((seen & BOOK_NEEDS) != BOOK_NEEDS) {
      return malformed("depthUpdate without all of b, a, u, pu, T, E", 0);
    }
    if (tooManyLevels) {
      return malformed("depthUpdate with more than " + BookSnapshot.DEPTH + " levels a side", 0);
    }
    if (!(bidsArranged && asksArranged) && !BookOrder.arrange(book)) {
      return malformed("depthUpdate whose price or quantity cannot be", 0);
    }
    book.eventTime = eventTime;
    book.transactionTime = time;
    return Frame.BOOK;
  }

  private Frame candle() {
    if ((seen & HAS_CANDLE) == 0) {
      return malformed("kline without all of t, i, o, h, l, c, v, x", 0);
    }
    if (candle.timeframe == null) {
      return Frame.UNKNOWN;
    }
    if (!candle.plausible()) {
      return malformed("kline whose prices or volume cannot be", 0);
    }
    return Frame.CANDLE;
  }

  private Frame malformed(String reason, int at) {
    fault(reason, at);
    return Frame.MALFORMED;
  }

  /**
   * Reads the members of the frame's own object, {@code at} being behind its brace: either the
   * event's, or an envelope with the event in {@code data}.
   */
  private int members(int at, boolean root) {
    int p = JsonScan.blank(chars, at);
    return chars[p] == '}' ? p + 1 : rest(memberAt(p, root), root);
  }

  /** Reads the members that follow the one whose value ends before {@code at}. */
  private int rest(int at, boolean root) {
    final char[] c = chars;
    int p = at;
    while (p >= 0) {
      if (c[p] == ',' && c[p + 1] == '"' && c[p + 3] == '"' && c[p + 4] == ':') {
        int key = c[p + 2];
        if ((key | 0x20) >= 'a' && (key | 0x20) <= 'z' && c[p + 5] > ' ') {
          p = known(key, p + 5, root); // As the venue writes it: no blanks, a name of one letter.
          continue;
        }
      }
      p = JsonScan.blank(c, p);
      if (c[p] == '}') {
        return p + 1;
      }
      if (c[p] != ',') {
        return fault("a comma or a closing brace expected", p);
      }
      p = memberAt(JsonScan.blank(c, p + 1), root);
    }
    return p;
  }

  /** Reads the member whose name begins at {@code at}. */
  private int memberAt(int at, boolean root) {
    int key = key(at);
    if (key < 0) {
      return fault("a member's name expected", at);
    }
    int p = value(textEnd);
    return p < 0 ? fault("a colon expected", textEnd) : known(key, p, root);
  }

  private int known(int key, int at, boolean root) {
    return enveloped && root && key != KEY_DATA ? skip(at) : member(key, at, root);
  }

  private int member(int key, int at, boolean root) {
    switch (key) {
      case 'E' -> {
        int next = integer(at, HAS_EVENT_TIME);
        eventTime = integer;
        return next;
      }
      case 'T' -> {
        int next = integer(at, HAS_TIME);
        time = integer;
        return next;
      }
      case 'a' -> {
        if (chars[at] == '[') {
          seen &= ~HAS_ID;
          return levels(at, false);
        }
        seen &= ~HAS_ASKS;
        int next = integer(at, HAS_ID);
        tradeId = integer;
        return next;
      }
      case 'p' -> {
        int next = decimal(at, HAS_PRICE);
        price = decimals.value;
        return next;
      }
      case 'q' -> {
        int next = decimal(at, HAS_QUANTITY);
        quantity = decimals.value;
        return next;
      }
      case 'm' -> {
        int next = flag(at, HAS_MAKER);
        buyerIsMaker = flag;
        return next;
      }
      default -> {
        return rareMember(key, at, root);
      }
    }
  }

  /** What comes once a frame or not in every event; apart, so that the other stays small. */
  private int rareMember(int key, int at, boolean root) {
    return switch (key) {
      case 'e' -> eventName(at);
      case 's' -> {
        int next = text(at);
        symbolStart = textStart;
        symbolEnd = textEnd;
        yield next;
      }
      case 'b' -> levels(at, true);
      case 'u' -> {
        int next = integer(at, HAS_UPDATE);
        book.updateId = integer;
        yield next;
      }
      case KEY_PU -> {
        int next = integer(at, HAS_PREVIOUS);
        book.previousUpdateId = integer;
        yield next;
      }
      case 'k' -> candle.read(this, at, HAS_CANDLE);
      case KEY_DATA -> data(at, root);
      default -> skip(at);
    };
  }

  private int data(int at, boolean root) {
    if (root && enveloped) {
      clear();
    }
    if (!root || chars[at] != '{') {
      return skip(at);
    }
    clear();
    int next = members(at + 1, false);
    enveloped = true;
    return next;
  }

  private int eventName(int at) {
    event = EVENT_NONE;
    int next = text(at);
    if (next > 0) {
      if (JsonScan.is(chars, textStart, textEnd, "aggTrade")) {
        event = EVENT_TRADE;
      } else if (JsonScan.is(chars, textStart, textEnd, "depthUpdate")) {
        event = EVENT_BOOK;
      } else if (JsonScan.is(chars, textStart, textEnd, "kline")) {
        event = EVENT_CANDLE;
      }
    }
    return next;
  }

  /** Reads one side of a book, {@code at} being on its bracket. */
  private int levels(int at, boolean bids) {
    int bit = bids ? HAS_BIDS : HAS_ASKS;
    seen &= ~bit;
    final double[] prices = bids ? book.bidPrice : book.askPrice;
    final double[] quantities = bids ? book.bidQuantity : book.askQuantity;
    int next =
        chars[at] == '[' ? levels.read(chars, at + 1, prices, quantities, bids ? -1 : 1) : -1;
    if (next < 0) {
      return skip(at);
    }
    int count = levels.count;
    if (count > BookSnapshot.DEPTH) {
      tooManyLevels = true;
      count = BookSnapshot.DEPTH;
    }
    if (bids) {
      bidsArranged = levels.arranged;
      book.bids = count;
    } else {
      asksArranged = levels.arranged;
      book.asks = count;
    }
    seen |= bit;
    return next;
  }

  /** Whether the frame names this symbol; false for a frame without one. */
  public boolean isFor(Symbol symbol) {
    return JsonScan.is(chars, symbolStart, symbolEnd, symbol.code());
  }

  /** The venue's time of the event ({@code E}), epoch milliseconds; 0 where the frame has none. */
  public long eventTime() {
    return eventTime;
  }

  /** TRADE: the aggregate's id. */
  public long tradeId() {
    return tradeId;
  }

  /** TRADE: price in quote units. */
  public double price() {
    return price;
  }

  /** TRADE: quantity in base units. */
  public double quantity() {
    return quantity;
  }

  /** TRADE: whether the aggressor sold. */
  public boolean buyerIsMaker() {
    return buyerIsMaker;
  }

  /** TRADE: the venue's time of the first fill ({@code T}), epoch milliseconds. */
  public long tradeTime() {
    return time;
  }

  /** BOOK: best levels first; the same object for every frame. */
  public BookSnapshot snapshot() {
    return book;
  }

  /** CANDLE: its length. */
  public Timeframe timeframe() {
    return candle.timeframe();
  }

  /** CANDLE: first millisecond, epoch. */
  public long openTime() {
    return candle.openTime;
  }

  public double open() {
    return candle.open;
  }

  public double high() {
    return candle.high;
  }

  public double low() {
    return candle.low;
  }

  public double close() {
    return candle.close;
  }

  /** CANDLE: base units. */
  public double volume() {
    return candle.volume;
  }

  /** CANDLE: whether it is final. */
  public boolean closed() {
    return candle.closed;
  }
}
