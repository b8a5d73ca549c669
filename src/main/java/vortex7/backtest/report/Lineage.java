package vortex7.backtest.report;

import java.math.BigDecimal;
import java.util.Optional;
import vortex7.decision.Decision;
import vortex7.position.TradeSummary;

/**
 * A trade and where it came from.
 *
 * @param decision whose entry it was; empty when the run did not keep it
 * @param r net result over what the stop put at risk, NaN when nothing was
 */
public record Lineage(TradeSummary trade, Optional<Decision> decision, double r) {
  static Lineage of(TradeSummary trade, Optional<Decision> decision) {
    BigDecimal risk =
        trade.entryPrice().subtract(trade.stopPrice()).abs().multiply(trade.quantity());
    double r = risk.signum() == 0 ? Double.NaN : trade.pnlNet().doubleValue() / risk.doubleValue();
    return new Lineage(trade, decision, r);
  }
}
