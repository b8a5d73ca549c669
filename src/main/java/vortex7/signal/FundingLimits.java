package vortex7.signal;

import org.jspecify.annotations.Nullable;
import vortex7.indicator.PercentileWindow;
import vortex7.signal.SentimentReading.FundingSignal;
import vortex7.signal.SentimentRules.FundingRules;

/**
 * From which funding rate on a side pays dearly: a fixed rate, or a percentile of what this symbol
 * paid at its last settlements.
 */
final class FundingLimits {
  private final FundingRules rules;
  private @Nullable PercentileWindow own;
  private Observation.@Nullable Funding last;

  FundingLimits(FundingRules rules) {
    this.rules = rules;
    own = empty();
  }

  private @Nullable PercentileWindow empty() {
    return rules.ownReadings() == 0 ? null : new PercentileWindow(rules.ownReadings());
  }

  void onHistory(Observation.FundingHistory history) {
    PercentileWindow fresh = empty();
    if (fresh != null) {
      history.rates().forEach(fresh::add);
    }
    own = fresh;
  }

  /** When the next settlement is another one than before, the last rate before it was paid. */
  void onFunding(Observation.Funding now) {
    Observation.Funding before = last;
    PercentileWindow paid = own;
    if (paid != null
        && before != null
        && now.nextSettlementMillis() > before.nextSettlementMillis()) {
      paid.add(before.lastRate());
    }
    last = now;
  }

  private boolean knowsOwn() {
    PercentileWindow paid = own;
    return paid != null && paid.size() == rules.ownReadings();
  }

  private double ofLongs() {
    PercentileWindow paid = own;
    return paid != null && knowsOwn() ? paid.percentile(rules.ownLongs()) : rules.longsAbove();
  }

  private double ofShorts() {
    PercentileWindow paid = own;
    return paid != null && knowsOwn() ? paid.percentile(rules.ownShorts()) : rules.shortsBelow();
  }

  FundingSignal signal(double rate) {
    if (rate > ofLongs()) {
      return FundingSignal.LONGS_EXPENSIVE;
    }
    return rate < ofShorts() ? FundingSignal.SHORTS_EXPENSIVE : FundingSignal.NEUTRAL;
  }

  /** How dearly a side pays, positive for longs; 0 when none does. */
  double excess(Observation.Funding now, long markTime) {
    double factor = near(now, markTime) ? rules.nearFactor() : 1;
    double rate = now.lastRate();
    if (rate > ofLongs()) {
      return factor * (rate - ofLongs()) / rules.longsNorm();
    }
    return rate < ofShorts() ? -factor * (ofShorts() - rate) / rules.shortsNorm() : 0;
  }

  /** The settlement that was told may be past: then the symbol's next one counts. */
  private boolean near(Observation.Funding now, long markTime) {
    long until = now.nextSettlementMillis() - markTime;
    return (until >= 0 ? until : Math.floorMod(until, now.intervalMillis())) <= rules.nearMillis();
  }
}
