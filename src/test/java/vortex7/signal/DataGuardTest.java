package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
