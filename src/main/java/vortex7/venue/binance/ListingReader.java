package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.port.VenueException;
import vortex7.port.VenueException.Kind;

/** Puts {@code exchangeInfo}, {@code ticker/24hr} and {@code ticker/bookTicker} of all together. */
public final class ListingReader {
  private ListingReader() {}

  /**
   * @throws VenueException when one of them is not what it should be
   */
  public static List<Listing> read(JsonNode exchangeInfo, JsonNode days, JsonNode books) {
    JsonNode symbols = exchangeInfo.path("symbols");
    requireArray("exchangeInfo", symbols);
    Map<String, JsonNode> dayOf = bySymbol("ticker/24hr", days);
    Map<String, JsonNode> bookOf = bySymbol("ticker/bookTicker", books);
    List<Listing> read = new ArrayList<>();
    for (JsonNode entry : symbols) {
      String code = entry.path("symbol").asText();
      Optional<Symbol> symbol = symbol(code);
      if (symbol.isPresent()) {
        read.add(
            new Listing(
                symbol.get(),
                entry.path("status").asText(),
                entry.path("contractType").asText(),
                entry.path("quoteAsset").asText(),
                InstrumentReader.instrument(entry).isPresent(),
                Optional.ofNullable(dayOf.get(code)).map(day -> Decimals.of(day, "quoteVolume")),
                Optional.ofNullable(bookOf.get(code)).map(ListingReader::best)));
      }
    }
    return List.copyOf(read);
  }

  private static Listing.Best best(JsonNode book) {
    BigDecimal bid = Decimals.of(book, "bidPrice");
    return new Listing.Best(bid, Decimals.of(book, "askPrice"));
  }

  /** Names beyond our alphabet are not traded. */
  private static Optional<Symbol> symbol(String code) {
    try {
      return Optional.of(Symbol.of(code));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  private static Map<String, JsonNode> bySymbol(String what, JsonNode rows) {
    requireArray(what, rows);
    Map<String, JsonNode> bySymbol = new HashMap<>();
    for (JsonNode row : rows) {
      bySymbol.put(row.path("symbol").asText(), row);
    }
    return bySymbol;
  }

  private static void requireArray(String what, JsonNode node) {
    if (!node.isArray()) {
      throw new VenueException(Kind.UNKNOWN, 0, what + " is no list");
    }
  }
}
