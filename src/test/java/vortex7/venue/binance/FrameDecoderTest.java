package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.BookSnapshot;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.venue.binance.FrameDecoder.Frame;

class FrameDecoderTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");

  private final FrameDecoder decoder = new FrameDecoder();

  @Test
  void an_aggregated_trade_in_an_envelope_is_read() {
    assertThat(decoder.decode(Frames.AGG_TRADE)).isEqualTo(Frame.TRADE);
    assertThat(decoder.isFor(BTC)).isTrue();
    assertThat(decoder.isFor(Symbol.of("ETHUSDT"))).isFalse();
    assertThat(decoder.tradeId()).isEqualTo(3_450_415_493L);
    assertThat(decoder.price()).isEqualTo(76906.00);
    assertThat(decoder.quantity()).isEqualTo(0.104);
    assertThat(decoder.buyerIsMaker()).isTrue();
    assertThat(decoder.tradeTime()).isEqualTo(1_789_478_330_891L);
    assertThat(decoder.eventTime()).isEqualTo(1_789_478_330_900L);
  }

  @Test
  void members_may_come_in_any_order_with_white_space_unknown_ones_and_escapes() {
    String frame =
        """
        { "x1":{"deep":[1,{"e":"kline"},null,true,-0.5e-3]}, "data" : {
          "m" : false, "\\u0070" : 7.69060e4 , "T":1789478330891,"q":"104e-3",
          "s":"BTC\\u0055SDT", "a": 7 ,"nq":"0.1","note":"a \\"quoted\\" {brace} \\\\",
          "e":"aggTr\\u0061de" } , "stream":"btcusdt@aggTrade","p":"1" }
        """;
    assertThat(decoder.decode(frame)).isEqualTo(Frame.TRADE);
    assertThat(decoder.isFor(BTC)).isTrue();
    assertThat(decoder.tradeId()).isEqualTo(7);
    assertThat(decoder.price()).isEqualTo(76906.0);
    assertThat(decoder.quantity()).isEqualTo(0.104);
    assertThat(decoder.buyerIsMaker()).isFalse();
  }

  @Test
  void a_partial_book_fills_the_snapshot() {
    assertThat(decoder.decode(Frames.DEPTH_20)).isEqualTo(Frame.BOOK);
    BookSnapshot book = decoder.snapshot();
    assertThat(book.bids).isEqualTo(20);
    assertThat(book.asks).isEqualTo(20);
    assertThat(book.bidPrice[0]).isEqualTo(76914.9);
    assertThat(book.bidQuantity[0]).isEqualTo(5.878);
    assertThat(book.askPrice[19]).isEqualTo(76916.9);
    assertThat(book.updateId).isEqualTo(11563384769463L);
    assertThat(book.previousUpdateId).isEqualTo(11563384766000L);
    assertThat(book.eventTime).isEqualTo(1789478303560L);
    assertThat(book.transactionTime).isEqualTo(1789478303557L);
    assertThat(book.wellFormed()).isTrue();
  }

  @Test
  void a_book_listed_worst_first_is_put_best_first() {
    String frame =
        Frames.book(
            "[[\"7403.88\",\"3\"],[\"7403.89\",\"2\"]]", "[[\"7407\",\"5\"],[\"7406\",\"4\"]]");
    assertThat(decoder.decode(frame)).isEqualTo(Frame.BOOK);
    BookSnapshot book = decoder.snapshot();
    assertThat(book.bidPrice).startsWith(7403.89, 7403.88);
    assertThat(book.bidQuantity).startsWith(2, 3);
    assertThat(book.askPrice).startsWith(7406, 7407);
    assertThat(book.askQuantity).startsWith(4, 5);
  }

  @Test
  void an_empty_side_is_a_book_without_it() {
    assertThat(decoder.decode(Frames.book("[]", "[[\"7406\",\"4\"]]"))).isEqualTo(Frame.BOOK);
    assertThat(decoder.snapshot().bids).isZero();
    assertThat(decoder.snapshot().wellFormed()).isFalse();
  }

  @Test
  void a_candle_is_read_with_whether_it_is_final() {
    assertThat(decoder.decode(Frames.KLINE)).isEqualTo(Frame.CANDLE);
    assertThat(decoder.timeframe()).isEqualTo(Timeframe.M15);
    assertThat(decoder.openTime()).isEqualTo(1638747600000L);
    assertThat(decoder.open()).isEqualTo(0.0010);
    assertThat(decoder.high()).isEqualTo(0.0025);
    assertThat(decoder.low()).isEqualTo(0.0009);
    assertThat(decoder.close()).isEqualTo(0.0020);
    assertThat(decoder.volume()).isEqualTo(1000);
    assertThat(decoder.closed()).isTrue();
    assertThat(decoder.eventTime()).isEqualTo(1638747660000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"result\":null,\"id\":1}",
        "{\"code\":2,\"msg\":\"Invalid request\"}",
        "{}",
        "[{\"e\":\"markPriceUpdate\"}]",
        "{\"stream\":\"x\",\"data\":[1,2]}",
        "{\"e\":\"bookTicker\",\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"25.3\",\"a\":\"25.4\",\"T\":1}",
        "{\"e\":\"kline\",\"k\":{\"t\":1,\"i\":\"1h\",\"o\":\"2\",\"h\":\"2\",\"l\":\"2\","
            + "\"c\":\"2\",\"v\":\"2\",\"x\":true}}",
        "null"
      })
  void frames_that_nobody_asked_for_are_unknown(String frame) {
    assertThat(decoder.decode(frame)).isEqualTo(Frame.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nul",
        "{\"e\":\"aggTrade\"}",
        "{\"e\":\"aggTrade\",}",
        "{\"e\":\"aggTrade\"}{}",
        "{\"e\":\"agg\u0001Trade\"}",
        "{\"e\":\"agg\\xTrade\"}",
        "{\"e\":\"x\",\"n\":01}",
        "{\"e\":\"x\" \"n\":1}",
        "{\"e\":\"aggTrade\",\"a\":1,\"p\":\"0\",\"q\":\"1\",\"T\":1,\"m\":true}",
        "{\"e\":\"aggTrade\",\"a\":1,\"p\":\"-1\",\"q\":\"1\",\"T\":1,\"m\":true}",
        "{\"e\":\"aggTrade\",\"a\":1,\"p\":\"1e999\",\"q\":\"1\",\"T\":1,\"m\":true}",
        "{\"e\":\"aggTrade\",\"a\":1,\"p\":\"1.\",\"q\":\"1\",\"T\":1,\"m\":true}",
        "{\"e\":\"aggTrade\",\"a\":1,\"p\":\"1\",\"q\":\"1 \",\"T\":1,\"m\":true}",
        "{\"e\":\"aggTrade\",\"a\":1,\"p\":\"1\",\"q\":\"0x1\",\"T\":1,\"m\":true}",
        "{\"e\":\"aggTrade\",\"a\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":1}",
        "{\"e\":\"aggTrade\",\"a\":1.5,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}",
        "{\"e\":\"aggTrade\",\"a\":9999999999999999999,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}",
      })
  void what_is_not_json_or_lacks_or_breaks_a_value_is_malformed(String frame) {
    assertThat(decoder.decode(frame)).isEqualTo(Frame.MALFORMED);
    assertThat(decoder.fault()).isNotBlank();
  }

  @Test
  void a_book_of_more_than_twenty_levels_is_no_partial_book() {
    String side = "[" + "[\"5\",\"1\"],".repeat(20) + "[\"5\",\"1\"]]";
    assertThat(decoder.decode(Frames.book(side, "[]"))).isEqualTo(Frame.MALFORMED);
    assertThat(decoder.fault()).contains("more than 20 levels");
  }

  @ParameterizedTest
  @CsvSource({"7403.89,-2", "7403.89,1e999", "0,2", "0.00,2", "-7403.89,2", "1e999,2"})
  void a_book_with_a_price_or_quantity_that_cannot_be_is_malformed_wherever_it_stands(
      String price, String quantity) {
    String level = "[\"" + price + "\",\"" + quantity + "\"]";
    String good = "[[\"7406\",\"4\"]]";
    for (String side :
        new String[] {
          "[" + level + "]", "[" + level + ",[\"7400\",\"1\"]]", "[[\"9400\",\"1\"]," + level + "]"
        }) {
      assertThat(decoder.decode(Frames.book(side, good))).as(side).isEqualTo(Frame.MALFORMED);
      assertThat(decoder.decode(Frames.book(good, side))).as(side).isEqualTo(Frame.MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[\"7406\",\"4\"],]",
        "[[\"7406\",\"4\"] [\"7405\",\"4\"]]",
        "[[\"7406\",\"4\"",
        "[[\"7406\"],[\"7405\",\"4\"]]",
        "[[\"7406\",\"4\",\"5\"]]",
        "[,[\"7406\",\"4\"]]"
      })
  void a_side_that_is_no_list_of_pairs_is_malformed(String side) {
    assertThat(decoder.decode(Frames.book(side, "[]"))).isEqualTo(Frame.MALFORMED);
  }

  @Test
  void blanks_may_stand_between_any_two_pairs() {
    String side = "[[\"7406\",\"4\"] ,[\"7405\", \"4\"], [\"7404\",\"123456789.12345\"] ]";
    assertThat(decoder.decode(Frames.book(side, "[ ]"))).isEqualTo(Frame.BOOK);
    assertThat(decoder.snapshot().bidPrice).startsWith(7406, 7405, 7404);
    assertThat(decoder.snapshot().bidQuantity).startsWith(4, 4, 123456789.12345);
  }

  @Test
  void nesting_without_end_is_malformed_and_not_a_stack_overflow() {
    assertThat(decoder.decode("[".repeat(200_000))).isEqualTo(Frame.MALFORMED);
    assertThat(decoder.decode("{\"a\":".repeat(200_000))).isEqualTo(Frame.MALFORMED);
    assertThat(decoder.decode(" ".repeat(FrameText.LENGTH_MAX + 1))).isEqualTo(Frame.MALFORMED);
  }

  @Test
  void a_frame_says_nothing_about_the_one_before_it() {
    assertThat(decoder.decode(Frames.AGG_TRADE)).isEqualTo(Frame.TRADE);
    assertThat(decoder.decode("{\"e\":\"aggTrade\",\"a\":1}")).isEqualTo(Frame.MALFORMED);
    assertThat(decoder.decode(Frames.KLINE)).isEqualTo(Frame.CANDLE);
    assertThat(decoder.decode("{\"e\":\"kline\"}")).isEqualTo(Frame.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1", "76906.00", "0.00000001", "123456789.123456789", "9007199254740993",
    "9007199254740991", "0.1000000000000000055511151231257827", "1e22", "1E-7", "4.9e-324",
    "179769313486231570000000000000000000000", "000123.50", "0.000000000000000000000012"
  })
  void decimals_are_the_nearest_double(String text) {
    DecimalReader reader = new DecimalReader();
    char[] quoted = ("\"" + text + "\"" + "\0".repeat(8)).toCharArray();
    assertThat(reader.read(quoted, 0)).isEqualTo(text.length() + 2);
    assertThat(reader.value).isEqualTo(Double.parseDouble(text));
  }
}
