package vortex7.venue.simulated;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import vortex7.market.Symbol;
import vortex7.matching.CandleBuilder;
import vortex7.matching.FundingView;
import vortex7.matching.Kline;
import vortex7.matching.Liquidated;
import vortex7.matching.Market;
import vortex7.matching.MarketSource;
import vortex7.matching.feed.AggTradeAggregator;
import vortex7.venue.simulated.StreamName.Kind;

/**
 * One symbol's public data: aggregates its fills, builds its candles, and has its streams sent at
 * the venue's paces. Lives on the engine's thread; times are epoch milliseconds of the venue.
 */
final class SymbolFeed {
  /** Candles a timeframe that can be asked for: the longest answer of the klines call. */
  static final int CANDLES_KEPT = 1_500;

  private static final int AGG_TRADES_KEPT = 32_768;
  private static final int TRADES_KEPT = 32_768;

  /** Where rendered events go: they leave when the turn's state is on disk. */
  @FunctionalInterface
  interface Outbox {
    void add(StreamHub.Topic topic, String data);
  }

  private final ListedSymbol listed;
  private final Market market;
  private final Supplier<FundingView> funding;
  private final StreamHub hub;
  private final Outbox outbox;
  private final Units units;
  private final AggTradeHistory aggTrades = new AggTradeHistory(AGG_TRADES_KEPT);
  private final TradeHistory trades = new TradeHistory(TRADES_KEPT);
  private final AggTradeAggregator aggregator;
  private final CandleBuilder candles;
  private final LongCandles longCandles;
  private final BookStreams books;
  private final KlineStreams klines;
  private final ForceOrderStream forceOrders;
  private long now;

  /**
   * @param source of the market, for its distant past
   * @param funding mark, index and funding of the symbol now
   */
  SymbolFeed(
      ListedSymbol listed,
      Market market,
      MarketSource source,
      Supplier<FundingView> funding,
      long firstAggTradeId,
      StreamHub hub,
      Outbox outbox) {
    this.listed = listed;
    this.market = market;
    this.funding = funding;
    this.hub = hub;
    this.outbox = outbox;
    this.units = new Units(listed);
    this.aggregator = new AggTradeAggregator(firstAggTradeId, this::onAggTrade);
    this.longCandles = new LongCandles(listed, source);
    this.candles = new CandleBuilder(market, CANDLES_KEPT, this::onClosed);
    this.books = new BookStreams(listed, market, hub, outbox);
    this.klines = new KlineStreams(listed, candles, longCandles, hub, outbox);
    this.forceOrders = new ForceOrderStream(listed.symbol(), hub, outbox);
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

  FundingView funding() {
    return funding.get();
  }

  Units units() {
    return units;
  }

  CandleBuilder candles() {
    return candles;
  }

  LongCandles longCandles() {
    return longCandles;
  }

  BookStreams books() {
    return books;
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
    return books.newestMillis();
  }

  /** A fill of the market, in the order of time. */
  void onTrade(
      long tradeId, long priceTicks, long quantitySteps, boolean buyerIsMaker, long timeMillis) {
    now = Math.max(now, timeMillis);
    trades.add(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    publishTrade(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    aggregator.onFill(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    candles.onTrade(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    klines.onTrade();
  }

  void onLiquidation(Liquidated liquidated) {
    forceOrders.onLiquidation(liquidated);
  }

  /** Time has come to {@code timeMillis}: sends what is due. */
  void onTime(long timeMillis) {
    now = timeMillis;
    aggregator.onTime(timeMillis);
    candles.advanceTo(timeMillis);
    books.onTime(timeMillis);
    klines.onTime(timeMillis);
    forceOrders.onTime(timeMillis);
    publishPaced(Kind.MARK_PRICE, TickerFrames::markPrice);
    publishPaced(Kind.TICKER, TickerFrames::ticker);
    publishPaced(Kind.MINI_TICKER, TickerFrames::miniTicker);
  }

  private void publishPaced(Kind kind, BiFunction<SymbolFeed, Long, String> frame) {
    for (StreamHub.Topic topic : hub.heard(symbol(), kind)) {
      if (topic.due(now)) {
        outbox.add(topic, frame.apply(this, now));
      }
    }
  }

  private void onClosed(Kline kline) {
    longCandles.onClosed(kline);
    klines.onClosed(kline, now);
  }

  /** The undocumented stream of single fills, in the words of recordings of 2024. */
  private void publishTrade(
      long tradeId, long priceTicks, long quantitySteps, boolean buyerIsMaker, long timeMillis) {
    List<StreamHub.Topic> topics = hub.heard(symbol(), Kind.TRADE);
    if (topics.isEmpty()) {
      return;
    }
    JsonWriter json = new JsonWriter(192);
    json.beginObject()
        .field("e", "trade")
        .field("E", timeMillis)
        .field("T", timeMillis)
        .field("s", symbol().code())
        .field("t", tradeId);
    units.price(json, "p", priceTicks);
    units.quantity(json, "q", quantitySteps);
    String frame = json.field("X", "MARKET").field("m", buyerIsMaker).endObject().text();
    topics.forEach(topic -> outbox.add(topic, frame));
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
}
