package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * Everything a trade needs from its entry to its last exit; journaled with the entry's intent, so
 * that protection after the first fill needs no further write.
 *
 * @param ref the decision's reference, which the trade keeps
 * @param strategy A, B or C
 * @param quantity base units, on the lot step
 * @param entryPrice of the post-only entry, on a tick
 * @param stopPrice trigger of the protective stop
 * @param targetPrice TP1, or the full target
 * @param targetShare of the quantity that closes at the target, in (0, 1]
 * @param trailDistance in price units behind the last trade after TP1; empty when nothing is left
 * @param plannedLoss quote units: stop distance, entry fee and taker exit fee
 * @param signals the readings the decision was made on, as JSON text
 */
public record TradePlan(
    String ref,
    Symbol symbol,
    long positionNumber,
    Side side,
    char strategy,
    BigDecimal quantity,
    BigDecimal entryPrice,
    BigDecimal stopPrice,
    BigDecimal targetPrice,
    BigDecimal targetShare,
    Optional<BigDecimal> trailDistance,
    int leverage,
    Duration entryTimeout,
    Duration longestHold,
    BigDecimal plannedLoss,
    double confidence,
    double score,
    String regime,
    String volatilityPhase,
    String profile,
    String signals,
    Instant decidedAt) {
  private static final int MARGIN_SCALE = 12;

  /** What the plan binds, quote units. */
  public BigDecimal margin() {
    return quantity
        .multiply(entryPrice)
        .divide(BigDecimal.valueOf(leverage), MARGIN_SCALE, RoundingMode.UP);
  }
}
