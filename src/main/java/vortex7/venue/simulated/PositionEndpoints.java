package vortex7.venue.simulated;

import static vortex7.venue.simulated.OrderJson.plain;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.MarginType;
import vortex7.matching.PositionSide;
import vortex7.matching.PositionView;
import vortex7.venue.simulated.Asked.Window;
import vortex7.venue.simulated.Endpoint.Call;
import vortex7.venue.simulated.VenueHistory.MarginMove;

/** Positions, their leverage and their margin (protocols, A.9 and A.10). */
final class PositionEndpoints {
  private static final int LEVERAGE_MAX = 125;
  private static final int MOVES_DEFAULT = 500;
  private static final int MOVES_MAX = 500;
  private static final int ADD = 1;
  private static final int REDUCE = 2;

  private final Exchange exchange;
  private final VenueBooks books;
  private final LongSupplier venueTime;

  PositionEndpoints(Exchange exchange, VenueBooks books, LongSupplier venueTime) {
    this.exchange = exchange;
    this.books = books;
    this.venueTime = venueTime;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v3/positionRisk", Endpoint.signed(5, this::positionsV3));
    into.put("GET /fapi/v2/positionRisk", Endpoint.signed(5, this::positionsV2));
    into.put("GET /fapi/v1/adlQuantile", Endpoint.signed(5, this::adlQuantile));
    into.put("POST /fapi/v1/leverage", Endpoint.signed(1, this::setLeverage));
    into.put("POST /fapi/v1/marginType", Endpoint.signed(1, this::setMarginType));
    into.put("POST /fapi/v1/positionMargin", Endpoint.signed(1, this::positionMargin));
    into.put("GET /fapi/v1/positionMargin/history", Endpoint.signed(1, this::marginHistory));
  }

  private List<PositionView> asked(Call call, List<PositionView> all) {
    Optional<Symbol> symbol = Asked.symbolIfAny(call.parameters(), exchange);
    return all.stream()
        .filter(position -> symbol.isEmpty() || position.symbol().equals(symbol.get()))
        .toList();
  }

  private String positionsV3(Call call) {
    JsonWriter json = new JsonWriter(512).beginArray();
    List<PositionView> held = BalanceEndpoints.held(exchange, call.accountId());
    for (PositionView position : asked(call, held)) {
      json.beginObject()
          .field("symbol", position.symbol().code())
          .field("positionSide", position.positionSide().name())
          .field("positionAmt", position.amount())
          .field("entryPrice", plain(position.entryPrice()))
          .field("breakEvenPrice", plain(position.breakEvenPrice()))
          .field("markPrice", MarkPriceJson.eight(position.markPrice()))
          .field("unRealizedProfit", position.unrealized())
          .field("liquidationPrice", plain(position.liquidationPrice()))
          .field("isolatedMargin", BalanceEndpoints.isolatedMargin(position))
          .field("notional", plain(position.notional()))
          .field("marginAsset", "USDT")
          .field("isolatedWallet", plain(position.isolatedWallet()))
          .field("initialMargin", plain(position.initialMargin().add(position.openOrderMargin())))
          .field("maintMargin", plain(position.maintenanceMargin()))
          .field("positionInitialMargin", plain(position.initialMargin()))
          .field("openOrderInitialMargin", plain(position.openOrderMargin()))
          .field("adl", 0) // Nobody is deleveraged here.
          .field("bidNotional", plain(position.bidNotional()))
          .field("askNotional", plain(position.askNotional()))
          .field("updateTime", position.updateTime())
          .endObject();
    }
    return json.endArray().text();
  }

  private String positionsV2(Call call) {
    JsonWriter json = new JsonWriter(512).beginArray();
    for (PositionView position : asked(call, exchange.positions(call.accountId()))) {
      json.beginObject()
          .field("symbol", position.symbol().code())
          .field("positionAmt", position.amount())
          .field("entryPrice", position.entryPrice())
          .field("breakEvenPrice", position.breakEvenPrice())
          .field("markPrice", MarkPriceJson.eight(position.markPrice()))
          .field("unRealizedProfit", position.unrealized())
          .field("liquidationPrice", plain(position.liquidationPrice()))
          .field("leverage", Integer.toString(position.leverage()))
          .field("maxNotionalValue", maxNotional(exchange, position.leverage()))
          .field("marginType", UserFrames.marginType(position))
          .field("isolatedMargin", BalanceEndpoints.isolatedMargin(position))
          .field("isAutoAddMargin", "false")
          .field("positionSide", position.positionSide().name())
          .field("notional", plain(position.notional()))
          .field("isolatedWallet", plain(position.isolatedWallet()))
          .field("updateTime", position.updateTime())
          .endObject();
    }
    return json.endArray().text();
  }

  /** The last place in the queue of deleveraging, because there is none. */
  private String adlQuantile(Call call) {
    boolean hedge = exchange.hedgeMode(call.accountId());
    LinkedHashMap<Symbol, Boolean> held = new LinkedHashMap<>();
    for (PositionView position : asked(call, exchange.positions(call.accountId()))) {
      if (!position.flat()) {
        held.put(position.symbol(), true);
      }
    }
    JsonWriter json = new JsonWriter(128).beginArray();
    for (Symbol symbol : held.keySet()) {
      json.beginObject()
          .field("symbol", symbol.code())
          .beginObject("adlQuantile")
          .field("LONG", 0)
          .field("SHORT", 0)
          .field(hedge ? "HEDGE" : "BOTH", 0)
          .endObject()
          .endObject();
    }
    return json.endArray().text();
  }

  /** The largest position that a leverage allows. */
  static String maxNotional(Exchange exchange, int leverage) {
    return exchange.rules().brackets().maxNotional(leverage).toPlainString();
  }

  private String setLeverage(Call call) {
    Symbol symbol = Asked.symbol(call.parameters());
    long asked = call.parameters().requiredWhole("leverage");
    if (asked < 1 || asked > LEVERAGE_MAX) {
      throw VenueRefusal.of(-4028, "Leverage " + asked + " is not valid");
    }
    int leverage =
        OrderEndpoints.accepted(exchange.setLeverage(call.accountId(), symbol, (int) asked));
    books.touch(call.accountId());
    books.tell(
        call.accountId(),
        UserFrames.CONFIG,
        UserFrames.leverage(symbol, leverage, venueTime.getAsLong()));
    return new JsonWriter()
        .beginObject()
        .field("leverage", leverage)
        .field("maxNotionalValue", maxNotional(exchange, leverage))
        .field("symbol", symbol.code())
        .endObject()
        .text();
  }

  private String setMarginType(Call call) {
    Symbol symbol = Asked.symbol(call.parameters());
    MarginType type =
        switch (call.parameters().required("marginType")) {
          case "ISOLATED" -> MarginType.ISOLATED;
          case "CROSSED" -> MarginType.CROSSED;
          default -> throw VenueRefusal.invalid("marginType");
        };
    OrderEndpoints.accepted(exchange.setMarginType(call.accountId(), symbol, type));
    books.touch(call.accountId());
    return ModeEndpoints.DONE;
  }

  private String positionMargin(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = Asked.symbol(parameters);
    BigDecimal amount = parameters.requiredDecimal("amount");
    long type = marginMove(parameters.requiredWhole("type"));
    if (amount.signum() <= 0) {
      throw VenueRefusal.of(-4055, "Amount must be positive.");
    }
    PositionSide side = OrderRequests.positionSide(parameters);
    BigDecimal moved =
        OrderEndpoints.accepted(
            exchange.addPositionMargin(
                call.accountId(), symbol, side, type == ADD ? amount : amount.negate()));
    books
        .records()
        .accounts()
        .onMarginMoved(call.accountId(), symbol, side, moved, venueTime.getAsLong());
    return new JsonWriter()
        .beginObject()
        .number("amount", amount)
        .field("code", 200)
        .field("msg", "Successfully modify position margin.")
        .field("type", type)
        .endObject()
        .text();
  }

  private static long marginMove(long type) {
    if (type != ADD && type != REDUCE) {
      throw VenueRefusal.invalid("type");
    }
    return type;
  }

  private String marginHistory(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = Asked.listed(parameters, exchange);
    Optional<Long> type = parameters.whole("type").map(PositionEndpoints::marginMove);
    int limit = Asked.limit(parameters, MOVES_DEFAULT, MOVES_MAX);
    Window window = Window.ofDays(parameters, 30);
    List<MarginMove> found =
        books.records().accounts().marginMoves(call.accountId()).stream()
            .filter(move -> move.symbol().equals(symbol) && window.holds(move.time()))
            .filter(move -> type.isEmpty() || type.get() == typeOf(move))
            .toList();
    JsonWriter json = new JsonWriter(192 * found.size() + 16).beginArray();
    for (MarginMove move : Asked.cut(found, limit, window.fromOldest())) {
      json.beginObject()
          .field("symbol", move.symbol().code())
          .field("type", typeOf(move))
          .field("deltaType", "USER_ADJUST")
          .field("amount", move.amount().abs())
          .field("asset", "USDT")
          .field("time", move.time())
          .field("positionSide", move.positionSide().name())
          .endObject();
    }
    return json.endArray().text();
  }

  private static long typeOf(MarginMove move) {
    return move.amount().signum() > 0 ? ADD : REDUCE;
  }
}
