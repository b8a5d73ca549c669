package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The signing vectors of the protocol reference, A.3.2. */
class RequestSignatureTest {
  private static final String SECRET =
      "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9";
  private static final String ALL =
      "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC&recvWindow=5000"
          + "&timestamp=1591702613943";
  private static final String ALL_SIGNED =
      "3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9";

  @Test
  void all_in_the_query_or_all_in_the_body_sign_alike() {
    assertThat(RequestSignature.sign(SECRET, RequestSignature.payload(ALL, "")))
        .isEqualTo(ALL_SIGNED);
    assertThat(RequestSignature.sign(SECRET, RequestSignature.payload("", ALL)))
        .isEqualTo(ALL_SIGNED);
  }

  @Test
  void query_and_body_are_glued_without_a_separator() {
    String query = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC";
    String body = "quantity=1&price=9000&recvWindow=5000&timestamp=1591702613943";
    assertThat(RequestSignature.sign(SECRET, RequestSignature.payload(query, body)))
        .isEqualTo("30baaf0fab549bbeda7f5ef201898b34122da25fd23c646cac2c529aebe670a4");
  }

  @Test
  void the_signature_itself_is_not_signed_wherever_it_stands() {
    assertThat(RequestSignature.payload(ALL + "&signature=abc", "")).isEqualTo(ALL);
    assertThat(RequestSignature.payload(ALL, "signature=abc")).isEqualTo(ALL);
    assertThat(RequestSignature.payload("signature=abc&" + ALL, "")).isEqualTo(ALL);
  }
}
