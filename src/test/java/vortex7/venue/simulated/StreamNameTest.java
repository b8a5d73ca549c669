package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.venue.simulated.StreamName.Kind;
import vortex7.venue.simulated.StreamName.TrafficClass;

class StreamNameTest {
  @ParameterizedTest
  @CsvSource({
    "btcusdt@aggTrade, AGG_TRADE, MARKET, 0, '', 0",
    "btcusdt@trade, TRADE, PUBLIC, 0, '', 0",
    "btcusdt@trade, TRADE, MARKET, 0, '', 0",
    "btcusdt@kline_15m, KLINE, MARKET, 0, 15m, 250",
    "btcusdt@kline_1M, KLINE, MARKET, 0, 1M, 250",
    "btcusdt_perpetual@continuousKline_3d, CONTINUOUS_KLINE, MARKET, 0, 3d, 250",
    "btcusdt@markPrice, MARK_PRICE, MARKET, 0, '', 3000",
    "btcusdt@markPrice@1s, MARK_PRICE, MARKET, 0, '', 1000",
    "btcusdt@miniTicker, MINI_TICKER, MARKET, 0, '', 2000",
    "btcusdt@ticker, TICKER, MARKET, 0, '', 2000",
    "btcusdt@forceOrder, FORCE_ORDER, MARKET, 0, '', 0",
    "btcusdt@depth20@100ms, PARTIAL_BOOK, PUBLIC, 20, '', 100",
    "btcusdt@depth5, PARTIAL_BOOK, PUBLIC, 5, '', 250",
    "btcusdt@depth10@500ms, PARTIAL_BOOK, PUBLIC, 10, '', 500",
    "btcusdt@depth, DIFF_BOOK, PUBLIC, 0, '', 250",
    "btcusdt@depth@100ms, DIFF_BOOK, PUBLIC, 0, '', 100",
    "btcusdt@bookTicker, BOOK_TICKER, PUBLIC, 0, '', 0",
  })
  void a_stream_has_a_kind_a_class_and_a_pace(
      String text, Kind kind, TrafficClass path, int levels, String interval, int pace) {
    StreamName name = StreamName.parse(text).orElseThrow();
    assertThat(name.symbol().orElseThrow().code()).isEqualTo("BTCUSDT");
    assertThat(name.kind()).isEqualTo(kind);
    assertThat(name.kind().servedOn(path)).isTrue();
    assertThat(name.kind().servedOn(TrafficClass.PRIVATE)).isFalse();
    assertThat(name.levels()).isEqualTo(levels);
    assertThat(name.interval()).isEqualTo(interval);
    assertThat(name.paceMillis()).isEqualTo(pace);
  }

  @ParameterizedTest
  @CsvSource({
    "!bookTicker, ALL_BOOK_TICKERS, PUBLIC, 5000",
    "!markPrice@arr, ALL_MARK_PRICES, MARKET, 3000",
    "!markPrice@arr@1s, ALL_MARK_PRICES, MARKET, 1000",
    "!miniTicker@arr, ALL_MINI_TICKERS, MARKET, 2000",
    "!ticker@arr, ALL_TICKERS, MARKET, 2000",
    "!forceOrder@arr, ALL_FORCE_ORDERS, MARKET, 0",
  })
  void a_stream_of_all_symbols_has_none(String text, Kind kind, TrafficClass path, int pace) {
    StreamName name = StreamName.parse(text).orElseThrow();
    assertThat(name.symbol()).isEmpty();
    assertThat(name.kind()).isEqualTo(kind);
    assertThat(name.kind().servedOn(path)).isTrue();
    assertThat(name.paceMillis()).isEqualTo(pace);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BTCUSDT@aggTrade", "btcusdt", "@aggTrade", "btcusdt@kline_1s", "btcusdt@depth7@100ms",
        "btcusdt@depth20@50ms", "btcusdt@depth@", "btc-usdt@aggTrade", "", "btcusdt@",
        "!contractInfo", "!assetIndex@arr", "btcusdt@compositeIndex", "!", "!markPrice@arr@2s",
        "btcusdt@rpiDepth@500ms", "btcusdt@continuousKline_1m", "btcusdt_next@continuousKline_1m"
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
