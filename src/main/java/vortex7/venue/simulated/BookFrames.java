package vortex7.venue.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes published books say what no book can say; the market itself stays sound. */
final class BookFrames {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BookFrames() {}

  private static ObjectNode read(String frame) {
    try {
      return (ObjectNode) JSON.readTree(frame);
    } catch (JsonProcessingException own) {
      throw new IllegalStateException("the venue's own frame must be JSON: " + frame, own);
    }
  }

  /** The best bid and the best ask change their prices. */
  static String crossed(String frame) {
    ObjectNode book = read(frame);
    if (book.path("b").isTextual()) {
      JsonNode bid = book.path("b");
      book.set("b", book.path("a"));
      book.set("a", bid);
    } else if (book.path("b") instanceof ArrayNode bids
        && book.path("a") instanceof ArrayNode asks
        && bids.path(0) instanceof ArrayNode bid
        && asks.path(0) instanceof ArrayNode ask) {
      JsonNode price = bid.path(0);
      bid.set(0, ask.path(0));
      ask.set(0, price);
    }
    return book.toString();
  }

  /** A side, or both, has nothing; a ticker says so with zeros. */
  static String empty(String frame, boolean bids, boolean asks) {
    ObjectNode book = read(frame);
    boolean ticker = book.path("b").isTextual();
    if (bids) {
      clear(book, "b", ticker);
    }
    if (asks) {
      clear(book, "a", ticker);
    }
    return book.toString();
  }

  private static void clear(ObjectNode book, String side, boolean ticker) {
    if (ticker) {
      book.put(side, "0");
      book.put(side.equals("b") ? "B" : "A", "0");
    } else {
      book.putArray(side);
    }
  }
}
