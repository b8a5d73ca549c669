package vortex7.matching;

import java.math.BigDecimal;
import vortex7.market.Symbol;

/**
 * Mark, index and funding of a symbol at one moment. Prices in quote units.
 *
 * @param indexPrice the mark while no index is set
 * @param rate that the next settlement would have now, per interval
 * @param nextMillis of the next settlement, epoch ms
 */
public record FundingView(
    Symbol symbol,
    BigDecimal markPrice,
    BigDecimal indexPrice,
    BigDecimal rate,
    long nextMillis,
    long intervalMillis) {}
