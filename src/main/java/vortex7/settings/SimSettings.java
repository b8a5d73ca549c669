package vortex7.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;

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
 */
public record SimSettings(
    String host,
    int port,
    String key,
    String secret,
    BigDecimal bnb,
    BigDecimal makerFee,
    BigDecimal takerFee,
    List<OtherAccount> accounts) {

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
    accounts.forEach(OtherAccount::check);
    TreeSet<String> keys = new TreeSet<>(List.of(key));
    for (OtherAccount account : accounts) {
      if (!keys.add(account.key())) {
        throw new IllegalArgumentException("accounts: keys must differ, two are " + account.key());
      }
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
        List.of());
  }
}
