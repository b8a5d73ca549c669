package vortex7.venue.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.LeverageBrackets.Bracket;
import vortex7.matching.PositionView;
import vortex7.venue.simulated.Asked.Window;
import vortex7.venue.simulated.Endpoint.Call;
import vortex7.venue.simulated.VenueHistory.Income;

/** What the account may, what it pays and what came of it (protocols, A.10). */
final class AccountEndpoints {
  private static final int INCOMES_DEFAULT = 100;
  private static final int INCOMES_MAX = 1000;
  private static final long WEEK_MILLIS = 7 * 86_400_000L;

  private final Exchange exchange;
  private final VenueBooks books;
  private final SimulatedVenueSettings.Fees fees;
  private final RateGovernor.Budgets budgets;
  private final LongSupplier venueTime;

  AccountEndpoints(
      Exchange exchange,
      VenueBooks books,
      SimulatedVenueSettings.Fees fees,
      RateGovernor.Budgets budgets,
      LongSupplier venueTime) {
    this.exchange = exchange;
    this.books = books;
    this.fees = fees;
    this.budgets = budgets;
    this.venueTime = venueTime;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v1/accountConfig", Endpoint.signed(5, this::accountConfig));
    into.put("GET /fapi/v1/symbolConfig", Endpoint.signed(5, this::symbolConfig));
    into.put("GET /fapi/v1/leverageBracket", Endpoint.signed(1, this::leverageBracket));
    into.put("GET /fapi/v1/commissionRate", Endpoint.signed(20, this::commission));
    into.put("GET /fapi/v1/income", Endpoint.signed(30, this::income));
    into.put(
        "GET /fapi/v1/apiTradingStatus",
        Endpoint.signed(p -> p.has("symbol") ? 1 : 10, this::tradingStatus));
    into.put("GET /fapi/v1/rateLimit/order", Endpoint.signed(1, call -> rateLimits()));
  }

  private String commission(Call call) {
    Symbol symbol = Asked.listed(call.parameters(), exchange);
    return new JsonWriter()
        .beginObject()
        .field("symbol", symbol.code())
        .field("makerCommissionRate", fees.maker())
        .field("takerCommissionRate", fees.taker())
        .field("rpiCommissionRate", "0.00005")
        .endObject()
        .text();
  }

  private String symbolConfig(Call call) {
    Optional<Symbol> symbol = Asked.symbolIfAny(call.parameters(), exchange);
    JsonWriter json = new JsonWriter(256).beginArray();
    List<PositionView> positions = exchange.positions(call.accountId());
    for (Symbol listed : exchange.symbols()) {
      if (symbol.isPresent() && !symbol.get().equals(listed)) {
        continue;
      }
      // In hedge mode a symbol has two positions and still one setting.
      PositionView position =
          positions.stream().filter(of -> of.symbol().equals(listed)).findFirst().orElseThrow();
      json.beginObject()
          .field("symbol", listed.code())
          .field("marginType", position.marginType().name())
          .field("isAutoAddMargin", false)
          .field("leverage", position.leverage())
          .field("maxNotionalValue", PositionEndpoints.maxNotional(exchange, position.leverage()))
          .endObject();
    }
    return json.endArray().text();
  }

  private String accountConfig(Call call) {
    return new JsonWriter()
        .beginObject()
        .field("feeTier", 0)
        .field("canTrade", true)
        .field("canDeposit", true)
        .field("canWithdraw", true)
        .field("dualSidePosition", exchange.hedgeMode(call.accountId()))
        .field("updateTime", 0)
        .field("multiAssetsMargin", books.multiAssets(call.accountId()))
        .field("tradeGroupId", -1)
        .endObject()
        .text();
  }

  private String leverageBracket(Call call) {
    Optional<Symbol> symbol = Asked.symbolIfAny(call.parameters(), exchange);
    JsonWriter json = new JsonWriter(2048).beginArray();
    for (Symbol listed : symbol.map(List::of).orElseGet(exchange::symbols)) {
      json.beginObject()
          .field("symbol", listed.code())
          .rawField("notionalCoef", "1.00") // No account has brackets of its own.
          .beginArray("brackets");
      for (Bracket bracket : exchange.rules().brackets().brackets()) {
        json.beginObject()
            .field("bracket", bracket.number())
            .field("initialLeverage", bracket.initialLeverage())
            .number("notionalCap", bracket.notionalCap())
            .number("notionalFloor", bracket.notionalFloor())
            .number("maintMarginRatio", bracket.maintenanceRate())
            .number("cum", bracket.cumulative())
            .endObject();
      }
      json.endArray().endObject();
    }
    return json.endArray().text();
  }

  /** Without times the last seven days; oldest first, and by pages if one is asked for. */
  private String income(Call call) {
    RequestParameters parameters = call.parameters();
    int limit = Asked.limit(parameters, INCOMES_DEFAULT, INCOMES_MAX);
    Window asked = Window.of(parameters);
    boolean timed = parameters.has("startTime") || parameters.has("endTime");
    Window window = timed ? asked : new Window(venueTime.getAsLong() - WEEK_MILLIS, Long.MAX_VALUE);
    Optional<String> symbol = Asked.symbolIfAny(parameters, exchange).map(Symbol::code);
    Optional<String> type = parameters.text("incomeType");
    List<Income> found =
        books.records().accounts().incomes(call.accountId()).stream()
            .filter(income -> window.holds(income.time()))
            .filter(income -> symbol.isEmpty() || symbol.get().equals(income.symbol()))
            .filter(income -> type.isEmpty() || type.get().equals(income.type()))
            .toList();
    JsonWriter json = new JsonWriter(192 * limit).beginArray();
    for (Income income : page(parameters, found, limit, asked.fromOldest())) {
      json.beginObject()
          .field("symbol", income.symbol())
          .field("incomeType", income.type())
          .field("income", MarkPriceJson.eight(income.amount()))
          .field("asset", income.asset())
          .field("info", income.type())
          .field("time", income.time())
          .field("tranId", income.number())
          .field("tradeId", income.tradeId())
          .endObject();
    }
    return json.endArray().text();
  }

  private static List<Income> page(
      RequestParameters parameters, List<Income> found, int limit, boolean fromOldest) {
    Optional<Long> page = parameters.whole("page");
    if (page.isEmpty()) {
      return Asked.cut(found, limit, fromOldest);
    }
    if (page.get() < 1) {
      throw VenueRefusal.invalid("page");
    }
    long pages = found.size() / limit + 1L; // What lies beyond is empty, however far.
    int first = (int) Math.min(found.size(), (Math.min(page.get(), pages + 1) - 1) * limit);
    return found.subList(first, Math.min(found.size(), first + limit));
  }

  /** The quantitative rules are not simulated, so no indicator is ever near its trigger. */
  private String tradingStatus(Call call) {
    Asked.symbolIfAny(call.parameters(), exchange);
    return new JsonWriter()
        .beginObject()
        .beginObject("indicators")
        .endObject()
        .field("updateTime", venueTime.getAsLong())
        .endObject()
        .text();
  }

  private String rateLimits() {
    JsonWriter json = new JsonWriter(192).beginArray();
    ExchangeInfoJson.limit(json, "ORDERS", "SECOND", 10, budgets.ordersPerTenSeconds());
    ExchangeInfoJson.limit(json, "ORDERS", "MINUTE", 1, budgets.ordersPerMinute());
    return json.endArray().text();
  }
}
