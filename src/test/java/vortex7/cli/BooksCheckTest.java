package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.journal.TradeRow;
import vortex7.live.view.PositionView;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;

class BooksCheckTest {
  private static final Instant START = Instant.parse("2024-07-18T23:57:00Z");

  /** One long trade of 0.2 from 100.00 to 101.00, both fees in USDT, and one of 0.1 still open. */
  private static final String TRUTH =
      """
      {"balances": {"USDT": "1000.15"},
       "positions": [{"symbol": "BTCUSDT", "amount": "0.100", "entryPrice": "102.00"}],
       "orders": [{"clientOrderId": "%s", "symbol": "BTCUSDT", "status": "FILLED"},
                  {"clientOrderId": "%s", "symbol": "BTCUSDT", "status": "NEW"}],
       "algos": [{"clientAlgoId": "%s", "symbol": "BTCUSDT", "algoStatus": "NEW",
                  "triggerPrice": "99.50"}],
       "fills": [%s, %s, %s, %s]}
      """
          .formatted(
              id(1, Leg.ENTRY),
              id(2, Leg.TARGET),
              id(2, Leg.STOP),
              fill(id(1, Leg.ENTRY), "BUY", "100.00", "0.150", "0.003", true),
              fill(id(1, Leg.ENTRY), "BUY", "100.00", "0.050", "0.001", true),
              fill(id(1, Leg.STOP), "SELL", "101.00", "0.200", "0.0101", false),
              fill(id(2, Leg.ENTRY), "BUY", "102.00", "0.100", "0.00204", true));

  private static String id(long number, Leg leg) {
    return new ClientOrderId("abc123", Symbol.of("BTCUSDT"), number, leg, 0).text();
  }

  private static String fill(
      String id, String side, String price, String quantity, String fee, boolean maker) {
    return """
    {"symbol": "BTCUSDT", "tradeId": 5, "clientOrderId": "%s", "side": "%s", "price": "%s",
     "quantity": "%s", "fee": "%s", "feeAsset": "USDT", "maker": %b}\
    """
        .formatted(id, side, price, quantity, fee, maker);
  }

  private static TradeRow trade(long number, String exitPrice, String net) {
    return new TradeRow(
        1,
        "d_20240718_235800000_BTCUSDT",
        "BTCUSDT",
        "LONG",
        "A",
        number,
        "paper",
        "simulated",
        "documents",
        new BigDecimal("100.00000000"),
        new BigDecimal(exitPrice),
        new BigDecimal("20.00"),
        12,
        new BigDecimal("99.00000000"),
        new BigDecimal("103.00000000"),
        Optional.empty(),
        new BigDecimal("0.2000"),
        new BigDecimal("0.0141"),
        new BigDecimal("0.0000"),
        new BigDecimal(net),
        new BigDecimal("50.00"),
        new BigDecimal("0.5000"),
        30,
        "STOP",
        2,
        0,
        START.plusSeconds(60),
        START.plusSeconds(90),
        "RANGING",
        "NORMAL",
        "{\"USDT\": 0.0141}",
        "{}");
  }

  private static PositionView position(String state, String quantity, boolean stopAcked) {
    return new PositionView(
        "BTCUSDT",
        Side.BUY,
        state,
        new BigDecimal(quantity),
        new BigDecimal("102.00000000"),
        new BigDecimal("102.10"),
        Optional.of(new BigDecimal("99.5")),
        stopAcked,
        Optional.of(new BigDecimal("104")),
        Optional.empty(),
        Optional.of(12),
        BigDecimal.ZERO,
        Optional.of(START.plusSeconds(100)),
        Optional.empty(),
        "d_20240718_235840000_BTCUSDT",
        Optional.of('A'),
        2);
  }

  private static List<String> differences(
      String truth, String balance, List<PositionView> positions, List<TradeRow> trades)
      throws JsonProcessingException {
    JsonNode account = new ObjectMapper().readTree(truth);
    return BooksCheck.differences(
        account, new BooksCheck.Books(new BigDecimal(balance), positions, trades, START));
  }

  private static final List<PositionView> OPEN = List.of(position("ACTIVE", "0.1", true));
  private static final List<TradeRow> CLOSED = List.of(trade(1, "101.00000000", "0.1859"));

  @Test
  void equal_books_differ_in_nothing() throws JsonProcessingException {
    assertThat(differences(TRUTH, "1000.15000000", OPEN, CLOSED)).isEmpty();
  }

  @Test
  void a_wallet_a_position_and_a_stop_that_differ_are_told() throws JsonProcessingException {
    List<PositionView> other = List.of(position("ACTIVE", "0.3", false));
    assertThat(differences(TRUTH, "1000.16", other, CLOSED))
        .containsExactly(
            "wallet: USDT is 1000.16 here, 1000.15 at the venue",
            "BTCUSDT: position is 0.3 here, 0.100 at the venue",
            "BTCUSDT: stop is 99.5 not acknowledged here, [99.50] at the venue");
  }

  @Test
  void what_only_the_venue_knows_is_told() throws JsonProcessingException {
    assertThat(differences(TRUTH, "1000.15", List.of(), List.of()))
        .containsExactly(
            "BTCUSDT: position is 0 here, 0.100 at the venue",
            "order %s rests at the venue, and belongs to no open trade here"
                .formatted(id(2, Leg.TARGET)),
            "order %s rests at the venue, and belongs to no open trade here"
                .formatted(id(2, Leg.STOP)),
            "BTCUSDT trade 1 has fills at the venue, and is not in the books here",
            "BTCUSDT trade 2 has fills at the venue, and is not in the books here");
  }

  @Test
  void a_pending_entry_is_no_position_yet() throws JsonProcessingException {
    List<PositionView> pending = List.of(position("ENTRY_SENT", "0.1", true));
    assertThat(differences(TRUTH, "1000.15", pending, CLOSED))
        .containsExactly("BTCUSDT: position is 0 here, 0.100 at the venue");
  }

  @Test
  void a_trades_prices_fees_and_result_are_compared_with_its_fills()
      throws JsonProcessingException {
    assertThat(differences(TRUTH, "1000.15", OPEN, List.of(trade(1, "101.00000001", "0.1860"))))
        .containsExactly(
            "BTCUSDT trade 1: exit price is 101.00000001 here, 101.00000000 at the venue",
            "BTCUSDT trade 1: net result is 0.1860 here, 0.1859 at the venue");
    String dearer = TRUTH.replace("\"0.0101\"", "\"0.0202\"");
    assertThat(differences(dearer, "1000.15", OPEN, CLOSED))
        .containsExactly(
            "BTCUSDT trade 1: fees is {USDT=0.0141} here, {USDT=0.0242} at the venue",
            "BTCUSDT trade 1: net result is 0.1859 here, 0.1758 at the venue");
  }

  @Test
  void a_trade_that_is_not_flat_at_the_venue_or_unknown_there_is_told()
      throws JsonProcessingException {
    String part = TRUTH.replace("\"0.200\"", "\"0.150\"");
    assertThat(differences(part, "1000.15", OPEN, CLOSED))
        .containsExactly(
            "BTCUSDT trade 1 is closed here, and not flat at the venue: entered 0.200, left 0.150");
    List<TradeRow> more = List.of(CLOSED.getFirst(), trade(7, "101.00000000", "0.1859"));
    assertThat(differences(TRUTH, "1000.15", OPEN, more))
        .containsExactly("BTCUSDT trade 7 is closed here, and the venue knows no fill of it");
  }
}
