package vortex7.venue.binance;

import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderRequest;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;

/** How each request is said to the venue: stops on the conditional endpoints, the rest regular. */
final class OrderCalls {
  private static final String ORDER = "/fapi/v1/order";
  private static final String ALGO_ORDER = "/fapi/v1/algoOrder";

  private OrderCalls() {}

  static RestCall of(OrderRequest request) {
    return switch (request) {
      case PlaceLimit limit ->
          regular(request, limit.reduceOnly())
              .with("side", limit.side())
              .with("type", "LIMIT")
              .with("timeInForce", limit.timeInForce())
              .with("quantity", limit.quantity().toPlainString())
              .with("price", limit.price().toPlainString())
              .with("reduceOnly", limit.reduceOnly())
              .with("newClientOrderId", limit.id().text());
      case PlaceMarket market ->
          regular(request, market.reduceOnly())
              .with("side", market.side())
              .with("type", "MARKET")
              .with("quantity", market.quantity().toPlainString())
              .with("reduceOnly", market.reduceOnly())
              .with("newClientOrderId", market.id().text());
      case PlaceStop stop -> stop(stop);
      case Cancel cancel -> named("DELETE", Lane.CANCEL, cancel.id());
      case Query query -> named("GET", Lane.QUERY, query.id());
    };
  }

  private static RestCall regular(OrderRequest request, boolean reduceOnly) {
    Lane lane = reduceOnly ? Lane.PROTECTIVE : Lane.ENTRY;
    return BinanceRest.of(request.symbol(), RestCall.signed("POST", ORDER, lane, 0, 1));
  }

  private static RestCall stop(PlaceStop stop) {
    RestCall call =
        BinanceRest.of(stop.symbol(), RestCall.signed("POST", ALGO_ORDER, Lane.PROTECTIVE, 0, 1))
            .with("algoType", "CONDITIONAL")
            .with("side", stop.side())
            .with("type", "STOP_MARKET")
            .with("triggerPrice", stop.triggerPrice().toPlainString())
            .with("workingType", stop.workingType())
            .with("clientAlgoId", stop.id().text());
    return stop.quantity().isPresent()
        ? call.with("quantity", stop.quantity().get().toPlainString()).with("reduceOnly", true)
        : call.with("closePosition", true);
  }

  private static RestCall named(String method, Lane lane, ClientOrderId id) {
    return id.leg() == Leg.STOP
        ? RestCall.signed(method, ALGO_ORDER, lane, 1, 0).with("clientAlgoId", id.text())
        : BinanceRest.of(id.symbol(), RestCall.signed(method, ORDER, lane, 1, 0))
            .with("origClientOrderId", id.text());
  }
}
