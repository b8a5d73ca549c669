package vortex7.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.live.view.StatusView;
import vortex7.risk.AccountTold;
import vortex7.risk.TradingState;

/**
 * Everything about the account that people are shown.
 *
 * @param riskPerTrade what a person set, a fraction; empty while the configuration's holds
 */
public record AccountSnapshot(
    TradingState state,
    Optional<Instant> since,
    List<String> reasons,
    List<StatusView.BreakerView> breakers,
    BigDecimal balance,
    BigDecimal dayPnl,
    BigDecimal grossPnlToday,
    BigDecimal feesToday,
    int tradesToday,
    int lossStreak,
    int openPositions,
    Optional<BigDecimal> riskPerTrade,
    List<AccountTold.SymbolState> symbols) {
  public AccountSnapshot {
    reasons = List.copyOf(reasons);
    breakers = List.copyOf(breakers);
    symbols = List.copyOf(symbols);
  }
}
