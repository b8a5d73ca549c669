package vortex7.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** One-time codes for what must not happen by a slip. Safe for several threads. */
final class Confirmations {
  private static final int CODE_BYTES = 4;

  private final AdminRules rules;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Code> open = new HashMap<>();

  /** A code and until when it holds. */
  record Code(String text, Instant until) {}

  Confirmations(AdminRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** A new code for one person's one action; the one before it is void. */
  synchronized Code issue(String who, String action) {
    byte[] bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    Code code =
        new Code(HexFormat.of().formatHex(bytes), clock.instant().plus(rules.confirmation()));
    open.put(key(who, action), code);
    return code;
  }

  /** Whether the code is the open one; it is void afterwards, right or wrong. */
  synchronized boolean redeem(String who, String action, String given) {
    Code code = open.remove(key(who, action));
    return code != null
        && clock.instant().isBefore(code.until())
        && MessageDigest.isEqual(
            code.text().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String who, String action) {
    return who + "\n" + action;
  }
}
