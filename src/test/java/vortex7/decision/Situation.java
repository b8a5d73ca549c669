package vortex7.decision;

import java.util.List;
import java.util.Optional;
import vortex7.signal.Direction;
import vortex7.signal.Mark;
import vortex7.signal.MarketPhase;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;
import vortex7.signal.SentimentReading;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentReading.FundingSignal;
import vortex7.signal.SentimentReading.OpenInterestMove;
import vortex7.signal.StrategyPreference;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TechnicalReading.KeyLevel;
import vortex7.signal.TechnicalReading.Zone;
import vortex7.signal.TickReading;
import vortex7.signal.Validity;
import vortex7.signal.VolatilityPhase;

/** Readings for tests: by default a momentum burst upwards that every gate lets through. */
public final class Situation {
  long time = 1_700_000_000_000L;
  long number = 1;
  Validity flowValidity = Validity.VALID;
  Validity tickValidity = Validity.VALID;
  Validity technicalValidity = Validity.ABSENT;
  Validity sentimentValidity = Validity.ABSENT;
  Validity volatilityValidity = Validity.VALID;
  Direction flow = Direction.LONG;
  double flowStrength = 0.8;
  double conviction = 1;
  double imbalance = 0.7;
  double slope = 0.6;
  int cvdDivergence = 0;
  double wallAbsorbed = 0;
  Direction tick = Direction.LONG;
  double tickStrength = 0.8;
  double velocity = 3;
  int streak = 10;
  Direction streakSide = Direction.LONG;
  double spike = 3;
  boolean bigTrade = false;
  Direction bigTradeSide = Direction.NEUTRAL;
  double trendScore = 0.5;
  double reversionScore = 0;
  int emaTrend = 1;
  double rsi = 50;
  int rsiDivergence = 0;
  double bandUpper = 60_120.05;
  double bandMiddle = 60_000.05;
  double bandLower = 59_880.05;
  double vwap = 60_030.05;
  List<KeyLevel> levels = List.of();
  Direction crowd = Direction.LONG;
  double sentimentStrength = 0.3;
  double openInterestChange = 0;
  OpenInterestMove openInterestMove = OpenInterestMove.FLAT;
  Optional<Cluster> above = Optional.empty();
  Optional<Cluster> below = Optional.empty();
  double bid = 60_000;
  double ask = 60_000.1;
  double atr = 90;
  VolatilityPhase volPhase = VolatilityPhase.NORMAL;
  MarketPhase phase = MarketPhase.UNKNOWN;
  double adx = 30;
  boolean spreadOk = true;
  RegimeReading.Overrides overrides = RegimeReading.Overrides.NONE;
  double multiplier = 1;
  double sizeMultiplier = 1;
  StrategyPreference preferred = StrategyPreference.ANY;

  /** The default burst, in a trend, with all five engines. */
  static Situation five() {
    Situation situation = new Situation();
    situation.technicalValidity = Validity.VALID;
    situation.sentimentValidity = Validity.VALID;
    situation.phase = MarketPhase.TRENDING;
    situation.preferred = StrategyPreference.A;
    return situation;
  }

  /** A fall that is overdone, in a range, with buyers in the book: strategy B buys. */
  static Situation reversion() {
    Situation situation = five();
    situation.phase = MarketPhase.RANGING;
    situation.preferred = StrategyPreference.B;
    situation.velocity = 1;
    situation.streak = 2;
    situation.spike = 1;
    situation.rsi = 20;
    situation.trendScore = -0.5;
    situation.reversionScore = 0.9;
    situation.emaTrend = -1;
    situation.cvdDivergence = -1;
    situation.bandLower = 60_010.05;
    situation.bandMiddle = 60_140.05;
    situation.bandUpper = 60_270.05;
    situation.vwap = 60_180.05;
    return situation;
  }

  /** A choppy market whose momentum points to a near cluster above: strategy C buys. */
  static Situation cascade() {
    Situation situation = five();
    situation.phase = MarketPhase.CHOPPY;
    situation.preferred = StrategyPreference.C;
    situation.flowStrength = 1;
    situation.tickStrength = 1;
    situation.trendScore = 0.9;
    situation.velocity = 1;
    situation.bigTrade = true;
    situation.bigTradeSide = Direction.LONG;
    situation.openInterestChange = -0.002;
    situation.openInterestMove = OpenInterestMove.SHORT_COVER;
    situation.above = Optional.of(new Cluster(60_066.05, 60_126.05, 800));
    return situation;
  }

  /** The same market upside down: prices mirrored at the middle of the book. */
  Situation mirrored() {
    flow = turned(flow);
    tick = turned(tick);
    streakSide = turned(streakSide);
    bigTradeSide = turned(bigTradeSide);
    crowd = turned(crowd);
    imbalance = -imbalance;
    slope = -slope;
    cvdDivergence = -cvdDivergence;
    wallAbsorbed = -wallAbsorbed;
    trendScore = -trendScore;
    reversionScore = -reversionScore;
    emaTrend = -emaTrend;
    rsi = 100 - rsi;
    rsiDivergence = -rsiDivergence;
    double upper = bandUpper;
    bandUpper = turned(bandLower);
    bandLower = turned(upper);
    bandMiddle = turned(bandMiddle);
    vwap = turned(vwap);
    levels =
        levels.stream().map(level -> new KeyLevel(turned(level.price()), level.touches())).toList();
    Optional<Cluster> up = above;
    above = below.map(this::turned);
    below = up.map(this::turned);
    return this;
  }

  private Cluster turned(Cluster cluster) {
    return new Cluster(turned(cluster.nearEdge()), turned(cluster.farEdge()), cluster.volume());
  }

  private double turned(double price) {
    return bid + ask - price;
  }

  private static Direction turned(Direction direction) {
    return Direction.of(-direction.sign());
  }

  /** The default burst at a mark. */
  public static PanelReading burst(long number, long time) {
    Situation situation = new Situation();
    situation.number = number;
    situation.time = time;
    return situation.panel();
  }

  PanelReading panel() {
    return new PanelReading(
        new Mark(number, time),
        new OrderFlowReading(
            flowValidity,
            flow,
            flowStrength,
            conviction,
            imbalance,
            0,
            false,
            0,
            slope,
            true,
            cvdDivergence,
            false,
            Double.NaN,
            wallAbsorbed,
            0,
            false,
            (bid + ask) / 2,
            bid,
            ask),
        new TickReading(
            tickValidity,
            tick,
            tickStrength,
            velocity,
            0.9,
            streak,
            streakSide,
            spike > 2.5,
            spike,
            bigTrade,
            bigTradeSide,
            1),
        technicalValidity == Validity.ABSENT
            ? TechnicalReading.neutral(Validity.ABSENT)
            : technical(),
        sentimentValidity == Validity.ABSENT
            ? SentimentReading.neutral(Validity.ABSENT)
            : sentiment(),
        new RegimeReading(
            volatilityValidity,
            atr,
            0.001,
            volPhase,
            phase,
            adx,
            Double.NaN,
            (ask - bid) / bid,
            spreadOk,
            overrides,
            multiplier,
            multiplier,
            12,
            sizeMultiplier,
            preferred,
            Double.NaN,
            false));
  }

  private TechnicalReading technical() {
    return new TechnicalReading(
        technicalValidity,
        Direction.of(trendScore),
        Math.min(1, Math.abs(trendScore)),
        trendScore,
        reversionScore,
        emaTrend,
        0,
        rsi,
        rsi < 30 ? Zone.LOW : rsi > 70 ? Zone.HIGH : Zone.MIDDLE,
        rsiDivergence,
        0,
        false,
        Zone.MIDDLE,
        bandUpper,
        bandMiddle,
        bandLower,
        false,
        vwap,
        0,
        0,
        atr,
        Double.NaN,
        Double.NaN,
        levels,
        0.25);
  }

  private SentimentReading sentiment() {
    return new SentimentReading(
        sentimentValidity,
        crowd,
        sentimentStrength,
        crowd.sign() * sentimentStrength,
        openInterestChange,
        openInterestMove,
        0.5,
        0,
        FundingSignal.NEUTRAL,
        0.5,
        0,
        above,
        below);
  }
}
