package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Side;
import vortex7.position.OrderRequest;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.TimeInForce;
import vortex7.position.OrderRequest.WorkingType;

class OrderFiltersTest {
  @ParameterizedTest
  @CsvSource({
    "0.010, 76906.00, false, ''",
    "0.010, 76906.1, false, ''",
    "0.010, 76906.05, false, price 76906.05 not on tick 0.10",
    "0.010, 556.70, false, 'price 556.70 outside [556.80, 4529764]'",
    "0.010, 4529764.10, false, 'price 4529764.10 outside [556.80, 4529764]'",
    "0.0005, 76906.00, false, 'quantity 0.0005 outside [0.001, 1000]'",
    "1000.001, 76906.00, false, 'quantity 1000.001 outside [0.001, 1000]'",
    "0.0015, 76906.00, false, quantity 0.0015 not on step 0.001",
    "0.001, 49999.90, false, notional 49.99990 < minimum 50",
    "0.001, 49999.90, true, ''",
    "0.001, 50000.00, false, ''"
  })
  void a_limit_order_off_a_filter_is_refused_with_rule_and_value(
      BigDecimal quantity, BigDecimal price, boolean reduceOnly, String expected) {
    OrderRequest request =
        new PlaceLimit(Orders.ENTRY, Side.BUY, quantity, price, TimeInForce.GTX, reduceOnly);
    assertThat(refusal(request)).isEqualTo(expected);
  }

  @Test
  void a_market_order_has_a_smaller_maximum() {
    assertThat(refusal(new PlaceMarket(Orders.EXIT, Side.SELL, new BigDecimal("120"), true)))
        .isEmpty();
    assertThat(refusal(new PlaceMarket(Orders.EXIT, Side.SELL, new BigDecimal("120.001"), true)))
        .isEqualTo("quantity 120.001 outside [0.001, 120]");
  }

  @Test
  void a_stop_is_checked_by_trigger_and_quantity() {
    assertThat(refusal(stop(Optional.empty(), "75000.1"))).isEmpty();
    assertThat(refusal(stop(Optional.empty(), "75000.15")))
        .isEqualTo("trigger price 75000.15 not on tick 0.10");
    assertThat(refusal(stop(Optional.of(new BigDecimal("0.0001")), "75000.1")))
        .isEqualTo("quantity 0.0001 outside [0.001, 120]");
  }

  @Test
  void what_carries_no_value_passes() {
    assertThat(refusal(new Cancel(Orders.ENTRY))).isEmpty();
  }

  private static OrderRequest stop(Optional<BigDecimal> quantity, String trigger) {
    return new PlaceStop(
        Orders.STOP, Side.SELL, quantity, new BigDecimal(trigger), WorkingType.CONTRACT_PRICE);
  }

  private static String refusal(OrderRequest request) {
    return OrderFilters.refusal(request, Orders.BTC_RULES).orElse("");
  }
}
