package vortex7.signal;

import java.util.OptionalLong;
import vortex7.indicator.TimeBuckets;
import vortex7.indicator.TradeFlow;

/** E2: the pace and the side of trading; told of every trade, allocating only its readings. */
public final class TickEngine implements SignalEngine {
  private static final int HELD_TRADES_MAX = 1 << 16;
  private static final int VELOCITY = 0;
  private static final int SPIKE = 1;
  private static final int AGGRESSOR = 2;
  private static final int BASE = 3;
  private static final long SECOND = 1_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final TickRules rules;
  private final TradeFlow flow;
  private final TimeBuckets deltas;
  private final TimeBuckets quantities;
  private final StreamHealth trades;
  private int streak;
  private boolean streakBuys;
  private long bigTradeAt = NEVER;
  private boolean bigTradeBuys;

  public TickEngine(TickRules rules) {
    this.rules = rules;
    flow =
        new TradeFlow(
            HELD_TRADES_MAX,
            rules.velocityMillis(),
            rules.spikeMillis(),
            rules.aggressorMillis(),
            rules.baseMillis());
    deltas = new TimeBuckets(rules.deltaMillis(), rules.deltaCount() + 1);
    quantities = new TimeBuckets(SECOND, (int) (rules.deltaMeanMillis() / SECOND));
    trades = new StreamHealth(rules.tradesStaleMillis(), rules.warmUpMillis());
  }

  @Override
  public EngineId id() {
    return EngineId.TICK;
  }

  @Override
  public void onTrade(
      long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    boolean buy = !buyerIsMaker;
    trades.seen(timeMillis);
    flow.add(timeMillis, quantity, buy);
    deltas.add(timeMillis, buy ? quantity : -quantity);
    quantities.add(timeMillis, quantity);
    streak = streak > 0 && streakBuys == buy ? Math.min(streak + 1, rules.streakWindow()) : 1;
    streakBuys = buy;
    if (price * quantity > rules.bigTradeNotional()) {
      bigTradeAt = timeMillis;
      bigTradeBuys = buy;
    }
  }

  @Override
  public void onGap(FeedStream stream) {
    if (stream == FeedStream.TRADES) {
      trades.lost();
    }
  }

  @Override
  public void onHealed(FeedStream stream) {
    if (stream == FeedStream.TRADES) {
      trades.healed();
    }
  }

  @Override
  public void onAnew(FeedStream stream) {
    if (stream == FeedStream.TRADES) {
      trades.anew();
      flow.clear();
      deltas.clear();
      quantities.clear();
      streak = 0;
      bigTradeAt = NEVER;
    }
  }

  @Override
  public void onStale(FeedStream stream) {
    if (stream == FeedStream.TRADES) {
      trades.silent(true);
    }
  }

  @Override
  public void onFresh(FeedStream stream) {
    if (stream == FeedStream.TRADES) {
      trades.silent(false);
    }
  }

  @Override
  public OptionalLong warmInMillis(long markTime) {
    return OptionalLong.of(trades.warmIn(markTime));
  }

  @Override
  public TickReading reading(long markTime) {
    flow.advance(markTime);
    deltas.advance(markTime);
    quantities.advance(markTime);
    double velocity = velocityRatio();
    double aggressor = aggressorRatio();
    double spike = spikeRatio();
    double slope = deltas.slope(rules.deltaCount());
    boolean big = bigTradeAt != NEVER && markTime - bigTradeAt < rules.bigTradeMemoryMillis();
    Direction streakSide = streak == 0 ? Direction.NEUTRAL : side(streakBuys);
    TickReading reading =
        new TickReading(
            Validity.VALID,
            direction(aggressor, slope, markTime),
            strength(aggressor, velocity),
            velocity,
            aggressor,
            streak,
            streakSide,
            spike > rules.spikeAbove(),
            spike,
            big,
            big ? side(bigTradeBuys) : Direction.NEUTRAL,
            slope);
    Validity validity = trades.judge(markTime);
    return validity == Validity.VALID ? reading : reading.invalid(validity);
  }

  private static Direction side(boolean buys) {
    return buys ? Direction.LONG : Direction.SHORT;
  }

  private double velocityRatio() {
    if (flow.count(BASE) < rules.baseTradesMin()) {
      return 1.0;
    }
    double windows = (double) rules.baseMillis() / rules.velocityMillis();
    return flow.count(VELOCITY) * windows / flow.count(BASE);
  }

  private double aggressorRatio() {
    double all = flow.volume(AGGRESSOR);
    return all > 0 ? flow.buyVolume(AGGRESSOR) / all : 0.5;
  }

  private double spikeRatio() {
    double windows = (double) rules.baseMillis() / rules.spikeMillis();
    double all = flow.volume(BASE);
    return all > 0 ? flow.volume(SPIKE) * windows / all : 0;
  }

  private Direction direction(double aggressor, double slope, long markTime) {
    int votes = 0;
    if (streak >= rules.streakMin()) {
      votes += streakBuys ? 1 : -1;
    }
    if (aggressor > rules.bullishAbove()) {
      votes++;
    } else if (aggressor < rules.bearishBelow()) {
      votes--;
    }
    double known = Math.max(SECOND, trades.known(markTime, rules.deltaMeanMillis()));
    double deadBand = rules.deltaDeadBand() * quantities.total() * SECOND / known;
    if (Math.abs(slope) > deadBand) {
      votes += (int) Math.signum(slope);
    }
    return Math.abs(votes) >= rules.votesMin() ? Direction.of(votes) : Direction.NEUTRAL;
  }

  private double strength(double aggressor, double velocity) {
    double sum =
        rules.streakWeight() * streak / rules.streakWindow()
            + rules.aggressorWeight() * Math.abs(aggressor - 0.5) / 0.5
            + rules.velocityWeight() * Math.min(1, (velocity - 1) / rules.velocityNorm());
    return Math.min(1, Math.max(0, sum));
  }
}
