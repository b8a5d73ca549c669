package vortex7.venue.simulated;

import static vortex7.venue.simulated.OrderJson.plain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vortex7.matching.BalanceView;
import vortex7.matching.Exchange;
import vortex7.matching.MarginType;
import vortex7.matching.PositionView;
import vortex7.venue.simulated.Endpoint.Call;

/** The account and its balances (protocols, A.10). */
final class BalanceEndpoints {
  private final Exchange exchange;
  private final VenueBooks books;

  BalanceEndpoints(Exchange exchange, VenueBooks books) {
    this.exchange = exchange;
    this.books = books;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v3/account", Endpoint.signed(5, this::account));
    into.put("GET /fapi/v2/account", Endpoint.signed(5, this::accountV2));
    into.put("GET /fapi/v3/balance", Endpoint.signed(5, this::balance));
    into.put("GET /fapi/v2/balance", Endpoint.signed(5, this::balance));
  }

  private String account(Call call) {
    JsonWriter json = new JsonWriter(2048).beginObject();
    List<BalanceView> balances = exchange.balances(call.accountId());
    writeTotals(json, balances);
    json.beginArray("assets");
    for (BalanceView balance : balances) {
      writeAsset(json, balance);
      json.field("updateTime", balance.updateTime()).endObject();
    }
    json.endArray().beginArray("positions");
    for (PositionView position : held(exchange, call.accountId())) {
      json.beginObject()
          .field("symbol", position.symbol().code())
          .field("positionSide", position.positionSide().name())
          .field("positionAmt", position.amount())
          .field("unrealizedProfit", position.unrealized())
          .field("isolatedMargin", isolatedMargin(position))
          .field("notional", plain(position.notional()))
          .field("isolatedWallet", plain(position.isolatedWallet()))
          .field("initialMargin", plain(position.initialMargin().add(position.openOrderMargin())))
          .field("maintMargin", plain(position.maintenanceMargin()))
          .field("updateTime", position.updateTime())
          .endObject();
    }
    return json.endArray().endObject().text();
  }

  private String accountV2(Call call) {
    String account = call.accountId();
    JsonWriter json = new JsonWriter(4096).beginObject();
    json.field("feeTier", 0)
        .field("feeBurn", exchange.feeBurn(account))
        .field("canTrade", true)
        .field("canDeposit", true)
        .field("canWithdraw", true)
        .field("updateTime", 0)
        .field("multiAssetsMargin", books.multiAssets(account))
        .field("tradeGroupId", -1);
    List<BalanceView> balances = exchange.balances(account);
    writeTotals(json, balances);
    json.beginArray("assets");
    for (BalanceView balance : balances) {
      writeAsset(json, balance);
      json.field("marginAvailable", true).field("updateTime", balance.updateTime()).endObject();
    }
    json.endArray().beginArray("positions");
    for (PositionView position : exchange.positions(account)) {
      json.beginObject()
          .field("symbol", position.symbol().code())
          .field("initialMargin", plain(position.initialMargin().add(position.openOrderMargin())))
          .field("maintMargin", plain(position.maintenanceMargin()))
          .field("unrealizedProfit", position.unrealized())
          .field("positionInitialMargin", plain(position.initialMargin()))
          .field("openOrderInitialMargin", plain(position.openOrderMargin()))
          .field("leverage", Integer.toString(position.leverage()))
          .field("isolated", position.marginType() == MarginType.ISOLATED)
          .field("entryPrice", position.entryPrice())
          .field("maxNotional", PositionEndpoints.maxNotional(exchange, position.leverage()))
          .field("bidNotional", plain(position.bidNotional()))
          .field("askNotional", plain(position.askNotional()))
          .field("positionSide", position.positionSide().name())
          .field("positionAmt", position.amount())
          .field("updateTime", position.updateTime())
          .endObject();
    }
    return json.endArray().endObject().text();
  }

  /** Of the asset that margins positions: in single-asset mode that is USDT. */
  private static void writeTotals(JsonWriter json, List<BalanceView> balances) {
    BalanceView usdt =
        balances.stream()
            .filter(balance -> balance.asset().equals("USDT"))
            .findFirst()
            .orElseGet(() -> nothing("USDT"));
    json.field("totalInitialMargin", usdt.positionMargin().add(usdt.openOrderMargin()))
        .field("totalMaintMargin", usdt.maintenanceMargin())
        .field("totalWalletBalance", usdt.wallet())
        .field("totalUnrealizedProfit", usdt.unrealized())
        .field("totalMarginBalance", usdt.wallet().add(usdt.unrealized()))
        .field("totalPositionInitialMargin", usdt.positionMargin())
        .field("totalOpenOrderInitialMargin", usdt.openOrderMargin())
        .field("totalCrossWalletBalance", usdt.crossWallet())
        .field("totalCrossUnPnl", usdt.crossUnrealized())
        .field("availableBalance", usdt.available())
        .field("maxWithdrawAmount", usdt.available());
  }

  private static BalanceView nothing(String asset) {
    BigDecimal zero = BigDecimal.ZERO.setScale(8);
    return new BalanceView(asset, zero, zero, zero, zero, zero, zero, zero, 0, zero);
  }

  /** All but the end, in which the versions differ. */
  private static void writeAsset(JsonWriter json, BalanceView balance) {
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
        .field("maxWithdrawAmount", balance.available());
  }

  /** Symbols with a position or a resting order, as the v3 calls list them. */
  static List<PositionView> held(Exchange exchange, String account) {
    return exchange.positions(account).stream()
        .filter(
            position ->
                !position.flat()
                    || !exchange.openOrders(account, Optional.of(position.symbol())).isEmpty())
        .toList();
  }

  /** What an isolated position could lose: its wallet and its result so far. */
  static String isolatedMargin(PositionView position) {
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
}
