package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signing vectors of the protocol reference, A.3.2, and those of RFC 8032 for Ed25519. */
class CredentialTest {
  private static final String SECRET =
      "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9";
  private static final String PAYLOAD =
      "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC&recvWindow=5000"
          + "&timestamp=1591702613943";
  private static final String SIGNED =
      "3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9";
  private static final String SOCKET_PAYLOAD =
      "apiKey=dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83&price=9000&quantity=1"
          + "&recvWindow=5000&side=BUY&symbol=BTCUSDT&timeInForce=GTC&timestamp=1591702613943"
          + "&type=LIMIT";

  static String pem(byte[] encoded) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(encoded)
        + "\n-----END PUBLIC KEY-----\n";
  }

  static String sign(String algorithm, PrivateKey key, String payload)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(payload.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signer.sign());
  }

  @Test
  void the_vectors_of_the_reference_verify_in_either_case_and_others_do_not() {
    Credential secret = new Credential.Secret(SECRET);
    assertThat(secret.verifies(PAYLOAD, SIGNED)).isTrue();
    assertThat(secret.verifies(PAYLOAD, SIGNED.toUpperCase(Locale.ROOT))).isTrue();
    assertThat(
            secret.verifies(
                SOCKET_PAYLOAD, "5b8fe2b962b8e1b2b82fb40e548d56147c2a8f835b5f1393ae4b4b90c38b527f"))
        .isTrue();
    assertThat(secret.verifies(PAYLOAD, "4" + SIGNED.substring(1))).isFalse();
    assertThat(secret.verifies(PAYLOAD, "")).isFalse();
    assertThat(secret.verifies(PAYLOAD + " ", SIGNED)).isFalse();
  }

  @Test
  void the_misprint_of_the_documents_is_not_a_signature_of_the_mixed_request() {
    String mixed =
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTCquantity=1&price=9000&recvWindow=5000"
            + "&timestamp=1591702613943";
    Credential secret = new Credential.Secret(SECRET);
    assertThat(
            secret.verifies(
                mixed, "30baaf0fab549bbeda7f5ef201898b34122da25fd23c646cac2c529aebe670a4"))
        .isTrue();
    assertThat(
            secret.verifies(
                mixed, "f9d0ae5e813ef6ccf15c2b5a434047a0181cb5a342b903b367ca6d27a66e36f2"))
        .isFalse();
  }

  @Test
  void ed25519_verifies_the_vector_of_its_standard() {
    // RFC 8032, 7.1, test 2: the message is one byte, 0x72, which is the letter r.
    byte[] raw =
        HexFormat.of().parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] encoded = new byte[prefix.length + raw.length];
    System.arraycopy(prefix, 0, encoded, 0, prefix.length);
    System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
    byte[] signature =
        HexFormat.of()
            .parseHex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    Credential key = Credential.Public.ofPem(pem(encoded));
    String base64 = Base64.getEncoder().encodeToString(signature);
    assertThat(key.verifies("r", base64)).isTrue();
    assertThat(key.verifies("s", base64)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Ed25519,Ed25519,Ed25519", "RSA,SHA256withRSA,SHA256withRSA"})
  void a_public_key_verifies_what_its_private_half_signed(
      String kind, String algorithm, String expected) throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
    Credential.Public key = Credential.Public.ofPem(pem(pair.getPublic().getEncoded()));
    assertThat(key.algorithm()).isEqualTo(expected);
    String signature = sign(algorithm, pair.getPrivate(), PAYLOAD);
    assertThat(key.verifies(PAYLOAD, signature)).isTrue();
    assertThat(key.verifies(PAYLOAD + "&more=1", signature)).isFalse();
    for (String malformed : new String[] {"", "%%%", SIGNED, signature.toLowerCase(Locale.ROOT)}) {
      assertThat(key.verifies(PAYLOAD, malformed)).as(malformed).isFalse();
    }
  }

  @Test
  void what_is_no_public_key_is_said_to_be_none() {
    assertThatThrownBy(() -> Credential.Public.ofPem("secret")).hasMessageContaining("PEM");
    assertThatThrownBy(() -> Credential.Public.ofPem(pem(new byte[] {1, 2, 3})))
        .hasMessageContaining("Ed25519 or RSA");
  }
}
