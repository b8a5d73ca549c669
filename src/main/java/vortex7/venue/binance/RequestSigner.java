package vortex7.venue.binance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vortex7.settings.Secret;

/**
 * Signs what goes over the wire: HMAC-SHA256 of query string and body, glued together without a
 * separator, as lower-case hexadecimal.
 */
public final class RequestSigner {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  public RequestSigner(Secret secret) {
    this.key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The signature of {@code payload}: query string and body as sent. */
  public String sign(String payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
    }
  }
}
