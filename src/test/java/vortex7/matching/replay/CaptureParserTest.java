package vortex7.matching.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureParserTest {
  private final CaptureParser parser = new CaptureParser();
  private final RecordedEvent event = new RecordedEvent();

  @Test
  void a_trade_of_the_market_is_read() {
    String line =
        "1721347021434994132"
            + " {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":172134702"
            + "2957,\"T\":1721347022956,\"s\":\"BTCUSDT\",\"t\":5182005737,\"p\":\"63943.90\",\"q\":"
            + "\"0.003\",\"X\":\"MARKET\",\"m\":true}}";
    assertThat(parser.parse(line, event)).isTrue();
    assertThat(event.kind).isEqualTo(RecordedEvent.Kind.TRADE);
    assertThat(event.symbol).isEqualTo("BTCUSDT");
    assertThat(event.timeMillis).isEqualTo(1_721_347_022_956L);
    assertThat(event.price).isEqualTo(6_394_390_000_000L);
    assertThat(event.quantity).isEqualTo(300_000L);
    assertThat(event.buyerIsMaker).isTrue();
  }

  @Test
  void a_trade_that_is_none_of_the_market_is_passed_over_and_counted() {
    String line =
        "1680652874408176"
            + " {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":168065287440"
            + "6,\"T\":1680652874400,\"s\":\"BTCUSDT\",\"t\":3535191080,\"p\":\"28722.50\",\"q\":"
            + "\"0.001\",\"X\":\"INSURANCE_FUND\",\"m\":true}}";
    assertThat(parser.parse(line, event)).isFalse();
    assertThat(parser.tradesPassedOver()).isEqualTo(1);
  }

  @Test
  void a_difference_is_read_with_its_ids_and_levels() {
    String line =
        "1721347200064916040"
            + " {\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\""
            + ":1721347201585,\"T\":1721347201533,\"s\":\"BTCUSDT\",\"U\":463,\"u\":464,\"pu\":462,"
            + "\"b\":[],\"a\":[[\"64020.40\",\"0.000\"],[\"64024.70\",\"0.005\"]]}}";
    assertThat(parser.parse(line, event)).isTrue();
    assertThat(event.kind).isEqualTo(RecordedEvent.Kind.DIFF);
    assertThat(event.updateId).isEqualTo(464);
    assertThat(event.previousUpdateId).isEqualTo(462);
    assertThat(event.bids).isZero();
    assertThat(event.asks).isEqualTo(2);
    assertThat(event.askQuantity[0]).isZero();
    assertThat(event.askPrice[1]).isEqualTo(6_402_470_000_000L);
  }

  @Test
  void a_snapshot_takes_the_symbol_of_the_line_before_it() {
    parser.parse("1 {\"stream\":\"ethusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\"}}", event);
    String line =
        "2 {\"lastUpdateId\": 27, \"E\": 12, \"T\": 11, \"bids\": [[\"10.5\", \"1\"]], \"asks\": "
            + "[[\"10.6\", \"2\"]]}";
    assertThat(parser.parse(line, event)).isTrue();
    assertThat(event.kind).isEqualTo(RecordedEvent.Kind.SNAPSHOT);
    assertThat(event.symbol).isEqualTo("ETHUSDT");
    assertThat(event.timeMillis).isEqualTo(11);
    assertThat(event.updateId).isEqualTo(27);
    assertThat(event.bidPrice[0]).isEqualTo(1_050_000_000L);
    assertThat(event.askQuantity[0]).isEqualTo(200_000_000L);
  }

  @Test
  void partial_books_aggregated_trades_and_marks_are_told_apart() {
    assertThat(
            parser.parse(
                "1 {\"stream\":\"btcusdt@depth20@100ms\",\"data\":{\"T\":5,\"u\":1,\"pu\":0,"
                    + "\"b\":[[\"1\",\"1\"]],\"a\":[]}}",
                event))
        .isTrue();
    assertThat(event.kind).isEqualTo(RecordedEvent.Kind.TOP);
    assertThat(
            parser.parse(
                "1 {\"stream\":\"btcusdt@aggTrade\",\"data\":{\"a\":5,\"p\":\"2\",\"q\":\"1\","
                    + "\"f\":1,\"l\":2,\"T\":6,\"m\":false}}",
                event))
        .isTrue();
    assertThat(event.kind).isEqualTo(RecordedEvent.Kind.TRADE);
    assertThat(
            parser.parse(
                "1 {\"stream\":\"btcusdt@markPrice@1s\",\"data\":{\"E\":7,\"p\":\"3.5\",\"T\":99}}",
                event))
        .isTrue();
    assertThat(event.kind).isEqualTo(RecordedEvent.Kind.MARK_PRICE);
    assertThat(event.timeMillis).isEqualTo(7);
    assertThat(parser.parse("", event)).isFalse();
    assertThat(parser.parse("1 {\"stream\":\"btcusdt@kline_1m\",\"data\":{}}", event)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|expected a local time and a JSON object",
        "1 {\"stream\":\"btcusdt@trade\",\"data\":{|expected",
        "1 {\"a\":1}|neither a stream's message nor a depth snapshot",
        "1 {\"lastUpdateId\":5}|its symbol is unknown",
        "1 {\"stream\":\"trade\",\"data\":{}}|stream must be",
        "1 {\"stream\":\"x@trade\",\"data\":{\"T\":1,\"p\":\"-1\",\"q\":\"1\",\"m\":true}}|above 0",
        "1 {\"stream\":\"x@trade\",\"data\":{\"T\":1,\"p\":\"1x\",\"q\":\"1\"}}|not a price",
        "1 {\"stream\":\"x@trade\",\"data\":{\"p\":\"1\",\"q\":\"1\",\"m\":true}}|no time",
        "1 {\"stream\":\"x@depth\",\"data\":{\"T\":1,\"b\":[[\"-1\",\"1\"]]}}|above 0",
        "1 {\"stream\":\"x@trade\",\"data\":{\"T\":true}}|whole number",
        "1 {\"stream\":\"x@trade\",\"data\":{\"m\":1}}|true or false",
        "1 {\"stream\":\"x@trade\",\"data\":{\"p\":\"1.123456789\"}}|8 decimals"
      })
  void what_cannot_be_read_is_refused_with_what_is_wrong(String line, String message) {
    assertThatThrownBy(() -> parser.parse(line, event))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,100000000", "0.001,100000", "64000.10,6400010000000", "-1,-100000000"})
  void decimals_are_read_exactly(String text, long scaled) {
    assertThat(CaptureParser.decimal(text)).isEqualTo(scaled);
  }
}
