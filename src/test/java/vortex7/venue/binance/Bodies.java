package vortex7.venue.binance;

import vortex7.position.ClientOrderId;

/** Answers as the venue gives them. */
final class Bodies {
  static final String EXCHANGE_INFO =
      """
      {"timezone":"UTC","serverTime":1789478299014,"futuresType":"U_MARGINED","symbols":[
       {"symbol":"BTCUSDT","pair":"BTCUSDT","contractType":"PERPETUAL","status":"TRADING",
        "baseAsset":"BTC","quoteAsset":"USDT","marginAsset":"USDT","pricePrecision":2,
        "triggerProtect":"0.0500","liquidationFee":"0.012500","marketTakeBound":"0.05",
        "filters":[
         {"filterType":"PRICE_FILTER","minPrice":"556.80","maxPrice":"4529764","tickSize":"0.10"},
         {"filterType":"LOT_SIZE","minQty":"0.001","maxQty":"1000","stepSize":"0.001"},
         {"filterType":"MARKET_LOT_SIZE","minQty":"0.001","maxQty":"120","stepSize":"0.001"},
         {"filterType":"MAX_NUM_ORDERS","limit":200},
         {"filterType":"MIN_NOTIONAL","notional":"50"},
         {"filterType":"PERCENT_PRICE","multiplierUp":"1.0500","multiplierDown":"0.9500",
          "multiplierDecimal":"4"},
         {"filterType":"POSITION_RISK_CONTROL","positionControlSide":"NONE"}]},
       {"symbol":"HALTUSDT","contractType":"PERPETUAL","status":"TRADING_HALT","filters":[]},
       {"symbol":"BTCUSDT_261225","contractType":"CURRENT_QUARTER","status":"TRADING",
        "filters":[]},
       {"symbol":"币安人生USDT","contractType":"PERPETUAL","status":"TRADING","filters":[]},
       {"symbol":"ODDUSDT","contractType":"PERPETUAL","status":"TRADING","filters":[]}]}
      """;

  static final String POSITION =
      """
      [{"symbol":"BTCUSDT","positionSide":"BOTH","positionAmt":"0.010","entryPrice":"76906.1",
        "breakEvenPrice":"76906.2","markPrice":"76910.41047590","unRealizedProfit":"0.04",
        "isolatedMargin":"0","notional":"769.1","marginAsset":"USDT","updateTime":1720736417660}]
      """;

  static final String USER_TRADES =
      """
      [{"buyer":true,"commission":"-0.07819010","commissionAsset":"USDT","id":698759,"maker":true,
        "orderId":25851813,"price":"76906.1","qty":"0.010","quoteQty":"769.061",
        "realizedPnl":"0","side":"BUY","positionSide":"BOTH","symbol":"BTCUSDT",
        "time":1569514978020}]
      """;

  private Bodies() {}

  static String error(int code, String message) {
    return "{\"code\":" + code + ",\"msg\":\"" + message + "\"}";
  }

  /** A regular order, as placing, canceling and asking answer it. */
  static String order(ClientOrderId id, String status, String executed) {
    return """
    {"clientOrderId":"%s","cumQty":"0","executedQty":"%s","orderId":22542179,
     "origQty":"0.010","price":"76906.1","reduceOnly":false,"side":"BUY",
     "positionSide":"BOTH","status":"%s","stopPrice":"0","closePosition":false,
     "symbol":"BTCUSDT","timeInForce":"GTX","type":"LIMIT","origType":"LIMIT",
     "updateTime":1566818724722,"newField":{"nested":true}}
    """
        .formatted(id.text(), executed, status);
  }

  /** A conditional order likewise. */
  static String algo(ClientOrderId id, String status, String executed) {
    return """
    {"algoId":2146760,"clientAlgoId":"%s","algoType":"CONDITIONAL","orderType":"STOP_MARKET",
     "symbol":"BTCUSDT","side":"SELL","positionSide":"BOTH","timeInForce":"GTC",
     "quantity":"0.01","algoStatus":"%s","actualQty":"%s","triggerPrice":"75000.0",
     "price":"0.00","icebergQuantity":null,"workingType":"CONTRACT_PRICE",
     "closePosition":false,"priceProtect":false,"reduceOnly":true,
     "createTime":1750485492076,"updateTime":1750485492076,"triggerTime":0}
    """
        .formatted(id.text(), status, executed);
  }

  static String kline(long openTime) {
    return "[%d,\"76936.20\",\"76965.50\",\"76936.10\",\"76965.40\",\"20.680\",%d,\"1591436.27\",878,"
            .formatted(openTime, openTime + 59_999)
        + "\"15.190\",\"1168938.63310\",\"0\"]";
  }
}
