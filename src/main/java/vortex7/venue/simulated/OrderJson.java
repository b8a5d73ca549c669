package vortex7.venue.simulated;

import java.math.BigDecimal;
import vortex7.market.Side;
import vortex7.matching.AlgoView;
import vortex7.matching.OrderView;
import vortex7.matching.UserTrade;

/** Orders, conditional orders and fills as the REST interface prints them (protocols, A.7, A.8). */
final class OrderJson {
  private OrderJson() {}

  /** Zero in any scale is "0" where the venue prints it so. */
  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.toPlainString();
  }

  /** The answer to POST and DELETE: without the money fields since 2026-06-30. */
  static String acknowledged(OrderView order) {
    JsonWriter json = new JsonWriter(640).beginObject();
    json.field("clientOrderId", order.clientOrderId())
        .field("cumQty", plain(order.executedQuantity()))
        .field("executedQty", plain(order.executedQuantity()));
    common(json, order);
    return json.field("updateTime", order.updateTime()).endObject().text();
  }

  /** The answer to a query: with average price and quote volume. */
  static void write(JsonWriter json, OrderView order) {
    json.beginObject()
        .field("avgPrice", order.averagePrice())
        .field("clientOrderId", order.clientOrderId())
        .field("cumQuote", plain(order.cumulativeQuote()))
        .field("executedQty", plain(order.executedQuantity()))
        .field("time", order.time())
        .field("updateTime", order.updateTime());
    common(json, order);
    json.endObject();
  }

  private static void common(JsonWriter json, OrderView order) {
    json.field("orderId", order.orderId())
        .field("origQty", order.originalQuantity())
        .field("origType", order.type().name())
        .field("price", plain(order.price()))
        .field("reduceOnly", order.reduceOnly())
        .field("side", order.side().name())
        .field("positionSide", order.terms().positionSide().name())
        .field("status", order.status().name())
        .field("stopPrice", "0")
        .field("closePosition", order.closePosition())
        .field("symbol", order.symbol().code())
        .field("pair", order.symbol().code())
        .field("timeInForce", order.timeInForce().name())
        .field("type", order.type().name())
        .field("workingType", "CONTRACT_PRICE")
        .field("priceProtect", false)
        .field("priceMatch", order.terms().priceMatch().name())
        .field("selfTradePreventionMode", order.terms().selfTrade().name())
        .field("goodTillDate", order.terms().goodTillMillis());
    order.modifyId().ifPresent(id -> json.field("modifyId", id));
  }

  /** A conditional order, as accepted or as queried. */
  static void write(JsonWriter json, AlgoView algo) {
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
    algo.orderId()
        .ifPresent(
            orderId ->
                json.field("actualOrderId", Long.toString(orderId))
                    .field("actualPrice", plain(algo.averagePrice()))
                    .field("actualQty", plain(algo.executedQuantity()))
                    .field("actualType", algo.spawns().name()));
    json.field("triggerPrice", algo.triggerPrice())
        .field("price", algo.price().signum() == 0 ? "0.00" : plain(algo.price()))
        .nullField("icebergQuantity")
        .field("tpTriggerPrice", "0.000")
        .field("tpPrice", "0.000")
        .field("slTriggerPrice", "0.000")
        .field("slPrice", "0.000")
        .field("tpOrderType", "")
        .field("selfTradePreventionMode", algo.terms().selfTrade().name())
        .field("workingType", algo.workingType().name())
        .field("priceMatch", algo.terms().priceMatch().name())
        .field("closePosition", algo.closePosition())
        .field("priceProtect", algo.priceProtect())
        .field("reduceOnly", algo.reduceOnly())
        .field(
            "activatePrice",
            algo.trailing()
                .flatMap(AlgoView.Trailing::activatePrice)
                .map(OrderJson::plain)
                .orElse(""))
        .field("callbackRate", algo.trailing().map(t -> plain(t.callbackRate())).orElse(""))
        .field("createTime", algo.createTime())
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
        .field("pair", trade.symbol().code())
        .field("baseQty", trade.quantity())
        .field("marginAsset", "USDT")
        .field("time", trade.time())
        .endObject();
  }
}
