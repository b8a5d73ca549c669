package vortex7.venue.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The keys under which user-data streams are heard: one an account, alive for an hour after it was
 * made or renewed (protocols, A.11). Times are epoch milliseconds of the venue.
 */
final class ListenKeys {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 64;

  /** A key of an account and when it dies. */
  record ListenKey(String account, String key, long expiresMillis) {}

  private final SplittableRandom random;
  private final long lifeMillis;
  private final TreeMap<String, ListenKey> byAccount = new TreeMap<>();

  ListenKeys(long seed, long lifeMillis) {
    this.random = new SplittableRandom(seed);
    this.lifeMillis = lifeMillis;
  }

  void restore(List<ListenKey> keys) {
    keys.forEach(key -> byAccount.put(key.account(), key));
  }

  List<ListenKey> all() {
    return new ArrayList<>(byAccount.values());
  }

  /** The account's key, extended; a new one when it has none. */
  String create(String account, long now) {
    ListenKey living = byAccount.get(account);
    String key = living == null ? drawn() : living.key();
    byAccount.put(account, new ListenKey(account, key, now + lifeMillis));
    return key;
  }

  private String drawn() {
    StringBuilder key = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return key.toString();
  }

  /** Extends the account's key; −1125 when there is none. */
  String renew(String account, long now) {
    if (!byAccount.containsKey(account)) {
      throw VenueRefusal.of(
          -1125,
          "This listenKey does not exist. Please use POST /fapi/v1/listenKey to recreate"
              + " listenKey");
    }
    return create(account, now);
  }

  /** Forgets the account's key, which is returned. */
  Optional<String> delete(String account) {
    return Optional.ofNullable(byAccount.remove(account)).map(ListenKey::key);
  }

  /** Takes out and returns what has expired. */
  List<ListenKey> expire(long now) {
    List<ListenKey> dead = new ArrayList<>();
    for (Map.Entry<String, ListenKey> entry : byAccount.entrySet()) {
      if (now >= entry.getValue().expiresMillis()) {
        dead.add(entry.getValue());
      }
    }
    dead.forEach(key -> byAccount.remove(key.account()));
    return dead;
  }

  /** The account that listens with the key. */
  Optional<String> accountOf(String key) {
    return byAccount.values().stream()
        .filter(living -> living.key().equals(key))
        .map(ListenKey::account)
        .findFirst();
  }

  /** Takes the account's key out as if its time had come. */
  Optional<ListenKey> expireNow(String account) {
    return Optional.ofNullable(byAccount.remove(account));
  }

  Optional<String> keyOf(String account) {
    return Optional.ofNullable(byAccount.get(account)).map(ListenKey::key);
  }
}
