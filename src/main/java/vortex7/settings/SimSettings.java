package vortex7.settings;

import java.math.BigDecimal;

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
 */
public record SimSettings(
    String host,
    int port,
    String key,
    String secret,
    BigDecimal bnb,
    BigDecimal makerFee,
    BigDecimal takerFee) {
  public SimSettings {
    Ports.check("port", port);
    if (key.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException("key and secret must not be blank");
    }
    if (bnb.signum() < 0) {
      throw new IllegalArgumentException("bnb must be at least 0, was " + bnb);
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
        new BigDecimal("0.0005"));
  }
}
