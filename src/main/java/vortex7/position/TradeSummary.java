package vortex7.position;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import vortex7.market.Side;
import vortex7.market.Symbol;

/**
 * The books of a closed trade. Prices, money and sizes are in quote units, quantities in base
 * units.
 *
 * @param entryPrice average of the entry fills, 8 decimals
 * @param exitPrice average of the exit fills, 8 decimals
 * @param quantity that was entered and left again
 * @param size notional of the entry, exact
 * @param tp2Price the best stop after TP1; empty when the stop never moved
 * @param pnlGross exit less entry notional (negated for a short), exact
 * @param feeTotal fees in quote units; without those of {@code unpricedFeeAssets}
 * @param feesByAsset fees as they were charged
 * @param unpricedFeeAssets assets of fees that had no price when they were charged
 * @param funding paid (positive) or received
 * @param pnlNet {@code pnlGross − feeTotal − funding}
 * @param makerFills maker fills of all orders
 * @param takerFills taker fills of entries and targets
 * @param takerExits fills of protective exits: stop, trail, time-out, manual, emergency
 * @param signals the readings the decision was made on, as JSON text
 */
public record TradeSummary(
    String ref,
    Symbol symbol,
    long positionNumber,
    Side side,
    char strategy,
    BigDecimal entryPrice,
    BigDecimal exitPrice,
    BigDecimal quantity,
    BigDecimal size,
    int leverage,
    BigDecimal stopPrice,
    BigDecimal targetPrice,
    Optional<BigDecimal> tp2Price,
    BigDecimal pnlGross,
    BigDecimal feeTotal,
    SortedMap<String, BigDecimal> feesByAsset,
    List<String> unpricedFeeAssets,
    BigDecimal funding,
    BigDecimal pnlNet,
    double confidence,
    double score,
    Duration hold,
    ExitReason exitReason,
    int makerFills,
    int takerFills,
    int takerExits,
    Instant entryTime,
    Instant exitTime,
    String regime,
    String volatilityPhase,
    String profile,
    String signals) {

  public TradeSummary {
    unpricedFeeAssets = List.copyOf(unpricedFeeAssets);
  }

  /** The state the trade ended in. */
  public TradeState closedState() {
    return exitReason.closedState();
  }
}
