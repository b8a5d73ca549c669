package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vortex7.matching.synthetic.SyntheticRun.BTC;
import static vortex7.matching.synthetic.SyntheticRun.NOON;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.FundingView;
import vortex7.matching.Liquidated;
import vortex7.matching.Positioning;

/** The positions behind the trades, and what becomes of them. */
class CrowdTest {
  private static final double PRICE = 640_000;

  private final SyntheticSymbol bitcoin = SyntheticSymbol.bitcoin();
  private final Crowd crowd = new Crowd(bitcoin, MarketRandom.of(1, "crowd"));

  private Positioning opened() {
    crowd.open(PRICE);
    crowd.mark(PRICE);
    return crowd.positioning();
  }

  @Test
  void it_begins_with_open_interest_and_rather_long_accounts() {
    Positioning at = opened();
    assertThat(at.openInterestSteps() * bitcoin.step()).isBetween(50_000.0, 70_000.0);
    assertThat(at.longAccounts()).isBetween(0.55, 0.70);
    assertThat(at.topLongAccounts()).isBetween(0.5, 0.65);
    assertThat(crowd.forced()).isZero();
  }

  @Test
  void a_falling_mark_liquidates_longs_and_a_rising_one_shorts() {
    opened();
    crowd.mark(PRICE * 0.99);
    double toSell = -crowd.forced();
    assertThat(toSell).isPositive();
    crowd.mark(PRICE * 0.97);
    assertThat(-crowd.forced()).isGreaterThan(2.0 * toSell);
    while (crowd.forced() < -1e-9) {
      crowd.onForced(false, Math.min(50.0, -crowd.forced()));
    }
    crowd.mark(PRICE * 1.01);
    assertThat(crowd.forced()).isPositive();
  }

  @Test
  void nobody_is_liquidated_twice() {
    opened();
    crowd.mark(PRICE * 0.98);
    double toSell = crowd.forced();
    crowd.mark(PRICE * 0.99);
    crowd.mark(PRICE * 0.98);
    assertThat(crowd.forced()).isEqualTo(toSell);
  }

  @Test
  void open_interest_falls_by_what_is_liquidated_into_hands_that_close() {
    Positioning before = opened();
    crowd.mark(PRICE * 0.95);
    double toSell = -crowd.forced();
    while (crowd.forced() < -1e-9) {
      crowd.onForced(false, Math.min(5.0, -crowd.forced()));
    }
    long after = crowd.positioning().openInterestSteps();
    long gone = before.openInterestSteps() - after;
    assertThat(gone).isPositive().isLessThan(Math.round(toSell / bitcoin.step()));
  }

  @Test
  void what_falls_makes_small_accounts_long() {
    double before = opened().longAccounts();
    for (int i = 0; i < 5_000; i++) {
      crowd.onTaken(false, 0.05);
    }
    double after = crowd.positioning().longAccounts();
    for (int i = 0; i < 10_000; i++) {
      crowd.onTaken(true, 0.05);
    }
    assertThat(after).isGreaterThan(before);
    assertThat(crowd.positioning().longAccounts()).isLessThan(after);
  }

  @Test
  void open_interest_returns_to_its_mean() {
    double mean = opened().openInterestSteps() * bitcoin.step();
    for (int i = 0; i < 200_000; i++) {
      crowd.onTaken(i % 2 == 0, 2.0);
    }
    assertThat(crowd.positioning().openInterestSteps() * bitcoin.step())
        .isCloseTo(mean, within(0.1 * mean));
  }

  /** How open interest changes while as much is bought as sold in {@code minutes} minutes. */
  private double change(double logVolatility, int minutes) {
    double before = opened().openInterestSteps();
    for (int i = 0; i < 60 * minutes; i++) {
      crowd.weather(logVolatility, 1.0 / 60.0);
      crowd.onTaken(i % 2 == 0, 2.0);
    }
    return crowd.positioning().openInterestSteps() / before - 1.0;
  }

  @Test
  void in_a_storm_more_is_closed_than_opened() {
    double calm = change(Math.log(0.6), 60);
    double storm = change(Math.log(5.0), 60);
    assertThat(storm).isNegative().isLessThan(calm - 0.01);
  }

  @Test
  void for_some_minutes_all_rather_open_or_rather_close() {
    opened();
    double last = crowd.positioning().openInterestSteps();
    double squares = 0.0;
    int spans = 200;
    for (int span = 0; span < spans; span++) {
      for (int i = 0; i < 300; i++) {
        crowd.weather(0.0, 1.0 / 60.0);
        crowd.onTaken(i % 2 == 0, 2.0);
      }
      double now = crowd.positioning().openInterestSteps();
      squares += Math.pow(now / last - 1.0, 2);
      last = now;
    }
    // By chance alone 600 trades of two coins on 57 000 would be 0.06 % in five minutes.
    assertThat(Math.sqrt(squares / spans)).isBetween(0.0008, 0.004);
  }

  @Test
  void a_restored_crowd_holds_the_same_positions() {
    opened();
    crowd.mark(PRICE * 0.99);
    SortedMap<String, Long> state = new TreeMap<>();
    crowd.exportTo(state, "x.");
    Crowd after = new Crowd(bitcoin, MarketRandom.of(2, "other"));
    after.restore(new StateReader(state), "x.");
    assertThat(after.positioning().openInterestSteps())
        .isCloseTo(crowd.positioning().openInterestSteps(), within(1_000L));
    assertThat(after.positioning().longAccounts()).isEqualTo(crowd.positioning().longAccounts());
    assertThat(after.forced()).isEqualTo(crowd.forced());
    after.mark(PRICE * 0.97);
    crowd.mark(PRICE * 0.97);
    assertThat(after.forced()).isCloseTo(crowd.forced(), within(1e-3 * Math.abs(crowd.forced())));
  }

  /** Ten minutes of trading whose liquidations are collected. */
  private static final class Told implements ExchangeListener {
    private final List<Liquidated> liquidated = new ArrayList<>();

    @Override
    public void onLiquidation(Liquidated one) {
      liquidated.add(one);
    }
  }

  @Test
  void liquidations_trade_in_the_book_and_are_published_as_the_crowds() {
    Told told = new Told();
    SyntheticMarket market = new SyntheticMarket(SyntheticSettings.documents(), NOON);
    Exchange exchange = new Exchange(ExchangeRules.documents(), told);
    market.attach(exchange);
    Positioning before = market.positioning(BTC).orElseThrow();
    for (int i = 0; i < 600 && told.liquidated.size() < 3; i++) {
      market.advance(exchange.timeMillis() + 1_000);
    }
    assertThat(told.liquidated).hasSizeGreaterThanOrEqualTo(3);
    for (Liquidated one : told.liquidated) {
      assertThat(one.account()).isEqualTo(Liquidated.CROWD);
      assertThat(one.quantity()).isPositive();
      int worse = one.averagePrice().compareTo(one.price());
      assertThat(worse * one.side().sign()).as("fills within the limit").isLessThanOrEqualTo(0);
      assertThat(one.side()).isIn(Side.BUY, Side.SELL);
    }
    assertThat(market.positioning(BTC)).isPresent().get().isNotEqualTo(before);
    assertThatThrownBy(() -> exchange.openAccount(Liquidated.CROWD))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_index_stands_above_and_the_mark_stays_at_the_market() {
    SyntheticRun run = SyntheticRun.seeded(4);
    double worst = 0.0;
    for (int second = 1; second <= 60; second++) {
      run.market.advance(NOON + second * 1_000L);
      FundingView view = run.exchange.funding(BTC);
      double mark = view.markPrice().doubleValue();
      double mid =
          0.5
              * run.exchange
                  .market(BTC)
                  .priceAsDouble(
                      run.exchange.market(BTC).bestBid() + run.exchange.market(BTC).bestAsk());
      assertThat((view.indexPrice().doubleValue() / mark - 1.0) * 1e4).isBetween(0.0, 12.0);
      worst = Math.max(worst, Math.abs(mark / mid - 1.0) * 1e4);
    }
    assertThat(worst).as("mark from mid, basis points").isLessThan(6.0);
    assertThat(run.exchange.funding(BTC).rate().doubleValue()).isBetween(-0.0005, 0.0005);
  }
}
