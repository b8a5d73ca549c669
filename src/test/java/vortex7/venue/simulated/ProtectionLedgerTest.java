package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.AccountUpdate;
import vortex7.matching.AlgoStatus;
import vortex7.matching.AlgoUpdate;
import vortex7.matching.AlgoView;
import vortex7.matching.MarginType;
import vortex7.matching.OrderType;
import vortex7.matching.PositionView;
import vortex7.matching.WorkingType;

class ProtectionLedgerTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private final ProtectionLedger ledger = new ProtectionLedger();

  private void position(String amount, long time) {
    ledger.onAccount(
        new AccountUpdate(
            "me", AccountUpdate.Reason.ORDER, List.of(), List.of(view(amount)), time));
  }

  private static PositionView view(String amount) {
    BigDecimal zero = BigDecimal.ZERO;
    return new PositionView(
        BTC,
        new BigDecimal(amount),
        zero,
        zero,
        zero,
        zero,
        zero,
        10,
        MarginType.ISOLATED,
        zero,
        zero,
        zero,
        zero,
        zero,
        zero,
        zero,
        0);
  }

  private void stop(long id, Side side, String quantity, AlgoStatus status, long time) {
    ledger.onAlgo(new AlgoUpdate("me", algo(id, side, quantity, status), time));
  }

  private static AlgoView algo(long id, Side side, String quantity, AlgoStatus status) {
    BigDecimal amount = new BigDecimal(quantity);
    return new AlgoView(
        BTC,
        id,
        "stop-" + id,
        side,
        OrderType.STOP_MARKET,
        amount,
        BigDecimal.ONE,
        WorkingType.CONTRACT_PRICE,
        amount.signum() == 0,
        amount.signum() != 0,
        false,
        status,
        OptionalLong.empty(),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        "",
        0,
        0,
        0);
  }

  private ProtectionLedger.Protection only() {
    assertThat(ledger.all()).hasSize(1);
    return ledger.all().getFirst();
  }

  @Test
  void time_counts_from_the_first_fill_to_the_stop() {
    position("0.5", 1_000);
    stop(1, Side.SELL, "0", AlgoStatus.NEW, 1_040);
    position("1.0", 2_000);
    position("0", 9_000);
    assertThat(only().unprotectedMillis(20_000)).isEqualTo(40);
    assertThat(only().closedAt()).isEqualTo(9_000);
  }

  @Test
  void a_stop_of_the_wrong_side_or_too_small_does_not_cover() {
    position("-1.0", 1_000);
    stop(1, Side.SELL, "0", AlgoStatus.NEW, 1_010);
    stop(2, Side.BUY, "0.6", AlgoStatus.NEW, 1_020);
    assertThat(only().unprotectedMillis(1_030)).isEqualTo(30);
    stop(3, Side.BUY, "0.4", AlgoStatus.NEW, 1_040);
    assertThat(only().unprotectedMillis(5_000)).isEqualTo(40);
  }

  @Test
  void a_lost_stop_opens_a_gap_and_a_triggered_one_does_not() {
    position("1.0", 1_000);
    stop(1, Side.SELL, "0", AlgoStatus.NEW, 1_000);
    assertThat(only().gaps()).isEmpty();
    stop(1, Side.SELL, "0", AlgoStatus.CANCELED, 2_000);
    stop(2, Side.SELL, "1.0", AlgoStatus.NEW, 2_300);
    stop(2, Side.SELL, "1.0", AlgoStatus.TRIGGERING, 3_000);
    position("0", 3_100);
    stop(2, Side.SELL, "1.0", AlgoStatus.FINISHED, 3_100);
    assertThat(only().unprotectedMillis(9_000)).isEqualTo(300);
    assertThat(only().longestMillis(9_000)).isEqualTo(300);
  }

  @Test
  void a_position_that_flips_is_another_one() {
    position("1.0", 1_000);
    position("-1.0", 2_000);
    assertThat(ledger.all()).hasSize(2);
    assertThat(ledger.all().getFirst().unprotectedMillis(9_000)).isEqualTo(1_000);
    assertThat(ledger.all().getLast().side()).isEqualTo(Side.SELL);
  }

  @Test
  void a_gap_goes_on_across_a_restart() {
    position("1.0", 1_000);
    ProtectionLedger restored = new ProtectionLedger();
    restored.restore(ledger.takeChanged(), Map.of("me", List.of(view("1.0"))), List.of());
    restored.onAlgo(new AlgoUpdate("me", algo(7, Side.SELL, "0", AlgoStatus.NEW), 4_000));
    assertThat(restored.all().getFirst().unprotectedMillis(9_000)).isEqualTo(3_000);
    assertThat(ledger.takeChanged()).isEmpty();
  }
}
