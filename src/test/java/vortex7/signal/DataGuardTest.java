package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

class DataGuardTest {
  private final DataGuard guard = new DataGuard();

  @ParameterizedTest
  @CsvSource({
    "11, 100, 1, 1000, NONE",
    "10, 100, 1, 1000, DUPLICATE",
    "9, 100, 1, 1000, DUPLICATE",
    "12, 100, 1, 1000, TRADE_GAP",
    "11, NaN, 1, 1000, NOT_FINITE",
    "11, Infinity, 1, 1000, NOT_FINITE",
    "11, -1, 1, 1000, NOT_POSITIVE",
    "11, 0, 1, 1000, NOT_POSITIVE",
    "11, 100, 0, 1000, NOT_POSITIVE",
    "11, 100, NaN, 1000, NOT_FINITE",
    "11, 100, 1, 999, TIME_BACKWARDS"
  })
  void a_trade_is_judged_against_the_one_before(
      long id, double price, double quantity, long time, DataFault expected) {
    assertThat(guard.judgeTrade(10, 100, 1, 1_000)).isEqualTo(DataFault.NONE);
    assertThat(guard.judgeTrade(id, price, quantity, time)).isEqualTo(expected);
    assertThat(guard.count(expected)).isEqualTo(expected == DataFault.NONE ? 0 : 1);
  }

  @Test
  void a_refused_trade_makes_no_gap_for_the_next_one() {
    guard.judgeTrade(10, 100, 1, 1_000);
    guard.judgeTrade(11, -1, 1, 1_000);
    assertThat(guard.judgeTrade(12, 100, 1, 1_000)).isEqualTo(DataFault.NONE);
  }

  @Test
  void after_a_gap_the_missing_trade_is_still_awaited() {
    guard.judgeTrade(10, 100, 1, 1_000);
    guard.judgeTrade(12, 100, 1, 1_000);
    assertThat(guard.judgeTrade(11, 100, 1, 1_000)).isEqualTo(DataFault.NONE);
    assertThat(guard.judgeTrade(12, 100, 1, 1_000)).isEqualTo(DataFault.NONE);
  }

  private static BookSnapshot book(long time, long id, long previous) {
    BookSnapshot book = Books.flat(time);
    book.updateId = id;
    book.previousUpdateId = previous;
    return book;
  }

  @Test
  void snapshots_that_follow_each_other_pass_and_a_missing_one_costs_one_more() {
    assertThat(guard.judgeBook(book(100, 7, 3))).isEqualTo(DataFault.NONE);
    assertThat(guard.judgeBook(book(200, 9, 7))).isEqualTo(DataFault.NONE);
    assertThat(guard.judgeBook(book(300, 14, 12))).isEqualTo(DataFault.BOOK_GAP);
    assertThat(guard.judgeBook(book(400, 16, 14))).isEqualTo(DataFault.NONE);
  }

  @Test
  void snapshots_left_out_on_purpose_are_no_gap() {
    guard.judgeBook(book(100, 7, 3));
    guard.forgetBookIds();
    assertThat(guard.judgeBook(book(300, 14, 12))).isEqualTo(DataFault.NONE);
  }

  @Test
  void a_book_that_cannot_be_is_refused_by_kind() {
    guard.judgeBook(book(1_000, 7, 3));
    assertThat(guard.judgeBook(book(1_000, 7, 3))).isEqualTo(DataFault.DUPLICATE);
    assertThat(guard.judgeBook(book(999, 8, 7))).isEqualTo(DataFault.TIME_BACKWARDS);
    assertThat(guard.judgeBook(book(1_100, 5, 4))).isEqualTo(DataFault.TIME_BACKWARDS);
    BookSnapshot empty = book(1_100, 8, 7);
    empty.asks = 0;
    assertThat(guard.judgeBook(empty)).isEqualTo(DataFault.EMPTY_BOOK);
    BookSnapshot crossed = book(1_100, 8, 7);
    crossed.askPrice[0] = crossed.bidPrice[0];
    assertThat(guard.judgeBook(crossed)).isEqualTo(DataFault.CROSSED_BOOK);
    BookSnapshot disordered = book(1_100, 8, 7);
    disordered.bidPrice[3] = disordered.bidPrice[2];
    assertThat(guard.judgeBook(disordered)).isEqualTo(DataFault.DISORDERED_BOOK);
    BookSnapshot negative = book(1_100, 8, 7);
    negative.askQuantity[19] = 0;
    assertThat(guard.judgeBook(negative)).isEqualTo(DataFault.NOT_POSITIVE);
    BookSnapshot nan = book(1_100, 8, 7);
    nan.bidPrice[5] = Double.NaN;
    assertThat(guard.judgeBook(nan)).isEqualTo(DataFault.NOT_FINITE);
    assertThat(guard.judgeBook(book(1_100, 8, 7))).isEqualTo(DataFault.NONE);
  }

  private static Candle candle(long open, double high, double low, double close, boolean closed) {
    return new Candle(Timeframe.M1, open, 100, high, low, close, 1, closed);
  }

  @Test
  void candles_move_on_and_are_consistent() {
    assertThat(guard.judgeCandle(candle(60_000, 101, 99, 100, true))).isEqualTo(DataFault.NONE);
    assertThat(guard.judgeCandle(candle(60_000, 101, 99, 100, true)))
        .isEqualTo(DataFault.DUPLICATE);
    assertThat(guard.judgeCandle(candle(0, 101, 99, 100, true)))
        .isEqualTo(DataFault.TIME_BACKWARDS);
    assertThat(guard.judgeCandle(candle(120_000, 101, 99, 102, true)))
        .isEqualTo(DataFault.ABSURD_CANDLE);
    assertThat(guard.judgeCandle(candle(120_000, 101, -1, 100, true)))
        .isEqualTo(DataFault.NOT_POSITIVE);
    assertThat(guard.judgeCandle(candle(120_000, 101, 99, Double.NaN, true)))
        .isEqualTo(DataFault.NOT_FINITE);
    assertThat(guard.judgeCandle(candle(120_000, 101, 99, 100, false))).isEqualTo(DataFault.NONE);
    assertThat(guard.judgeCandle(candle(120_000, 103, 99, 100, false))).isEqualTo(DataFault.NONE);
    assertThat(guard.judgeCandle(candle(120_000, 103, 99, 101, true))).isEqualTo(DataFault.NONE);
  }

  @ParameterizedTest
  @CsvSource({"M1, 60000", "M3, 180000", "M5, 300000", "M15, 900000"})
  void a_candle_of_another_interval_than_its_timeframe_is_refused(Timeframe timeframe, long open) {
    Candle right = new Candle(timeframe, open, 100, 101, 99, 100, 1, true);
    Candle wrong = new Candle(timeframe, open + 30_000, 100, 101, 99, 100, 1, true);
    assertThat(guard.judgeCandle(wrong)).isEqualTo(DataFault.WRONG_INTERVAL);
    assertThat(guard.judgeCandle(right)).isEqualTo(DataFault.NONE);
    assertThat(guard.count(DataFault.WRONG_INTERVAL)).isEqualTo(1);
  }

  private static final long NOON = 1_709_294_400_000L;

  static Stream<Arguments> observations() {
    return Stream.of(
        arguments(new Observation.OpenInterest(NOON, 0, 100), DataFault.NONE),
        arguments(new Observation.OpenInterest(NOON, -1, 100), DataFault.NOT_POSITIVE),
        arguments(new Observation.OpenInterest(NOON, Double.NaN, 100), DataFault.NOT_FINITE),
        arguments(new Observation.OpenInterest(NOON, 5, 0), DataFault.NOT_POSITIVE),
        arguments(new Observation.OpenInterest(NOON, 5, Double.NaN), DataFault.NOT_FINITE),
        arguments(history(5, 100, 1), DataFault.NONE),
        arguments(history(5, 100, 0), DataFault.TIME_BACKWARDS),
        arguments(history(5, 0, 1), DataFault.NOT_POSITIVE),
        arguments(history(Double.POSITIVE_INFINITY, 100, 1), DataFault.NOT_FINITE),
        arguments(new Observation.AccountRatio(NOON, 0), DataFault.NONE),
        arguments(new Observation.AccountRatio(NOON, 1), DataFault.NONE),
        arguments(new Observation.AccountRatio(NOON, 1.0001), DataFault.ABSURD_SHARE),
        arguments(new Observation.AccountRatio(NOON, Double.NaN), DataFault.NOT_FINITE),
        arguments(new Observation.TopTraders(NOON, -0.0001), DataFault.ABSURD_SHARE),
        arguments(new Observation.TopTraders(NOON, 0.6), DataFault.NONE),
        arguments(new Observation.Funding(NOON, 100, -0.001, NOON, 1), DataFault.NONE),
        arguments(new Observation.Funding(NOON, 0, -0.001, NOON, 1), DataFault.NOT_POSITIVE),
        arguments(new Observation.Funding(NOON, 100, Double.NaN, NOON, 1), DataFault.NOT_FINITE),
        arguments(new Observation.Funding(NOON, 100, 0, NOON, 0), DataFault.NOT_POSITIVE),
        arguments(new Observation.FundingHistory(NOON, List.of(0.1, -0.1)), DataFault.NONE),
        arguments(
            new Observation.FundingHistory(NOON, List.of(0.1, Double.NaN)), DataFault.NOT_FINITE),
        arguments(
            new Observation.LiquidationMapKept(
                new LiquidationMap(SentimentRules.documents().liquidations()).state()),
            DataFault.NONE),
        arguments(new Observation.Correlation(NOON, Double.NaN, 0), DataFault.NONE));
  }

  private static Observation history(double quantity, double price, long later) {
    return new Observation.OpenInterestHistory(
        NOON,
        List.of(
            new Observation.OpenInterest(NOON - 1, 5, 100),
            new Observation.OpenInterest(NOON - 1 + later, quantity, price)));
  }

  @ParameterizedTest
  @MethodSource("observations")
  void what_is_read_beside_the_streams_is_judged_too(Observation observation, DataFault expected) {
    assertThat(guard.judgeObservation(observation)).isEqualTo(expected);
    assertThat(guard.count(expected)).isEqualTo(expected == DataFault.NONE ? 0 : 1);
  }

  @Test
  void each_kind_of_observation_moves_on_by_itself() {
    assertThat(guard.judgeObservation(new Observation.AccountRatio(NOON, 0.5)))
        .isEqualTo(DataFault.NONE);
    assertThat(guard.judgeObservation(new Observation.TopTraders(NOON - 1, 0.5)))
        .isEqualTo(DataFault.NONE);
    assertThat(guard.judgeObservation(new Observation.AccountRatio(NOON, 0.6)))
        .isEqualTo(DataFault.DUPLICATE);
    assertThat(guard.judgeObservation(new Observation.AccountRatio(NOON - 1, 0.6)))
        .isEqualTo(DataFault.TIME_BACKWARDS);
    assertThat(guard.judgeObservation(new Observation.TopTraders(NOON, 0.5)))
        .isEqualTo(DataFault.NONE);
  }
}
