package vortex7.venue.simulated;

import static vortex7.venue.simulated.OrderJson.plain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.matching.BalanceView;
import vortex7.matching.Exchange;
import vortex7.matching.MarginType;
import vortex7.matching.PositionView;
import vortex7.venue.simulated.Endpoint.Call;

/** Balances, positions and the account's settings (protocols, A.9 and A.10). */
final class AccountEndpoints {
  private static final String DONE = "{\"code\":200,\"msg\":\"success\"}";
  private static final int LEVERAGE_MAX = 125;

  private final Exchange exchange;
  private final VenueBooks books;
  private final SimulatedVenueSettings.Fees fees;
  private final LongSupplier venueTime;

  AccountEndpoints(
      Exchange exchange,
      VenueBooks books,
      SimulatedVenueSettings.Fees fees,
      LongSupplier venueTime) {
    this.exchange = exchange;
    this.books = books;
    this.fees = fees;
    this.venueTime = venueTime;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v3/account", Endpoint.signed(5, this::account));
    into.put("GET /fapi/v3/balance", Endpoint.signed(5, this::balance));
    into.put("GET /fapi/v2/balance", Endpoint.signed(5, this::balance));
    into.put("GET /fapi/v3/positionRisk", Endpoint.signed(5, this::positionsV3));
    into.put("GET /fapi/v2/positionRisk", Endpoint.signed(5, this::positionsV2));
    into.put("POST /fapi/v1/leverage", Endpoint.signed(1, this::setLeverage));
    into.put("POST /fapi/v1/marginType", Endpoint.signed(1, this::setMarginType));
    into.put("GET /fapi/v1/positionSide/dual", Endpoint.signed(30, this::positionMode));
    into.put("POST /fapi/v1/positionSide/dual", Endpoint.signed(1, this::setPositionMode));
    into.put("POST /fapi/v1/positionMargin", Endpoint.signed(1, this::positionMargin));
    into.put("GET /fapi/v1/multiAssetsMargin", Endpoint.signed(30, this::multiAssets));
    into.put("POST /fapi/v1/multiAssetsMargin", Endpoint.signed(1, this::setMultiAssets));
    into.put("GET /fapi/v1/commissionRate", Endpoint.signed(20, this::commission));
    into.put("GET /fapi/v1/feeBurn", Endpoint.signed(30, this::feeBurn));
    into.put("POST /fapi/v1/feeBurn", Endpoint.signed(1, this::setFeeBurn));
    into.put("GET /fapi/v1/symbolConfig", Endpoint.signed(5, this::symbolConfig));
    into.put("GET /fapi/v1/accountConfig", Endpoint.signed(5, this::accountConfig));
  }

  /** Sums over the assets that margin positions: in single-asset mode that is USDT. */
  private String account(Call call) {
    List<BalanceView> balances = exchange.balances(call.accountId());
    BalanceView usdt =
        balances.stream()
            .filter(balance -> balance.asset().equals("USDT"))
            .findFirst()
            .orElseGet(() -> nothing("USDT"));
    JsonWriter json = new JsonWriter(2048).beginObject();
    BigDecimal margin = usdt.positionMargin().add(usdt.openOrderMargin());
    json.field("totalInitialMargin", margin)
        .field("totalMaintMargin", usdt.maintenanceMargin())
        .field("totalWalletBalance", usdt.wallet())
        .field("totalUnrealizedProfit", usdt.unrealized())
        .field("totalMarginBalance", usdt.wallet().add(usdt.unrealized()))
        .field("totalPositionInitialMargin", usdt.positionMargin())
        .field("totalOpenOrderInitialMargin", usdt.openOrderMargin())
        .field("totalCrossWalletBalance", usdt.crossWallet())
        .field("totalCrossUnPnl", usdt.crossUnrealized())
        .field("availableBalance", usdt.available())
        .field("maxWithdrawAmount", usdt.available())
        .beginArray("assets");
    for (BalanceView balance : balances) {
      json.beginObject()
          .field("asset", balance.asset())
          .field("walletBalance", balance.wallet())
          .field("unrealizedProfit", balance.unrealized())
          .field("marginBalance", balance.wallet().add(balance.unrealized()))
          .field("maintMargin", balance.maintenanceMargin())
          .field("initialMargin", balance.positionMargin().add(balance.openOrderMargin()))
          .field("positionInitialMargin", balance.positionMargin())
          .field("openOrderInitialMargin", balance.openOrderMargin())
          .field("crossWalletBalance", balance.crossWallet())
          .field("crossUnPnl", balance.crossUnrealized())
          .field("availableBalance", balance.available())
          .field("maxWithdrawAmount", balance.available())
          .field("updateTime", balance.updateTime())
          .endObject();
    }
    json.endArray().beginArray("positions");
    for (PositionView position : held(call.accountId())) {
      json.beginObject()
          .field("symbol", position.symbol().code())
          .field("positionSide", position.positionSide().name())
          .field("positionAmt", position.amount())
          .field("unrealizedProfit", position.unrealized())
          .field("isolatedMargin", isolatedMargin(position))
          .field("notional", plain(position.notional()))
          .field("isolatedWallet", plain(position.isolatedWallet()))
          .field("initialMargin", plain(position.initialMargin()))
          .field("maintMargin", plain(position.maintenanceMargin()))
          .field("updateTime", position.updateTime())
          .endObject();
    }
    return json.endArray().endObject().text();
  }

  private static BalanceView nothing(String asset) {
    BigDecimal zero = BigDecimal.ZERO.setScale(8);
    return new BalanceView(asset, zero, zero, zero, zero, zero, zero, zero, 0, zero);
  }

  /** Symbols with a position or a resting order, as the v3 calls list them. */
  private List<PositionView> held(String account) {
    return exchange.positions(account).stream()
        .filter(
            position ->
                !position.flat()
                    || !exchange.openOrders(account, Optional.of(position.symbol())).isEmpty())
        .toList();
  }

  /** What an isolated position could lose: its wallet and its result so far. */
  private static String isolatedMargin(PositionView position) {
    boolean isolated = position.marginType() == MarginType.ISOLATED && !position.flat();
    return isolated ? plain(position.isolatedWallet().add(position.unrealized())) : "0";
  }

  private String balance(Call call) {
    JsonWriter json = new JsonWriter(512).beginArray();
    for (BalanceView balance : exchange.balances(call.accountId())) {
      json.beginObject()
          .field("accountAlias", "SimV")
          .field("asset", balance.asset())
          .field("balance", balance.wallet())
          .field("crossWalletBalance", balance.crossWallet())
          .field("crossUnPnl", balance.crossUnrealized())
          .field("availableBalance", balance.available())
          .field("maxWithdrawAmount", balance.available())
          .field("marginAvailable", true)
          .field("updateTime", balance.updateTime())
          .endObject();
    }
    return json.endArray().text();
  }

  private List<PositionView> asked(Call call, List<PositionView> all) {
    Optional<Symbol> symbol = OrderEndpoints.symbolIfAny(call.parameters(), exchange);
    return all.stream()
        .filter(position -> symbol.isEmpty() || position.symbol().equals(symbol.get()))
        .toList();
  }

  private String positionsV3(Call call) {
    JsonWriter json = new JsonWriter(512).beginArray();
    for (PositionView position : asked(call, held(call.accountId()))) {
      json.beginObject()
          .field("symbol", position.symbol().code())
          .field("positionSide", position.positionSide().name())
          .field("positionAmt", position.amount())
          .field("entryPrice", plain(position.entryPrice()))
          .field("breakEvenPrice", plain(position.breakEvenPrice()))
          .field("markPrice", MarkPriceJson.eight(position.markPrice()))
          .field("unRealizedProfit", position.unrealized())
          .field("liquidationPrice", plain(position.liquidationPrice()))
          .field("isolatedMargin", isolatedMargin(position))
          .field("notional", plain(position.notional()))
          .field("marginAsset", "USDT")
          .field("isolatedWallet", plain(position.isolatedWallet()))
          .field("initialMargin", plain(position.initialMargin().add(position.openOrderMargin())))
          .field("maintMargin", plain(position.maintenanceMargin()))
          .field("positionInitialMargin", plain(position.initialMargin()))
          .field("openOrderInitialMargin", plain(position.openOrderMargin()))
          .field("adl", position.flat() ? 0 : 2)
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
          .field("maxNotionalValue", maxNotional(position.leverage()))
          .field("marginType", UserFrames.marginType(position))
          .field("isolatedMargin", isolatedMargin(position))
          .field("isAutoAddMargin", "false")
          .field("positionSide", position.positionSide().name())
          .field("notional", plain(position.notional()))
          .field("isolatedWallet", plain(position.isolatedWallet()))
          .field("updateTime", position.updateTime())
          .endObject();
    }
    return json.endArray().text();
  }

  /** The largest position that a leverage allows. */
  private String maxNotional(int leverage) {
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
        .field("maxNotionalValue", maxNotional(leverage))
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
    return DONE;
  }

  private String positionMode(Call call) {
    return "{\"dualSidePosition\":" + exchange.hedgeMode(call.accountId()) + "}";
  }

  private String setPositionMode(Call call) {
    boolean hedge = call.parameters().requiredFlag("dualSidePosition");
    OrderEndpoints.accepted(exchange.setHedgeMode(call.accountId(), hedge));
    books.touch(call.accountId());
    return DONE;
  }

  private String positionMargin(Call call) {
    RequestParameters parameters = call.parameters();
    Symbol symbol = Asked.symbol(parameters);
    BigDecimal amount = parameters.requiredDecimal("amount");
    long type = parameters.requiredWhole("type");
    if (type != 1 && type != 2) {
      throw VenueRefusal.invalid("type");
    }
    if (amount.signum() <= 0) {
      throw VenueRefusal.of(-4055, "Amount must be positive.");
    }
    OrderEndpoints.accepted(
        exchange.addPositionMargin(
            call.accountId(),
            symbol,
            OrderEndpoints.positionSide(parameters),
            type == 1 ? amount : amount.negate()));
    return "{\"amount\":"
        + amount.toPlainString()
        + ",\"code\":200,\"msg\":\"Successfully modify position margin.\",\"type\":"
        + type
        + "}";
  }

  private String multiAssets(Call call) {
    return "{\"multiAssetsMargin\":" + books.multiAssets(call.accountId()) + "}";
  }

  private String setMultiAssets(Call call) {
    boolean on = call.parameters().requiredFlag("multiAssetsMargin");
    if (on == books.multiAssets(call.accountId())) {
      throw VenueRefusal.of(-4171, "No need to change Multi-Assets Mode.");
    }
    if (on) {
      // Margin from several assets is not simulated; to say yes would promise it.
      throw VenueRefusal.of(-1020, "This operation is not supported.");
    }
    books.setMultiAssets(call.accountId(), false);
    books.tell(
        call.accountId(), UserFrames.CONFIG, UserFrames.multiAssets(false, venueTime.getAsLong()));
    return DONE;
  }

  private String commission(Call call) {
    Symbol symbol = OrderEndpoints.listed(call.parameters(), exchange);
    return new JsonWriter()
        .beginObject()
        .field("symbol", symbol.code())
        .field("makerCommissionRate", fees.maker())
        .field("takerCommissionRate", fees.taker())
        .field("rpiCommissionRate", "0.00005")
        .endObject()
        .text();
  }

  private String feeBurn(Call call) {
    return "{\"feeBurn\":" + exchange.feeBurn(call.accountId()) + "}";
  }

  private String setFeeBurn(Call call) {
    exchange.setFeeBurn(call.accountId(), call.parameters().requiredFlag("feeBurn"));
    books.touch(call.accountId());
    return DONE;
  }

  private String symbolConfig(Call call) {
    JsonWriter json = new JsonWriter(256).beginArray();
    for (PositionView position : asked(call, exchange.positions(call.accountId()))) {
      json.beginObject()
          .field("symbol", position.symbol().code())
          .field("marginType", position.marginType().name())
          .field("isAutoAddMargin", false)
          .field("leverage", position.leverage())
          .field("maxNotionalValue", maxNotional(position.leverage()))
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
}
