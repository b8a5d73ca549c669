package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import vortex7.market.Side;
import vortex7.matching.AlgoView;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderTerms;
import vortex7.matching.OrderView;
import vortex7.matching.TimeInForce;
import vortex7.matching.UserTrade;
import vortex7.venue.simulated.VenueHistory.Amended;

/** Orders, conditional orders and fills as the REST interface prints them (protocols, A.7, A.8). */
final class OrderJson {
  /** Average prices have so many decimals, whatever the tick. */
  private static final int AVERAGE_SCALE = 5;

  private OrderJson() {}

  /** Zero in any scale is "0" where the venue prints it so. */
  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.toPlainString();
  }

  private static BigDecimal average(OrderView order) {
    return order.averagePrice().setScale(AVERAGE_SCALE, RoundingMode.HALF_UP);
  }

  /** The answer to POST and DELETE: without the money fields since 2026-06-30. */
  static String acknowledged(OrderView order) {
    JsonWriter json = new JsonWriter(640);
    json.beginObject()
        .field("clientOrderId", order.clientOrderId())
        .field("cumQty", plain(order.executedQuantity()))
        .field("executedQty", plain(order.executedQuantity()))
        .field("orderId", order.orderId())
        .field("origQty", plain(order.originalQuantity()))
        .field("price", plain(order.price()))
        .field("reduceOnly", order.reduceOnly())
        .field("side", order.side().name())
        .field("positionSide", order.terms().positionSide().name())
        .field("status", order.status().name())
        .field("stopPrice", "0")
        .field("closePosition", order.closePosition())
        .field("symbol", order.symbol().code())
        .field("timeInForce", order.timeInForce().name())
        .field("type", order.type().name())
        .field("origType", order.type().name())
        .field("updateTime", order.updateTime())
        .field("workingType", "CONTRACT_PRICE");
    return end(json, order.terms()).text();
  }

  private static JsonWriter end(JsonWriter json, OrderTerms terms) {
    return terms(json, terms).endObject();
  }

  private static JsonWriter terms(JsonWriter json, OrderTerms terms) {
    return json.field("priceProtect", false)
        .field("priceMatch", terms.priceMatch().name())
        .field("selfTradePreventionMode", terms.selfTrade().name())
        .field("goodTillDate", terms.goodTillMillis());
  }

  /** The answer to an order that was only tried: it looks like one and has no number. */
  static String tested(NewOrder order, long now) {
    JsonWriter json = new JsonWriter(640);
    json.beginObject()
        .field("clientOrderId", order.clientOrderId().orElse(""))
        .field("cumQty", "0")
        .field("executedQty", "0")
        .field("orderId", 0)
        .field("origQty", order.quantity().map(OrderJson::plain).orElse("0"))
        .field("price", order.price().map(OrderJson::plain).orElse("0"))
        .field("reduceOnly", order.reduceOnly())
        .field("side", order.side().name())
        .field("positionSide", order.terms().positionSide().name())
        .field("status", "NEW")
        .field("stopPrice", "0")
        .field("closePosition", false)
        .field("symbol", order.symbol().code())
        .field("timeInForce", order.timeInForce().map(TimeInForce::name).orElse("GTC"))
        .field("type", order.type().name())
        .field("origType", order.type().name())
        .field("updateTime", now)
        .field("workingType", "CONTRACT_PRICE");
    return end(json, order.terms()).text();
  }

  /** The answer to PUT, which has an order of its own. */
  static String amended(OrderView order) {
    JsonWriter json = new JsonWriter(640);
    json.beginObject()
        .field("orderId", order.orderId())
        .field("symbol", order.symbol().code())
        .field("pair", order.symbol().code())
        .field("status", order.status().name())
        .field("clientOrderId", order.clientOrderId());
    order.modifyId().ifPresent(id -> json.field("modifyId", id));
    return json.field("price", plain(order.price()))
        .field("origQty", plain(order.originalQuantity()))
        .field("executedQty", plain(order.executedQuantity()))
        .field("cumQty", plain(order.executedQuantity()))
        .field("timeInForce", order.timeInForce().name())
        .field("type", order.type().name())
        .field("reduceOnly", order.reduceOnly())
        .field("closePosition", order.closePosition())
        .field("side", order.side().name())
        .field("positionSide", order.terms().positionSide().name())
        .field("stopPrice", "0")
        .field("workingType", "CONTRACT_PRICE")
        .field("priceProtect", false)
        .field("origType", order.type().name())
        .field("priceMatch", order.terms().priceMatch().name())
        .field("selfTradePreventionMode", order.terms().selfTrade().name())
        .field("goodTillDate", order.terms().goodTillMillis())
        .field("updateTime", order.updateTime())
        .endObject()
        .text();
  }

  /** The answer to a query: with average price and quote volume. */
  static void write(JsonWriter json, OrderView order) {
    queried(json, order);
    end(json, order.terms());
  }

  /** An order of {@code allOrders}, which has two fields more. */
  static void writeListed(JsonWriter json, OrderView order) {
    queried(json, order);
    terms(json, order.terms())
        .field("pair", order.symbol().code())
        .field("cumBase", plain(order.executedQuantity()))
        .endObject();
  }

  private static void queried(JsonWriter json, OrderView order) {
    json.beginObject()
        .field("avgPrice", average(order))
        .field("clientOrderId", order.clientOrderId())
        .field("cumQuote", plain(order.cumulativeQuote()))
        .field("executedQty", plain(order.executedQuantity()))
        .field("orderId", order.orderId())
        .field("origQty", plain(order.originalQuantity()))
        .field("origType", order.type().name())
        .field("price", plain(order.price()))
        .field("reduceOnly", order.reduceOnly())
        .field("side", order.side().name())
        .field("positionSide", order.terms().positionSide().name())
        .field("status", order.status().name())
        .field("stopPrice", "0")
        .field("closePosition", order.closePosition())
        .field("symbol", order.symbol().code())
        .field("time", order.time())
        .field("timeInForce", order.timeInForce().name())
        .field("type", order.type().name())
        .field("updateTime", order.updateTime())
        .field("workingType", "CONTRACT_PRICE");
  }

  /** An order with which the venue closed a position. */
  static void writeForced(JsonWriter json, OrderView order) {
    json.beginObject()
        .field("orderId", order.orderId())
        .field("symbol", order.symbol().code())
        .field("status", order.status().name())
        .field("clientOrderId", order.clientOrderId())
        .field("price", plain(order.price()))
        .field("avgPrice", average(order))
        .field("origQty", plain(order.originalQuantity()))
        .field("executedQty", plain(order.executedQuantity()))
        .field("cumQuote", plain(order.cumulativeQuote()))
        .field("timeInForce", order.timeInForce().name())
        .field("type", order.type().name())
        .field("reduceOnly", order.reduceOnly())
        .field("closePosition", order.closePosition())
        .field("side", order.side().name())
        .field("positionSide", order.terms().positionSide().name())
        .field("stopPrice", "0")
        .field("workingType", "CONTRACT_PRICE")
        .field("origType", order.type().name())
        .field("time", order.time())
        .field("updateTime", order.updateTime())
        .endObject();
  }

  static void write(JsonWriter json, Amended amended) {
    json.beginObject()
        .field("amendmentId", amended.number())
        .field("symbol", amended.symbol().code())
        .field("pair", amended.symbol().code())
        .field("orderId", amended.orderId())
        .field("clientOrderId", amended.clientOrderId())
        .field("time", amended.time())
        .beginObject("amendment");
    change(json, "price", amended.priceBefore(), amended.priceAfter());
    change(json, "origQty", amended.quantityBefore(), amended.quantityAfter());
    json.field("count", amended.count());
    amended.modifyId().ifPresent(id -> json.field("modifyId", id));
    json.endObject().field("priceMatch", amended.priceMatch().name()).endObject();
  }

  private static void change(JsonWriter json, String name, BigDecimal before, BigDecimal after) {
    json.beginObject(name).field("before", plain(before)).field("after", plain(after)).endObject();
  }

  /** A conditional order as accepted: nothing of what it may spawn is said. */
  static String accepted(AlgoView algo) {
    JsonWriter json = new JsonWriter(768);
    head(json, algo);
    prices(json, algo);
    terms(json, algo);
    json.field(
            "activatePrice",
            algo.trailing()
                .flatMap(AlgoView.Trailing::activatePrice)
                .map(OrderJson::plain)
                .orElse(""))
        .field("callbackRate", algo.trailing().map(t -> plain(t.callbackRate())).orElse(""));
    return times(json, algo).text();
  }

  /** A conditional order as queried: with the order that it spawned, if it has. */
  static void write(JsonWriter json, AlgoView algo) {
    head(json, algo);
    boolean spawned = algo.orderId().isPresent();
    json.field("actualOrderId", spawned ? Long.toString(algo.orderId().getAsLong()) : "")
        .field("actualPrice", algo.averagePrice().setScale(AVERAGE_SCALE, RoundingMode.HALF_UP));
    if (spawned) {
      json.field("actualQty", plain(algo.executedQuantity()))
          .field("actualType", algo.spawns().name());
    }
    prices(json, algo);
    json.field("tpTriggerPrice", "0.000")
        .field("tpPrice", "0.000")
        .field("slTriggerPrice", "0.000")
        .field("slPrice", "0.000")
        .field("tpOrderType", "");
    terms(json, algo);
    algo.trailing()
        .ifPresent(
            trailing ->
                json.field(
                        "activatePrice", trailing.activatePrice().map(OrderJson::plain).orElse(""))
                    .field("callbackRate", plain(trailing.callbackRate())));
    times(json, algo);
  }

  private static void head(JsonWriter json, AlgoView algo) {
    json.beginObject()
        .field("algoId", algo.algoId())
        .field("clientAlgoId", algo.clientAlgoId())
        .field("algoType", "CONDITIONAL")
        .field("orderType", algo.type().name())
        .field("symbol", algo.symbol().code())
        .field("side", algo.side().name())
        .field("positionSide", algo.terms().positionSide().name())
        .field("timeInForce", algo.timeInForce().name())
        .field("quantity", plain(algo.quantity()))
        .field("algoStatus", algo.status().name());
  }

  private static void prices(JsonWriter json, AlgoView algo) {
    json.field("triggerPrice", algo.triggerPrice())
        .field("price", algo.price().signum() == 0 ? "0.00" : plain(algo.price()))
        .nullField("icebergQuantity");
  }

  private static void terms(JsonWriter json, AlgoView algo) {
    json.field("selfTradePreventionMode", algo.terms().selfTrade().name())
        .field("workingType", algo.workingType().name())
        .field("priceMatch", algo.terms().priceMatch().name())
        .field("closePosition", algo.closePosition())
        .field("priceProtect", algo.priceProtect())
        .field("reduceOnly", algo.reduceOnly());
  }

  private static JsonWriter times(JsonWriter json, AlgoView algo) {
    return json.field("createTime", algo.createTime())
        .field("updateTime", algo.updateTime())
        .field("triggerTime", algo.triggerTime())
        .field("goodTillDate", algo.terms().goodTillMillis())
        .endObject();
  }

  static void write(JsonWriter json, UserTrade trade) {
    boolean buyer = trade.side() == Side.BUY;
    json.beginObject()
        .field("buyer", buyer)
        .field("commission", trade.fee())
        .field("commissionAsset", trade.feeAsset())
        .field("id", trade.tradeId())
        .field("maker", trade.maker())
        .field("orderId", trade.orderId())
        .field("price", trade.price())
        .field("qty", trade.quantity())
        .field("quoteQty", trade.quoteQuantity())
        .field("realizedPnl", trade.realized())
        .field("side", trade.side().name())
        .field("positionSide", trade.positionSide().name())
        .field("symbol", trade.symbol().code())
        .field("time", trade.time())
        .field("baseQty", trade.quantity())
        .field("marginAsset", "USDT")
        .field("pair", trade.symbol().code())
        .endObject();
  }
}
