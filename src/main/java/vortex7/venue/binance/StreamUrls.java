package vortex7.venue.binance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/**
 * The routed WebSocket addresses: since 2026-04 books are served on {@code /public}, trades and
 * candles on {@code /market}, user data on {@code /private}; on another path they stay silent.
 */
final class StreamUrls {
  private StreamUrls() {}

  static String book(BinanceSettings settings, Symbol symbol) {
    return settings.streams() + "/public/stream?streams=" + lower(symbol) + "@depth20@100ms";
  }

  static String tradesAndCandles(BinanceSettings settings, Symbol symbol) {
    List<String> streams = new ArrayList<>();
    streams.add(lower(symbol) + "@aggTrade");
    for (Timeframe timeframe : Timeframe.values()) {
      streams.add(lower(symbol) + "@kline_" + timeframe.code());
    }
    return settings.streams() + "/market/stream?streams=" + String.join("/", streams);
  }

  static String user(BinanceSettings settings, String listenKey) {
    return settings.streams()
        + "/private/ws?listenKey="
        + listenKey
        + "&events=ORDER_TRADE_UPDATE/ALGO_UPDATE/ACCOUNT_UPDATE/ACCOUNT_CONFIG_UPDATE"
        + "/MARGIN_CALL/listenKeyExpired";
  }

  private static String lower(Symbol symbol) {
    return symbol.code().toLowerCase(Locale.ROOT);
  }
}
