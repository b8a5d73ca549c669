package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vortex7.matching.synthetic.SyntheticRun.BTC;
import static vortex7.matching.synthetic.SyntheticRun.ETH;
import static vortex7.matching.synthetic.SyntheticRun.NOON;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.Market;
import vortex7.matching.NewOrder;
import vortex7.matching.OrderStatus;
import vortex7.matching.TimeInForce;

/** What a synthetic market does when it is moved from outside. */
class MarketShockTest {
  private static final long MINUTE = 60_000L;

  private static double middle(Market market) {
    return 0.5 * (market.priceAsDouble(market.bestBid()) + market.priceAsDouble(market.bestAsk()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.05, 0.03})
  void a_gap_is_there_at_once_and_stays(double fraction) {
    SyntheticRun run = SyntheticRun.seeded(5);
    run.market.advance(NOON + MINUTE);
    Market btc = run.exchange.market(BTC);
    double before = middle(btc);
    double ether = middle(run.exchange.market(ETH));

    run.market.gap(BTC, fraction);

    double gapped = before * (1.0 + fraction);
    assertThat(middle(btc)).isCloseTo(gapped, within(0.001 * gapped));
    assertThat(btc.priceAsDouble(btc.lastPrice())).isCloseTo(gapped, within(0.001 * gapped));
    assertThat(middle(run.exchange.market(ETH))).isEqualTo(ether);
    // Those who are liquidated may sweep a side empty for a moment; it is never crossed.
    for (long t = NOON + MINUTE + 100; t <= NOON + 2 * MINUTE; t += 100) {
      run.market.advance(t);
      long bid = btc.bestBid();
      assertThat(btc.bestAsk() == 0 || bid < btc.bestAsk()).isTrue();
    }
    assertThat(btc.bestBid()).isPositive();
    assertThat(middle(btc)).isCloseTo(gapped, within(0.02 * gapped));
  }

  private static SyntheticSymbol smallCoin() {
    return SyntheticSymbol.of(
        new Instrument(
            Symbol.of("XYZUSDT"),
            "XYZ",
            "USDT",
            new BigDecimal("0.0001"),
            new BigDecimal("0.0143"),
            new BigDecimal("100000"),
            new BigDecimal("0.1"),
            new BigDecimal("0.1"),
            new BigDecimal("10000000"),
            new BigDecimal("2000000"),
            new BigDecimal("5"),
            new BigDecimal("1.1500"),
            new BigDecimal("0.8500"),
            new BigDecimal("0.05"),
            new BigDecimal("0.1500")),
        new BigDecimal("0.57"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 4})
  void the_liquidations_after_a_gap_do_not_chase_each_other_through_a_small_book(long seed) {
    SyntheticRun run =
        new SyntheticRun(SyntheticSettings.of(List.of(smallCoin()), seed).withoutOpening(), NOON);
    Market coin = run.exchange.market(smallCoin().symbol());
    run.market.advance(NOON + 20_000);
    double before = coin.markPrice().doubleValue();
    long held = run.market.positioning(coin.symbol()).orElseThrow().openInterestSteps();
    run.market.gap(coin.symbol(), -0.08);
    double lowest = before;
    for (long t = NOON + 20_500; t <= NOON + 4 * MINUTE; t += 500) {
      run.market.advance(t);
      lowest = Math.min(lowest, coin.markPrice().doubleValue());
    }
    assertThat(lowest / before - 1.0).isBetween(-0.11, -0.08);
    long left = run.market.positioning(coin.symbol()).orElseThrow().openInterestSteps();
    assertThat(left).as("they did happen").isLessThan(held - held / 500);
  }

  @Test
  void a_gap_fills_what_clients_left_in_its_way() {
    SyntheticRun run = SyntheticRun.seeded(5);
    run.market.advance(NOON + 1_000);
    run.exchange.openAccount("a");
    run.exchange.deposit("a", "USDT", new BigDecimal("100000"));
    Market btc = run.exchange.market(BTC);
    BigDecimal bid = btc.price(Math.round(btc.bestBid() * 0.98));
    run.exchange
        .place(
            "a",
            NewOrder.limit(BTC, Side.BUY, TimeInForce.GTC, new BigDecimal("0.1"), bid).named("l"))
        .orThrow();

    run.market.gap(BTC, -0.04);

    var order = run.exchange.order("a", BTC, "l").orThrow();
    assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(order.averagePrice()).isEqualByComparingTo(bid);
  }

  @Test
  void a_dry_book_is_quoted_again_when_its_time_is_over() {
    SyntheticRun run = SyntheticRun.seeded(6);
    run.market.advance(NOON + MINUTE);
    Market btc = run.exchange.market(BTC);
    long bid = btc.bestBid();
    long trades = run.trades;

    run.market.dryUp(BTC, false, true, NOON + MINUTE + 3_000);
    run.market.advance(NOON + MINUTE + 2_999);
    assertThat(btc.bestAsk()).isZero();
    assertThat(btc.bestBid()).isEqualTo(bid);
    run.market.dryUp(BTC, true, true, NOON + MINUTE + 5_000);
    assertThat(btc.bestBid()).isZero();

    run.market.advance(NOON + MINUTE + 4_999);
    assertThat(btc.bestBid() + btc.bestAsk()).isZero();
    run.market.advance(NOON + 2 * MINUTE);
    assertThat(btc.bestAsk()).isGreaterThan(btc.bestBid());
    assertThat(btc.bestBid()).isPositive();
    assertThat(run.trades).isGreaterThan(trades);
  }
}
