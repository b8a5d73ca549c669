package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/** Reads {@code exchangeInfo}: the perpetuals that trade, with every filter an order must pass. */
final class InstrumentReader {
  private static final Logger LOG = LoggerFactory.getLogger(InstrumentReader.class);

  private InstrumentReader() {}

  static Map<Symbol, Instrument> read(JsonNode exchangeInfo) {
    Map<Symbol, Instrument> read = new TreeMap<>();
    for (JsonNode entry : exchangeInfo.path("symbols")) {
      boolean tradable =
          entry.path("contractType").asText().equals("PERPETUAL")
              && entry.path("status").asText().equals("TRADING");
      if (tradable) {
        instrument(entry).ifPresent(instrument -> read.put(instrument.symbol(), instrument));
      }
    }
    return read;
  }

  /** Empty for what we could not trade: a name beyond our alphabet, or a filter that is missing. */
  static Optional<Instrument> instrument(JsonNode entry) {
    String code = entry.path("symbol").asText();
    Map<String, JsonNode> filters = new HashMap<>();
    for (JsonNode filter : entry.path("filters")) {
      filters.put(filter.path("filterType").asText(), filter);
    }
    try {
      return Optional.of(
          new Instrument(
              Symbol.of(code),
              entry.path("baseAsset").asText(),
              entry.path("quoteAsset").asText(),
              filter(filters, "PRICE_FILTER", "tickSize"),
              filter(filters, "PRICE_FILTER", "minPrice"),
              filter(filters, "PRICE_FILTER", "maxPrice"),
              filter(filters, "LOT_SIZE", "stepSize"),
              filter(filters, "LOT_SIZE", "minQty"),
              filter(filters, "LOT_SIZE", "maxQty"),
              filter(filters, "MARKET_LOT_SIZE", "maxQty"),
              filter(filters, "MIN_NOTIONAL", "notional"),
              filter(filters, "PERCENT_PRICE", "multiplierUp"),
              filter(filters, "PERCENT_PRICE", "multiplierDown"),
              decimal(entry, "marketTakeBound"),
              decimal(entry, "triggerProtect")));
    } catch (IllegalArgumentException unusable) {
      // Names beyond our alphabet, and symbols whose filters we could not obey, are not traded.
      LOG.debug("msg=\"symbol left out\" symbol={} reason=\"{}\"", code, unusable.getMessage());
      return Optional.empty();
    }
  }

  private static BigDecimal filter(Map<String, JsonNode> filters, String type, String name) {
    JsonNode filter = filters.get(type);
    if (filter == null) {
      throw new IllegalArgumentException("no filter " + type);
    }
    return decimal(filter, name);
  }

  private static BigDecimal decimal(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual() && !value.isNumber()) {
      throw new IllegalArgumentException("no " + name);
    }
    return new BigDecimal(value.asText());
  }
}
