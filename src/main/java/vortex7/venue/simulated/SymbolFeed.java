package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.CandleBuilder;
import vortex7.matching.Kline;
import vortex7.matching.Market;
import vortex7.matching.feed.AggTradeAggregator;
import vortex7.venue.simulated.StreamName.Kind;

/**
 * One symbol's public data: aggregates its fills, builds its candles, and renders its streams at
 * the venue's paces. Lives on the engine's thread; times are epoch milliseconds of the venue.
 */
final class SymbolFeed {
  /** Candles a timeframe that can be asked for: the longest answer of the klines call. */
  static final int CANDLES_KEPT = 1_500;

  private static final int AGG_TRADES_KEPT = 32_768;
  private static final int TRADES_KEPT = 32_768;
  private static final int[] BOOK_PACES = {100, 250, 500};
  private static final int LEVELS_MAX = 20;
  private static final long KLINE_PACE_MILLIS = 250;

  /** Where rendered events go: they leave when the turn's state is on disk. */
  @FunctionalInterface
  interface Outbox {
    void add(StreamHub.Topic topic, String data);
  }

  private final ListedSymbol listed;
  private final Market market;
  private final StreamHub hub;
  private final Outbox outbox;
  private final Units units;
  private final AggTradeHistory aggTrades = new AggTradeHistory(AGG_TRADES_KEPT);
  private final TradeHistory trades = new TradeHistory(TRADES_KEPT);
  private final AggTradeAggregator aggregator;
  private final CandleBuilder candles;
  private final TreeMap<Integer, Long> lastUpdateIds = new TreeMap<>();
  private final long[] bidTicks = new long[LEVELS_MAX];
  private final long[] bidSteps = new long[LEVELS_MAX];
  private final long[] askTicks = new long[LEVELS_MAX];
  private final long[] askSteps = new long[LEVELS_MAX];
  private long lastTickerUpdateId = -1;
  private boolean candleMoved;
  private long nextKlineMillis;
  private long newestBookMillis;
  private long now;

  SymbolFeed(
      ListedSymbol listed, Market market, long firstAggTradeId, StreamHub hub, Outbox outbox) {
    this.listed = listed;
    this.market = market;
    this.hub = hub;
    this.outbox = outbox;
    this.units = new Units(listed);
    this.aggregator = new AggTradeAggregator(firstAggTradeId, this::onAggTrade);
    this.candles = new CandleBuilder(market, CANDLES_KEPT, this::onClosed);
  }

  Symbol symbol() {
    return listed.symbol();
  }

  ListedSymbol listed() {
    return listed;
  }

  Market market() {
    return market;
  }

  Units units() {
    return units;
  }

  CandleBuilder candles() {
    return candles;
  }

  AggTradeHistory aggTrades() {
    return aggTrades;
  }

  TradeHistory trades() {
    return trades;
  }

  long nextAggTradeId() {
    return aggregator.nextId();
  }

  /** Time of the newest book that somebody was sent; 0 before the first. */
  long newestBookMillis() {
    return newestBookMillis;
  }

  /** A fill of the market, in the order of time. */
  void onTrade(
      long tradeId, long priceTicks, long quantitySteps, boolean buyerIsMaker, long timeMillis) {
    now = Math.max(now, timeMillis);
    trades.add(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    aggregator.onFill(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    candles.onTrade(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    candleMoved = true;
  }

  /** Time has come to {@code timeMillis}: sends what is due. */
  void onTime(long timeMillis) {
    now = timeMillis;
    aggregator.onTime(timeMillis);
    candles.advanceTo(timeMillis);
    publishTicker();
    for (int pace : BOOK_PACES) {
      if (timeMillis % pace == 0) {
        publishBooks(pace);
      }
    }
    if (timeMillis >= nextKlineMillis) {
      nextKlineMillis = (Math.floorDiv(timeMillis, KLINE_PACE_MILLIS) + 1) * KLINE_PACE_MILLIS;
      publishForming();
    }
    for (StreamHub.Topic topic : hub.heard(symbol(), Kind.MARK_PRICE)) {
      if (topic.due(timeMillis)) {
        outbox.add(topic, markPriceFrame());
      }
    }
  }

  private void onAggTrade(
      long id,
      long priceTicks,
      long quantitySteps,
      long firstTradeId,
      long lastTradeId,
      boolean buyerIsMaker,
      long timeMillis,
      long publishedMillis) {
    aggTrades.add(
        id, priceTicks, quantitySteps, firstTradeId, lastTradeId, buyerIsMaker, timeMillis);
    List<StreamHub.Topic> topics = hub.heard(symbol(), Kind.AGG_TRADE);
    if (topics.isEmpty()) {
      return;
    }
    JsonWriter json = new JsonWriter(224);
    json.beginObject()
        .field("e", "aggTrade")
        .field("E", publishedMillis)
        .field("s", symbol().code())
        .field("a", id);
    units.price(json, "p", priceTicks);
    units.quantity(json, "q", quantitySteps);
    units.quantity(json, "nq", quantitySteps);
    String frame =
        json.field("f", firstTradeId)
            .field("l", lastTradeId)
            .field("T", timeMillis)
            .field("m", buyerIsMaker)
            .field("st", 1)
            .endObject()
            .text();
    topics.forEach(topic -> outbox.add(topic, frame));
  }

  private void publishBooks(int pace) {
    long updateId = market.updateId();
    long previous = lastUpdateIds.getOrDefault(pace, -1L);
    if (updateId == previous) {
      return; // Nothing changed, nothing is sent.
    }
    lastUpdateIds.put(pace, updateId);
    TreeMap<Integer, String> rendered = new TreeMap<>();
    for (StreamHub.Topic topic : hub.heard(symbol(), Kind.PARTIAL_BOOK)) {
      if (topic.name().paceMillis() == pace) {
        int levels = topic.name().detail();
        outbox.add(topic, rendered.computeIfAbsent(levels, n -> bookFrame(n, updateId, previous)));
        newestBookMillis = now;
      }
    }
  }

  private String bookFrame(int levels, long updateId, long previous) {
    int bids = market.copyLevels(true, levels, bidTicks, bidSteps);
    int asks = market.copyLevels(false, levels, askTicks, askSteps);
    JsonWriter json = new JsonWriter(64 + 48 * levels);
    json.beginObject()
        .field("e", "depthUpdate")
        .field("E", now)
        .field("T", now)
        .field("s", symbol().code())
        .field("ps", symbol().code())
        .field("st", 1)
        .field("U", previous + 1)
        .field("u", updateId)
        .field("pu", previous)
        .beginArray("b");
    for (int i = 0; i < bids; i++) {
      units.level(json, bidTicks[i], bidSteps[i]);
    }
    json.endArray().beginArray("a");
    for (int i = 0; i < asks; i++) {
      units.level(json, askTicks[i], askSteps[i]);
    }
    return json.endArray().endObject().text();
  }

  private void publishTicker() {
    List<StreamHub.Topic> topics = hub.heard(symbol(), Kind.BOOK_TICKER);
    if (topics.isEmpty() || market.updateId() == lastTickerUpdateId) {
      return;
    }
    lastTickerUpdateId = market.updateId();
    int bids = market.copyLevels(true, 1, bidTicks, bidSteps);
    int asks = market.copyLevels(false, 1, askTicks, askSteps);
    JsonWriter json = new JsonWriter(224);
    json.beginObject()
        .field("e", "bookTicker")
        .field("u", lastTickerUpdateId)
        .field("E", now)
        .field("T", now)
        .field("s", symbol().code())
        .field("ps", symbol().code());
    units.price(json, "b", bids == 0 ? 0 : bidTicks[0]);
    units.quantity(json, "B", bids == 0 ? 0 : bidSteps[0]);
    units.price(json, "a", asks == 0 ? 0 : askTicks[0]);
    units.quantity(json, "A", asks == 0 ? 0 : askSteps[0]);
    String frame = json.field("st", 1).endObject().text();
    topics.forEach(topic -> outbox.add(topic, frame));
  }

  private void publishForming() {
    if (!candleMoved) {
      return;
    }
    candleMoved = false;
    for (StreamHub.Topic topic : hub.heard(symbol(), Kind.KLINE)) {
      for (Kline kline : candles.candles(timeframe(topic), 1)) {
        if (!kline.candle().closed()) {
          outbox.add(topic, klineFrame(kline));
        }
      }
    }
  }

  private void onClosed(Kline kline) {
    List<StreamHub.Topic> topics = hub.heard(symbol(), Kind.KLINE);
    for (StreamHub.Topic topic : topics) {
      if (timeframe(topic) == kline.candle().timeframe()) {
        outbox.add(topic, klineFrame(kline));
      }
    }
  }

  private static Timeframe timeframe(StreamHub.Topic topic) {
    for (Timeframe timeframe : Timeframe.values()) {
      if (timeframe.duration().toMinutes() == topic.name().detail()) {
        return timeframe;
      }
    }
    throw new IllegalStateException("no timeframe for stream " + topic.name().text());
  }

  private String klineFrame(Kline kline) {
    var candle = kline.candle();
    return new JsonWriter(352)
        .beginObject()
        .field("e", "kline")
        .field("E", now)
        .field("s", symbol().code())
        .field("ps", symbol().code())
        .field("st", 1)
        .beginObject("k")
        .field("t", candle.openTime())
        .field("T", candle.closeTime())
        .field("s", symbol().code())
        .field("i", candle.timeframe().code())
        .field("f", kline.firstTradeId())
        .field("L", kline.lastTradeId())
        .field("o", units.price(candle.open()))
        .field("c", units.price(candle.close()))
        .field("h", units.price(candle.high()))
        .field("l", units.price(candle.low()))
        .field("v", units.quantity(candle.volume()))
        .field("n", kline.trades())
        .field("x", candle.closed())
        .field("q", units.quote(kline.quoteVolume()))
        .field("V", units.quantity(kline.takerBuyVolume()))
        .field("Q", units.quote(kline.takerBuyQuoteVolume()))
        .field("B", "0")
        .endObject()
        .endObject()
        .text();
  }

  private String markPriceFrame() {
    BigDecimal mark = market.markPrice();
    return MarkPriceJson.head(new JsonWriter(), "markPriceUpdate", now)
        .field("s", symbol().code())
        .field("p", MarkPriceJson.eight(mark))
        .field("i", MarkPriceJson.eight(mark))
        .field("P", MarkPriceJson.eight(mark))
        .field("ap", MarkPriceJson.eight(mark))
        .field("r", MarkPriceJson.FUNDING_RATE)
        .field("T", MarkPriceJson.nextFunding(now))
        .field("st", 1)
        .endObject()
        .text();
  }
}
