package vortex7.venue.binance;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vortex7.settings.Secret;

/**
 * Where the venue is and who we are there.
 *
 * @param rest scheme, host and port of the REST interface, such as {@code https://fapi.binance.com}
 * @param streams likewise of the WebSocket interface, such as {@code wss://fstream.binance.com}
 * @param apiKey sent as a header; never printed
 * @param secretKey signs requests (HMAC-SHA256); never sent, never printed
 * @param allowedHosts the only hosts that may be called; empty means any (testnet, simulated venue)
 * @param seed of the jitter between reconnects
 * @param dispatcher the Akka dispatcher of the streams, or the system's default
 * @param backOffFile keeps the end of a 429 or 418 across a restart
 */
public record BinanceSettings(
    URI rest,
    URI streams,
    Secret apiKey,
    Secret secretKey,
    Set<String> allowedHosts,
    long seed,
    Optional<String> dispatcher,
    Optional<Path> backOffFile,
    BinanceLimits limits) {

  /** The venue's real hosts, the only ones for live mode. */
  public static final Set<String> LIVE_HOSTS = Set.of("fapi.binance.com", "fstream.binance.com");

  public static final URI LIVE_REST = URI.create("https://fapi.binance.com");
  public static final URI LIVE_STREAMS = URI.create("wss://fstream.binance.com");
  public static final URI DEMO_REST = URI.create("https://demo-fapi.binance.com");
  public static final URI DEMO_STREAMS = URI.create("wss://demo-fstream.binance.com");

  public BinanceSettings {
    allowedHosts = Set.copyOf(allowedHosts);
    check("rest", rest, Set.of("https", "http"), allowedHosts);
    check("streams", streams, Set.of("wss", "ws"), allowedHosts);
  }

  private static void check(String name, URI uri, Set<String> schemes, Set<String> hosts) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost() == null ? "" : uri.getHost();
    if (!schemes.contains(scheme) || host.isEmpty()) {
      throw new IllegalArgumentException(
          "%s must be %s://HOST, was %s"
              .formatted(name, String.join("|", new TreeSet<>(schemes)), uri));
    }
    if (uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(name + " must carry neither a query nor a user");
    }
    if (!hosts.isEmpty() && !(hosts.contains(host) && scheme.endsWith("s"))) {
      throw new IllegalArgumentException(
          "%s must be one of %s over TLS, was %s".formatted(name, new TreeSet<>(hosts), uri));
    }
  }

  /** Settings without an allow-list: the simulated venue, the demo venue, tests. */
  public static BinanceSettings open(URI rest, URI streams, Secret apiKey, Secret secretKey) {
    return new BinanceSettings(
        rest,
        streams,
        apiKey,
        secretKey,
        Set.of(),
        1,
        Optional.empty(),
        Optional.empty(),
        BinanceLimits.documents());
  }

  public BinanceSettings with(BinanceLimits changed) {
    return new BinanceSettings(
        rest, streams, apiKey, secretKey, allowedHosts, seed, dispatcher, backOffFile, changed);
  }
}
