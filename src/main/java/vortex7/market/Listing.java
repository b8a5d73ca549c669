package vortex7.market;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A contract as the venue lists it, with what it traded of late and for how much it can be had.
 * Codes are the venue's own words.
 *
 * @param status {@code TRADING} where orders are taken
 * @param contractType {@code PERPETUAL}, or one that is delivered
 * @param rulesKnown whether the venue states every filter that an order must pass
 * @param quoteVolume of the last 24 hours, in the quote asset; empty when the venue does not say
 * @param best empty when the venue does not say
 */
public record Listing(
    Symbol symbol,
    String status,
    String contractType,
    String quoteAsset,
    boolean rulesKnown,
    Optional<BigDecimal> quoteVolume,
    Optional<Best> best) {

  /** The best prices of the book, in the quote asset; 0 for a side without orders. */
  public record Best(BigDecimal bid, BigDecimal ask) {}
}
