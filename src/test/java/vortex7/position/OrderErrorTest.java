package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderError.Remedy;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;

/** Row by row: what a trade does when the venue refuses one of its orders with that code. */
class OrderErrorTest {
  private static final int DUPLICATE_ID = -4116;

  /** Every code of every row. */
  static Stream<Integer> codes() {
    return OrderError.all().stream()
        .flatMap(row -> Stream.iterate(row.code(), code -> code >= row.last(), code -> code - 1));
  }

  private static boolean halts(int code) {
    return OrderError.remedyOf(code) == Remedy.HALT;
  }

  private static Desk filled() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    return desk;
  }

  @ParameterizedTest
  @MethodSource("codes")
  void a_refused_entry_is_no_fill_and_is_never_sent_again(int code) {
    Desk desk = Desk.aLong();
    int before = desk.sent.size();
    Outcome outcome = desk.rejected(Leg.ENTRY, 0, code);
    if (code == DUPLICATE_ID) {
      assertThat(desk.newest()).isEqualTo(new Query(id(1, Leg.ENTRY, 0)));
      assertThat(desk.state()).isEqualTo(TradeState.PENDING_ENTRY);
    } else {
      assertThat(desk.sent).hasSize(before);
      assertThat(desk.state()).isEqualTo(TradeState.NO_FILL);
    }
    assertThat(outcome.halt().isPresent()).isEqualTo(halts(code));
    assertThat(outcome.reconcile()).isEqualTo(OrderError.remedyOf(code) == Remedy.RECONCILE);
    if (halts(code)) {
      assertThat(outcome.halt().orElseThrow())
          .isEqualTo("the venue refuses our entry orders: " + code + " no");
      assertThat(desk.alerts).contains("HALTED BTCUSDT: " + outcome.halt().orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void a_refused_stop_is_sent_once_more_or_the_position_is_closed(int code) {
    Desk desk = filled();
    Outcome outcome = desk.rejected(Leg.STOP, 0, code);
    if (OrderError.remedyOf(code) == Remedy.FLATTEN) {
      assertThat(desk.newest())
          .isEqualTo(new PlaceMarket(id(1, Leg.EXIT, 0), Side.SELL, dec("0.010"), true));
    } else {
      desk.after(desk.moment().terms().rules().stopAgainAfter());
      assertThat(desk.sent(PlaceStop.class)).hasSize(2);
      desk.rejected(Leg.STOP, 1, code);
      desk.after(desk.moment().terms().rules().stopAgainAfter());
      assertThat(desk.sent)
          .contains(new PlaceMarket(id(1, Leg.EXIT, 0), Side.SELL, dec("0.010"), true));
    }
    assertThat(outcome.halt().isPresent()).isEqualTo(halts(code));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void a_refused_exit_is_tried_until_the_position_is_closed(int code) {
    Desk desk = Desk.active();
    desk.take(desk.position.onClose(ExitReason.MANUAL, "asked", desk.moment()));
    desk.sent.clear();
    Outcome outcome = desk.rejected(Leg.EXIT, 0, code);
    desk.after(desk.moment().terms().rules().exitRetryMax());
    desk.after(desk.moment().terms().rules().exitPatience());
    assertThat(desk.sent)
        .as("the next attempt, at market or at the band's edge")
        .anyMatch(request -> request.id().equals(id(1, Leg.EXIT, 1)));
    assertThat(outcome.halt().isPresent()).isEqualTo(halts(code));
  }

  @Test
  void rows_are_in_falling_order_and_none_overlap() {
    List<Integer> all = codes().toList();
    assertThat(all).isSortedAccordingTo((a, b) -> b - a).doesNotHaveDuplicates();
  }

  @Test
  void a_code_that_nobody_knows_refuses() {
    assertThat(OrderError.of(-9999)).isEmpty();
    assertThat(OrderError.remedyOf(-9999)).isEqualTo(Remedy.REFUSE);
    assertThat(OrderError.remedyOf(0)).isEqualTo(Remedy.REFUSE);
  }

  @Test
  void the_page_for_people_holds_the_same_rows() throws IOException {
    List<String> page =
        Files.readAllLines(Path.of("src/docs/order-errors.md")).stream()
            .filter(line -> line.startsWith("| −"))
            .toList();
    assertThat(page).containsExactlyElementsOf(OrderError.all().stream().map(this::line).toList());
  }

  private String line(OrderError row) {
    String codes =
        row.code() == row.last() ? text(row.code()) : text(row.code()) + " … " + text(row.last());
    return String.join(
        " | ",
        "| " + codes,
        row.name(),
        row.remedy().name().toLowerCase(Locale.ROOT),
        row.meaning() + " |");
  }

  private static String text(int code) {
    return "−" + -code;
  }
}
