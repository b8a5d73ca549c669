package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vortex7.market.BookSnapshot;
import vortex7.venue.binance.FrameDecoder.Frame;

/** Holds what {@link FrameDecoder} read against Jackson's tree of the same text. */
final class ReferenceDecoder {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ReferenceDecoder() {}

  /** Decodes and compares: no value may differ, and what is not JSON must be malformed. */
  static Frame check(FrameDecoder decoder, String text) {
    Frame frame = decoder.decode(text);
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      assertThat(frame).as("not JSON: %s", text).isEqualTo(Frame.MALFORMED);
      return frame;
    }
    if (root.isMissingNode()) {
      assertThat(frame).as("empty: '%s'", text).isEqualTo(Frame.MALFORMED);
      return frame;
    }
    JsonNode event = root.path("data").isObject() ? root.path("data") : root;
    switch (frame) {
      case TRADE -> trade(decoder, event, text);
      case BOOK -> book(decoder, event, text);
      case CANDLE -> candle(decoder, event, text);
      case UNKNOWN -> assertThat(event.path("e").asText()).isNotEqualTo("aggTrade");
      case MALFORMED -> assertThat(decoder.fault()).isNotBlank();
    }
    return frame;
  }

  private static void trade(FrameDecoder decoder, JsonNode event, String text) {
    assertThat(event.path("e").asText()).as(text).isEqualTo("aggTrade");
    assertThat(decoder.tradeId()).as(text).isEqualTo(event.path("a").asLong());
    assertThat(decoder.price()).as(text).isEqualTo(number(event.path("p")));
    assertThat(decoder.quantity()).as(text).isEqualTo(number(event.path("q")));
    assertThat(decoder.tradeTime()).as(text).isEqualTo(event.path("T").asLong());
    assertThat(decoder.buyerIsMaker()).as(text).isEqualTo(event.path("m").asBoolean());
  }

  private static void book(FrameDecoder decoder, JsonNode event, String text) {
    assertThat(event.path("e").asText()).as(text).isEqualTo("depthUpdate");
    BookSnapshot book = decoder.snapshot();
    assertThat(book.eventTime).as(text).isEqualTo(event.path("E").asLong());
    assertThat(book.transactionTime).as(text).isEqualTo(event.path("T").asLong());
    assertThat(book.updateId).as(text).isEqualTo(event.path("u").asLong());
    assertThat(book.previousUpdateId).as(text).isEqualTo(event.path("pu").asLong());
    side(book.bidPrice, book.bidQuantity, book.bids, event.path("b"), -1, text);
    side(book.askPrice, book.askQuantity, book.asks, event.path("a"), 1, text);
  }

  private static void side(
      double[] prices, double[] quantities, int count, JsonNode levels, int order, String text) {
    assertThat(count).as(text).isEqualTo(levels.size());
    List<double[]> expected = new ArrayList<>();
    for (JsonNode level : levels) {
      expected.add(new double[] {number(level.path(0)), number(level.path(1))});
    }
    expected.sort(Comparator.comparingDouble(level -> level[0] * order));
    for (int i = 0; i < count; i++) {
      assertThat(prices[i]).as(text).isEqualTo(expected.get(i)[0]);
      assertThat(quantities[i]).as(text).isEqualTo(expected.get(i)[1]);
    }
  }

  private static void candle(FrameDecoder decoder, JsonNode event, String text) {
    assertThat(event.path("e").asText()).as(text).isEqualTo("kline");
    JsonNode k = event.path("k");
    assertThat(decoder.timeframe().code()).as(text).isEqualTo(k.path("i").asText());
    assertThat(decoder.openTime()).as(text).isEqualTo(k.path("t").asLong());
    assertThat(decoder.open()).as(text).isEqualTo(number(k.path("o")));
    assertThat(decoder.high()).as(text).isEqualTo(number(k.path("h")));
    assertThat(decoder.low()).as(text).isEqualTo(number(k.path("l")));
    assertThat(decoder.close()).as(text).isEqualTo(number(k.path("c")));
    assertThat(decoder.volume()).as(text).isEqualTo(number(k.path("v")));
    assertThat(decoder.closed()).as(text).isEqualTo(k.path("x").asBoolean());
  }

  private static double number(JsonNode node) {
    return Double.parseDouble(node.asText());
  }
}
