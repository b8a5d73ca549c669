package vortex7.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import vortex7.market.Symbol;
import vortex7.matching.Latency;

/**
 * The simulated venue.
 *
 * @param host address to bind
 * @param port of its REST and stream face; 0 picks a free one
 * @param key API key of its account
 * @param secret of that key; it opens nothing but the simulation
 * @param bnb BNB in the account, for fees
 * @param makerFee fraction of the notional
 * @param takerFee fraction of the notional
 * @param accounts beside that of {@code key}, for bots of other people
 * @param alts symbols that trade there beside the configured ones when TOP_ALT is among these
 * @param sockets limits of its WebSockets
 * @param scenario file of faults with their times; empty for none
 */
public record SimSettings(
    String host,
    int port,
    String key,
    String secret,
    BigDecimal bnb,
    BigDecimal makerFee,
    BigDecimal takerFee,
    List<OtherAccount> accounts,
    List<Symbol> alts,
    Sockets sockets,
    Latencies latency,
    String scenario) {

  /**
   * How long things are on their way, each drawn anew: {@code 5}, {@code uniform 2 8}, {@code
   * lognormal 4 30} (median and p99) or {@code empirical 3 4 4 9}, in milliseconds.
   *
   * @param marketData what streams tell of the market
   * @param orderEntry orders and cancels to the exchange
   * @param acknowledgement their answers and the user events
   */
  public record Latencies(String marketData, String orderEntry, String acknowledgement) {
    public Latencies {
      check("market-data", marketData);
      check("order-entry", orderEntry);
      check("acknowledgement", acknowledgement);
    }

    private static void check(String key, String latency) {
      try {
        Latency.parse(latency);
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(key + ": " + wrong.getMessage(), wrong);
      }
    }

    static Latencies defaults() {
      return new Latencies("0", "0", "0");
    }
  }

  /**
   * An account that signs with a secret, or with a private key of which the public half is given.
   *
   * @param secret empty with a public key
   * @param publicKey PEM, Ed25519 or RSA; empty with a secret
   * @param usdt it opens with
   * @param bnb it opens with
   */
  public record OtherAccount(
      String key, String secret, String publicKey, BigDecimal usdt, BigDecimal bnb) {
    static OtherAccount defaults() {
      return new OtherAccount("", "", "", new BigDecimal("500"), BigDecimal.ZERO);
    }

    private void check() {
      if (key.isBlank()) {
        throw new IllegalArgumentException("accounts: key must not be blank");
      }
      if (secret.isBlank() == publicKey.isBlank()) {
        throw new IllegalArgumentException(
            "accounts: " + key + " must have a secret or a public-key, and not both");
      }
      if (usdt.signum() < 0 || bnb.signum() < 0) {
        throw new IllegalArgumentException(
            "accounts: " + key + " must open with at least 0 of each asset");
      }
    }
  }

  public SimSettings {
    Ports.check("port", port);
    if (key.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException("key and secret must not be blank");
    }
    if (bnb.signum() < 0) {
      throw new IllegalArgumentException("bnb must be at least 0, was " + bnb);
    }
    accounts = List.copyOf(accounts);
    alts = List.copyOf(alts);
    accounts.forEach(OtherAccount::check);
    TreeSet<String> keys = new TreeSet<>(List.of(key));
    for (OtherAccount account : accounts) {
      if (!keys.add(account.key())) {
        throw new IllegalArgumentException("accounts: keys must differ, two are " + account.key());
      }
    }
  }

  /**
   * Limits of a WebSocket.
   *
   * @param lifetime after which it is cut
   * @param pingEvery how often it is pinged
   * @param pongWithin so long a ping may stay unanswered before it is cut
   * @param messagesPerSecond that its client may send before it is cut
   * @param connectionsPerFiveMinutes that one address may open
   */
  public record Sockets(
      Duration lifetime,
      Duration pingEvery,
      Duration pongWithin,
      int messagesPerSecond,
      int connectionsPerFiveMinutes) {
    public Sockets {
      requirePositive("lifetime", lifetime);
      requirePositive("ping-every", pingEvery);
      requirePositive("pong-within", pongWithin);
      requireOne("messages-per-second", messagesPerSecond);
      requireOne("connections-per-five-minutes", connectionsPerFiveMinutes);
    }

    private static void requirePositive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(name + " must be above 0, was " + value);
      }
    }

    private static void requireOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " must be at least 1, was " + value);
      }
    }

    static Sockets defaults() {
      return new Sockets(
          Duration.ofHours(24), Duration.ofMinutes(3), Duration.ofMinutes(10), 10, 300);
    }
  }

  static SimSettings defaults() {
    return new SimSettings(
        "127.0.0.1",
        8090,
        "sim-key",
        "sim-secret",
        BigDecimal.ONE,
        new BigDecimal("0.0002"),
        new BigDecimal("0.0005"),
        List.of(),
        List.of(Symbol.of("BNBUSDT"), Symbol.of("SOLUSDT")),
        Sockets.defaults(),
        Latencies.defaults(),
        "");
  }
}
