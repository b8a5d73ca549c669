package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.settings.Secret;

/** The vectors of the venue's documentation, with the key pair printed there. */
class RequestSignerTest {
  private static final Secret SECRET =
      Secret.of("2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9");

  @ParameterizedTest
  @CsvSource({
    "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC&recvWindow=5000"
        + "&timestamp=1591702613943,"
        + "3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9",
    "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTCquantity=1&price=9000&recvWindow=5000"
        + "&timestamp=1591702613943,"
        + "30baaf0fab549bbeda7f5ef201898b34122da25fd23c646cac2c529aebe670a4",
    "apiKey=dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83&price=9000&quantity=1"
        + "&recvWindow=5000&side=BUY&symbol=BTCUSDT&timeInForce=GTC&timestamp=1591702613943"
        + "&type=LIMIT,5b8fe2b962b8e1b2b82fb40e548d56147c2a8f835b5f1393ae4b4b90c38b527f"
  })
  void a_payload_is_signed_as_documented(String payload, String signature) {
    assertThat(new RequestSigner(SECRET).sign(payload)).isEqualTo(signature);
  }
}
