package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.position.ClientOrderId.Leg;

/** Draws up the books of a trade that is flat again. */
final class Books {
  private static final int PRICE_SCALE = 8;

  private Books() {}

  static TradeSummary summary(OpenTrade trade) {
    TradePlan plan = trade.plan();
    BigDecimal quantity = trade.entered();
    BigDecimal entered = BigDecimal.ZERO;
    BigDecimal left = BigDecimal.ZERO;
    int makers = 0;
    int takers = 0;
    int takerExits = 0;
    for (CountedFill fill : trade.fills()) {
      if (fill.entry()) {
        entered = entered.add(fill.notional());
      } else {
        left = left.add(fill.notional());
      }
      boolean ordinary = fill.entry() || fill.leg().filter(leg -> leg == Leg.TARGET).isPresent();
      if (fill.maker()) {
        makers++;
      } else if (ordinary) {
        takers++;
      } else {
        takerExits++;
      }
    }
    BigDecimal fees = trade.feeTotal();
    BigDecimal gross = trade.realisedGross();
    Instant first = trade.firstFillAt().orElseThrow();
    Instant last = trade.lastFillAt().orElseThrow();
    return new TradeSummary(
        plan.ref(),
        plan.symbol(),
        plan.positionNumber(),
        plan.side(),
        plan.strategy(),
        entered.divide(quantity, PRICE_SCALE, RoundingMode.HALF_EVEN),
        left.divide(quantity, PRICE_SCALE, RoundingMode.HALF_EVEN),
        quantity,
        entered,
        plan.leverage(),
        plan.stopPrice(),
        plan.targetPrice(),
        trade.tp1At().map(at -> trade.protectivePrice()).filter(best -> moved(trade, best)),
        gross,
        fees,
        trade.feesByAsset(),
        unpriced(trade),
        trade.fundingTotal(),
        gross.subtract(fees).subtract(trade.fundingTotal()),
        plan.confidence(),
        plan.score(),
        Duration.between(first, last),
        reason(trade),
        makers,
        takers,
        takerExits,
        first,
        last,
        plan.regime(),
        plan.volatilityPhase(),
        plan.profile(),
        plan.signals());
  }

  private static boolean moved(OpenTrade trade, BigDecimal best) {
    return best.compareTo(trade.plan().stopPrice()) != 0;
  }

  /** Somebody else's hand outweighs what we had in mind; a liquidation is named as such. */
  private static ExitReason reason(OpenTrade trade) {
    Optional<ExitReason> closing = trade.closing();
    if (closing.isPresent() && closing.get() == ExitReason.LIQUIDATION) {
      return ExitReason.LIQUIDATION;
    }
    return trade.external() ? ExitReason.EXTERNAL : closing.orElseThrow();
  }

  private static List<String> unpriced(OpenTrade trade) {
    return trade.fills().stream()
        .filter(fill -> fill.fee().signum() != 0 && fill.feeQuote().isEmpty())
        .map(CountedFill::feeAsset)
        .distinct()
        .sorted()
        .toList();
  }
}
