package vortex7.venue.simulated;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What of a request is signed, and the HMAC-SHA256 over it: the query as sent and the body as sent,
 * glued together without a separator and without the {@code signature} itself (protocols, A.3).
 */
final class RequestSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String NAME = "signature=";

  private RequestSignature() {}

  /** What is signed. */
  static String payload(String query, String body) {
    return without(query) + without(body);
  }

  /** Lower-case hexadecimal, 64 characters. */
  static String sign(String secret, String payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  private static String without(String part) {
    int at = part.startsWith(NAME) ? 0 : part.indexOf("&" + NAME);
    if (at < 0) {
      return part;
    }
    int end = part.indexOf('&', at + 1);
    if (end < 0) {
      return part.substring(0, at);
    }
    // The venue wants it last; what follows is signed as if it had been.
    return at == 0 ? part.substring(end + 1) : part.substring(0, at) + part.substring(end);
  }
}
