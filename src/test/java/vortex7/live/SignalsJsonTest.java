package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.signal.Direction;
import vortex7.signal.Mark;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;
import vortex7.signal.SentimentReading;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TickReading;
import vortex7.signal.Validity;

/** An entry's readings as text, whichever engines are there. */
class SignalsJsonTest {
  private static JsonNode json(SentimentReading sentiment) throws Exception {
    return new ObjectMapper()
        .readTree(
            SignalsJson.of(
                new PanelReading(
                    new Mark(1, 5),
                    OrderFlowReading.neutral(Validity.NOT_WARM),
                    TickReading.neutral(Validity.STALE),
                    TechnicalReading.neutral(Validity.GAP),
                    sentiment,
                    RegimeReading.neutral(Validity.VALID))));
  }

  @Test
  void every_engine_that_is_there_is_written_with_what_it_knows() throws Exception {
    JsonNode json =
        json(
            new SentimentReading(
                Validity.VALID,
                Direction.SHORT,
                0.25,
                -0.25,
                Double.NaN,
                SentimentReading.OpenInterestMove.FLAT,
                0.6,
                0.0001,
                SentimentReading.FundingSignal.NEUTRAL,
                Double.NaN,
                0.1,
                Optional.of(new SentimentReading.Cluster(64_100, 64_150.5, 7)),
                Optional.empty()));
    assertThat(json.fieldNames()).toIterable().containsExactly("E1", "E2", "E3", "E4", "E5");
    JsonNode sentiment = json.get("E4");
    assertThat(sentiment.get("score").doubleValue()).isEqualTo(-0.25);
    assertThat(sentiment.get("longShare").doubleValue()).isEqualTo(0.6);
    assertThat(sentiment.get("openInterestChange").isNull()).isTrue();
    assertThat(sentiment.get("above").get("farEdge").doubleValue()).isEqualTo(64_150.5);
    assertThat(sentiment.get("below").isNull()).isTrue();
    assertThat(json.get("E1").get("validity").asText()).isEqualTo("NOT_WARM");
  }

  @Test
  void an_engine_that_is_not_there_is_left_out() throws Exception {
    assertThat(json(SentimentReading.neutral(Validity.ABSENT)).fieldNames())
        .toIterable()
        .containsExactly("E1", "E2", "E3", "E5");
  }
}
