package vortex7.live;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Instrument;
import vortex7.position.ExecutionRules;
import vortex7.position.Terms;
import vortex7.position.Terms.Moment;

/**
 * The newest of what a position's decisions rest on: the venue's rules, the journal's epoch,
 * prices. Confined to its actor.
 */
final class PositionTerms {
  private final Wiring wiring;
  private final ExecutionRules rules;
  private final SortedMap<String, BigDecimal> assetPrices = new TreeMap<>();
  private Optional<Instrument> instrument = Optional.empty();
  private Optional<String> epoch = Optional.empty();
  private Optional<BigDecimal> lastPrice = Optional.empty();
  private Optional<BigDecimal> markPrice = Optional.empty();

  PositionTerms(Wiring wiring, ExecutionRules rules) {
    this.wiring = wiring;
    this.rules = rules;
  }

  void instrument(Instrument told) {
    instrument = Optional.of(told);
  }

  /** Once known, an epoch is not forgotten by an account that does not know it again yet. */
  void epoch(Optional<String> told) {
    epoch = told.or(() -> epoch);
  }

  /** {@code price} in quote units. */
  void assetPrice(String asset, BigDecimal price) {
    assetPrices.put(asset, price);
  }

  void lastPrice(double price) {
    lastPrice = Optional.of(BigDecimal.valueOf(price));
  }

  /** The venue's mark as it was read; 0 when it named none. */
  void markPrice(BigDecimal price) {
    markPrice = Optional.of(price).filter(mark -> mark.signum() > 0);
  }

  /** Nobody reads the mark from now on: what was read last grows old. */
  void forgetMarkPrice() {
    markPrice = Optional.empty();
  }

  /** Whether all is known that deciding needs. */
  boolean complete() {
    return instrument.isPresent() && epoch.isPresent();
  }

  /** Of the client order ids; only once {@link #complete}. */
  String epoch() {
    return epoch.orElseThrow();
  }

  /** What holds now; only once {@link #complete}. */
  Moment moment() {
    Terms terms = new Terms(instrument.orElseThrow(), epoch.orElseThrow(), rules);
    return terms.at(wiring.clock().instant(), lastPrice, markPrice).withAssetPrices(assetPrices);
  }

  Optional<BigDecimal> lastPrice() {
    return lastPrice;
  }

  /** What a position is valued by: the venue's mark while it is read back, else the last price. */
  Optional<BigDecimal> shownPrice() {
    return markPrice.or(() -> lastPrice);
  }
}
