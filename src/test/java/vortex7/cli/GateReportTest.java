package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.GateFunnelView.GateCount;

class GateReportTest {
  @Test
  void each_gate_that_refused_says_how_often_alone_and_in_its_turn() {
    GateFunnelView funnel =
        new GateFunnelView(
            "BTCUSDT",
            "A",
            Instant.EPOCH,
            Instant.EPOCH,
            100,
            List.of(
                new GateCount("READINGS", 90, 90, 0),
                new GateCount("SPREAD", 100, 90, 0),
                new GateCount("A_PHASE", 0, 0, 100),
                new GateCount("SCORE", 30, 25, 0)),
            Optional.empty(),
            Optional.empty());
    assertThat(GateReport.lines(funnel))
        .containsExactly(
            "BTCUSDT, strategy A: gates at 100 marks (refused alone; after the gates before it:"
                + " refused, left)",
            "  READINGS                      10      10      90",
            "  SCORE                         70      65      25");
  }
}
