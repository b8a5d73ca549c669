package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.port.MarketData.Funding;
import vortex7.port.MarketData.LongShare;
import vortex7.port.MarketData.OpenInterest;
import vortex7.port.MarketData.PastFunding;
import vortex7.port.MarketData.PastOpenInterest;
import vortex7.port.VenueException;

class StatisticsReaderTest {
  private static final String PREMIUM_INDEX =
      """
      {"symbol": "BTCUSDT", "markPrice": "76916.95122464", "indexPrice": "76959.67847826",
       "estimatedSettlePrice": "77018.74802742", "lastFundingRate": "0.00008972",
       "interestRate": "0.00010000", "nextFundingTime": 1789488000000, "time": 1789478303000}
      """;
  private static final String RATIO =
      """
      [{"symbol": "BTCUSDT", "longShortRatio": "1.8105", "longAccount": "0.6442",
        "shortAccount": "0.3558", "timestamp": %s}]
      """;
  private static final String HISTORY =
      """
      [{"symbol": "BTCUSDT", "sumOpenInterest": "%s", "sumOpenInterestValue": "%s",
        "CMCCirculatingSupply": "165880.538", "timestamp": 1583127900000}]
      """;

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void open_interest_is_in_base_units_at_the_venues_time() {
    assertThat(
            StatisticsReader.openInterest(
                json(
                    "{\"symbol\":\"BTCUSDT\",\"openInterest\":\"106312.376\","
                        + "\"time\":1789478297197}")))
        .isEqualTo(new OpenInterest(1_789_478_297_197L, 106_312.376));
  }

  @Test
  void past_open_interest_carries_the_price_that_its_value_was_reckoned_with() {
    assertThat(StatisticsReader.openInterestHistory(json(HISTORY.formatted("20400.5", "40801"))))
        .containsExactly(new PastOpenInterest(1_583_127_900_000L, 20_400.5, 2.0));
    assertThat(StatisticsReader.openInterestHistory(json("[]"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1583139600000", "\"1583139600000\""})
  void times_of_ratios_may_be_numbers_or_quoted(String time) {
    assertThat(StatisticsReader.longShares(json(RATIO.formatted(time))))
        .containsExactly(new LongShare(1_583_139_600_000L, 0.6442));
  }

  @Test
  void funding_is_the_running_rate_with_the_symbols_own_interval() {
    assertThat(StatisticsReader.funding(json(PREMIUM_INDEX), Duration.ofHours(4)))
        .isEqualTo(
            new Funding(
                1_789_478_303_000L,
                76_916.95122464,
                0.00008972,
                1_789_488_000_000L,
                Duration.ofHours(4)));
  }

  @Test
  void past_funding_is_the_rate_of_each_settlement() {
    assertThat(
            StatisticsReader.fundingHistory(
                json(
                    """
                    [{"symbol": "BTCUSDT", "fundingTime": 1789459200005,
                      "fundingRate": "0.00006188", "markPrice": "76907.97", "rateType": "Regular"}]
                    """)))
        .containsExactly(new PastFunding(1_789_459_200_005L, 0.00006188));
  }

  @Test
  void intervals_are_those_of_the_listed_symbols_whatever_their_names() {
    assertThat(
            StatisticsReader.fundingIntervals(
                json(
                    """
                    [{"symbol": "LPTUSDT", "fundingIntervalHours": 4, "disclaimer": false},
                     {"symbol": "币安人生USDT", "fundingIntervalHours": 1, "updateTime": null}]
                    """)))
        .containsOnlyKeys("LPTUSDT", "币安人生USDT")
        .containsEntry("LPTUSDT", Duration.ofHours(4));
  }

  @ParameterizedTest
  @CsvSource({
    "{},                                                  lacks",
    "{\"time\":1},                                        lacks openInterest",
    "'{\"openInterest\":\"\",\"time\":1}',                is no number",
    "'{\"openInterest\":\"-0.1\",\"time\":1}',            below 0",
    "'{\"openInterest\":\"1e999\",\"time\":1}',           finite",
    "'{\"openInterest\":\"NaN\",\"time\":1}',             is no number",
    "'{\"openInterest\":\"5\",\"time\":0}',               must be a time",
    "'{\"openInterest\":\"5\",\"time\":1.5}',             whole number",
    "'{\"openInterest\":\"5\",\"time\":null}',            lacks time",
    "[],                                                  lacks"
  })
  void an_open_interest_that_cannot_be_is_no_answer(String body, String why) {
    assertThatThrownBy(() -> StatisticsReader.openInterest(json(body)))
        .isInstanceOfSatisfying(
            VenueException.class,
            failure -> assertThat(failure.kind()).isEqualTo(VenueException.Kind.UNKNOWN))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "0.6442, 1.0001, 'must be a share in [0, 1], was 1.0001'",
    "0.6442, -0.0001, 'must be a share in [0, 1], was -1.0E-4'",
    "longAccount, longAccounts, lacks longAccount",
    "1583139600000, -1, must be a time"
  })
  void a_share_that_cannot_be_is_no_answer(String good, String bad, String why) {
    String body = RATIO.formatted("1583139600000").replace(good, bad);
    assertThatThrownBy(() -> StatisticsReader.longShares(json(body)))
        .isInstanceOf(VenueException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, above 0", "1, 0, above 0", "-1, 1, above 0"})
  void past_open_interest_without_a_price_is_no_answer(String quantity, String value, String why) {
    assertThatThrownBy(
            () -> StatisticsReader.openInterestHistory(json(HISTORY.formatted(quantity, value))))
        .isInstanceOf(VenueException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "76916.95122464, 0, markPrice must be above 0",
    "0.00008972, '', lastFundingRate is no number",
    "1789488000000, 0, nextFundingTime must be a time"
  })
  void a_funding_that_cannot_be_is_no_answer(String good, String bad, String why) {
    assertThatThrownBy(
            () ->
                StatisticsReader.funding(
                    json(PREMIUM_INDEX.replace(good, bad)), StatisticsReader.USUAL_INTERVAL))
        .isInstanceOf(VenueException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 25})
  void an_interval_that_cannot_be_is_no_answer(int hours) {
    assertThatThrownBy(
            () ->
                StatisticsReader.fundingIntervals(
                    json("[{\"symbol\":\"A\",\"fundingIntervalHours\":" + hours + "}]")))
        .isInstanceOf(VenueException.class)
        .hasMessageContaining("[1, 24], was " + hours);
  }

  @Test
  void an_object_where_a_list_belongs_is_no_answer() {
    assertThatThrownBy(() -> StatisticsReader.longShares(json("{\"code\":0}")))
        .isInstanceOf(VenueException.class)
        .hasMessageContaining("must be a list, was OBJECT");
  }
}
