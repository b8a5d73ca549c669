package vortex7.venue.binance;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import vortex7.market.BookSnapshot;

/**
 * The peer: what a careful programmer writes with Jackson's streaming parser and FastDoubleParser,
 * reading the same fields into primitives, members in any order.
 */
final class JacksonStreaming {
  private final JsonFactory factory = new JsonFactory();
  final BookSnapshot book = new BookSnapshot();
  long tradeId;
  double price;
  double quantity;
  boolean buyerIsMaker;
  long time;
  long eventTime;

  void decode(String text) throws IOException {
    try (JsonParser parser = factory.createParser(text)) {
      decode(parser);
    }
  }

  void decode(byte[] text) throws IOException {
    try (JsonParser parser = factory.createParser(text)) {
      decode(parser);
    }
  }

  private void decode(JsonParser parser) throws IOException {
    parser.nextToken();
    members(parser);
    book.eventTime = eventTime;
    book.transactionTime = time;
  }

  private void members(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "data" -> members(parser);
        case "E" -> eventTime = parser.getLongValue();
        case "T" -> time = parser.getLongValue();
        case "p" -> price = decimal(parser);
        case "q" -> quantity = decimal(parser);
        case "m" -> buyerIsMaker = value == JsonToken.VALUE_TRUE;
        case "u" -> book.updateId = parser.getLongValue();
        case "pu" -> book.previousUpdateId = parser.getLongValue();
        case "b" -> book.bids = levels(parser, book.bidPrice, book.bidQuantity);
        case "a" -> {
          if (value == JsonToken.START_ARRAY) {
            book.asks = levels(parser, book.askPrice, book.askQuantity);
          } else {
            tradeId = parser.getLongValue();
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  private static int levels(JsonParser parser, double[] prices, double[] quantities)
      throws IOException {
    int count = 0;
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      parser.nextToken();
      prices[count] = decimal(parser);
      parser.nextToken();
      quantities[count++] = decimal(parser);
      parser.nextToken();
    }
    return count;
  }

  private static double decimal(JsonParser parser) throws IOException {
    return JavaDoubleParser.parseDouble(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }
}
