package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.Venue.AGENT;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.START;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Funding, and the mark and rate that follow from an index. */
class FundingTest {
  private static final long EIGHT_HOURS = 8 * 3_600_000L;
  private static final long NEXT = (START / EIGHT_HOURS + 1) * EIGHT_HOURS;

  private final Venue venue = Venue.withBook();

  private void mark(String price) {
    venue.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal(price)));
  }

  private void index(String price) {
    venue.exchange.setIndexPrice(BTC, Optional.of(new BigDecimal(price)));
  }

  @Test
  void longs_pay_shorts_at_the_mark_and_at_the_hour() {
    mark("60000");
    venue.exchange.setMarginType("b", BTC, MarginType.CROSSED).orThrow();
    venue.market("a", BUY, "1.000");
    venue.market("b", SELL, "1.000");
    BigDecimal a = venue.wallet("a", "USDT");
    BigDecimal b = venue.wallet("b", "USDT");
    BigDecimal isolated = venue.position("a").isolatedWallet();
    venue.forget();
    venue.exchange.advanceTo(NEXT - 1);
    assertThat(venue.wallet("a", "USDT")).isEqualByComparingTo(a);
    venue.exchange.advanceTo(NEXT);
    BigDecimal six = new BigDecimal("6");
    assertThat(venue.wallet("a", "USDT")).isEqualByComparingTo(a.subtract(six));
    assertThat(venue.wallet("b", "USDT")).isEqualByComparingTo(b.add(six));
    assertThat(venue.position("a").isolatedWallet()).isEqualByComparingTo(isolated.subtract(six));
    AccountUpdate toA = venue.accounts.getFirst();
    assertThat(toA.reason()).isEqualTo(AccountUpdate.Reason.FUNDING_FEE);
    assertThat(toA.symbol()).contains(BTC);
    assertThat(toA.balances().getFirst().change()).isEqualByComparingTo("-6");
    assertThat(toA.positions()).hasSize(1);
    assertThat(venue.accounts.getLast().positions()).as("of a cross position").isEmpty();
    assertThat(venue.exchange.funding(BTC).nextMillis()).isEqualTo(NEXT + EIGHT_HOURS);
    assertThat(venue.exchange.exportMoney().house().orElseThrow().funding())
        .isEqualByComparingTo("0");
  }

  @Test
  void what_fell_due_while_the_venue_was_away_is_settled_when_it_is_back() {
    mark("60000");
    venue.market("a", BUY, "1.000");
    Venue after = new Venue(venue.exchange.rules());
    after.exchange.addOrderBook(Venue.BTCUSDT);
    ExchangeState state = venue.exchange.exportState();
    after.exchange.restore(state.at(NEXT + EIGHT_HOURS + 5));
    after.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal("60000")));
    BigDecimal before = after.wallet("a", "USDT");
    after.exchange.advanceTo(NEXT + EIGHT_HOURS + 10);
    assertThat(before.subtract(after.wallet("a", "USDT"))).isEqualByComparingTo("12");
  }

  @Test
  void without_an_index_the_rate_is_the_interest_and_the_mark_is_the_middle() {
    FundingView view = venue.exchange.funding(BTC);
    assertThat(view.rate()).isEqualByComparingTo("0.0001");
    assertThat(view.markPrice()).isEqualByComparingTo("60000");
    assertThat(view.indexPrice()).isEqualByComparingTo("60000");
    assertThat(view.nextMillis()).isEqualTo(NEXT);
  }

  @Test
  void trading_above_the_index_raises_the_rate_by_the_premium_less_the_clamp() {
    index("59400");
    venue.exchange.advanceTo(START + 100_000);
    // Premium (59 999.9 − 59 400) ÷ 59 400 = 0.01009933; the interest is more than the clamp below.
    assertThat(venue.exchange.funding(BTC).rate()).isEqualByComparingTo("0.00959933");
    index("30000");
    venue.exchange.advanceTo(START + 4_000_000);
    assertThat(venue.exchange.funding(BTC).rate()).as("capped").isEqualByComparingTo("0.02");
  }

  @Test
  void within_the_clamp_the_rate_is_the_interest() {
    index("59990");
    venue.exchange.advanceTo(START + 100_000);
    assertThat(venue.exchange.funding(BTC).rate()).isEqualByComparingTo("0.0001");
  }

  @Test
  void the_mark_is_the_median_and_one_wild_trade_does_not_move_it() {
    index("60000");
    for (int i = 1; i <= 60; i++) {
      venue.exchange.advanceTo(START + i * 1_000L);
    }
    BigDecimal before = venue.exchange.markPrice(BTC).orElseThrow();
    assertThat(before).isBetween(new BigDecimal("59999.9"), new BigDecimal("60006"));
    venue.book().placeMarket(AGENT, true, 1_000_000);
    venue.book().placeLimit(AGENT, false, 700_000, 1);
    venue.book().placeMarket(AGENT, true, 1);
    assertThat(venue.exchange.markPrice(BTC).orElseThrow())
        .isBetween(new BigDecimal("60000"), new BigDecimal("60006.1"));
  }

  @Test
  void the_premium_so_far_survives_a_restart() {
    index("59400");
    venue.exchange.advanceTo(START + 50_000);
    Venue after = new Venue(venue.exchange.rules());
    after.exchange.addOrderBook(Venue.BTCUSDT);
    after.exchange.restore(venue.exchange.exportState());
    assertThat(after.exchange.funding(BTC).rate())
        .isEqualByComparingTo(venue.exchange.funding(BTC).rate());
    assertThat(after.exchange.funding(BTC).nextMillis()).isEqualTo(NEXT);
  }
}
