package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next {@link OpenTrade} while one change is made to it. */
final class TradeCopy {
  private final OpenTrade before;
  TradeState state;
  Optional<ExitReason> closing;
  Optional<BigDecimal> settled;
  Optional<Instant> tp1At;
  boolean external;
  final List<TradeOrder> orders;
  final List<CountedFill> fills;
  final List<OpenTrade.Funding> fundings;

  TradeCopy(OpenTrade before) {
    this.before = before;
    state = before.state();
    closing = before.closing();
    settled = before.settled();
    tp1At = before.tp1At();
    external = before.external();
    orders = new ArrayList<>(before.orders());
    fills = new ArrayList<>(before.fills());
    fundings = new ArrayList<>(before.fundings());
  }

  OpenTrade trade() {
    return new OpenTrade(
        before.plan(),
        before.epoch(),
        before.intendedAt(),
        state,
        closing,
        settled,
        tp1At,
        external,
        orders,
        fills,
        fundings);
  }
}
