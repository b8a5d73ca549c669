package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

class CandleBuilderTest {
  private static final long NOON = 1_700_049_600_000L - 1_700_049_600_000L % 900_000;

  private final List<Kline> closed = new ArrayList<>();
  private final CandleBuilder builder =
      new CandleBuilder(
          Venue.withBook().book(),
          3,
          kline -> {
            if (kline.candle().timeframe() == Timeframe.M1) {
              closed.add(kline);
            }
          });

  @Test
  void a_candle_sums_its_trades_and_closes_with_the_first_trade_after_it() {
    builder.onTrade(11, 600_000, 100, false, NOON + 1);
    builder.onTrade(12, 600_010, 200, true, NOON + 2);
    builder.onTrade(13, 599_990, 300, false, NOON + 59_999);
    assertThat(closed).isEmpty();
    builder.onTrade(14, 600_000, 1, false, NOON + 60_000);

    Kline kline = closed.getFirst();
    assertThat(kline.candle())
        .isEqualTo(new Candle(Timeframe.M1, NOON, 60_000, 60_001, 59_999, 59_999, 0.6, true));
    assertThat(kline.trades()).isEqualTo(3);
    assertThat(kline.firstTradeId()).isEqualTo(11);
    assertThat(kline.lastTradeId()).isEqualTo(13);
    assertThat(kline.quoteVolume()).isCloseTo(35_999.9, within(1e-9));
    assertThat(kline.takerBuyVolume()).isEqualTo(0.4);
    assertThat(kline.takerBuyQuoteVolume()).isCloseTo(23_999.7, within(1e-9));
    assertThat(builder.candles(Timeframe.M1, 10)).hasSize(2);
    assertThat(builder.candles(Timeframe.M15, 10)).hasSize(1);
    assertThat(builder.candles(Timeframe.M15, 1).getFirst().trades()).isEqualTo(4);
    assertThat(builder.candles(Timeframe.M15, 1).getFirst().candle().closed()).isFalse();
  }

  @Test
  void minutes_without_trades_stand_flat() {
    builder.onTrade(1, 600_000, 100, false, NOON);
    builder.advanceTo(NOON + 180_000);
    assertThat(closed).hasSize(3);
    Kline flat = closed.get(2);
    assertThat(flat.candle())
        .isEqualTo(
            new Candle(Timeframe.M1, NOON + 120_000, 60_000, 60_000, 60_000, 60_000, 0.0, true));
    assertThat(flat.firstTradeId()).isEqualTo(-1);
  }

  @Test
  void nothing_stands_before_the_first_trade() {
    builder.advanceTo(NOON);
    assertThat(builder.candles(Timeframe.M1, 10)).isEmpty();
  }

  @Test
  void history_comes_before_and_only_the_newest_are_kept() {
    List<Candle> history = new ArrayList<>();
    for (int i = 5; i > 0; i--) {
      history.add(new Candle(Timeframe.M1, NOON - i * 60_000L, 1, 2, 0.5, 1.5, 10, true));
    }
    builder.prepend(history);
    builder.onTrade(1, 600_000, 100, false, NOON + 5);
    List<Kline> candles = builder.candles(Timeframe.M1, 10);
    assertThat(candles)
        .extracting(k -> k.candle().openTime())
        .containsExactly(NOON - 180_000, NOON - 120_000, NOON - 60_000, NOON);
    assertThat(candles.getLast().candle().open()).isEqualTo(60_000);
    assertThatThrownBy(() -> builder.prepend(history)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void history_with_a_gap_is_refused() {
    List<Candle> gap =
        List.of(
            new Candle(Timeframe.M1, NOON - 180_000, 1, 1, 1, 1, 1, true),
            new Candle(Timeframe.M1, NOON - 60_000, 1, 1, 1, 1, 1, true));
    assertThatThrownBy(() -> builder.prepend(gap)).hasMessageContaining("without gaps");
  }
}
