package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.matching.PastPositioning;
import vortex7.matching.Positioning;

/** Open interest and long shares of the time before the venue began. */
class CrowdStatisticsTest {
  private static final long FIVE_MINUTES = 300_000;

  private static List<PastPositioning> past(long start, int rows) {
    List<PastPositioning> past = new ArrayList<>();
    long last = Math.floorDiv(start, FIVE_MINUTES) * FIVE_MINUTES;
    for (int i = rows - 1; i >= 0; i--) {
      past.add(
          new PastPositioning(
              last - i * FIVE_MINUTES,
              50_000 + i,
              new Positioning(1_000L * (i + 1), 0.6, 0.5, 0.25)));
    }
    return past;
  }

  private static JsonNode rows(InProcessVenue venue, String call) throws IOException {
    return new ObjectMapper()
        .readTree(venue.open("/futures/data/" + call + "symbol=BTCUSDT&limit=500").text());
  }

  @Test
  void the_past_stands_before_what_is_sampled_since() throws IOException {
    try (InProcessVenue venue = InProcessVenue.open()) {
      long start = venue.time();
      venue.market().past(past(start, 30));
      venue.market().crowd(77_000, 0.7, 0.6, 0.5);
      venue.market().then(market -> market.book().placeImmediate(2, true, 600_000, 10));
      venue.advance(2 * FIVE_MINUTES);
      JsonNode open = rows(venue, "openInterestHist?period=5m&");
      assertThat(open.size()).isGreaterThanOrEqualTo(31);
      long before = 0;
      for (JsonNode row : open) {
        long time = row.path("timestamp").asLong();
        assertThat(time).isGreaterThan(before);
        assertThat(time % FIVE_MINUTES).isZero();
        before = time;
      }
      assertThat(open.get(0).path("sumOpenInterest").asText()).isEqualTo("30.00000000");
      assertThat(open.get(0).path("sumOpenInterestValue").asText()).isEqualTo("1500870.00000000");
      assertThat(open.get(open.size() - 1).path("sumOpenInterest").asText())
          .isEqualTo("77.00000000");
      assertThat(
              rows(venue, "globalLongShortAccountRatio?period=5m&")
                  .get(0)
                  .path("longAccount")
                  .asText())
          .isEqualTo("0.6000");
      assertThat(
              rows(venue, "topLongShortAccountRatio?period=5m&")
                  .get(0)
                  .path("longAccount")
                  .asText())
          .isEqualTo("0.5000");
      assertThat(
              rows(venue, "topLongShortPositionRatio?period=5m&")
                  .get(0)
                  .path("longAccount")
                  .asText())
          .isEqualTo("0.2500");
      assertThat(rows(venue, "openInterestHist?period=1h&").size()).isBetween(2, 3);
    }
  }

  @Test
  void what_lies_more_than_a_week_back_is_forgotten() throws IOException {
    try (InProcessVenue venue = InProcessVenue.open()) {
      venue.market().past(past(venue.time() - 7 * 86_400_000L - 1, 3));
      assertThat(rows(venue, "openInterestHist?period=5m&")).isEmpty();
    }
  }
}
