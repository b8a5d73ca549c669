package vortex7.venue.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.api.DerivativesTradingUsdsFuturesWebSocketApi;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.CancelOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.FuturesAccountBalanceV2Request;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.ModifyOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.OrderBookRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.QueryOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.TimeInForce;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The official Java connector's trading WebSocket API at the simulated venue. */
class ConnectorSocketApiIT {
  private static final String BTC = "BTCUSDT";

  @Test
  void an_order_is_placed_found_modified_and_cancelled_over_the_socket() throws Exception {
    try (ConnectorVenue venue = ConnectorVenue.start()) {
      DerivativesTradingUsdsFuturesWebSocketApi api = venue.socketApi("orders");
      double bid =
          Double.parseDouble(
              got(api.orderBook(new OrderBookRequest().symbol(BTC).limit(5L)))
                  .getResult()
                  .getBids()
                  .getFirst()
                  .getFirst());
      double price = StrictMath.floor(bid * 0.97);
      long id =
          got(api.newOrder(
                  new NewOrderRequest()
                      .symbol(BTC)
                      .side(Side.BUY)
                      .type("LIMIT")
                      .timeInForce(TimeInForce.GTC)
                      .quantity(0.01)
                      .price(price)))
              .getResult()
              .getOrderId();
      assertThat(
              got(api.queryOrder(new QueryOrderRequest().symbol(BTC).orderId(id)))
                  .getResult()
                  .getStatus())
          .isEqualTo("NEW");
      assertThat(
              got(api.modifyOrder(
                      new ModifyOrderRequest()
                          .symbol(BTC)
                          .side(Side.BUY)
                          .orderId(id)
                          .quantity(0.02)
                          .price(price)))
                  .getResult()
                  .getOrigQty())
          .startsWith("0.02");
      CancelOrderRequest cancel = new CancelOrderRequest().symbol(BTC).orderId(id);
      assertThat(got(api.cancelOrder(cancel)).getResult().getStatus()).isEqualTo("CANCELED");
      assertThat(got(api.cancelOrder(cancel)).getStatus()).isEqualTo(400L);
      assertThat(got(api.futuresAccountBalanceV2(new FuturesAccountBalanceV2Request())).getResult())
          .anyMatch(balance -> balance.getAsset().equals("USDT"));
    }
  }

  private static <T> T got(CompletableFuture<T> answer) throws Exception {
    return answer.get(15, TimeUnit.SECONDS);
  }
}
