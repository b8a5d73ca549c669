package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.decision.MinuteSurvey;
import vortex7.decision.PipelineRules;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

class MinutesCheckTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");

  /** Every minute rises and falls by 5 %: no stop is that wide. */
  private static List<Candle> absurd(int minutes) {
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < minutes; i++) {
      candles.add(
          new Candle(Timeframe.M1, i * 60_000L, 60_000, 63_000, 57_000, 60_000 + i % 2, 1, true));
    }
    return candles;
  }

  @Test
  void a_strategy_that_is_left_nothing_is_warned_of_with_the_gate_that_stops_it() {
    List<Finding> findings =
        MinutesCheck.judge(PipelineRules.documents(), BTC, absurd(MinuteSurvey.WARM_UP + 1_440));
    assertThat(findings).hasSize(2);
    assertThat(findings).extracting(Finding::subject).containsOnly("strategies");
    assertThat(findings).extracting(Finding::level).containsOnly(Finding.Level.WARNING);
    assertThat(findings.getFirst().detail())
        .startsWith(
            "BTCUSDT: strategy A could enter in at most 0.00 % of 1.0 days' minutes, as far as"
                + " candles tell; most often ");
  }

  @Test
  void too_few_candles_are_said_and_are_no_warning() {
    List<Finding> findings =
        MinutesCheck.judge(PipelineRules.documents(), BTC, absurd(MinuteSurvey.WARM_UP));
    assertThat(findings)
        .containsExactly(
            Finding.ok(
                "strategies",
                "BTCUSDT: the minutes that the rules leave were not counted, 1440 candles are too"
                    + " few (more than 1440 are needed)"));
  }

  @Test
  void only_the_last_thirty_days_are_judged() {
    Finding a =
        MinutesCheck.judge(
                PipelineRules.documents(), BTC, absurd(32 * 1_440 + MinuteSurvey.WARM_UP))
            .getFirst();
    assertThat(a.detail()).contains("of 30.0 days' minutes");
  }
}
