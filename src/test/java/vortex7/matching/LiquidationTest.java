package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.Venue.AGENT;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.START;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiquidationTest {
  private final Venue venue = Venue.withBook();

  @BeforeEach
  void stillMark() {
    mark("60000");
  }

  private void mark(String price) {
    venue.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal(price)));
  }

  private ExchangeState.HouseState house() {
    return venue.exchange.exportMoney().house().orElseThrow();
  }

  private BigDecimal fund() {
    return house().fund().wallets().stream()
        .map(ExchangeState.WalletState::wallet)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void an_isolated_position_is_closed_at_its_liquidation_price_and_not_before() {
    venue.market("a", BUY, "1.000");
    // (60 000.1 − 3 000.005) ÷ (1 − 0.004)
    assertThat(venue.position("a").liquidationPrice()).isEqualByComparingTo("57229.01104418");
    venue.limit("a", BUY, GTC, "0.100", "55000");
    venue.forget();
    mark("57229.02");
    assertThat(venue.liquidated).isEmpty();
    venue.forget();
    mark("57229.01");
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.told.getFirst()).contains("EXPIRED EXPIRED er5");
    assertThat(venue.told).containsSubsequence("order autoclose-3 NEW NEW");
    OrderUpdate fill = venue.orders.getLast();
    assertThat(fill.execution()).isEqualTo(ExecutionType.CALCULATED);
    assertThat(fill.order().timeInForce()).isEqualTo(TimeInForce.IOC);
    assertThat(venue.exchange.openOrders("a", Optional.empty())).isEmpty();
    // It sold at 59 999.9: 0.2 lost, 29.99995 fee, and 1.25 % of the rest for the fund.
    Liquidated told = venue.liquidated.getFirst();
    assertThat(told.averagePrice()).isEqualByComparingTo("59999.9");
    assertThat(told.price()).isEqualByComparingTo("57000.1");
    assertThat(told.side()).isEqualTo(SELL);
    assertThat(fund()).isEqualByComparingTo("749.99875");
    assertThat(venue.accounts.getLast().reason()).isEqualTo(AccountUpdate.Reason.INSURANCE_CLEAR);
  }

  @Test
  void the_fund_takes_over_what_nobody_buys_at_the_bankruptcy_price_and_works_it_off() {
    venue.market("a", BUY, "1.000");
    BigDecimal before = venue.wallet("a", "USDT");
    venue.book().placeMarket(AGENT, false, 1_000_000);
    venue.book().placeLimit(AGENT, true, 560_000, 10_000);
    mark("57000");
    assertThat(venue.position("a").flat()).isTrue();
    // No more is lost than the margin of 3 000.005.
    assertThat(before.subtract(venue.wallet("a", "USDT"))).isEqualByComparingTo("3000.005");
    assertThat(house().fund().positions().getFirst().amount())
        .as("56 000.0 is within the bound of a market order, so the fund has sold at once")
        .isEqualByComparingTo("0");
    // 57 000.1 − 56 000 lost, and the account's fee above its margin.
    assertThat(fund()).isLessThan(new BigDecimal("-1000"));
    assertThat(venue.accounts).noneMatch(update -> update.account().contains("fund"));
  }

  @Test
  void a_cross_account_is_liquidated_when_all_it_has_is_used_up() {
    venue.exchange.setMarginType("a", BTC, MarginType.CROSSED).orThrow();
    venue.exchange.deposit("a", "USDT", new BigDecimal("-90000"));
    venue.market("a", BUY, "1.000");
    mark("57000");
    assertThat(venue.position("a").flat()).as("10 000 stand behind it").isFalse();
    BigDecimal at = venue.position("a").liquidationPrice();
    mark(at.add(BigDecimal.ONE).toPlainString());
    assertThat(venue.liquidated).isEmpty();
    venue.book().placeMarket(AGENT, false, 1_000_000);
    mark(at.subtract(BigDecimal.ONE).toPlainString());
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.wallet("a", "USDT")).isEqualByComparingTo("0");
    assertThat(house().fund().positions().getFirst().amount()).isEqualByComparingTo("1");
  }

  @Test
  void a_short_is_liquidated_by_a_rise() {
    venue.market("a", SELL, "1.000");
    BigDecimal at = venue.position("a").liquidationPrice();
    assertThat(at).isBetween(new BigDecimal("62700"), new BigDecimal("62800"));
    mark(at.add(BigDecimal.ONE).toPlainString());
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.liquidated.getFirst().side()).isEqualTo(BUY);
  }

  @Test
  void margins_are_looked_at_every_second_without_anybody_setting_a_mark() {
    venue.exchange.setMarkPrice(BTC, Optional.empty());
    venue.market("a", BUY, "1.000");
    venue.book().placeMarket(AGENT, false, 1_000_000);
    venue.book().placeMarket(AGENT, true, 1_000_000);
    venue.book().placeLimit(AGENT, true, 569_999, 10_000);
    venue.book().placeLimit(AGENT, false, 570_001, 10_000);
    venue.exchange.advanceTo(START + 999);
    assertThat(venue.position("a").flat()).isFalse();
    venue.exchange.advanceTo(START + 1_000);
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.liquidated.getFirst().time()).isEqualTo(START + 1_000);
  }

  @Test
  void the_account_is_warned_once_on_the_way_down() {
    venue.market("a", BUY, "1.000");
    mark("57250");
    mark("57249");
    assertThat(venue.calls).hasSize(1);
    assertThat(venue.calls.getFirst().positions().getFirst().symbol()).isEqualTo(BTC);
    mark("60000");
    mark("57250");
    assertThat(venue.calls).hasSize(2);
  }

  @Test
  void what_the_fund_holds_survives_a_restart_and_is_worked_off_after_it() {
    venue.market("a", BUY, "1.000");
    venue.book().placeMarket(AGENT, false, 1_000_000);
    mark("57000");
    Venue after = new Venue(venue.exchange.rules());
    after.exchange.addOrderBook(Venue.BTCUSDT);
    after.exchange.restore(venue.exchange.exportState());
    assertThat(after.exchange.exportMoney().house()).contains(house());
    assertThat(house().fund().positions().getFirst().amount()).isEqualByComparingTo("1");
    after.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal("57000")));
    after.book().placeLimit(AGENT, true, 569_000, 10_000);
    after.exchange.advanceTo(START + 10_000);
    assertThat(
            after
                .exchange
                .exportMoney()
                .house()
                .orElseThrow()
                .fund()
                .positions()
                .getFirst()
                .amount())
        .isEqualByComparingTo("0");
  }
}
