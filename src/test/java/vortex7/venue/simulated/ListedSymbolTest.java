package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Market;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.matching.synthetic.SyntheticSymbol;

/** What the venue lists makes sense in itself, and can be traded. */
class ListedSymbolTest {
  private static final long START = 1_789_478_280_000L;

  @Test
  void the_most_traded_are_listed_with_the_figures_of_2026() {
    Instrument bitcoin = ListedSymbol.instrumentOf(Symbol.of("BTCUSDT"));
    assertThat(bitcoin.tickSize()).isEqualTo("0.10");
    assertThat(bitcoin.minNotional()).isEqualByComparingTo("50");
    assertThat(bitcoin).isEqualTo(SyntheticSymbol.bitcoin().instrument());
    assertThat(ListedSymbol.instrumentOf(Symbol.of("ETHUSDT")))
        .isEqualTo(SyntheticSymbol.ether().instrument());
    assertThat(ListedSymbol.all()).hasSizeGreaterThanOrEqualTo(50);
  }

  @Test
  void every_symbol_has_prices_on_its_grid_and_prints_them_whole() {
    for (ListedSymbol listed : ListedSymbol.all()) {
      Instrument instrument = listed.instrument();
      BigDecimal tick = instrument.tickSize();
      assertThat(listed.openingPrice().remainder(tick)).as("%s", listed).isZero();
      assertThat(instrument.minPrice().remainder(tick)).as("%s", listed).isZero();
      assertThat(listed.openingPrice()).isBetween(instrument.minPrice(), instrument.maxPrice());
      assertThat(tick.stripTrailingZeros().scale()).isLessThanOrEqualTo(listed.pricePrecision());
      assertThat(instrument.stepSize().stripTrailingZeros().scale())
          .isLessThanOrEqualTo(listed.quantityPrecision());
      assertThat(ListedSymbol.find(listed.symbol())).contains(listed);
    }
  }

  @Test
  void every_symbol_trades_in_the_synthetic_market() {
    List<SyntheticSymbol> symbols = new ArrayList<>();
    for (ListedSymbol listed : ListedSymbol.all()) {
      symbols.add(SyntheticSymbol.of(listed.instrument(), listed.openingPrice()));
    }
    SyntheticMarket source = new SyntheticMarket(SyntheticSettings.of(symbols, 7), START);
    Exchange exchange = new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
    source.attach(exchange);
    source.advance(START + 60_000);
    for (ListedSymbol listed : ListedSymbol.all()) {
      Market market = exchange.market(listed.symbol());
      assertThat(market.lastTradeId()).as("trades of %s", listed.symbol()).isGreaterThan(10);
      assertThat(market.bestBid()).isPositive().isLessThan(market.bestAsk());
      double moved = market.priceAsDouble(market.bestBid()) / listed.openingPrice().doubleValue();
      assertThat(moved).as("%s against its opening", listed.symbol()).isBetween(0.9, 1.1);
    }
  }

  @Test
  void what_is_not_listed_is_refused_with_what_is() {
    assertThatThrownBy(() -> ListedSymbol.instrumentOf(Symbol.of("FOOUSDT")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the simulated venue does not list FOOUSDT, only 1000SHIBUSDT");
  }
}
