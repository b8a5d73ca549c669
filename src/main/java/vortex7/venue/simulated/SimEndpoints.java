package vortex7.venue.simulated;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.matching.BalanceView;
import vortex7.matching.Exchange;
import vortex7.matching.PositionView;
import vortex7.matching.UserTrade;

/**
 * {@code GET /sim/truth}: what the venue itself knows, so that a client's books can be held against
 * it. Its own names, camelCase; decimals are strings, times epoch milliseconds of the venue.
 */
final class SimEndpoints {
  /** How the venue names the orders with which it liquidates (protocols, B.5.1). */
  private static final String LIQUIDATION = "autoclose-";

  private final Exchange exchange;
  private final VenueBooks books;
  private final List<SimulatedVenueSettings.Account> accounts;
  private final FaultDesk faults;
  private final LongSupplier venueTime;

  SimEndpoints(
      Exchange exchange,
      VenueBooks books,
      List<SimulatedVenueSettings.Account> accounts,
      FaultDesk faults,
      LongSupplier venueTime) {
    this.exchange = exchange;
    this.books = books;
    this.accounts = accounts;
    this.faults = faults;
    this.venueTime = venueTime;
  }

  String truth(Optional<String> wanted) {
    long now = venueTime.getAsLong();
    JsonWriter json = new JsonWriter(8192).beginObject().field("time", now).beginArray("accounts");
    for (SimulatedVenueSettings.Account account : accounts) {
      if (wanted.isEmpty() || wanted.get().equals(account.key())) {
        writeAccount(json, account.key(), now);
      }
    }
    json.endArray().beginArray("faults");
    faults.write(json);
    return json.endArray().endObject().text();
  }

  private void writeAccount(JsonWriter json, String account, long now) {
    json.beginObject().field("account", account).beginObject("balances");
    for (BalanceView balance : exchange.balances(account)) {
      json.field(balance.asset(), balance.wallet());
    }
    json.endObject().beginArray("positions");
    for (PositionView position : exchange.positions(account)) {
      json.beginObject()
          .field("symbol", position.symbol().code())
          .field("positionSide", position.positionSide().name())
          .field("amount", position.amount())
          .field("entryPrice", position.entryPrice())
          .field("markPrice", position.markPrice())
          .field("unrealized", position.unrealized())
          .field("realized", position.realized())
          .field("leverage", position.leverage())
          .field("marginType", position.marginType().name())
          .endObject();
    }
    json.endArray().beginArray("orders");
    for (Symbol symbol : exchange.symbols()) {
      exchange.allOrders(account, symbol).forEach(order -> OrderJson.write(json, order));
    }
    json.endArray().beginArray("algos");
    for (Symbol symbol : exchange.symbols()) {
      exchange.allAlgos(account, symbol).forEach(algo -> OrderJson.write(json, algo));
    }
    json.endArray().beginArray("fills");
    for (Symbol symbol : exchange.symbols()) {
      for (UserTrade trade : exchange.userTrades(account, symbol, Long.MIN_VALUE)) {
        writeFill(json, trade);
      }
    }
    json.endArray();
    writeIncomes(json, account, "deposits", "TRANSFER");
    writeIncomes(json, account, "funding", "FUNDING_FEE");
    writeIncomes(json, account, "insurance", "INSURANCE_CLEAR");
    writeLiquidations(json, account);
    json.beginArray("protection");
    for (ProtectionLedger.Protection protection : books.protections().of(account)) {
      writeProtection(json, protection, now);
    }
    json.endArray().endObject();
  }

  /** Money that came or went other than by fills; what the account was opened with is the first. */
  private void writeIncomes(JsonWriter json, String account, String name, String type) {
    json.beginArray(name);
    for (VenueHistory.Income income : books.records().accounts().incomes(account)) {
      if (income.type().equals(type)) {
        json.beginObject()
            .field("time", income.time())
            .field("symbol", income.symbol())
            .field("asset", income.asset())
            .field("amount", income.amount())
            .endObject();
      }
    }
    json.endArray();
  }

  /** The orders with which the venue closed positions for want of margin. */
  private void writeLiquidations(JsonWriter json, String account) {
    json.beginArray("liquidations");
    for (Symbol symbol : exchange.symbols()) {
      exchange.allOrders(account, symbol).stream()
          .filter(order -> order.clientOrderId().startsWith(LIQUIDATION))
          .forEach(order -> OrderJson.write(json, order));
    }
    json.endArray();
  }

  private static void writeFill(JsonWriter json, UserTrade trade) {
    json.beginObject()
        .field("symbol", trade.symbol().code())
        .field("tradeId", trade.tradeId())
        .field("orderId", trade.orderId())
        .field("clientOrderId", trade.clientOrderId())
        .field("side", trade.side().name())
        .field("price", trade.price())
        .field("quantity", trade.quantity())
        .field("fee", trade.fee())
        .field("feeAsset", trade.feeAsset())
        .field("realized", trade.realized())
        .field("maker", trade.maker())
        .field("time", trade.time())
        .endObject();
  }

  private static void writeProtection(
      JsonWriter json, ProtectionLedger.Protection protection, long now) {
    json.beginObject()
        .field("symbol", protection.symbol().code())
        .field("side", protection.side().name())
        .field("openedAt", protection.openedAt());
    if (protection.open()) {
      json.nullField("closedAt");
    } else {
      json.field("closedAt", protection.closedAt());
    }
    json.field("unprotectedMillis", protection.unprotectedMillis(now))
        .field("longestUnprotectedMillis", protection.longestMillis(now))
        .beginArray("unprotected");
    for (ProtectionLedger.Gap gap : protection.gaps()) {
      json.beginObject().field("from", gap.from()).field("millis", gap.millis(now)).endObject();
    }
    json.endArray().endObject();
  }
}
