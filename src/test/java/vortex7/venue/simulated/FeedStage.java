package vortex7.venue.simulated;

import akka.http.impl.engine.ws.FrameEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Liquidated;
import vortex7.matching.OrderBook;

/**
 * One BTCUSDT book with its feed and listeners that keep what they hear; no sockets, no threads.
 */
final class FeedStage implements ExchangeListener {
  static final Symbol BTC = Symbol.of("BTCUSDT");
  static final long START = 1_700_000_000_000L;

  final StreamHub hub = new StreamHub();
  final Exchange exchange = new Exchange(ExchangeRules.documents(), this);
  final OrderBook book = exchange.addOrderBook(ListedSymbol.instrumentOf(BTC));
  final SymbolFeed feed;
  private final MarketWideStreams wide;
  private long ids;

  FeedStage() {
    exchange.advanceTo(START);
    feed =
        new SymbolFeed(
            ListedSymbol.find(BTC).orElseThrow(),
            book,
            new ScriptedMarket(START, 60_000),
            () -> exchange.funding(BTC),
            1,
            hub,
            StreamHub.Topic::publish);
    SortedMap<Symbol, SymbolFeed> feeds = new TreeMap<>();
    feeds.put(BTC, feed);
    wide = new MarketWideStreams(feeds, hub, StreamHub.Topic::publish);
  }

  /** What one socket heard. */
  static final class Ear implements StreamConnection.Outlet {
    final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    final List<FrameEvent> frames = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    boolean completed;
    String cut = "";

    @Override
    public boolean offer(FrameEvent frame) {
      if (frames.size() >= room) {
        return false;
      }
      frames.add(frame);
      texts.add(frame.data().decodeString(StandardCharsets.UTF_8));
      return true;
    }

    @Override
    public void complete() {
      completed = true;
    }

    @Override
    public void cut(String reason) {
      cut = reason;
    }

    @Override
    public int waiting() {
      return 0;
    }

    List<JsonNode> events() {
      List<JsonNode> events = new ArrayList<>();
      try {
        for (String text : texts) {
          events.add(VenueClient.JSON.readTree(text));
        }
      } catch (IOException notJson) {
        throw new UncheckedIOException(notJson);
      }
      return events;
    }
  }

  /** A socket of the class that hears the streams. */
  StreamConnection listen(Ear ear, StreamName.TrafficClass on, String... streams) {
    StreamConnection connection =
        new StreamConnection(++ids, new StreamConnection.Form(on, false), ear, 0);
    for (String stream : streams) {
      connection.subscribe(stream);
    }
    hub.opened(connection);
    return connection;
  }

  void advanceTo(long millis) {
    exchange.advanceTo(millis);
    feed.onTime(millis);
    wide.onTime(millis);
  }

  @Override
  public void onTrade(
      Symbol symbol, long id, long ticks, long steps, boolean buyerIsMaker, long time) {
    feed.onTrade(id, ticks, steps, buyerIsMaker, time);
  }

  @Override
  public void onLiquidation(Liquidated liquidated) {
    feed.onLiquidation(liquidated);
  }
}
