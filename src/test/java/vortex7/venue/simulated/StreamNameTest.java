package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.venue.simulated.StreamName.TrafficClass;

class StreamNameTest {
  @ParameterizedTest
  @CsvSource({
    "btcusdt@aggTrade, MARKET, 0, 0",
    "btcusdt@kline_15m, MARKET, 15, 250",
    "btcusdt@markPrice@1s, MARKET, 0, 1000",
    "btcusdt@depth20@100ms, PUBLIC, 20, 100",
    "btcusdt@depth5, PUBLIC, 5, 250",
    "btcusdt@depth10@500ms, PUBLIC, 10, 500",
    "btcusdt@bookTicker, PUBLIC, 0, 0",
  })
  void a_stream_has_a_class_and_a_pace(String text, TrafficClass path, int detail, int pace) {
    StreamName name = StreamName.parse(text).orElseThrow();
    assertThat(name.symbol().code()).isEqualTo("BTCUSDT");
    assertThat(name.kind().trafficClass()).isEqualTo(path);
    assertThat(name.detail()).isEqualTo(detail);
    assertThat(name.paceMillis()).isEqualTo(pace);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BTCUSDT@aggTrade", "btcusdt", "@aggTrade", "btcusdt@kline_1s", "btcusdt@depth7@100ms",
        "btcusdt@depth20@50ms", "!markPrice@arr", "btc-usdt@aggTrade", "", "btcusdt@"
      })
  void what_is_not_served_is_no_stream(String text) {
    assertThat(StreamName.parse(text)).isEmpty();
  }

  @Test
  void the_same_stream_is_equal_however_often_it_is_parsed() {
    assertThat(StreamName.parse("btcusdt@aggTrade"))
        .isEqualTo(StreamName.parse("btcusdt@aggTrade"));
  }
}
