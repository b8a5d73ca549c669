package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Instrument;

/**
 * What stays the same for a symbol's trades: the venue's steps, the journal's epoch, the rules.
 *
 * @param epoch the journal's, 6 base-32 characters; part of every client order id
 */
public record Terms(Instrument instrument, String epoch, ExecutionRules rules) {

  /** These terms at a moment of which no price is known. */
  public Moment at(Instant now) {
    return new Moment(this, now, Optional.empty(), Optional.empty(), new TreeMap<>());
  }

  /** These terms at a moment with the last trade's and the mark price, in quote units. */
  public Moment at(Instant now, BigDecimal lastPrice, BigDecimal markPrice) {
    return at(now, Optional.of(lastPrice), Optional.of(markPrice));
  }

  /** These terms at a moment with what is known of the last trade's and the mark price. */
  public Moment at(Instant now, Optional<BigDecimal> lastPrice, Optional<BigDecimal> markPrice) {
    return new Moment(this, now, lastPrice, markPrice, new TreeMap<>());
  }

  /**
   * The time and prices at which a verb is called.
   *
   * @param now the venue's clock
   * @param lastPrice of the last trade, quote units
   * @param markPrice as the venue told it last, quote units; may be older than {@code lastPrice}
   * @param assetPrices quote units per unit of another asset that fees are charged in, such as BNB
   */
  public record Moment(
      Terms terms,
      Instant now,
      Optional<BigDecimal> lastPrice,
      Optional<BigDecimal> markPrice,
      SortedMap<String, BigDecimal> assetPrices) {

    /** This moment with the prices of other assets that fees are charged in. */
    public Moment withAssetPrices(SortedMap<String, BigDecimal> prices) {
      return new Moment(terms, now, lastPrice, markPrice, new TreeMap<>(prices));
    }
  }
}
