package vortex7.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.indicator.StepMean;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentReading.FundingSignal;
import vortex7.signal.SentimentReading.OpenInterestMove;

/**
 * E4: what the others have done, from statistics that the venue publishes: open interest, crowd,
 * top traders, funding, and where positions would be liquidated. A part that is stale, by mark
 * time, counts nothing; the streams' troubles do not matter here.
 */
public final class SentimentEngine implements SignalEngine {
  /** As many five-minute candles as open interest's history may be long. */
  private static final int CANDLES_KEPT = 500;

  private final SentimentRules rules;
  private final Deque<Observation.OpenInterest> interests = new ArrayDeque<>();
  private final Deque<Candle> candles = new ArrayDeque<>();
  private final StepMean topTradersMean;
  private final FundingLimits limits;
  private LiquidationMap map;
  private boolean mapKnown;
  private double interestChange = Double.NaN;
  private OpenInterestMove move = OpenInterestMove.FLAT;
  private double price = Double.NaN;
  private Observation.@Nullable OpenInterest interest;
  private Observation.@Nullable AccountRatio accounts;
  private Observation.@Nullable TopTraders topTraders;
  private Observation.@Nullable Funding funding;

  public SentimentEngine(SentimentRules rules) {
    this.rules = rules;
    SentimentRules.TopTraderRules top = rules.topTraders();
    topTradersMean = new StepMean(top.stepMillis(), top.steps());
    limits = new FundingLimits(rules.funding());
    map = new LiquidationMap(rules.liquidations());
  }

  @Override
  public EngineId id() {
    return EngineId.SENTIMENT;
  }

  /** Only the price is of interest: what it crosses is liquidated. */
  @Override
  public void onBook(BookSnapshot book) {
    price = book.microPrice();
    map.onPrice(price);
  }

  /** Closed five-minute candles say which prices were crossed while nobody looked. */
  @Override
  public void onCandle(Candle candle) {
    if (candle.closed() && candle.timeframe() == Timeframe.M5) {
      candles.addLast(candle);
      if (candles.size() > CANDLES_KEPT) {
        candles.removeFirst();
      }
    }
  }

  @Override
  public void onObservation(Observation observation) {
    switch (observation) {
      case Observation.OpenInterest now -> onOpenInterest(now);
      case Observation.OpenInterestHistory history -> seed(history);
      case Observation.LiquidationMapKept kept -> restore(kept);
      case Observation.AccountRatio now -> {
        if (accounts == null || now.timeMillis() >= accounts.timeMillis()) {
          accounts = now;
        }
      }
      case Observation.TopTraders now -> {
        topTradersMean.add(now.timeMillis(), now.longShare());
        if (topTraders == null || now.timeMillis() >= topTraders.timeMillis()) {
          topTraders = now;
        }
      }
      case Observation.Funding now -> {
        if (funding == null || now.timeMillis() >= funding.timeMillis()) {
          limits.onFunding(now);
          funding = now;
        }
      }
      case Observation.FundingHistory history -> limits.onHistory(history);
      case Observation.Correlation ignored -> {
        // E5's business.
      }
    }
  }

  /** The venue's own time stands still between its updates: what was told before is left out. */
  private void onOpenInterest(Observation.OpenInterest now) {
    if (interest != null && now.timeMillis() <= interest.timeMillis()) {
      return;
    }
    interest = now;
    interests.addLast(now);
    if (interests.size() > rules.openInterest().kept()) {
      interests.removeFirst();
    }
    map.onOpenInterest(now.timeMillis(), now.quantity(), now.price());
    judgeMove(now);
  }

  private void judgeMove(Observation.OpenInterest now) {
    SentimentRules.OpenInterestRules interestRules = rules.openInterest();
    long until = now.timeMillis() - interestRules.changeMillis();
    Observation.OpenInterest then = null;
    for (Observation.OpenInterest kept : interests) {
      if (kept.timeMillis() <= until) {
        then = kept;
      }
    }
    if (then == null
        || until - then.timeMillis() > interestRules.changeSlackMillis()
        || then.quantity() == 0) {
      interestChange = Double.NaN;
      move = OpenInterestMove.FLAT;
      return;
    }
    interestChange = now.quantity() / then.quantity() - 1;
    double priceChange = now.price() / then.price() - 1;
    if (Math.abs(interestChange) <= interestRules.moveMin()
        || Math.abs(priceChange) <= interestRules.moveMin()) {
      move = OpenInterestMove.FLAT;
    } else if (interestChange > 0) {
      move = priceChange > 0 ? OpenInterestMove.REAL_BUYING : OpenInterestMove.SHORTS_STACKING;
    } else {
      move = priceChange > 0 ? OpenInterestMove.SHORT_COVER : OpenInterestMove.LONG_LIQ;
    }
  }

  /** The first start's map; a second telling, or one after a kept map, adds nothing. */
  private void seed(Observation.OpenInterestHistory history) {
    if (mapKnown) {
      return;
    }
    mapKnown = true;
    LiquidationMap seeded = new LiquidationMap(rules.liquidations());
    long until = Long.MIN_VALUE;
    for (Observation.OpenInterest then : history.readings()) {
      if (until != Long.MIN_VALUE) {
        cross(seeded, until, then.timeMillis());
      }
      seeded.onOpenInterest(then.timeMillis(), then.quantity(), then.price());
      until = then.timeMillis();
    }
    continueFrom(seeded, until);
  }

  private void restore(Observation.LiquidationMapKept kept) {
    mapKnown = true;
    continueFrom(LiquidationMap.restored(rules.liquidations(), kept.state()), kept.timeMillis());
  }

  /** What came after {@code until} is told to that map again, which is ours from now on. */
  private void continueFrom(LiquidationMap other, long until) {
    cross(other, until, Long.MAX_VALUE);
    for (Observation.OpenInterest later : interests) {
      if (later.timeMillis() > until) {
        other.onOpenInterest(later.timeMillis(), later.quantity(), later.price());
      }
    }
    if (!Double.isNaN(price)) {
      other.onPrice(price);
    }
    map = other;
  }

  /** Clears what the candles that closed in (from, to] crossed. */
  private void cross(LiquidationMap crossed, long from, long to) {
    for (Candle candle : candles) {
      if (candle.closeTime() > from && candle.closeTime() <= to) {
        crossed.onRange(candle.low(), candle.high());
      }
    }
  }

  /** The map as it is, to be kept. */
  public LiquidationMap.State mapState() {
    return map.state();
  }

  @Override
  public SentimentReading reading(long markTime) {
    Observation.OpenInterest ofInterest =
        fresh(interest, markTime, rules.openInterest().staleMillis());
    Observation.AccountRatio ofAccounts = fresh(accounts, markTime, rules.crowd().staleMillis());
    Observation.TopTraders ofTop = fresh(topTraders, markTime, rules.crowd().staleMillis());
    Observation.Funding ofFunding = fresh(funding, markTime, rules.funding().staleMillis());
    if (ofInterest == null && ofAccounts == null && ofTop == null && ofFunding == null) {
      boolean told = interest != null || accounts != null || topTraders != null || funding != null;
      return SentimentReading.neutral(told ? Validity.STALE : Validity.NOT_WARM);
    }
    double longShare = ofAccounts == null ? Double.NaN : ofAccounts.longShare();
    double rate = ofFunding == null ? Double.NaN : ofFunding.lastRate();
    double topShare = ofTop == null ? Double.NaN : ofTop.longShare();
    OpenInterestMove moved = ofInterest == null ? OpenInterestMove.FLAT : move;
    double crowd = crowd(longShare);
    double dear = ofFunding == null ? 0 : limits.excess(ofFunding, markTime);
    double worst = Math.abs(dear) > Math.abs(crowd) ? dear : crowd;
    double extreme = Math.min(1, Math.abs(worst));
    double score = -Math.signum(worst) * extreme + ofMove(moved) + ofTop(topShare, longShare);
    score = Math.max(-1, Math.min(1, score));
    Direction direction =
        Math.abs(score) >= rules.labelMin() ? Direction.of(score) : Direction.NEUTRAL;
    return new SentimentReading(
        Validity.VALID,
        direction,
        Math.abs(score),
        score,
        ofInterest == null ? Double.NaN : interestChange,
        moved,
        longShare,
        rate,
        ofFunding == null ? FundingSignal.NEUTRAL : limits.signal(rate),
        topShare,
        extreme,
        nearest(ofInterest, true),
        nearest(ofInterest, false));
  }

  /** A part that claims to be far ahead of the mark is as useless as one that lags. */
  private static <T extends Observation> @Nullable T fresh(
      @Nullable T part, long markTime, long staleMillis) {
    return part != null && Math.abs(markTime - part.timeMillis()) <= staleMillis ? part : null;
  }

  /** How far beyond its threshold the fuller side is, positive for longs; 0 without a crowd. */
  private double crowd(double longShare) {
    SentimentRules.CrowdRules crowd = rules.crowd();
    if (longShare > crowd.longAbove()) {
      return (longShare - crowd.longAbove()) / crowd.longNorm();
    }
    double shortShare = 1 - longShare;
    return shortShare > crowd.shortAbove()
        ? -(shortShare - crowd.shortAbove()) / crowd.shortNorm()
        : 0;
  }

  private double ofMove(OpenInterestMove moved) {
    SentimentRules.OpenInterestRules scores = rules.openInterest();
    return switch (moved) {
      case REAL_BUYING -> scores.realBuying();
      case SHORTS_STACKING -> scores.shortsStacking();
      case SHORT_COVER -> scores.shortCover();
      case LONG_LIQ -> scores.longLiq();
      case FLAT -> 0;
    };
  }

  /** Counts only against the crowd, or beyond the top traders' own mean in their direction. */
  private double ofTop(double topShare, double longShare) {
    SentimentRules.TopTraderRules top = rules.topTraders();
    int side = topShare > top.bullishAbove() ? 1 : topShare < top.bearishBelow() ? -1 : 0;
    boolean against = side * crowd(longShare) < 0;
    boolean beyond = side * (topShare - topTradersMean.mean()) >= top.beyondMean();
    return side != 0 && (against || beyond) ? side * top.score() : 0;
  }

  /** Without fresh open interest nobody knows who is still there. */
  private Optional<Cluster> nearest(Observation.@Nullable OpenInterest now, boolean above) {
    if (now == null) {
      return Optional.empty();
    }
    double from = Double.isNaN(price) ? now.price() : price;
    return (above ? map.above(from) : map.below(from)).stream().findFirst();
  }
}
