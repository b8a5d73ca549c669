package vortex7.venue.simulated;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;

/** What an account's signatures are held against (protocols, A.3.1). */
public sealed interface Credential {
  /** Whether {@code signature} is one of {@code payload}; a malformed one is not. */
  boolean verifies(String payload, String signature);

  /** HMAC-SHA256 with a secret that both sides know; hexadecimal in either case. */
  record Secret(String secret) implements Credential {
    public Secret {
      if (secret.isBlank()) {
        throw new IllegalArgumentException("secret must not be blank");
      }
    }

    @Override
    public boolean verifies(String payload, String signature) {
      byte[] expected = RequestSignature.sign(secret, payload).getBytes(StandardCharsets.US_ASCII);
      byte[] given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return MessageDigest.isEqual(expected, given);
    }

    @Override
    public String toString() {
      return "Secret";
    }
  }

  /**
   * A public key of which the client keeps the private half; signatures are base64.
   *
   * @param algorithm of the signature by the platform's name
   */
  record Public(PublicKey key, String algorithm) implements Credential {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    /**
     * Of a PEM text, Ed25519 or RSA.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Public ofPem(String pem) {
      String text = pem.strip();
      if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
        throw new IllegalArgumentException("public key must be PEM, from " + BEGIN + " to " + END);
      }
      X509EncodedKeySpec encoded;
      try {
        encoded =
            new X509EncodedKeySpec(
                Base64.getMimeDecoder()
                    .decode(text.substring(BEGIN.length(), text.length() - END.length())));
      } catch (IllegalArgumentException notBase64) {
        throw new IllegalArgumentException(
            "public key must be base64 between its lines", notBase64);
      }
      try {
        return new Public(KeyFactory.getInstance("Ed25519").generatePublic(encoded), "Ed25519");
      } catch (GeneralSecurityException notEd25519) {
        return ofRsa(encoded);
      }
    }

    private static Public ofRsa(X509EncodedKeySpec encoded) {
      try {
        return new Public(KeyFactory.getInstance("RSA").generatePublic(encoded), "SHA256withRSA");
      } catch (GeneralSecurityException neither) {
        throw new IllegalArgumentException("public key must be of Ed25519 or RSA", neither);
      }
    }

    @Override
    public boolean verifies(String payload, String signature) {
      try {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(payload.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature));
      } catch (GeneralSecurityException | IllegalArgumentException malformed) {
        return false;
      }
    }
  }
}
