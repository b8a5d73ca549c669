package vortex7.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The real venue.
 *
 * @param restUrl base of its REST interface; empty for the venue's own of the mode
 * @param wsUrl base of its streams; empty for the venue's own of the mode
 * @param iUnderstandTheRisk must be {@code yes} before mode live starts
 */
public record LiveSettings(String restUrl, String wsUrl, boolean iUnderstandTheRisk) {
  /** The only hosts that mode live ever talks to. */
  private static final Set<String> LIVE_HOSTS =
      new TreeSet<>(Set.of("fapi.binance.com", "fstream.binance.com", "ws-fapi.binance.com"));

  /** The venue's hosts without real money. */
  private static final Set<String> TESTNET_HOSTS =
      new TreeSet<>(
          Set.of(
              "demo-fapi.binance.com",
              "demo-fstream.binance.com",
              "testnet.binancefuture.com",
              "fstream.binancefuture.com",
              "stream.binancefuture.com"));

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public LiveSettings {
    checkUrl("rest-url", restUrl);
    checkUrl("ws-url", wsUrl);
  }

  static LiveSettings defaults() {
    return new LiveSettings("", "", false);
  }

  /** The REST base for {@code mode}: as set, or the venue's own. */
  public URI rest(Mode mode) {
    return URI.create(
        !restUrl.isEmpty()
            ? restUrl
            : mode == Mode.TESTNET ? "https://demo-fapi.binance.com" : "https://fapi.binance.com");
  }

  /** The stream base for {@code mode}: as set, or the venue's own. */
  public URI streams(Mode mode) {
    return URI.create(
        !wsUrl.isEmpty()
            ? wsUrl
            : mode == Mode.TESTNET
                ? "wss://demo-fstream.binance.com"
                : "wss://fstream.binance.com");
  }

  /** True when {@code uri} may be talked to with real money behind it. */
  static boolean allowedLive(URI uri) {
    return uri.getHost() != null
        && LIVE_HOSTS.contains(uri.getHost())
        && ("https".equals(uri.getScheme()) || "wss".equals(uri.getScheme()));
  }

  /** True when {@code uri} may be talked to in mode testnet: no real money can be behind it. */
  static boolean allowedTestnet(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean tls = "https".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
    return LOOPBACK.contains(host) || (tls && TESTNET_HOSTS.contains(host));
  }

  private static void checkUrl(String key, String url) {
    if (url.isEmpty()) {
      return;
    }
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null || uri.getScheme() == null) {
        throw new IllegalArgumentException(key + " must be an absolute URL, was " + url);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + " must be an absolute URL, was " + url, e);
    }
  }
}
