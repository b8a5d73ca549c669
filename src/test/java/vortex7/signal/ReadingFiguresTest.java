package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vortex7.signal.ReadingFigures.Figure;
import vortex7.signal.SentimentReading.FundingSignal;
import vortex7.signal.SentimentReading.OpenInterestMove;

class ReadingFiguresTest {
  private static PanelReading panel(Validity validity) {
    return new PanelReading(
        new Mark(1, 100),
        OrderFlowReading.neutral(validity),
        new TickReading(
            validity,
            Direction.SHORT,
            0.25,
            2,
            0.3,
            9,
            Direction.SHORT,
            true,
            3,
            true,
            Direction.LONG,
            -0.5),
        TechnicalReading.neutral(validity),
        new SentimentReading(
            validity,
            Direction.LONG,
            0.5,
            0.5,
            0.01,
            OpenInterestMove.REAL_BUYING,
            0.2,
            0.0001,
            FundingSignal.NEUTRAL,
            0.6,
            1,
            Optional.empty(),
            Optional.empty()),
        RegimeReading.neutral(validity));
  }

  private static Map<String, Double> values(PanelReading readings) {
    Map<String, Double> values = new TreeMap<>();
    for (Figure figure : ReadingFigures.all()) {
      assertThat(values.put(figure.title(), figure.value(readings))).as(figure.title()).isNull();
    }
    return values;
  }

  @Test
  void every_engine_has_figures_under_titles_of_their_own() {
    Map<String, Double> values = values(panel(Validity.VALID));
    assertThat(values).hasSize(40);
    assertThat(values)
        .containsEntry("E1.conviction", 1.0)
        .containsEntry("E2.signal", -0.25)
        .containsEntry("E2.streak", -9.0)
        .containsEntry("E2.bigTrade", 1.0)
        .containsEntry("E2.deltaSlope", -0.5)
        .containsEntry("E3.rsi", Double.NaN)
        .containsEntry("E4.signal", 0.5)
        .containsEntry("E4.longShare", 0.2)
        .containsEntry("E4.topTraderLongShare", 0.6)
        .containsEntry("E5.sizeMultiplier", 1.0)
        .containsEntry("E5.volatility", 0.0)
        .containsEntry("E5.phase", Double.NaN);
    assertThat(values).doesNotContainKey("E5.signal");
  }

  @ParameterizedTest
  @EnumSource(value = Validity.class, mode = EnumSource.Mode.EXCLUDE, names = "VALID")
  void what_may_not_be_acted_on_is_not_shown(Validity validity) {
    assertThat(values(panel(validity)).values()).allMatch(value -> Double.isNaN(value));
  }
}
