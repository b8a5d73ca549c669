package vortex7.venue.simulated;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/**
 * A perpetual as {@code exchangeInfo} lists it: its instrument and what else stands in its entry.
 * All are read from {@code listing.conf}, which says of when its figures are.
 *
 * @param openingPrice where a synthetic market without a past begins, quote units
 * @param onboardDate epoch ms
 * @param pricePrecision decimals of a price as the venue prints it
 * @param quantityPrecision decimals of a quantity as the venue prints it
 */
record ListedSymbol(
    Instrument instrument,
    BigDecimal openingPrice,
    long onboardDate,
    int pricePrecision,
    int quantityPrecision,
    List<String> underlyingSubTypes,
    String liquidationFee) {

  private static final int OPEN_ORDERS_MAX = 200;
  private static final int AMENDMENTS_MAX = 10_000;
  private static final long NEVER_DELIVERED = 4_133_404_800_000L;
  private static final String QUOTE = "USDT";
  private static final SortedMap<Symbol, ListedSymbol> BY_SYMBOL = new TreeMap<>();
  private static final List<ListedSymbol> ALL = read();

  private static List<ListedSymbol> read() {
    Config listing = ConfigFactory.parseResources(ListedSymbol.class, "listing.conf");
    List<ListedSymbol> all = new ArrayList<>();
    for (ConfigValue entry : listing.getList("listing")) {
      if (!(entry.unwrapped() instanceof List<?> fields)) {
        throw new IllegalStateException("listing.conf: no list: " + entry.render());
      }
      ListedSymbol listed = of(new Fields(fields.iterator()));
      all.add(listed);
      BY_SYMBOL.put(listed.symbol(), listed);
    }
    return List.copyOf(all);
  }

  /** The fields of an entry, taken in the order in which they stand. */
  private record Fields(Iterator<?> left) {
    String text() {
      return String.valueOf(left.next());
    }

    BigDecimal decimal() {
      return new BigDecimal(text());
    }
  }

  private static ListedSymbol of(Fields fields) {
    String base = fields.text();
    BigDecimal openingPrice = fields.decimal();
    BigDecimal tick = fields.decimal();
    BigDecimal minPrice = fields.decimal();
    BigDecimal maxPrice = fields.decimal();
    BigDecimal step = fields.decimal();
    BigDecimal maxQuantity = fields.decimal();
    BigDecimal marketMaxQuantity = fields.decimal();
    BigDecimal minNotional = fields.decimal();
    long onboardDate = Long.parseLong(fields.text());
    int pricePrecision = Integer.parseInt(fields.text());
    int quantityPrecision = Integer.parseInt(fields.text());
    Instrument instrument =
        new Instrument(
            Symbol.of(base + QUOTE),
            base,
            QUOTE,
            tick,
            minPrice,
            maxPrice,
            step,
            step,
            maxQuantity,
            marketMaxQuantity,
            minNotional,
            fields.decimal(),
            fields.decimal(),
            fields.decimal(),
            fields.decimal());
    String liquidationFee = fields.text();
    String kinds = fields.text();
    return new ListedSymbol(
        instrument,
        openingPrice,
        onboardDate,
        pricePrecision,
        quantityPrecision,
        kinds.isEmpty() ? List.of() : List.of(kinds.split("/", -1)),
        liquidationFee);
  }

  /** Everything the venue lists. */
  static List<ListedSymbol> all() {
    return ALL;
  }

  static Optional<ListedSymbol> find(Symbol symbol) {
    return Optional.ofNullable(BY_SYMBOL.get(symbol));
  }

  /** A symbol that the venue lists; throws for one that it does not. */
  static ListedSymbol of(Symbol symbol) {
    return find(symbol)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the simulated venue does not list "
                        + symbol
                        + ", only "
                        + String.join(
                            ", ", BY_SYMBOL.keySet().stream().map(Symbol::code).toList())));
  }

  /** The instrument of a symbol that the venue lists; throws for one that it does not. */
  static Instrument instrumentOf(Symbol symbol) {
    return of(symbol).instrument();
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
