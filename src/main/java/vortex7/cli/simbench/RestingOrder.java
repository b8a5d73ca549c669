package vortex7.cli.simbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An order that rests: a good deal below the mark, above what the venue allows at least. */
record RestingOrder(String price) {
  static final String SYMBOL = "BTCUSDT";

  private static final BigDecimal BELOW_MARK = new BigDecimal("0.97");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the mark of the venue at {@code base}. */
  static RestingOrder at(URI base) throws IOException, InterruptedException {
    HttpRequest mark =
        HttpRequest.newBuilder(base.resolve("/fapi/v1/premiumIndex?symbol=" + SYMBOL)).build();
    String answer =
        HttpClient.newHttpClient().send(mark, HttpResponse.BodyHandlers.ofString()).body();
    return new RestingOrder(
        new BigDecimal(JSON.readTree(answer).path("markPrice").asText())
            .multiply(BELOW_MARK)
            .setScale(0, RoundingMode.DOWN)
            .toPlainString());
  }

  SortedMap<String, String> parameters() {
    return new TreeMap<>(
        Map.of(
            "symbol", SYMBOL,
            "side", "BUY",
            "type", "LIMIT",
            "timeInForce", "GTC",
            "quantity", "0.001",
            "price", price));
  }

  String query() {
    return joined(parameters());
  }

  static String joined(SortedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining("&"));
  }

  /** Of the order that an answer tells of. */
  static long orderId(String answer) {
    try {
      JsonNode order = JSON.readTree(answer);
      JsonNode id =
          order.has("result") ? order.path("result").path("orderId") : order.path("orderId");
      if (!id.isIntegralNumber()) {
        throw new IllegalStateException("no order in " + answer);
      }
      return id.longValue();
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException("no JSON: " + answer, notJson);
    }
  }
}
