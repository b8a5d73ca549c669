package vortex7.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets and danger levels of spec/trading.md, at, just below and just above each. */
class KpiTest {
  @ParameterizedTest
  @CsvSource({
    "WIN_RATE, 0.4799, DANGER",
    "WIN_RATE, 0.48, BETWEEN",
    "WIN_RATE, 0.55, BETWEEN",
    "WIN_RATE, 0.5501, TARGET",
    "FEE_RATIO, 0.2999, TARGET",
    "FEE_RATIO, 0.30, BETWEEN",
    "FEE_RATIO, 0.45, BETWEEN",
    "FEE_RATIO, 0.4501, DANGER",
    "AVERAGE_HOLD, 0.99, BETWEEN",
    "AVERAGE_HOLD, 1, TARGET",
    "AVERAGE_HOLD, 8, TARGET",
    "AVERAGE_HOLD, 8.01, BETWEEN",
    "AVERAGE_HOLD, 15, BETWEEN",
    "AVERAGE_HOLD, 15.01, DANGER",
    "PROFIT_FACTOR, 1.0999, DANGER",
    "PROFIT_FACTOR, 1.1, BETWEEN",
    "PROFIT_FACTOR, 1.4, BETWEEN",
    "PROFIT_FACTOR, 1.4001, TARGET",
    "MAX_DRAWDOWN, 0.0499, TARGET",
    "MAX_DRAWDOWN, 0.05, BETWEEN",
    "MAX_DRAWDOWN, 0.08, BETWEEN",
    "MAX_DRAWDOWN, 0.0801, DANGER",
    "MAKER_RATE, 0.5999, DANGER",
    "MAKER_RATE, 0.60, BETWEEN",
    "MAKER_RATE, 0.80, BETWEEN",
    "MAKER_RATE, 0.8001, TARGET",
    "AVERAGE_RR, 0.9999, DANGER",
    "AVERAGE_RR, 1.0, BETWEEN",
    "AVERAGE_RR, 1.3, BETWEEN",
    "AVERAGE_RR, 1.3001, TARGET",
    "TRADES_A_DAY, 14.9, BETWEEN",
    "TRADES_A_DAY, 15, TARGET",
    "TRADES_A_DAY, 30, TARGET",
    "TRADES_A_DAY, 30.1, BETWEEN",
    "TRADES_A_DAY, 50, BETWEEN",
    "TRADES_A_DAY, 50.1, DANGER",
    "DAILY_NET, -0.0101, DANGER",
    "DAILY_NET, -0.01, BETWEEN",
    "DAILY_NET, 0.005, BETWEEN",
    "DAILY_NET, 0.0051, TARGET",
    "NO_FILL_RATE, 0.2999, TARGET",
    "NO_FILL_RATE, 0.30, BETWEEN",
    "NO_FILL_RATE, 0.50, BETWEEN",
    "NO_FILL_RATE, 0.5001, DANGER",
    "EXPECTANCY, -0.0001, DANGER",
    "EXPECTANCY, 0, BETWEEN",
    "EXPECTANCY, 0.0001, TARGET",
    "PROFIT_FACTOR, Infinity, TARGET",
    "PROFIT_FACTOR, NaN, UNKNOWN"
  })
  void a_figure_is_graded_by_its_bounds(Kpi kpi, double value, Grade grade) {
    assertThat(kpi.grade(value)).isEqualTo(grade);
    assertThat(KpiValue.of(kpi, value)).isEqualTo(new KpiValue(kpi, value, grade, ""));
  }

  @Test
  void targets_and_dangers_read_as_in_the_specification() {
    assertThat(Kpi.WIN_RATE.targetText()).isEqualTo("> 55 %");
    assertThat(Kpi.WIN_RATE.dangerText()).isEqualTo("< 48 %");
    assertThat(Kpi.AVERAGE_HOLD.targetText()).isEqualTo("1 min to 8 min");
    assertThat(Kpi.TRADES_A_DAY.dangerText()).isEqualTo("> 50");
    assertThat(Kpi.DAILY_NET.targetText()).isEqualTo("> 0.5 %");
    assertThat(Kpi.EXPECTANCY.targetText()).isEqualTo("> 0 USDT");
    assertThat(Kpi.PROFIT_FACTOR.shown(Double.POSITIVE_INFINITY)).isEqualTo("no end");
    assertThat(Kpi.PROFIT_FACTOR.shown(Double.NaN)).isEqualTo("-");
    assertThat(Kpi.FEE_RATIO.shown(0.123_456)).isEqualTo("12.35 %");
  }

  @Test
  void every_kpi_of_the_specification_is_there() {
    assertThat(Arrays.stream(Kpi.values()).map(Kpi::title))
        .containsExactly(
            "win rate",
            "fee ratio",
            "average hold",
            "profit factor",
            "max drawdown",
            "maker rate",
            "average R:R",
            "trades a day",
            "daily net",
            "no-fill rate",
            "expectancy");
  }
}
