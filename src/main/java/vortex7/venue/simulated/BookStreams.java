package vortex7.venue.simulated;

import java.util.List;
import java.util.TreeMap;
import vortex7.matching.Market;
import vortex7.venue.simulated.StreamName.Kind;

/**
 * One symbol's book as the venue publishes it: best prices at each change, partial books and
 * differences at their paces (protocols, B.4). Times are epoch milliseconds of the venue.
 */
final class BookStreams {
  private static final int[] PACES = {100, 250, 500};
  private static final int LEVELS_MAX = 20;

  private final ListedSymbol listed;
  private final Market market;
  private final StreamHub hub;
  private final SymbolFeed.Outbox outbox;
  private final Units units;
  private final Pace[] paces = new Pace[PACES.length];
  private final Best best;
  private final long[] bidTicks = new long[LEVELS_MAX];
  private final long[] bidSteps = new long[LEVELS_MAX];
  private final long[] askTicks = new long[LEVELS_MAX];
  private final long[] askSteps = new long[LEVELS_MAX];
  private long lastTickerId = -1;
  private long newestMillis;

  /** The chains of the streams of one pace. */
  private static final class Pace {
    private final int millis;
    private final BookDiff diff = new BookDiff();
    private long lastPartialId = -1;
    private long lastDiffId = -1;
    private boolean followed;

    Pace(int millis) {
      this.millis = millis;
    }
  }

  /** The best prices and their quantities when they were last told; 0 where a side is empty. */
  private static final class Best {
    private long bidTicks = -1;
    private long bidSteps;
    private long askTicks;
    private long askSteps;

    boolean moved(long bid, long ofBid, long ask, long ofAsk) {
      if (bid == bidTicks && ofBid == bidSteps && ask == askTicks && ofAsk == askSteps) {
        return false;
      }
      bidTicks = bid;
      bidSteps = ofBid;
      askTicks = ask;
      askSteps = ofAsk;
      return true;
    }
  }

  BookStreams(ListedSymbol listed, Market market, StreamHub hub, SymbolFeed.Outbox outbox) {
    this.listed = listed;
    this.market = market;
    this.hub = hub;
    this.outbox = outbox;
    this.units = new Units(listed);
    this.best = new Best();
    for (int i = 0; i < PACES.length; i++) {
      paces[i] = new Pace(PACES[i]);
    }
  }

  /** Time of the newest book that somebody was sent; 0 before the first. */
  long newestMillis() {
    return newestMillis;
  }

  /**
   * Somebody is given the book as a snapshot, to which the differences are to fit whatever happens
   * until the next of them. A chain that nobody has looked at yet begins here: at its next look it
   * would begin behind the snapshot, and the client would find a gap.
   */
  void onSnapshot() {
    List<StreamHub.Topic> topics = hub.heard(listed.symbol(), Kind.DIFF_BOOK);
    for (Pace pace : paces) {
      if (pace.followed) {
        pace.diff.seen(market);
      } else if (heard(topics, pace)) {
        begin(pace);
      }
    }
  }

  private static boolean heard(List<StreamHub.Topic> topics, Pace pace) {
    return topics.stream().anyMatch(topic -> topic.name().paceMillis() == pace.millis);
  }

  private void begin(Pace pace) {
    pace.followed = true;
    pace.lastDiffId = market.updateId();
    pace.diff.begin(market);
  }

  /** Time has come to {@code now}: sends what is due. */
  void onTime(long now) {
    publishTicker(now);
    for (Pace pace : paces) {
      if (now % pace.millis == 0) {
        publishPartial(pace, now);
        publishDiff(pace, now);
      }
    }
  }

  private void publishTicker(long now) {
    List<StreamHub.Topic> topics = hub.heard(listed.symbol(), Kind.BOOK_TICKER);
    if (topics.isEmpty() || market.updateId() == lastTickerId) {
      return;
    }
    lastTickerId = market.updateId();
    readBest();
    if (best.moved(bidTicks[0], bidSteps[0], askTicks[0], askSteps[0])) {
      String frame = tickerFrame(now);
      topics.forEach(topic -> outbox.add(topic, frame));
    }
  }

  private void readBest() {
    bidTicks[0] = 0;
    bidSteps[0] = 0;
    askTicks[0] = 0;
    askSteps[0] = 0;
    market.copyLevels(true, 1, bidTicks, bidSteps);
    market.copyLevels(false, 1, askTicks, askSteps);
  }

  /** The best prices as they are. */
  String ticker(long now) {
    readBest();
    return tickerFrame(now);
  }

  private String tickerFrame(long now) {
    JsonWriter json = new JsonWriter(224);
    json.beginObject()
        .field("e", "bookTicker")
        .field("u", market.updateId())
        .field("E", now)
        .field("T", now)
        .field("s", listed.symbol().code())
        .field("ps", listed.symbol().code());
    units.price(json, "b", bidTicks[0]);
    units.quantity(json, "B", bidSteps[0]);
    units.price(json, "a", askTicks[0]);
    units.quantity(json, "A", askSteps[0]);
    return json.field("st", 1).endObject().text();
  }

  private void publishPartial(Pace pace, long now) {
    long updateId = market.updateId();
    long previous = pace.lastPartialId;
    if (updateId == previous) {
      return; // Nothing changed, nothing is sent.
    }
    pace.lastPartialId = updateId;
    TreeMap<Integer, String> rendered = new TreeMap<>();
    for (StreamHub.Topic topic : hub.heard(listed.symbol(), Kind.PARTIAL_BOOK)) {
      if (topic.name().paceMillis() == pace.millis) {
        int levels = topic.name().levels();
        outbox.add(
            topic, rendered.computeIfAbsent(levels, n -> partialFrame(n, updateId, previous, now)));
        newestMillis = now;
      }
    }
  }

  private String partialFrame(int levels, long updateId, long previous, long now) {
    int bids = market.copyLevels(true, levels, bidTicks, bidSteps);
    int asks = market.copyLevels(false, levels, askTicks, askSteps);
    JsonWriter json = head(64 + 48 * levels, updateId, previous, now).beginArray("b");
    for (int i = 0; i < bids; i++) {
      units.level(json, bidTicks[i], bidSteps[i]);
    }
    json.endArray().beginArray("a");
    for (int i = 0; i < asks; i++) {
      units.level(json, askTicks[i], askSteps[i]);
    }
    return json.endArray().endObject().text();
  }

  /** Partial books and differences have one name and one shape. */
  private JsonWriter head(int capacity, long updateId, long previous, long now) {
    return new JsonWriter(capacity)
        .beginObject()
        .field("e", "depthUpdate")
        .field("E", now)
        .field("T", now)
        .field("s", listed.symbol().code())
        .field("ps", listed.symbol().code())
        .field("st", 1)
        .field("U", previous + 1)
        .field("u", updateId)
        .field("pu", previous);
  }

  /**
   * Each event carries on from the one before, so that a client finds its snapshot's id between the
   * ends of exactly one. The chain begins with the first look, or snapshot, after somebody came to
   * listen.
   */
  private void publishDiff(Pace pace, long now) {
    List<StreamHub.Topic> topics = hub.heard(listed.symbol(), Kind.DIFF_BOOK);
    if (!heard(topics, pace)) {
      pace.followed = false;
      return;
    }
    if (!pace.followed) {
      begin(pace);
      return;
    }
    long updateId = market.updateId();
    if (updateId == pace.lastDiffId || !pace.diff.look(market)) {
      return;
    }
    JsonWriter json = head(512, updateId, pace.lastDiffId, now);
    pace.diff.write(json, units);
    String frame = json.endObject().text();
    pace.lastDiffId = updateId;
    for (StreamHub.Topic topic : topics) {
      if (topic.name().paceMillis() == pace.millis) {
        outbox.add(topic, frame);
      }
    }
  }
}
