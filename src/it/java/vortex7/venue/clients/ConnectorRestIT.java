package vortex7.venue.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.binance.connector.client.common.ApiException;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.AutoCancelAllOpenOrdersRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.BatchOrdersPlaceMultipleOrders;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.BatchOrdersPlaceMultipleOrdersInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangeInitialLeverageRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangeMarginTypeRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangePositionModeRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ExchangeInformationResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Interval;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.KlineCandlestickDataResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.MarginType;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ModifyOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRespType;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.OrderBookResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.OrderIdList;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Period;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.PlaceMultipleOrdersRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.PlaceMultipleOrdersResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.TimeInForce;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The venue's official Java connector against the simulated venue over REST: only its base URL is
 * another. Its models say what the venue's own people expect in an answer.
 */
class ConnectorRestIT {
  private static final String BTC = "BTCUSDT";

  private static ConnectorVenue venue;
  private static DerivativesTradingUsdsFuturesRestApi api;

  @BeforeAll
  static void start() {
    venue = ConnectorVenue.start();
    api = venue.rest("orders");
  }

  @AfterAll
  static void stop() {
    venue.close();
  }

  @Test
  void the_markets_are_listed_with_their_filters() {
    ExchangeInformationResponse info = api.exchangeInformation().getData();
    assertThat(info.getSymbols().getFirst().getSymbol()).isEqualTo(BTC);
    assertThat(info.getSymbols().getFirst().getFilters()).hasSizeGreaterThanOrEqualTo(7);
    assertThat(info.getRateLimits()).hasSize(3);
    assertThat(Math.abs(api.checkServerTime().getData().getServerTime() - venue.millis()))
        .isLessThan(5_000);
  }

  @Test
  void the_book_has_its_best_levels_first() {
    OrderBookResponse book = api.orderBook(BTC, 20L).getData();
    assertThat(book.getBids()).hasSize(20);
    assertThat(book.getAsks()).hasSize(20);
    assertThat(price(book.getBids().getFirst().getFirst()))
        .isLessThan(price(book.getAsks().getFirst().getFirst()));
    assertThat(book.getLastUpdateId()).isPositive();
  }

  @Test
  void candles_trades_and_statistics_are_read() {
    KlineCandlestickDataResponse candles =
        api.klineCandlestickData(BTC, Interval.INTERVAL_1m, null, null, 100L).getData();
    assertThat(candles).hasSize(100);
    assertThat(candles.getFirst()).hasSize(12);
    assertThat(api.compressedAggregateTradesList(BTC, null, null, null, 10L).getData())
        .isNotEmpty();
    assertThat(api.recentTradesList(BTC, 10L).getData()).isNotEmpty();
    assertThat(
            api.markPriceKlineCandlestickData(BTC, Interval.INTERVAL_5m, null, null, 3L).getData())
        .isNotEmpty();
    assertThat(price(api.openInterest(BTC).getData().getOpenInterest())).isPositive();
    assertThat(api.longShortRatio(BTC, Period.PERIOD_5m, 3L, null, null).getData()).isNotNull();
    assertThat(api.getFundingRateHistory(BTC, null, null, 3L).getData()).isNotNull();
  }

  @Test
  void prices_of_one_symbol_are_an_object_and_of_all_a_list() {
    assertThat(
            api.ticker24hrPriceChangeStatistics(BTC)
                .getData()
                .getTicker24hrPriceChangeStatisticsResponse1()
                .getSymbol())
        .isEqualTo(BTC);
    assertThat(api.symbolOrderBookTicker(null).getData().getSymbolOrderBookTickerResponse2())
        .hasSizeGreaterThan(1);
    assertThat(api.markPrice(BTC).getData().getMarkPriceResponse1().getSymbol()).isEqualTo(BTC);
    assertThat(api.symbolPriceTickerV2(BTC).getData().getSymbolPriceTickerV2Response1().getSymbol())
        .isEqualTo(BTC);
  }

  @Test
  void an_order_rests_is_modified_and_is_cancelled() {
    NewOrderResponse placed = api.newOrder(resting(0.97).newClientOrderId("rests")).getData();
    assertThat(placed.getStatus()).isEqualTo("NEW");
    assertThat(placed.getClientOrderId()).isEqualTo("rests");
    assertThat(api.currentAllOpenOrders(BTC, null).getData())
        .anyMatch(order -> order.getOrderId().equals(placed.getOrderId()));

    double other = below(0.96);
    assertThat(
            price(
                api.modifyOrder(
                        new ModifyOrderRequest()
                            .symbol(BTC)
                            .side(Side.BUY)
                            .orderId(placed.getOrderId())
                            .quantity(0.02)
                            .price(other))
                    .getData()
                    .getPrice()))
        .isEqualByComparingTo(BigDecimal.valueOf(other));
    assertThat(price(api.queryOrder(BTC, placed.getOrderId(), null, null).getData().getOrigQty()))
        .isEqualByComparingTo("0.02");
    assertThat(
            api.getOrderModifyHistory(BTC, placed.getOrderId(), null, null, null, null, null)
                .getData())
        .hasSize(1);

    assertThat(api.cancelOrder(BTC, null, "rests", null).getData().getStatus())
        .isEqualTo("CANCELED");
    ApiException gone =
        catchThrowableOfType(ApiException.class, () -> api.cancelOrder(BTC, null, "rests", null));
    assertThat(gone.getCode()).isEqualTo(400);
    assertThat(gone.getResponseBody()).contains("\"code\":-2011");
  }

  @Test
  void a_market_order_fills_and_is_booked() {
    NewOrderResponse bought = api.newOrder(market(Side.BUY, 0.01)).getData();
    assertThat(bought.getStatus()).isEqualTo("FILLED");
    assertThat(
            api.accountTradeList(BTC, bought.getOrderId(), null, null, null, null, null).getData())
        .isNotEmpty()
        .allMatch(fill -> price(fill.getCommission()).signum() > 0);
    assertThat(api.positionInformationV3(BTC, null).getData())
        .anyMatch(position -> price(position.getPositionAmt()).signum() > 0);
    assertThat(api.positionInformationV2(BTC, null).getData()).hasSize(1);

    api.newOrder(market(Side.SELL, 0.01).reduceOnly("true"));
    assertThat(api.getIncomeHistory(BTC, null, null, null, null, 100L, null).getData())
        .extracting(row -> row.getIncomeType())
        .contains("COMMISSION", "REALIZED_PNL");
    assertThat(api.allOrders(BTC, null, null, null, 100L, null).getData())
        .anyMatch(order -> order.getStatus().equals("FILLED"));
    assertThat(price(api.accountInformationV3(null).getData().getTotalWalletBalance()))
        .isLessThan(new BigDecimal("10000"));
    assertThat(api.accountInformationV2(null).getData().getCanTrade()).isTrue();
    assertThat(api.futuresAccountBalanceV3(null).getData())
        .anyMatch(balance -> balance.getAsset().equals("USDT"));
  }

  @Test
  void a_batch_is_answered_in_its_order_with_failures_inline() {
    BatchOrdersPlaceMultipleOrders batch = new BatchOrdersPlaceMultipleOrders();
    batch.add(inBatch(below(0.95), "0.01"));
    batch.add(inBatch(below(0.95), "0.0000001"));
    batch.add(inBatch(below(0.94), "0.01"));
    PlaceMultipleOrdersResponse answer =
        api.placeMultipleOrders(new PlaceMultipleOrdersRequest().batchOrders(batch)).getData();
    assertThat(answer).hasSize(3);
    assertThat(answer.get(0).getStatus()).isEqualTo("NEW");
    assertThat(answer.get(1).getCode()).isNegative();
    assertThat(answer.get(2).getStatus()).isEqualTo("NEW");

    OrderIdList ids = new OrderIdList();
    ids.add(answer.get(0).getOrderId());
    ids.add(answer.get(2).getOrderId());
    assertThat(api.cancelMultipleOrders(BTC, ids, null, null).getData())
        .hasSize(2)
        .allMatch(order -> order.getStatus().equals("CANCELED"));
  }

  @Test
  void a_conditional_order_is_placed_found_and_cancelled() {
    long placed =
        api.newAlgoOrder(
                new NewAlgoOrderRequest()
                    .algoType("CONDITIONAL")
                    .symbol(BTC)
                    .side(Side.SELL)
                    .type("STOP_MARKET")
                    .triggerPrice(below(0.9))
                    .quantity(0.01)
                    .clientAlgoId("stop"))
            .getData()
            .getAlgoId();
    assertThat(api.queryAlgoOrder(placed, null, null).getData().getOrderType())
        .isEqualTo("STOP_MARKET");
    assertThat(api.currentAllAlgoOpenOrders(null, BTC, null, null).getData()).hasSize(1);
    assertThat(api.cancelAlgoOrder(null, "stop", null).getData().getMsg()).isEqualTo("success");
    assertThat(api.queryAllAlgoOrders(BTC, null, null, null, null, null, null).getData())
        .anyMatch(order -> order.getAlgoStatus().equals("CANCELED"));
    assertThat(api.cancelAllAlgoOpenOrders(BTC, null).getData().getCode()).isEqualTo(200L);
  }

  @Test
  void conditional_types_are_refused_where_regular_orders_go() {
    ApiException refused =
        catchThrowableOfType(
            ApiException.class,
            () ->
                api.newOrder(
                    new NewOrderRequest()
                        .symbol(BTC)
                        .side(Side.SELL)
                        .type("STOP_MARKET")
                        .stopPrice(below(0.9))
                        .quantity(0.01)));
    assertThat(refused.getResponseBody()).contains("\"code\":-4120");
  }

  @Test
  void leverage_margin_type_and_position_mode_are_set() {
    DerivativesTradingUsdsFuturesRestApi other = venue.rest("settings");
    assertThat(
            other
                .changeInitialLeverage(new ChangeInitialLeverageRequest().symbol(BTC).leverage(9L))
                .getData()
                .getLeverage())
        .isEqualTo(9L);
    ChangeMarginTypeRequest isolated =
        new ChangeMarginTypeRequest().symbol(BTC).marginType(MarginType.ISOLATED);
    assertThat(other.changeMarginType(isolated).getData().getCode()).isEqualTo(200L);
    assertThat(
            catchThrowableOfType(ApiException.class, () -> other.changeMarginType(isolated))
                .getResponseBody())
        .contains("\"code\":-4046");
    other.changePositionMode(new ChangePositionModeRequest().dualSidePosition("true"));
    assertThat(other.getCurrentPositionMode(null).getData().getDualSidePosition()).isTrue();
    assertThat(other.symbolConfiguration(BTC, null).getData())
        .singleElement()
        .satisfies(config -> assertThat(config.getLeverage()).isEqualTo(9L));
    assertThat(other.futuresAccountConfiguration(null).getData().getDualSidePosition()).isTrue();
    assertThat(price(other.userCommissionRate(BTC, null).getData().getTakerCommissionRate()))
        .isEqualByComparingTo("0.0005");
  }

  @Test
  void the_dead_mans_switch_is_set_and_taken_away() {
    AutoCancelAllOpenOrdersRequest in =
        new AutoCancelAllOpenOrdersRequest().symbol(BTC).countdownTime(60_000L);
    assertThat(api.autoCancelAllOpenOrders(in).getData().getCountdownTime()).isEqualTo("60000");
    api.autoCancelAllOpenOrders(in.countdownTime(0L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "RSA"})
  void a_private_key_of_ones_own_signs(String algorithm) {
    assertThat(venue.rest(venue.ownKey(algorithm)).futuresAccountBalanceV3(null).getData())
        .anyMatch(balance -> price(balance.getBalance()).compareTo(new BigDecimal("777")) == 0);
  }

  @Test
  void a_wrong_secret_is_refused() {
    ApiException refused =
        catchThrowableOfType(
            ApiException.class,
            () ->
                venue.rest(ConnectorVenue.secret("orders", "guess")).futuresAccountBalanceV3(null));
    assertThat(refused.getResponseBody()).contains("\"code\":-1022");
  }

  private static NewOrderRequest resting(double share) {
    return new NewOrderRequest()
        .symbol(BTC)
        .side(Side.BUY)
        .type("LIMIT")
        .timeInForce(TimeInForce.GTC)
        .quantity(0.01)
        .price(below(share));
  }

  private static NewOrderRequest market(Side side, double quantity) {
    return new NewOrderRequest()
        .symbol(BTC)
        .side(side)
        .type("MARKET")
        .quantity(quantity)
        .newOrderRespType(NewOrderRespType.RESULT);
  }

  private static BatchOrdersPlaceMultipleOrdersInner inBatch(double price, String quantity) {
    return new BatchOrdersPlaceMultipleOrdersInner()
        .symbol(BTC)
        .side(BatchOrdersPlaceMultipleOrdersInner.SideEnum.BUY)
        .type("LIMIT")
        .timeInForce(BatchOrdersPlaceMultipleOrdersInner.TimeInForceEnum.GTC)
        .quantity(quantity)
        .price(Double.toString(price));
  }

  /** A whole price at a share of the best bid. */
  private static double below(double share) {
    return StrictMath.floor(
        Double.parseDouble(api.orderBook(BTC, 5L).getData().getBids().getFirst().getFirst())
            * share);
  }

  private static BigDecimal price(String text) {
    return new BigDecimal(text);
  }
}
