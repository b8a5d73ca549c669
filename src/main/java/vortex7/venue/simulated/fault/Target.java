package vortex7.venue.simulated.fault;

/**
 * What a fault may hit: a request, a frame, an order or a socket. What it has not is empty.
 *
 * @param stream such as {@code btcusdt@depth@100ms}
 * @param symbol such as {@code BTCUSDT}
 * @param endpoint method and path, such as {@code POST /fapi/v1/order}
 * @param account its key
 * @param clientId of an order: the client's own
 * @param event type of a user event, such as {@code ORDER_TRADE_UPDATE}
 */
public record Target(
    String stream, String symbol, String endpoint, String account, String clientId, String event) {

  public static Target stream(String stream, String symbol) {
    return new Target(stream, symbol, "", "", "", "");
  }

  public static Target request(String endpoint, String account, String symbol, String clientId) {
    return new Target("", symbol, endpoint, account, clientId, "");
  }

  public static Target order(String account, String symbol, String clientId) {
    return new Target("", symbol, "", account, clientId, "");
  }

  public static Target event(String account, String event, String symbol, String clientId) {
    return new Target("", symbol, "", account, clientId, event);
  }

  public static Target account(String account) {
    return new Target("", "", "", account, "", "");
  }
}
