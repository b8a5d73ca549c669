package vortex7.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers that a password was verified, so that Argon2 runs once and not for every request: as a
 * signed cookie, and for clients that keep none by the keyed hash of what they sent.
 *
 * <p>The key is drawn at every start, which therefore ends all sessions.
 */
final class Sessions {
  private static final int VERIFIED_MAX = 1000;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final byte[] key = new byte[32];
  private final AdminRules rules;
  private final InstantSource clock;
  private final Map<String, Verified> verified = new ConcurrentHashMap<>();

  private record Verified(Principal principal, Instant until) {}

  Sessions(AdminRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
    new SecureRandom().nextBytes(key);
  }

  /** A cookie's value for somebody whose password was verified now. */
  String issue(Principal principal) {
    Instant until = clock.instant().plus(rules.session());
    String claim = principal.name() + "|" + principal.role() + "|" + until.getEpochSecond();
    return TEXT.encodeToString(claim.getBytes(StandardCharsets.UTF_8)) + "." + signature(claim);
  }

  /** Who holds this cookie; empty when it was not issued here or is over. */
  Optional<Principal> byCookie(String cookie) {
    String[] halves = cookie.split("\\.", 2);
    if (halves.length != 2) {
      return Optional.empty();
    }
    try {
      String claim = new String(Base64.getUrlDecoder().decode(halves[0]), StandardCharsets.UTF_8);
      byte[] given = halves[1].getBytes(StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(signature(claim).getBytes(StandardCharsets.UTF_8), given)) {
        return Optional.empty();
      }
      String[] parts = claim.split("\\|", 3);
      Instant until = Instant.ofEpochSecond(Long.parseLong(parts[2]));
      return clock.instant().isBefore(until)
          ? Optional.of(new Principal(parts[0], Role.valueOf(parts[1])))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Who sent the same user and password before, within a session's time. */
  Optional<Principal> byVerified(String user, String password) {
    Verified entry = verified.get(fingerprint(user, password));
    return entry != null && clock.instant().isBefore(entry.until())
        ? Optional.of(entry.principal())
        : Optional.empty();
  }

  void remember(String user, String password, Principal principal) {
    Instant now = clock.instant();
    if (verified.size() >= VERIFIED_MAX) {
      verified.values().removeIf(entry -> !now.isBefore(entry.until()));
    }
    verified.put(fingerprint(user, password), new Verified(principal, now.plus(rules.session())));
  }

  /** Names a user and password without holding them. */
  String fingerprint(String user, String password) {
    return HexFormat.of().formatHex(Digests.hmac(key, "basic\n" + user + "\n" + password));
  }

  private String signature(String claim) {
    return TEXT.encodeToString(Digests.hmac(key, "cookie\n" + claim));
  }
}
