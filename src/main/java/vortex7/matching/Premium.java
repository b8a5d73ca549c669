package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one market trades from its index: what the mark and the funding rate come from.
 *
 * <p>As the venue has it: the mark is the median of the last price, of the index with the funding
 * that is still to come, and of the index with the smoothed basis; the rate is the time-weighted
 * premium, bent towards the interest by at most the clamp. The best prices stand for the venue's
 * impact prices, an exponential mean for its moving one. Without an index there is no premium.
 */
final class Premium {
  private static final int SCALE = 8;
  private static final BigDecimal SMOOTHING = BigDecimal.valueOf(30);

  private @Nullable BigDecimal index;
  private long samples;
  private BigDecimal weighted = BigDecimal.ZERO;
  private BigDecimal basis = BigDecimal.ZERO;

  void index(@Nullable BigDecimal price) {
    index = price;
  }

  @Nullable BigDecimal index() {
    return index;
  }

  /** Takes one sample of a market with both best prices. */
  void sample(Market market) {
    BigDecimal from = index;
    if (from == null || market.bestBid() == 0 || market.bestAsk() == 0) {
      return;
    }
    BigDecimal bid = market.price(market.bestBid());
    BigDecimal ask = market.price(market.bestAsk());
    BigDecimal above = bid.subtract(from).max(BigDecimal.ZERO);
    BigDecimal below = from.subtract(ask).max(BigDecimal.ZERO);
    BigDecimal premium = above.subtract(below).divide(from, SCALE, RoundingMode.HALF_EVEN);
    samples++;
    weighted = weighted.add(premium.multiply(BigDecimal.valueOf(samples)));
    BigDecimal middle = bid.add(ask).divide(BigDecimal.TWO, SCALE, RoundingMode.HALF_EVEN);
    BigDecimal step = middle.subtract(from).subtract(basis);
    // The first sample of all is the mean so far.
    BigDecimal over = basis.signum() == 0 && samples == 1 ? BigDecimal.ONE : SMOOTHING;
    basis = basis.add(step.divide(over, SCALE, RoundingMode.HALF_EVEN));
  }

  /** The rate of the next settlement as it stands now, 8 decimals. */
  BigDecimal rate(ExchangeRules.FundingRules rules) {
    BigDecimal mean = BigDecimal.ZERO;
    if (samples > 0) {
      BigDecimal weights = BigDecimal.valueOf(samples).multiply(BigDecimal.valueOf(samples + 1));
      mean = weighted.add(weighted).divide(weights, SCALE, RoundingMode.HALF_EVEN);
    }
    BigDecimal bend = within(rules.interest().subtract(mean), rules.clamp());
    return within(mean.add(bend), rules.cap()).setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal within(BigDecimal value, BigDecimal bound) {
    return value.min(bound).max(bound.negate());
  }

  /**
   * The mark of a market with an index.
   *
   * @param untilFunding share of the funding interval that is left
   */
  BigDecimal mark(BigDecimal from, BigDecimal last, BigDecimal rate, BigDecimal untilFunding) {
    BigDecimal first = from.multiply(BigDecimal.ONE.add(rate.multiply(untilFunding)));
    BigDecimal second = from.add(basis);
    BigDecimal median = first.max(second).min(first.min(second).max(last));
    return median.setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  /** A new interval begins. */
  void settled() {
    samples = 0;
    weighted = BigDecimal.ZERO;
  }

  ExchangeState.FundingState state(long nextMillis) {
    return new ExchangeState.FundingState(samples, weighted, basis, nextMillis);
  }

  void restore(Optional<ExchangeState.FundingState> state) {
    if (state.isPresent()) {
      samples = state.get().samples();
      weighted = state.get().weighted();
      basis = state.get().basis();
    }
  }
}
