package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.matching.synthetic.SyntheticRun.BTC;
import static vortex7.matching.synthetic.SyntheticRun.NOON;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.PastPositioning;
import vortex7.matching.Positioning;

/** What the crowd did before its market began. */
class CrowdPastTest {
  private static final Positioning END = new Positioning(1_000_000, 0.62, 0.57, 0.55);

  private final SyntheticSymbol bitcoin = SyntheticSymbol.bitcoin();

  /** Candles of an ordinary volume that each move by {@code move} of their price, up and down. */
  private List<Candle> candles(int count, double move) {
    List<Candle> candles = new ArrayList<>();
    double price = 64_000;
    for (int i = 0; i < count; i++) {
      double close = i % 2 == 0 ? price * (1 + move) : price / (1 + move);
      candles.add(
          new Candle(
              Timeframe.M5,
              NOON - (count - i) * 300_000L,
              price,
              Math.max(price, close),
              Math.min(price, close),
              close,
              5 * bitcoin.medianMinuteNotional() / close,
              true));
      price = close;
    }
    return candles;
  }

  private CrowdPast past(List<Candle> candles) {
    return new CrowdPast(bitcoin, MarketRandom.of(1, "past"), candles);
  }

  @Test
  void positions_are_built_while_it_is_calm_and_given_up_while_it_is_violent() {
    double ordinary = bitcoin.minuteVolatility() * Math.sqrt(5);
    assertThat(past(candles(300, 0.3 * ordinary)).level()).isGreaterThan(1.03);
    assertThat(past(candles(300, 4 * ordinary)).level()).isLessThan(0.97);
  }

  @Test
  void small_accounts_sell_what_rises_and_large_ones_buy_it() {
    List<Candle> rising = new ArrayList<>(candles(60, 0.0005));
    for (int i = 40; i < 60; i++) {
      Candle of = rising.get(i);
      double open = of.open() * (1 + 0.002 * (i - 40));
      double close = open * 1.002;
      rising.set(
          i, new Candle(Timeframe.M5, of.openTime(), open, close, open, close, of.volume(), true));
    }
    List<PastPositioning> rows = past(rising).leadingTo(END, 25);
    Positioning before = rows.get(4).positioning();
    assertThat(before.longAccounts()).isGreaterThan(END.longAccounts() + 0.005);
    assertThat(before.topLongPositions()).isLessThan(END.topLongPositions() - 0.002);
  }

  @Test
  void its_rows_end_with_how_the_market_began() {
    List<Candle> candles = candles(50, 0.0005);
    List<PastPositioning> rows = past(candles).leadingTo(END, 20);
    assertThat(rows).hasSize(20);
    for (int i = 0; i < rows.size(); i++) {
      Candle of = candles.get(30 + i);
      assertThat(rows.get(i).timeMillis()).isEqualTo(of.openTime() + 300_000);
      assertThat(rows.get(i).price()).isEqualTo(of.close());
    }
    assertThat(rows.getLast().timeMillis()).isEqualTo(NOON);
    assertThat(rows.getLast().positioning()).isEqualTo(END);
    assertThat(rows.getFirst().positioning()).isNotEqualTo(END);
  }

  @Test
  void without_candles_nobody_knows_a_past() {
    CrowdPast none = past(List.of());
    assertThat(none.level()).isEqualTo(1.0);
    assertThat(none.leadingTo(END, 500)).isEmpty();
  }

  @Test
  void the_market_tells_its_past_of_five_minutes_up_to_its_beginning() {
    SyntheticRun run = SyntheticRun.seeded(3);
    List<PastPositioning> rows = run.market.positioningPast(BTC, 500);
    List<Candle> candles = run.market.history(BTC, Timeframe.M5, 500);
    assertThat(rows).hasSize(500);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).timeMillis()).isEqualTo(candles.get(i).closeTime() + 1);
      assertThat(rows.get(i).price()).isEqualTo(candles.get(i).close());
    }
    Positioning begun = run.market.positioning(BTC).orElseThrow();
    assertThat(rows.getLast().positioning()).isEqualTo(begun);
    assertThat(SyntheticRun.seeded(3).market.positioningPast(BTC, 500)).isEqualTo(rows);
  }

  @Test
  void a_restarted_market_still_tells_the_past_before_it_first_began() {
    SyntheticRun before = SyntheticRun.seeded(3);
    List<PastPositioning> rows = before.market.positioningPast(BTC, 500);
    before.market.advance(NOON + 120_000);
    SyntheticRun after =
        new SyntheticRun(SyntheticSettings.documents().withSeed(3), NOON + 3_600_000);
    after.market.restore(before.market.exportState());
    assertThat(after.market.positioningPast(BTC, 500)).isEqualTo(rows);
  }
}
