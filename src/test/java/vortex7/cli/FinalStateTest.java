package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.live.view.PositionView;
import vortex7.market.Side;

class FinalStateTest {
  @ParameterizedTest
  @CsvSource({
    "PENDING_ENTRY, false, false",
    "ENTRY_SENT, false, false",
    "PARTIALLY_OPEN, true, false",
    "ACTIVE, false, false",
    "ACTIVE, true, true",
    "TP1_HIT, true, true",
    "TRAILING, true, true",
    "CLOSING, true, false",
    "RECONCILING, true, false"
  })
  void an_end_waits_for_entries_exits_and_stops_under_way(
      String state, boolean stopAcked, boolean settled) {
    assertThat(FinalState.settled(position(state, stopAcked))).isEqualTo(settled);
  }

  private static PositionView position(String state, boolean stopAcked) {
    BigDecimal price = new BigDecimal("60000");
    return new PositionView(
        "BTCUSDT",
        Side.BUY,
        state,
        new BigDecimal("0.010"),
        price,
        price,
        Optional.of(new BigDecimal("59900")),
        stopAcked,
        Optional.of(new BigDecimal("60200")),
        Optional.empty(),
        Optional.of(10),
        BigDecimal.ZERO,
        Optional.empty(),
        Optional.empty(),
        "d_20240301_120000000_BTCUSDT",
        Optional.of('A'),
        1);
  }
}
