package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/**
 * A perpetual as {@code exchangeInfo} lists it: its instrument and what else stands in its entry.
 * The values are the venue's of September 2026 (protocols, A.6.1); those of BNBUSDT that were not
 * captured are of its older listing.
 *
 * @param pricePrecision decimals of a price as the venue prints it
 * @param quantityPrecision decimals of a quantity as the venue prints it
 */
record ListedSymbol(
    Instrument instrument,
    long onboardDate,
    int pricePrecision,
    int quantityPrecision,
    List<String> underlyingSubTypes,
    String liquidationFee) {

  private static final int OPEN_ORDERS_MAX = 200;
  private static final int AMENDMENTS_MAX = 10_000;
  private static final long NEVER_DELIVERED = 4_133_404_800_000L;
  private static final BigDecimal UP = new BigDecimal("1.0500");
  private static final BigDecimal DOWN = new BigDecimal("0.9500");
  private static final BigDecimal TAKE_BOUND = new BigDecimal("0.05");
  private static final BigDecimal PROTECT = new BigDecimal("0.0500");

  private static final List<ListedSymbol> ALL =
      List.of(
          new ListedSymbol(
              instrument(
                  "BTCUSDT", "BTC", "0.10", "556.80", "4529764", "0.001", "1000", "120", "50"),
              1_567_965_300_000L,
              2,
              3,
              List.of("PoW", "Crypto"),
              "0.012500"),
          new ListedSymbol(
              instrument(
                  "ETHUSDT", "ETH", "0.01", "39.86", "306177", "0.001", "10000", "2000", "20"),
              1_569_398_400_000L,
              2,
              3,
              List.of("Layer-1", "Crypto"),
              "0.012500"),
          new ListedSymbol(
              instrument(
                  "BNBUSDT", "BNB", "0.010", "6.600", "100000", "0.01", "100000", "20000", "5"),
              1_569_398_400_000L,
              3,
              2,
              List.of("Layer-1", "Crypto"),
              "0.015000"));

  private static Instrument instrument(
      String symbol,
      String base,
      String tick,
      String minPrice,
      String maxPrice,
      String step,
      String maxQuantity,
      String marketMaxQuantity,
      String minNotional) {
    return new Instrument(
        Symbol.of(symbol),
        base,
        "USDT",
        new BigDecimal(tick),
        new BigDecimal(minPrice),
        new BigDecimal(maxPrice),
        new BigDecimal(step),
        new BigDecimal(step),
        new BigDecimal(maxQuantity),
        new BigDecimal(marketMaxQuantity),
        new BigDecimal(minNotional),
        UP,
        DOWN,
        TAKE_BOUND,
        PROTECT);
  }

  /** Everything the venue lists. */
  static List<ListedSymbol> all() {
    return ALL;
  }

  static Optional<ListedSymbol> find(Symbol symbol) {
    return ALL.stream().filter(listed -> listed.symbol().equals(symbol)).findFirst();
  }

  /** The instruments of symbols that the venue lists; throws for one that it does not. */
  static Instrument instrumentOf(Symbol symbol) {
    return find(symbol)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "symbol must be one of BTCUSDT, ETHUSDT, BNBUSDT, was " + symbol))
        .instrument();
  }

  Symbol symbol() {
    return instrument.symbol();
  }

  /** The entry of {@code exchangeInfo}; {@code status} is TRADING where orders are taken. */
  void write(JsonWriter json, String status) {
    json.beginObject()
        .field("symbol", symbol().code())
        .field("pair", symbol().code())
        .field("contractType", "PERPETUAL")
        .field("deliveryDate", NEVER_DELIVERED)
        .field("onboardDate", onboardDate)
        .field("status", status)
        .field("maintMarginPercent", "2.5000")
        .field("requiredMarginPercent", "5.0000")
        .field("baseAsset", instrument.baseAsset())
        .field("quoteAsset", instrument.quoteAsset())
        .field("marginAsset", instrument.quoteAsset())
        .field("pricePrecision", pricePrecision)
        .field("quantityPrecision", quantityPrecision)
        .field("baseAssetPrecision", 8)
        .field("quotePrecision", 8)
        .field("underlyingType", "COIN")
        .beginArray("underlyingSubType");
    underlyingSubTypes.forEach(json::value);
    json.endArray()
        .field("triggerProtect", instrument.triggerProtect())
        .field("liquidationFee", liquidationFee)
        .field("marketTakeBound", instrument.marketTakeBound())
        .field("maxMoveOrderLimit", AMENDMENTS_MAX)
        .beginArray("filters");
    writeFilters(json);
    json.endArray().beginArray("orderTypes");
    for (String type :
        List.of(
            "LIMIT",
            "MARKET",
            "STOP",
            "STOP_MARKET",
            "TAKE_PROFIT",
            "TAKE_PROFIT_MARKET",
            "TRAILING_STOP_MARKET")) {
      json.value(type);
    }
    json.endArray().beginArray("timeInForce");
    for (String force : List.of("GTC", "IOC", "FOK", "GTX", "GTD")) {
      json.value(force);
    }
    json.endArray().beginArray("permissionSets");
    for (String permission : List.of("GRID", "COPY", "DCA", "PSB")) {
      json.value(permission);
    }
    json.endArray().endObject();
  }

  private void writeFilters(JsonWriter json) {
    json.beginObject()
        .field("filterType", "PRICE_FILTER")
        .field("minPrice", instrument.minPrice())
        .field("maxPrice", instrument.maxPrice())
        .field("tickSize", instrument.tickSize())
        .endObject();
    writeLot(json, "LOT_SIZE", instrument.maxQuantity());
    writeLot(json, "MARKET_LOT_SIZE", instrument.marketMaxQuantity());
    json.beginObject()
        .field("filterType", "MAX_NUM_ORDERS")
        .field("limit", OPEN_ORDERS_MAX)
        .endObject()
        .beginObject()
        .field("filterType", "MIN_NOTIONAL")
        .field("notional", instrument.minNotional())
        .endObject()
        .beginObject()
        .field("filterType", "PERCENT_PRICE")
        .field("multiplierUp", instrument.percentUp())
        .field("multiplierDown", instrument.percentDown())
        .field("multiplierDecimal", "4")
        .endObject()
        .beginObject()
        .field("filterType", "POSITION_RISK_CONTROL")
        .field("positionControlSide", "NONE")
        .endObject();
  }

  private void writeLot(JsonWriter json, String name, BigDecimal max) {
    json.beginObject()
        .field("filterType", name)
        .field("minQty", instrument.minQuantity())
        .field("maxQty", max)
        .field("stepSize", instrument.stepSize())
        .endObject();
  }
}
