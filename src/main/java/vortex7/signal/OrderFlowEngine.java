package vortex7.signal;

import java.util.OptionalLong;
import vortex7.indicator.DayHistogram;
import vortex7.indicator.TimeBuckets;
import vortex7.indicator.TimedValues;
import vortex7.indicator.TradeFlow;
import vortex7.market.BookSnapshot;

/** E1: pressure in the book and in the trades; allocates only its readings. */
public final class OrderFlowEngine implements SignalEngine {
  private static final int HELD_TRADES_MAX = 1 << 16;
  private static final int SLOPE = 0;
  private static final int DIVERGENCE = 1;
  private static final long SECOND = 1_000;
  private static final long PRICE_STEP = 50;

  private final OrderFlowRules rules;
  private final TradeFlow flow;
  private final TimeBuckets quantities;
  private final TimedValues prices;
  private final SpoofWatch spoofs;
  private final WallWatch walls;
  private final DayHistogram spoofRatios = new DayHistogram();
  private final StreamHealth trades;
  private final StreamHealth books;
  private final double[] imbalances;
  private final long[] imbalanceTimes;
  private int imbalanceCount;
  private boolean tradesLost;
  private double imbalance;
  private double velocity;
  private boolean oneSided = true;
  private double bestBid = Double.NaN;
  private double bestAsk = Double.NaN;
  private double microPrice = Double.NaN;
  private double cvd;
  private long cvdPeriod = Long.MIN_VALUE;
  private boolean manipulated;

  /**
   * @param tickSize of the symbol's prices
   */
  public OrderFlowEngine(OrderFlowRules rules, double tickSize) {
    this.rules = rules;
    OrderFlowRules.CvdRules cvdRules = rules.cvd();
    flow = new TradeFlow(HELD_TRADES_MAX, cvdRules.slopeMillis(), cvdRules.divergenceMillis());
    quantities = new TimeBuckets(SECOND, (int) (cvdRules.meanMillis() / SECOND));
    prices = new TimedValues(cvdRules.divergenceMillis() + SECOND, PRICE_STEP);
    spoofs = new SpoofWatch(rules.spoofs());
    walls = new WallWatch(rules.walls(), rules.spoofs().tradeLagMillis(), tickSize);
    trades = new StreamHealth(rules.tradesStaleMillis(), rules.warmUpMillis());
    books = new StreamHealth(rules.bookStaleMillis(), 0);
    imbalances = new double[rules.imbalance().velocityReadings() + 1];
    imbalanceTimes = new long[imbalances.length];
  }

  @Override
  public EngineId id() {
    return EngineId.ORDER_FLOW;
  }

  @Override
  public void onTrade(
      long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    boolean buy = !buyerIsMaker;
    trades.seen(timeMillis);
    flow.add(timeMillis, quantity, buy);
    quantities.add(timeMillis, quantity);
    if (rollCvd(timeMillis)) {
      cvd += buy ? quantity : -quantity;
    }
    if (!tradesLost) {
      spoofs.onTrade(price, quantity, buyerIsMaker, timeMillis);
      walls.onTrade(price, quantity, buyerIsMaker);
    }
  }

  /** Starts the CVD anew when time enters the next period; false for a time in an older one. */
  private boolean rollCvd(long timeMillis) {
    long period = Math.floorDiv(timeMillis, rules.cvd().resetMillis());
    if (period > cvdPeriod) {
      cvdPeriod = period;
      cvd = 0;
    }
    return period == cvdPeriod;
  }

  @Override
  public void onBook(BookSnapshot book) {
    books.seen(book.eventTime);
    oneSided = book.bids == 0 || book.asks == 0;
    if (oneSided) {
      imbalance = 0;
      velocity = 0;
      return;
    }
    bestBid = book.bidPrice[0];
    bestAsk = book.askPrice[0];
    microPrice = book.microPrice();
    prices.add(book.eventTime, microPrice);
    weighSides(book);
    if (!tradesLost) {
      double meanLevel = Levels.meanBehindBest(book);
      spoofs.onBook(book, meanLevel);
      walls.onBook(book, meanLevel, spoofs);
    }
    double ratio = spoofs.ratio();
    manipulated = ratio > rules.spoofs().markMin() && ratio > ownMark(book.eventTime);
    spoofRatios.add(book.eventTime, ratio);
  }

  private void weighSides(BookSnapshot book) {
    double bids = 0;
    double asks = 0;
    for (int i = 0; i < Math.min(rules.imbalance().levels(), book.bids); i++) {
      bids += book.bidQuantity[i];
    }
    for (int i = 0; i < Math.min(rules.imbalance().levels(), book.asks); i++) {
      asks += book.askQuantity[i];
    }
    imbalance = (bids - asks) / (bids + asks);
    int slots = imbalances.length;
    int at = imbalanceCount % slots;
    imbalances[at] = imbalance;
    imbalanceTimes[at] = book.eventTime;
    // Stays below 2·slots, so that it never overflows.
    imbalanceCount = imbalanceCount + 1 == 2 * slots ? slots : imbalanceCount + 1;
    int oldest = imbalanceCount % slots;
    long span = book.eventTime - imbalanceTimes[oldest];
    velocity =
        imbalanceCount >= slots && span > 0 ? (imbalance - imbalances[oldest]) * SECOND / span : 0;
  }

  /** The symbol's own usual spoof ratio, 0 until enough of it is known. */
  private double ownMark(long now) {
    OrderFlowRules.SpoofRules spoofRules = rules.spoofs();
    boolean known = spoofRatios.known(now) >= spoofRules.markKnownMillis();
    return known && spoofRules.markPercentile() > 0
        ? spoofRatios.percentile(spoofRules.markPercentile())
        : 0;
  }

  @Override
  public void onGap(FeedStream stream) {
    if (stream == FeedStream.TRADES) {
      trades.lost();
      tradesLost = true;
      forgetOpen();
    } else if (stream == FeedStream.BOOK) {
      books.lost();
      imbalanceCount = 0;
      forgetOpen();
    }
  }

  private void forgetOpen() {
    spoofs.forgetOpen();
    walls.forgetOpen();
  }

  @Override
  public void onHealed(FeedStream stream) {
    if (stream == FeedStream.TRADES) {
      trades.healed();
      tradesLost = false;
    } else if (stream == FeedStream.BOOK) {
      books.healed();
    }
  }

  @Override
  public void onAnew(FeedStream stream) {
    if (stream == FeedStream.TRADES) {
      trades.anew();
      tradesLost = false;
      flow.clear();
      quantities.clear();
      cvd = 0;
    }
  }

  @Override
  public void onStale(FeedStream stream) {
    setSilent(stream, true);
  }

  @Override
  public void onFresh(FeedStream stream) {
    setSilent(stream, false);
  }

  private void setSilent(FeedStream stream, boolean silent) {
    if (stream == FeedStream.TRADES) {
      trades.silent(silent);
    } else if (stream == FeedStream.BOOK) {
      books.silent(silent);
    }
  }

  @Override
  public OptionalLong warmInMillis(long markTime) {
    return OptionalLong.of(trades.warmIn(markTime));
  }

  @Override
  public OrderFlowReading reading(long markTime) {
    flow.advance(markTime);
    quantities.advance(markTime);
    rollCvd(markTime);
    double slope = normalisedSlope(markTime);
    double absorbed = walls.absorption(markTime);
    Direction direction = direction(absorbed);
    int divergence = divergence(markTime);
    double nearWall = walls.nearWall();
    OrderFlowReading reading =
        new OrderFlowReading(
            Validity.VALID,
            direction,
            strength(direction, slope, absorbed),
            conviction(direction, divergence),
            imbalance,
            velocity,
            Math.abs(velocity) > rules.imbalance().velocityStrong() && velocity * imbalance > 0,
            cvd,
            slope,
            Math.abs(slope) > rules.cvd().slopeSignificant(),
            divergence,
            !Double.isNaN(nearWall),
            nearWall,
            absorbed,
            spoofs.ratio(),
            manipulated,
            microPrice,
            bestBid,
            bestAsk);
    Validity validity = validity(markTime);
    return validity == Validity.VALID ? reading : reading.invalid(validity);
  }

  private Validity validity(long markTime) {
    Validity ofBooks = books.judge(markTime);
    Validity ofTrades = trades.judge(markTime);
    if (ofBooks == Validity.GAP || ofTrades == Validity.GAP) {
      return Validity.GAP;
    }
    if (ofBooks == Validity.STALE || ofTrades == Validity.STALE) {
      return Validity.STALE;
    }
    return ofBooks == Validity.NOT_WARM ? ofBooks : ofTrades;
  }

  /** The CVD's slope over the mean traded quantity a second, of as much as is known of it. */
  private double normalisedSlope(long markTime) {
    double known = Math.max(SECOND, trades.known(markTime, rules.cvd().meanMillis()));
    double mean = quantities.total() * SECOND / known;
    double slope = flow.delta(SLOPE) * SECOND / rules.cvd().slopeMillis();
    return mean > 0 ? Math.max(-1, Math.min(1, slope / mean)) : 0;
  }

  private Direction direction(double absorbed) {
    if (oneSided) {
      return Direction.NEUTRAL;
    }
    return Math.abs(imbalance) > rules.imbalance().threshold()
        ? Direction.of(imbalance)
        : Direction.of(absorbed);
  }

  private int divergence(long markTime) {
    double before = prices.at(markTime - rules.cvd().divergenceMillis());
    double move = microPrice / before - 1; // NaN, hence no divergence, without a price so old.
    double delta = flow.delta(DIVERGENCE);
    if (move > rules.cvd().divergenceMove() && delta < 0) {
      return 1;
    }
    return move < -rules.cvd().divergenceMove() && delta > 0 ? -1 : 0;
  }

  private double strength(Direction direction, double slope, double absorbed) {
    if (oneSided) {
      return 0;
    }
    OrderFlowRules.StrengthRules weights = rules.strength();
    int sign = direction.sign();
    double sum =
        weights.imbalanceWeight() * Math.min(1, Math.abs(imbalance) / weights.imbalanceNorm());
    if (slope * sign > 0) {
      sum += weights.slopeWeight() * Math.min(1, Math.abs(slope) / weights.slopeNorm());
    }
    if (velocity * sign > 0) {
      sum += weights.velocityWeight() * Math.min(1, Math.abs(velocity) / weights.velocityNorm());
    }
    if (absorbed * sign > 0) {
      sum += weights.absorptionWeight();
    }
    return Math.min(1, Math.max(0, sum));
  }

  private double conviction(Direction direction, int divergence) {
    OrderFlowRules.ConvictionRules doubts = rules.conviction();
    double conviction = 1;
    if (manipulated) {
      conviction *= doubts.manipulated();
    }
    if (direction != Direction.NEUTRAL && divergence == direction.sign()) {
      conviction *= doubts.divergence();
    }
    if (walls.against(direction)) {
      conviction *= doubts.wallAgainst();
    }
    return Math.max(doubts.min(), conviction);
  }
}
