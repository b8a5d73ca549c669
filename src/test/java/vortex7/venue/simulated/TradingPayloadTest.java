package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TradingPayloadTest {
  @Test
  void parameters_are_signed_in_the_order_of_their_names_and_without_the_signature() {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("symbol", "BTCUSDT");
    parameters.put("side", "BUY");
    parameters.put("type", "LIMIT");
    parameters.put("timeInForce", "GTC");
    parameters.put("quantity", "1");
    parameters.put("price", "9000");
    parameters.put("recvWindow", "5000");
    parameters.put("timestamp", "1591702613943");
    parameters.put("apiKey", "dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83");
    parameters.put("signature", "is not signed");
    String payload = TradingApi.payload(parameters);
    assertThat(payload).startsWith("apiKey=dbefbc80").endsWith("&type=LIMIT");
    // The vector of protocols, A.3.2, case 3.
    assertThat(
            RequestSignature.sign(
                "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9", payload))
        .isEqualTo("5b8fe2b962b8e1b2b82fb40e548d56147c2a8f835b5f1393ae4b4b90c38b527f");
  }
}
