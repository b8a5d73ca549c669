package vortex7.venue.binance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One request before it is signed. {@code toString} shows method and path only, since parameters
 * and signature must not appear in a log.
 *
 * @param parameters percent-encoded, joined by {@code &}, without timestamp and signature
 * @param weight what it costs of the address's budget
 * @param orders what it costs of the account's budgets
 */
record RestCall(
    String method,
    String path,
    String parameters,
    Security security,
    Lane lane,
    int weight,
    int orders) {

  enum Security {
    NONE,
    KEY,
    SIGNED
  }

  /** A public GET. */
  static RestCall open(String path, int weight) {
    return new RestCall("GET", path, "", Security.NONE, Lane.POLL, weight, 0);
  }

  /** A signed GET. */
  static RestCall query(String path, int weight) {
    return new RestCall("GET", path, "", Security.SIGNED, Lane.QUERY, weight, 0);
  }

  static RestCall signed(String method, String path, Lane lane, int weight, int orders) {
    return new RestCall(method, path, "", Security.SIGNED, lane, weight, orders);
  }

  static RestCall keyed(String method, String path) {
    return new RestCall(method, path, "", Security.KEY, Lane.QUERY, 1, 0);
  }

  RestCall with(String name, Object value) {
    String pair = name + "=" + encode(value.toString());
    String joined = parameters.isEmpty() ? pair : parameters + "&" + pair;
    return new RestCall(method, path, joined, security, lane, weight, orders);
  }

  RestCall in(Lane other) {
    return new RestCall(method, path, parameters, security, other, weight, orders);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
