package vortex7.venue.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.binance.connector.client.common.websocket.service.StreamBlockingQueueWrapper;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.api.DerivativesTradingUsdsFuturesWebSocketStreams;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AccountUpdate;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AggregateTradeStreamsRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AggregateTradeStreamsResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AlgoUpdate;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.IndividualSymbolBookTickerStreamsRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.IndividualSymbolBookTickerStreamsResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.KlineCandlestickStreamsRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.MarkPriceStreamRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.OrderTradeUpdate;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.PartialBookDepthStreamsRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.PartialBookDepthStreamsResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.UserDataStreamEventsResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official Java connector's streams, market and user data, at the simulated venue. */
class ConnectorStreamsIT {
  private static final String BTC = "btcusdt";

  private static ConnectorVenue venue;

  @BeforeAll
  static void start() {
    venue = ConnectorVenue.start();
  }

  @AfterAll
  static void stop() {
    venue.close();
  }

  @Test
  void trades_candles_and_the_mark_price_come_on_the_market_path() throws Exception {
    DerivativesTradingUsdsFuturesWebSocketStreams streams = venue.streams("market");
    StreamBlockingQueueWrapper<AggregateTradeStreamsResponse> trades =
        streams.aggregateTradeStreams(new AggregateTradeStreamsRequest().symbol(BTC));
    AggregateTradeStreamsResponse first = next(trades);
    AggregateTradeStreamsResponse second = next(trades);
    assertThat(first.getsLowerCase()).isEqualTo("BTCUSDT");
    assertThat(second.getaLowerCase()).isEqualTo(first.getaLowerCase() + 1);
    assertThat(price(first.getpLowerCase())).isPositive();

    assertThat(
            next(streams.klineCandlestickStreams(
                    new KlineCandlestickStreamsRequest().symbol(BTC).interval("1m")))
                .getkLowerCase()
                .getiLowerCase())
        .isEqualTo("1m");
    assertThat(
            price(
                next(streams.markPriceStream(
                        new MarkPriceStreamRequest().symbol(BTC).updateSpeed("1s")))
                    .getpLowerCase()))
        .isPositive();
  }

  @Test
  void the_book_comes_on_the_public_path() throws Exception {
    DerivativesTradingUsdsFuturesWebSocketStreams streams = venue.streams("public");
    PartialBookDepthStreamsResponse book =
        next(
            streams.partialBookDepthStreams(
                new PartialBookDepthStreamsRequest().symbol(BTC).levels(20L).updateSpeed("100ms")));
    assertThat(book.getbLowerCase()).hasSize(20);
    assertThat(price(book.getbLowerCase().getFirst().getFirst()))
        .isLessThan(price(book.getaLowerCase().getFirst().getFirst()));
    IndividualSymbolBookTickerStreamsResponse best =
        next(
            streams.individualSymbolBookTickerStreams(
                new IndividualSymbolBookTickerStreamsRequest().symbol(BTC)));
    assertThat(price(best.getbLowerCase())).isLessThan(price(best.getaLowerCase()));
  }

  @Test
  void orders_fills_and_the_account_come_on_the_private_path() throws Exception {
    DerivativesTradingUsdsFuturesRestApi rest = venue.rest("streams");
    String listenKey = rest.startUserDataStream().getData().getListenKey();
    assertThat(rest.keepaliveUserDataStream().getData()).isNotNull();
    StreamBlockingQueueWrapper<UserDataStreamEventsResponse> events =
        venue.streams("private").userData(listenKey);

    rest.newOrder(
        new NewOrderRequest()
            .symbol("BTCUSDT")
            .side(Side.BUY)
            .type("MARKET")
            .quantity(0.01)
            .newClientOrderId("heard"));
    List<UserDataStreamEventsResponse> told =
        until(
            events,
            all ->
                all.stream().anyMatch(event -> isOrder(event, "FILLED"))
                    && all.stream()
                        .anyMatch(event -> event.getActualInstance() instanceof AccountUpdate));
    assertThat(told).anyMatch(event -> isOrder(event, "NEW"));

    rest.newAlgoOrder(
        new NewAlgoOrderRequest()
            .algoType("CONDITIONAL")
            .symbol("BTCUSDT")
            .side(Side.SELL)
            .type("STOP_MARKET")
            .closePosition("true")
            .triggerPrice(30_000.0)
            .clientAlgoId("heard-stop"));
    until(
        events,
        all ->
            all.stream()
                .anyMatch(
                    event ->
                        event.getActualInstance() instanceof AlgoUpdate algo
                            && algo.getoLowerCase().getCaid().equals("heard-stop")));
    rest.closeUserDataStream();
  }

  private static boolean isOrder(UserDataStreamEventsResponse event, String status) {
    return event.getActualInstance() instanceof OrderTradeUpdate update
        && update.getoLowerCase().getcLowerCase().equals("heard")
        && update.getoLowerCase().getX().equals(status);
  }

  private static List<UserDataStreamEventsResponse> until(
      StreamBlockingQueueWrapper<UserDataStreamEventsResponse> events,
      Predicate<List<UserDataStreamEventsResponse>> enough)
      throws Exception {
    List<UserDataStreamEventsResponse> told = new ArrayList<>();
    while (!enough.test(told)) {
      told.add(next(events));
    }
    return told;
  }

  private static <T> T next(StreamBlockingQueueWrapper<T> stream) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return stream.take();
              } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
              }
            })
        .get(15, TimeUnit.SECONDS);
  }

  private static BigDecimal price(String text) {
    return new BigDecimal(text);
  }
}
