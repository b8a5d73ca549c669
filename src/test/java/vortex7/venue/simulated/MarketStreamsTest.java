package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.Candle;
import vortex7.market.Side;
import vortex7.market.Timeframe;
import vortex7.matching.Liquidated;
import vortex7.venue.simulated.StreamName.TrafficClass;

class MarketStreamsTest {
  private static final long MID = 600_000;
  private static final long QUARTER = 900_000;

  private final FeedStage stage = new FeedStage();
  private final FeedStage.Ear ear = new FeedStage.Ear();

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void quote() {
    stage.book.placeLimit(1, true, MID - 1, 5_000);
    stage.book.placeLimit(1, false, MID + 1, 6_000);
  }

  private void liquidated(String quantity, long atMillis) {
    stage.onLiquidation(
        new Liquidated(
            "crowd",
            FeedStage.BTC,
            Side.SELL,
            new BigDecimal("59000.0"),
            new BigDecimal("59999.9"),
            new BigDecimal(quantity),
            atMillis));
  }

  @Test
  void of_the_liquidations_of_a_second_the_largest_is_told_when_it_is_over() {
    stage.listen(ear, TrafficClass.MARKET, "btcusdt@forceOrder");
    FeedStage.Ear all = new FeedStage.Ear();
    stage.listen(all, TrafficClass.MARKET, "!forceOrder@arr");
    FeedStage.Ear wrong = new FeedStage.Ear();
    stage.listen(wrong, TrafficClass.PUBLIC, "btcusdt@forceOrder");
    liquidated("0.014", FeedStage.START + 100);
    liquidated("0.300", FeedStage.START + 400);
    liquidated("0.200", FeedStage.START + 900);
    stage.advanceTo(FeedStage.START + 990);
    assertThat(ear.texts).isEmpty();
    stage.advanceTo(FeedStage.START + 1_000);
    liquidated("0.001", FeedStage.START + 1_200);
    stage.advanceTo(FeedStage.START + 2_000);
    stage.advanceTo(FeedStage.START + 9_000);
    assertThat(ear.texts.getFirst())
        .isEqualTo(
            "{\"e\":\"forceOrder\",\"E\":1700000001000,\"o\":{\"s\":\"BTCUSDT\",\"S\":\"SELL\","
                + "\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"0.300\",\"p\":\"59000.0\","
                + "\"ap\":\"59999.9\",\"X\":\"FILLED\",\"l\":\"0.300\",\"z\":\"0.300\","
                + "\"T\":1700000000400},\"ps\":\"BTCUSDT\",\"st\":1}");
    assertThat(ear.events().stream().map(e -> e.path("o").path("q").asText()))
        .containsExactly("0.300", "0.001");
    assertThat(all.texts).isEqualTo(ear.texts);
    assertThat(wrong.texts).isEmpty();
  }

  @Test
  void each_interval_closes_once_and_holds_what_its_parts_held() {
    List<Candle> history = new ArrayList<>();
    long quarter = Timeframe.M15.openOf(FeedStage.START);
    for (int i = 8; i >= 1; i--) {
      history.add(
          new Candle(
              Timeframe.M15, quarter - i * QUARTER, 59_990, 60_010, 59_980, 60_000, 1.5, true));
    }
    stage.feed.candles().prepend(history);
    quote();
    stage.listen(
        ear,
        TrafficClass.MARKET,
        "btcusdt@kline_30m",
        "btcusdt@kline_1h",
        "btcusdt@kline_1M",
        "btcusdt_perpetual@continuousKline_15m");
    long end = quarter + 6 * QUARTER;
    for (long at = FeedStage.START; at <= end; at += 10_000) {
      stage.exchange.advanceTo(at);
      stage.book.placeMarket(2, true, 1);
      stage.advanceTo(at);
    }
    List<JsonNode> closed =
        ear.events().stream().filter(e -> e.path("k").path("x").asBoolean()).toList();
    assertThat(of(closed, "30m")).hasSize(3);
    assertThat(of(closed, "1h")).hasSizeBetween(1, 2);
    assertThat(of(closed, "15m")).hasSize(6);
    assertThat(of(closed, "1M")).isEmpty();
    JsonNode hour = of(closed, "1h").getLast().path("k");
    long start = hour.path("t").asLong();
    assertThat(start % 3_600_000).isZero();
    assertThat(hour.path("T").asLong()).isEqualTo(start + 3_600_000 - 1);
    long trades = 0;
    for (JsonNode event : of(closed, "15m")) {
      JsonNode part = event.path("k");
      boolean within =
          part.path("t").asLong() >= start && part.path("T").asLong() < start + 3_600_000;
      trades += within ? part.path("n").asLong() : 0;
    }
    assertThat(hour.path("n").asLong()).isEqualTo(trades).isPositive();
    JsonNode continuous = of(closed, "15m").getFirst();
    assertThat(fields(continuous)).containsExactly("e", "E", "ps", "ct", "st", "k");
    assertThat(continuous.path("e").asText()).isEqualTo("continuous_kline");
    assertThat(continuous.path("k").has("s")).isFalse();
    assertThat(
            ear.events().stream()
                .filter(e -> e.path("k").path("i").asText().equals("1M"))
                .map(e -> e.path("k").path("t").asLong())
                .distinct())
        .containsExactly(1_698_796_800_000L); // 1 November 2023.
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "15m", "30m", "1h", "4h", "1d", "1w", "1M"})
  void a_candle_on_the_stream_is_the_row_of_the_klines_call(String interval) throws IOException {
    quote();
    stage.listen(ear, TrafficClass.MARKET, "btcusdt@kline_" + interval);
    for (long at = FeedStage.START; at <= FeedStage.START + 3 * QUARTER; at += 10_000) {
      stage.exchange.advanceTo(at);
      stage.book.placeMarket(2, true, 1);
      stage.advanceTo(at);
    }
    JsonNode told = ear.events().getLast().path("k");
    JsonNode rows =
        VenueClient.JSON.readTree(
            KlineTable.of(stage.feed, interval).json(Long.MIN_VALUE, Long.MAX_VALUE, 1));
    List<String> row = new ArrayList<>();
    rows.get(0).forEach(field -> row.add(field.asText()));
    assertThat(
            Stream.of("t", "o", "h", "l", "c", "v", "T", "q", "n", "V", "Q", "B")
                .map(field -> told.path(field).asText()))
        .containsExactlyElementsOf(row);
    assertThat(told.path("x").asBoolean()).isFalse();
    assertThat(told.path("L").asLong() - told.path("f").asLong() + 1)
        .isEqualTo(told.path("n").asLong());
  }

  private static List<JsonNode> of(List<JsonNode> events, String interval) {
    return events.stream().filter(e -> e.path("k").path("i").asText().equals(interval)).toList();
  }

  @Test
  void a_forming_candle_is_told_four_times_a_second_while_it_moves() {
    quote();
    stage.listen(ear, TrafficClass.MARKET, "btcusdt@kline_1m");
    for (long at = FeedStage.START + 10; at <= FeedStage.START + 2_000; at += 10) {
      stage.exchange.advanceTo(at);
      stage.book.placeMarket(2, true, 1);
      stage.advanceTo(at);
    }
    assertThat(ear.texts).hasSize(9);
    stage.advanceTo(FeedStage.START + 5_000);
    assertThat(ear.texts).as("nothing moved").hasSize(9);
  }

  @Test
  void marks_tell_what_the_exchange_charges() {
    quote();
    stage.exchange.setIndexPrice(FeedStage.BTC, java.util.Optional.of(new BigDecimal("59950.5")));
    stage.listen(ear, TrafficClass.MARKET, "btcusdt@markPrice@1s");
    FeedStage.Ear slow = new FeedStage.Ear();
    stage.listen(slow, TrafficClass.MARKET, "btcusdt@markPrice");
    FeedStage.Ear all = new FeedStage.Ear();
    stage.listen(all, TrafficClass.MARKET, "!markPrice@arr@1s");
    for (int second = 1; second <= 6; second++) {
      stage.advanceTo(FeedStage.START + 1_000L * second);
    }
    assertThat(ear.texts).hasSize(6);
    assertThat(slow.texts).hasSize(2);
    assertThat(all.texts.getFirst()).isEqualTo("[" + ear.texts.getFirst() + "]");
    JsonNode mark = ear.events().getFirst();
    assertThat(fields(mark))
        .containsExactly("e", "E", "s", "ps", "p", "i", "P", "ap", "r", "T", "st");
    var funding = stage.exchange.funding(FeedStage.BTC);
    assertThat(mark.path("i").asText()).isEqualTo("59950.50000000");
    assertThat(new BigDecimal(mark.path("r").asText())).isEqualByComparingTo(funding.rate());
    assertThat(mark.path("T").asLong()).isEqualTo(funding.nextMillis());
    assertThat(new BigDecimal(mark.path("p").asText())).isPositive();
  }

  @Test
  void tickers_sum_up_the_day_and_the_arrays_tell_only_what_traded() {
    quote();
    stage.listen(ear, TrafficClass.MARKET, "btcusdt@ticker");
    FeedStage.Ear all = new FeedStage.Ear();
    stage.listen(all, TrafficClass.MARKET, "!miniTicker@arr");
    stage.exchange.advanceTo(FeedStage.START + 5);
    stage.book.placeMarket(2, true, 3);
    stage.book.placeMarket(2, false, 2);
    stage.advanceTo(FeedStage.START + 10);
    stage.advanceTo(FeedStage.START + 2_000);
    stage.advanceTo(FeedStage.START + 4_000);
    JsonNode ticker = ear.events().getFirst();
    assertThat(fields(ticker))
        .containsExactly(
            "e", "E", "s", "ps", "st", "p", "P", "w", "c", "Q", "o", "h", "l", "v", "q", "O", "C",
            "F", "L", "n");
    assertThat(ticker.path("o").asText()).isEqualTo("60000.10");
    assertThat(ticker.path("c").asText()).isEqualTo("59999.90");
    assertThat(ticker.path("p").asText()).isEqualTo("-0.20");
    assertThat(ticker.path("Q").asText()).isEqualTo("0.002");
    assertThat(ticker.path("v").asText()).isEqualTo("0.005");
    assertThat(ticker.path("n").asInt()).isEqualTo(2);
    assertThat(ear.texts).hasSize(3);
    assertThat(all.texts).as("one trade, one telling").hasSize(1);
    assertThat(fields(all.events().getFirst().path(0)))
        .containsExactly("e", "E", "s", "ps", "st", "c", "o", "h", "l", "v", "q");
  }

  @Test
  void single_fills_are_told_on_either_path() {
    quote();
    stage.listen(ear, TrafficClass.MARKET, "btcusdt@trade");
    FeedStage.Ear open = new FeedStage.Ear();
    stage.listen(open, TrafficClass.PUBLIC, "btcusdt@trade");
    stage.exchange.advanceTo(FeedStage.START + 7);
    stage.book.placeMarket(2, false, 2);
    assertThat(ear.texts)
        .containsExactly(
            "{\"e\":\"trade\",\"E\":1700000000007,\"T\":1700000000007,\"s\":\"BTCUSDT\",\"t\":1,"
                + "\"p\":\"59999.90\",\"q\":\"0.002\",\"X\":\"MARKET\",\"m\":true}");
    assertThat(open.texts).isEqualTo(ear.texts);
  }

  @Test
  void an_aggregate_is_told_when_the_next_begins_or_after_150_ms() {
    quote();
    stage.listen(ear, TrafficClass.MARKET, "btcusdt@aggTrade");
    long[] at = {0, 40, 99, 100, 130};
    for (long after : at) {
      stage.exchange.advanceTo(FeedStage.START + after);
      stage.book.placeMarket(2, true, 1);
    }
    for (long time = FeedStage.START + 140; time <= FeedStage.START + 400; time += 10) {
      stage.advanceTo(time);
    }
    assertThat(ear.events().stream().map(e -> e.path("q").asText()))
        .containsExactly("0.003", "0.002");
    assertThat(ear.events().stream().map(e -> e.path("E").asLong() - FeedStage.START))
        .containsExactly(100L, 250L);
  }

  @Test
  void topics_are_forgotten_with_their_last_listener_whatever_they_are_called() {
    StreamConnection one =
        stage.listen(ear, TrafficClass.MARKET, "btcusdt@aggTrade", "nonesuch@kline_1m", "x@y");
    StreamConnection two = stage.listen(ear, TrafficClass.MARKET, "btcusdt@aggTrade");
    assertThat(stage.hub.topicCount()).isEqualTo(2);
    stage.hub.closed(one);
    assertThat(stage.hub.topicCount()).isEqualTo(1);
    two.unsubscribe("btcusdt@aggTrade");
    stage.hub.refresh(two);
    assertThat(stage.hub.topicCount()).isZero();
    stage.hub.closed(two);
    two.subscribe("btcusdt@aggTrade");
    stage.hub.refresh(two);
    assertThat(stage.hub.topicCount()).as("the dead do not come back").isZero();
    assertThat(stage.hub.connectionCount()).isZero();
  }
}
