package vortex7.venue.binance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Frames as the venue sends them, for tests and benchmarks. */
final class Frames {
  /** 197 characters, as most live ones. */
  static final String AGG_TRADE =
      "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1789478330900,"
          + "\"a\":3450415493,\"s\":\"BTCUSDT\",\"p\":\"76906.00\",\"q\":\"0.104\","
          + "\"f\":8079747315,\"l\":8079747315,\"T\":1789478330891,\"m\":true,\"st\":1}}";

  static final String KLINE =
      "{\"stream\":\"btcusdt@kline_15m\",\"data\":{\"e\":\"kline\",\"E\":1638747660000,"
          + "\"s\":\"BTCUSDT\",\"k\":{\"t\":1638747600000,\"T\":1638747659999,\"s\":\"BTCUSDT\","
          + "\"i\":\"15m\",\"f\":100,\"L\":200,\"o\":\"0.0010\",\"c\":\"0.0020\",\"h\":\"0.0025\","
          + "\"l\":\"0.0009\",\"v\":\"1000\",\"n\":100,\"x\":true,\"q\":\"1.0000\",\"V\":\"500\","
          + "\"Q\":\"0.500\",\"B\":\"123456\"}}}";

  /** About 1 018 characters: 20 levels a side at BTC's prices. */
  static final String DEPTH_20 = depth20();

  private Frames() {}

  static String book(String bids, String asks) {
    return "{\"e\":\"depthUpdate\",\"E\":3,\"T\":2,\"s\":\"BTCUSDT\",\"U\":4,\"u\":6,\"pu\":3,\"b\":"
        + bids
        + ",\"a\":"
        + asks
        + "}";
  }

  private static String depth20() {
    List<String> bids = new ArrayList<>();
    List<String> asks = new ArrayList<>();
    String[] quantities = {"5.878", "0.002", "1.250", "12.004", "0.310", "0.044", "2.000"};
    for (int i = 0; i < 20; i++) {
      String quantity = quantities[i % quantities.length];
      bids.add(String.format(Locale.ROOT, "[\"%.2f\",\"%s\"]", 76914.90 - i * 0.1, quantity));
      asks.add(String.format(Locale.ROOT, "[\"%.2f\",\"%s\"]", 76915.00 + i * 0.1, quantity));
    }
    return "{\"stream\":\"btcusdt@depth20@100ms\",\"data\":{\"e\":\"depthUpdate\","
        + "\"E\":1789478303560,\"T\":1789478303557,\"s\":\"BTCUSDT\",\"U\":11563384766100,"
        + "\"u\":11563384769463,\"pu\":11563384766000,\"b\":["
        + String.join(",", bids)
        + "],\"a\":["
        + String.join(",", asks)
        + "]}}";
  }
}
