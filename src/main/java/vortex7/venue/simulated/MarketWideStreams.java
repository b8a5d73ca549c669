package vortex7.venue.simulated;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import vortex7.market.Symbol;
import vortex7.venue.simulated.StreamName.Kind;

/**
 * The streams of all symbols together, such as {@code !markPrice@arr}: one array of events for the
 * symbols that have changed since the array before; {@code !bookTicker} sends them one by one.
 */
final class MarketWideStreams {
  private final Collection<SymbolFeed> feeds;
  private final StreamHub hub;
  private final SymbolFeed.Outbox outbox;

  /** The newest trade that each ticker array told of, by the array's name and symbol. */
  private final Map<String, Long> toldTrades = new TreeMap<>();

  MarketWideStreams(SortedMap<Symbol, SymbolFeed> feeds, StreamHub hub, SymbolFeed.Outbox outbox) {
    this.feeds = feeds.values();
    this.hub = hub;
    this.outbox = outbox;
  }

  /** Time has come to {@code now}: sends what is due. */
  void onTime(long now) {
    for (StreamHub.Topic topic : hub.heard(Kind.ALL_MARK_PRICES)) {
      publish(topic, now, List.copyOf(feeds), TickerFrames::markPrice);
    }
    for (StreamHub.Topic topic : hub.heard(Kind.ALL_TICKERS)) {
      publishTraded(topic, now, TickerFrames::ticker);
    }
    for (StreamHub.Topic topic : hub.heard(Kind.ALL_MINI_TICKERS)) {
      publishTraded(topic, now, TickerFrames::miniTicker);
    }
    for (StreamHub.Topic topic : hub.heard(Kind.ALL_BOOK_TICKERS)) {
      if (topic.due(now)) {
        feeds.forEach(feed -> outbox.add(topic, feed.books().ticker(now)));
      }
    }
  }

  private void publishTraded(
      StreamHub.Topic topic, long now, BiFunction<SymbolFeed, Long, String> frame) {
    if (!topic.due(now)) {
      return;
    }
    List<SymbolFeed> traded = new ArrayList<>();
    for (SymbolFeed feed : feeds) {
      Long newest = feed.market().lastTradeId();
      if (!newest.equals(toldTrades.put(topic.name().text() + feed.symbol().code(), newest))) {
        traded.add(feed);
      }
    }
    send(topic, now, traded, frame);
  }

  private void publish(
      StreamHub.Topic topic,
      long now,
      List<SymbolFeed> of,
      BiFunction<SymbolFeed, Long, String> frame) {
    if (topic.due(now)) {
      send(topic, now, of, frame);
    }
  }

  private void send(
      StreamHub.Topic topic,
      long now,
      List<SymbolFeed> of,
      BiFunction<SymbolFeed, Long, String> frame) {
    if (of.isEmpty()) {
      return;
    }
    JsonWriter json = new JsonWriter(320 * of.size()).beginArray();
    of.forEach(feed -> json.raw(frame.apply(feed, now)));
    outbox.add(topic, json.endArray().text());
  }
}
