package vortex7.matching.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Market;
import vortex7.matching.QueueModel;
import vortex7.matching.synthetic.SyntheticSettings;

class ReplayMarketTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Instrument BITCOIN =
      SyntheticSettings.documents().symbols().getFirst().instrument();
  private static final Instrument ETHER =
      SyntheticSettings.documents().symbols().getLast().instrument();

  private final List<String> trades = new ArrayList<>();
  private final Exchange exchange =
      new Exchange(
          ExchangeRules.documents(),
          new ExchangeListener() {
            @Override
            public void onTrade(
                Symbol symbol,
                long id,
                long price,
                long quantity,
                boolean buyerIsMaker,
                long timeMillis) {
              trades.add(symbol + " " + price + " " + quantity + " @" + timeMillis);
            }
          });

  private static Recording lines(String... lines) {
    Iterator<String> left = List.of(lines).iterator();
    CaptureParser parser = new CaptureParser();
    return into -> {
      while (left.hasNext()) {
        if (parser.parse(left.next(), into)) {
          return true;
        }
      }
      return false;
    };
  }

  private static String trade(String symbol, long time, String price) {
    return "1 {\"stream\":\"%s@trade\",\"data\":{\"T\":%d,\"p\":\"%s\",\"q\":\"0.002\",\"X\":\"MARKET\",\"m\":true}}"
        .formatted(symbol, time, price);
  }

  private static String diff(long time, long u, long pu, String bids, String asks) {
    return "1 {\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"T\":%d,\"u\":%d,\"pu\":%d,\"b\":[%s],\"a\":[%s]}}"
        .formatted(time, u, pu, bids, asks);
  }

  private static String snapshot(long time, long id, String bids, String asks) {
    return "1 {\"lastUpdateId\":%d,\"E\":%d,\"T\":%d,\"bids\":[%s],\"asks\":[%s]}"
        .formatted(id, time, time, bids, asks);
  }

  private ReplayMarket attached(List<ReplayedSymbol> symbols, Recording... recordings) {
    ReplayMarket market = new ReplayMarket(symbols, List.of(recordings), QueueModel.PROPORTIONAL);
    market.attach(exchange);
    return market;
  }

  private static List<ReplayedSymbol> bitcoin() {
    return List.of(new ReplayedSymbol(BITCOIN, List.of()));
  }

  @Test
  void the_book_begins_with_the_snapshot_and_the_differences_newer_than_it() {
    ReplayMarket market =
        attached(
            bitcoin(),
            lines(
                diff(100, 5, 4, "[\"99.0\",\"1\"]", ""),
                trade("btcusdt", 150, "100.0"),
                diff(200, 12, 5, "[\"100.0\",\"0\"],[\"99.9\",\"3\"]", ""),
                snapshot(180, 10, "[\"100.0\",\"1\"]", "[\"100.1\",\"2\"]"),
                diff(300, 14, 12, "", "[\"100.1\",\"0\"],[\"100.3\",\"4\"]")));
    Market book = exchange.market(BTC);
    assertThat(market.startMillis()).isEqualTo(180);
    assertThat(book.bestBid()).isEqualTo(1000);

    market.advance(200);
    assertThat(book.bestBid()).isEqualTo(999);
    assertThat(book.bestAsk()).isEqualTo(1001);
    market.advance(1_000);
    assertThat(book.bestAsk()).isEqualTo(1003);
    assertThat(book.quantityAt(false, 1003)).isEqualTo(4_000);
    assertThat(trades).isEmpty();
    assertThat(market.exhausted()).isTrue();
    assertThat(market.gaps()).isZero();
    assertThat(exchange.timeMillis()).isEqualTo(1_000);
  }

  @Test
  void without_a_snapshot_the_book_is_made_of_the_levels_seen_and_never_crossed() {
    ReplayMarket market =
        attached(
            bitcoin(),
            lines(
                diff(100, 5, 4, "[\"99.0\",\"1\"]", "[\"100.0\",\"1\"]"),
                diff(200, 6, 5, "[\"100.2\",\"1\"]", ""),
                diff(300, 9, 8, "", "[\"98.0\",\"1\"]")));
    Market book = exchange.market(BTC);
    market.advance(200);
    assertThat(book.bestBid()).isEqualTo(1002);
    assertThat(book.bestAsk()).isZero();
    market.advance(300);
    assertThat(book.bestAsk()).isEqualTo(980);
    assertThat(book.bestBid()).isZero();
    assertThat(market.gaps()).isEqualTo(1);
  }

  @Test
  void several_recordings_are_merged_by_time_and_late_events_happen_when_published() {
    ReplayMarket market =
        attached(
            List.of(new ReplayedSymbol(BITCOIN, List.of()), new ReplayedSymbol(ETHER, List.of())),
            lines(
                trade("btcusdt", 1_000, "100.0"),
                trade("btcusdt", 1_300, "100.1"),
                trade("btcusdt", 1_250, "100.2")),
            lines(
                trade("ethusdt", 1_000, "10.00"),
                trade("ethusdt", 1_200, "10.01"),
                trade("xrpusdt", 1_200, "1"),
                trade("ethusdt", 1_300, "10.02")));
    market.advance(5_000);
    assertThat(trades)
        .containsExactly(
            "ETHUSDT 1001 2 @1200",
            "BTCUSDT 1001 2 @1300",
            "BTCUSDT 1002 2 @1300",
            "ETHUSDT 1002 2 @1300");
  }

  @Test
  void a_history_is_moved_to_end_at_the_start_and_scaled_to_its_first_price() {
    long start = 10_000_000L * 60_000L + 30_000;
    List<Candle> minutes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      minutes.add(new Candle(Timeframe.M1, i * 60_000L, 50, 52, 48, 50, 7, true));
    }
    ReplayMarket market =
        attached(
            List.of(new ReplayedSymbol(BITCOIN, minutes)),
            lines(trade("btcusdt", start, "100.0"), trade("btcusdt", start + 1, "100.0")));
    List<Candle> history = market.history(BTC, Timeframe.M1, 3);
    assertThat(history)
        .hasSize(3)
        .last()
        .isEqualTo(new Candle(Timeframe.M1, start - 90_000, 100, 104, 96, 100, 3.5, true));
    assertThat(market.history(BTC, Timeframe.M5, 500)).hasSizeBetween(7, 8);
    assertThat(market.history(BTC, Timeframe.M15, 1).getFirst().volume()).isEqualTo(52.5);
  }

  @Test
  void a_restored_replay_goes_on_where_it_stopped() {
    String[] recorded = {
      diff(100, 5, 4, "[\"99.0\",\"1\"]", "[\"100.0\",\"1\"]"),
      trade("btcusdt", 200, "99.0"),
      diff(300, 6, 5, "[\"99.1\",\"1\"]", ""),
      trade("btcusdt", 400, "99.1")
    };
    ReplayMarket first =
        new ReplayMarket(bitcoin(), List.of(lines(recorded)), QueueModel.RISK_AVERSE);
    first.attach(new Exchange(ExchangeRules.documents(), new ExchangeListener() {}));
    first.advance(300);

    ReplayMarket second = attached(bitcoin(), lines(recorded));
    second.restore(first.exportState());
    assertThat(exchange.market(BTC).bestBid()).isEqualTo(991);
    assertThat(trades).isEmpty();
    second.advance(1_000);
    assertThat(trades).containsExactly("BTCUSDT 991 2 @400");
  }

  @Test
  void marks_are_those_of_the_recording() {
    ReplayMarket market =
        attached(
            bitcoin(),
            lines(
                trade("btcusdt", 100, "100.0"),
                "1 {\"stream\":\"btcusdt@markPrice@1s\",\"data\":{\"E\":200,\"p\":\"100.50000000\"}}"));
    market.advance(300);
    assertThat(exchange.market(BTC).markPrice()).isEqualByComparingTo(new BigDecimal("100.5"));
  }

  @Test
  void what_does_not_fit_is_refused_with_the_rule_and_the_value() {
    assertThatThrownBy(() -> new ReplayMarket(bitcoin(), List.of(lines()), QueueModel.RISK_AVERSE))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("no trade and no book");

    ReplayMarket offTick =
        attached(
            bitcoin(), lines(trade("btcusdt", 1_000, "100.0"), trade("btcusdt", 1_001, "100.05")));
    assertThatThrownBy(() -> offTick.advance(2_000))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("price 100.05 is no multiple of BTCUSDT's tick 0.10");
  }

  @Test
  void recordings_of_different_days_are_not_played_as_one() {
    ReplayMarket market =
        attached(
            bitcoin(),
            lines(trade("btcusdt", 1_000, "100.0"), trade("btcusdt", 90_000_000, "100.0")));
    assertThatThrownBy(() -> market.advance(100_000_000))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("nothing is recorded for 1499 min");
  }

  @Test
  void recordings_that_begin_at_different_times_are_refused_at_once() {
    assertThatThrownBy(
            () ->
                new ReplayMarket(
                    List.of(new ReplayedSymbol(BITCOIN, List.of())),
                    List.of(
                        lines(trade("btcusdt", 1_000, "50.0")),
                        lines(trade("btcusdt", 700_000, "50.0"))),
                    QueueModel.RISK_AVERSE))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("different times apart")
        .hasMessageContaining("1970-01-01T00:11:40Z");
  }

  @Test
  void a_recording_whose_time_goes_back_is_refused() {
    ReplayMarket market =
        new ReplayMarket(
            List.of(new ReplayedSymbol(BITCOIN, List.of())),
            List.of(
                lines(
                    trade("btcusdt", 100_000, "50.0"),
                    trade("btcusdt", 101_000, "50.0"),
                    trade("btcusdt", 71_500, "50.0"),
                    trade("btcusdt", 102_000, "50.0"),
                    trade("btcusdt", 60_000, "50.0"))),
            QueueModel.RISK_AVERSE);
    market.attach(exchange);
    assertThatThrownBy(() -> market.advance(200_000))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("time goes back by 42 s");
  }
}
