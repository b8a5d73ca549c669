package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.matching.AccountUpdate;
import vortex7.matching.AlgoStatus;
import vortex7.matching.AlgoUpdate;
import vortex7.matching.AlgoView;
import vortex7.matching.ExecutionType;
import vortex7.matching.MarginCall;
import vortex7.matching.OrderUpdate;
import vortex7.matching.OrderView;
import vortex7.matching.PositionView;
import vortex7.matching.UserTrade;

/** Events of the user-data stream as the venue prints them (protocols, B.5). */
final class UserFrames {
  static final String ORDER = "ORDER_TRADE_UPDATE";
  static final String ALGO = "ALGO_UPDATE";
  static final String ACCOUNT = "ACCOUNT_UPDATE";
  static final String LITE = "TRADE_LITE";
  static final String CONFIG = "ACCOUNT_CONFIG_UPDATE";
  static final String MARGIN_CALL = "MARGIN_CALL";
  static final String EXPIRED = "listenKeyExpired";

  private UserFrames() {}

  /**
   * Orders' events carry no zeros at the end: {@code "0.00665"} where the tick has six decimals.
   */
  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  static String order(OrderUpdate update) {
    OrderView order = update.order();
    Optional<UserTrade> fill = update.fill();
    JsonWriter json = new JsonWriter(640);
    head(json, ORDER, update.time())
        .beginObject("o")
        .field("s", order.symbol().code())
        .field("c", order.clientOrderId())
        .field("S", order.side().name())
        .field("o", order.type().name())
        .field("f", order.timeInForce().name())
        .field("q", plain(order.originalQuantity()))
        .field("p", plain(order.price()))
        .field("ap", plain(order.averagePrice()))
        .field("sp", "0")
        .field("x", update.execution().name())
        .field("X", order.status().name())
        .field("i", order.orderId())
        .field("l", fill.map(f -> plain(f.quantity())).orElse("0"))
        .field("z", plain(order.executedQuantity()))
        .field("L", fill.map(f -> plain(f.price())).orElse("0"))
        .field("n", fill.map(f -> plain(f.fee())).orElse("0"))
        .field("N", fill.map(UserTrade::feeAsset).orElse("USDT"))
        .field("T", update.time())
        .field("t", fill.map(UserTrade::tradeId).orElse(0L))
        .field("b", plain(update.bidNotional()))
        .field("a", plain(update.askNotional()))
        .field("m", fill.map(UserTrade::maker).orElse(false))
        .field("R", order.reduceOnly())
        .field("wt", "CONTRACT_PRICE")
        .field("ot", order.type().name())
        .field("ps", order.terms().positionSide().name())
        .field("cp", order.closePosition())
        .field("rp", fill.map(f -> plain(f.realized())).orElse("0"))
        .field("pP", false)
        .field("si", order.algoId().orElse(0L))
        .field("ss", order.algoId().isPresent() ? -1 : 0);
    if (order.algoId().isPresent()) {
      json.field("st", "ALGO_CONDITION");
    }
    if (update.execution() == ExecutionType.AMENDMENT && order.modifyId().isPresent()) {
      json.field("M", order.modifyId().getAsLong());
    }
    return json.field("V", order.terms().selfTrade().name())
        .field("pm", order.terms().priceMatch().name())
        .field("gtd", order.terms().goodTillMillis())
        .field("er", Integer.toString(update.expiryReason().code()))
        .endObject()
        .endObject()
        .text();
  }

  static String lite(OrderUpdate update, UserTrade fill) {
    OrderView order = update.order();
    return eventFirst(new JsonWriter(256), LITE, update.time())
        .field("s", order.symbol().code())
        .field("q", plain(order.originalQuantity()))
        .field("p", plain(order.price()))
        .field("m", fill.maker())
        .field("c", order.clientOrderId())
        .field("S", order.side().name())
        .field("L", plain(fill.price()))
        .field("l", plain(fill.quantity()))
        .field("t", fill.tradeId())
        .field("i", order.orderId())
        .endObject()
        .text();
  }

  static String algo(AlgoUpdate update) {
    AlgoView algo = update.algo();
    JsonWriter json = new JsonWriter(448);
    head(json, ALGO, update.time())
        .beginObject("o")
        .field("caid", algo.clientAlgoId())
        .field("aid", algo.algoId())
        .field("at", "CONDITIONAL")
        .field("o", algo.type().name())
        .field("s", algo.symbol().code())
        .field("S", algo.side().name())
        .field("ps", algo.terms().positionSide().name())
        .field("f", algo.timeInForce().name())
        .field("q", plain(algo.quantity()))
        .field("X", algo.status().name())
        .field("ai", algo.orderId().isPresent() ? Long.toString(algo.orderId().getAsLong()) : "");
    if (algo.orderId().isPresent()) {
      // The venue's TRIGGERED says nothing of the fills yet; FINISHED does.
      boolean finished = algo.status() == AlgoStatus.FINISHED;
      json.field("ap", finished ? plain(algo.averagePrice()) : "0")
          .field("aq", finished ? plain(algo.executedQuantity()) : "0")
          .field("act", algo.spawns().name());
    }
    json.field("tp", plain(algo.triggerPrice()))
        .field("p", plain(algo.price()))
        .field("V", algo.terms().selfTrade().name())
        .field("wt", algo.workingType().name())
        .field("pm", algo.terms().priceMatch().name())
        .field("cp", algo.closePosition())
        .field("pP", algo.priceProtect())
        .field("R", algo.reduceOnly())
        .field("tt", algo.triggerTime())
        .field("gtd", algo.terms().goodTillMillis());
    algo.trailing().ifPresent(trailing -> json.field("ia", trailing.activated()));
    if (!algo.rejectReason().isEmpty()) {
      json.field("rm", algo.rejectReason());
    }
    return json.endObject().endObject().text();
  }

  /** Money keeps its decimals, unless it is nothing. */
  private static String printed(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.toPlainString();
  }

  static String account(AccountUpdate update) {
    JsonWriter json = new JsonWriter(384);
    eventFirst(json, ACCOUNT, update.time()).beginObject("a").field("m", update.reason().name());
    update.symbol().ifPresent(symbol -> json.field("S", symbol.code()));
    json.beginArray("B");
    for (AccountUpdate.BalanceChange change : update.balances()) {
      json.beginObject()
          .field("a", change.asset())
          .field("wb", change.wallet())
          .field("cw", change.crossWallet())
          .field("bc", printed(change.change()))
          .endObject();
    }
    json.endArray().beginArray("P");
    for (PositionView position : update.positions()) {
      json.beginObject()
          .field("s", position.symbol().code())
          .field("pa", plain(position.amount()))
          .field("ep", printed(position.entryPrice()))
          .field("bep", printed(position.breakEvenPrice()))
          .field("cr", printed(position.realized()))
          .field("up", printed(position.unrealized()))
          .field("mt", marginType(position))
          .field("iw", printed(position.isolatedWallet()))
          .field("ps", position.positionSide().name())
          .endObject();
    }
    return json.endArray().endObject().endObject().text();
  }

  /** The lower-case name that streams and v2 use: {@code isolated} or {@code cross}. */
  static String marginType(PositionView position) {
    return switch (position.marginType()) {
      case ISOLATED -> "isolated";
      case CROSSED -> "cross";
    };
  }

  static String leverage(Symbol symbol, int leverage, long time) {
    return eventFirst(new JsonWriter(), CONFIG, time)
        .beginObject("ac")
        .field("s", symbol.code())
        .field("l", leverage)
        .endObject()
        .endObject()
        .text();
  }

  static String multiAssets(boolean on, long time) {
    return eventFirst(new JsonWriter(), CONFIG, time)
        .beginObject("ai")
        .field("j", on)
        .endObject()
        .endObject()
        .text();
  }

  static String listenKeyExpired(String listenKey, long time) {
    return new JsonWriter()
        .beginObject()
        .field("e", EXPIRED)
        .field("E", time)
        .field("listenKey", listenKey)
        .endObject()
        .text();
  }

  /** Positions that come near their liquidation. */
  static String marginCall(MarginCall call) {
    JsonWriter json =
        new JsonWriter(320)
            .beginObject()
            .field("e", MARGIN_CALL)
            .field("E", call.time())
            .field("cw", call.crossWallet())
            .beginArray("p");
    for (PositionView position : call.positions()) {
      json.beginObject()
          .field("s", position.symbol().code())
          .field("ps", position.positionSide().name())
          .field("pa", plain(position.amount()))
          .field("mt", position.marginType().name())
          .field("iw", plain(position.isolatedWallet()))
          .field("mp", position.markPrice())
          .field("up", plain(position.unrealized()))
          .field("mm", plain(position.maintenanceMargin()))
          .endObject();
    }
    return json.endArray().endObject().text();
  }

  /** Some events have their own time first, some the transaction's. */
  private static JsonWriter eventFirst(JsonWriter json, String event, long time) {
    return json.beginObject().field("e", event).field("E", time).field("T", time);
  }

  private static JsonWriter head(JsonWriter json, String event, long time) {
    return json.beginObject().field("e", event).field("T", time).field("E", time);
  }
}
