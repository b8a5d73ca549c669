package vortex7.venue.simulated;

import java.util.Optional;
import java.util.Set;
import vortex7.matching.Answer;
import vortex7.matching.Exchange;
import vortex7.matching.FillScript;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderView;
import vortex7.venue.simulated.fault.FaultBoard;
import vortex7.venue.simulated.fault.FillFault;
import vortex7.venue.simulated.fault.Firing;
import vortex7.venue.simulated.fault.Target;

/** Where regular orders enter the exchange: filled by the market, or as a fault has it. */
final class OrderEntry {
  private static final Set<String> PATHS =
      Set.of(
          "/fapi/v1/order",
          "/fapi/v1/batchOrders",
          "/fapi/v1/allOpenOrders",
          "/fapi/v1/algoOrder",
          "/fapi/v1/algoOpenOrders");

  private final Exchange exchange;
  private final FaultBoard board;

  OrderEntry(Exchange exchange, FaultBoard board) {
    this.exchange = exchange;
    this.board = board;
  }

  /**
   * Whether a call places, amends or cancels, and so takes the way of orders.
   *
   * @param endpoint method and path, such as {@code POST /fapi/v1/order}
   */
  static boolean takes(String endpoint) {
    return !endpoint.startsWith("GET ")
        && PATHS.contains(endpoint.substring(endpoint.indexOf(' ') + 1));
  }

  Answer<OrderView> place(String account, NewOrder order) {
    Optional<Firing<FillFault>> fault =
        board.first(
            FillFault.class,
            ignored -> true,
            () -> Target.order(account, order.symbol().code(), order.clientOrderId().orElse("")),
            exchange.timeMillis());
    return fault
        .map(
            firing ->
                exchange
                    .interventions()
                    .place(
                        account,
                        order,
                        new FillScript(firing.effect().shares(), firing.effect().pauseMillis())))
        .orElseGet(() -> exchange.place(account, order));
  }
}
