package vortex7.venue.binance;

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

  private Bodies() {}

  static String kline(long openTime) {
    return "[%d,\"76936.20\",\"76965.50\",\"76936.10\",\"76965.40\",\"20.680\",%d,\"1591436.27\",878,"
            .formatted(openTime, openTime + 59_999)
        + "\"15.190\",\"1168938.63310\",\"0\"]";
  }
}
