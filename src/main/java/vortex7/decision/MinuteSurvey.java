package vortex7.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.signal.Direction;
import vortex7.signal.Mark;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeEngine;
import vortex7.signal.SentimentReading;
import vortex7.signal.TechnicalEngine;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TickReading;
import vortex7.signal.Validity;

/**
 * Counts from one-minute candles the minutes that a strategy's rules leave it at all.
 *
 * <p>Candles tell phase, volatility, RSI, bands, levels and ATR, hence filters, B's trigger and
 * whether a bracket is admissible in either direction. They tell nothing of trades, books and open
 * interest: what the strategies ask of those is taken as met, so a count is an upper bound. C's
 * clusters come from open interest; it is not counted. The spread is taken as one tick.
 */
public final class MinuteSurvey {
  /** Minutes that go before, so that a day of volatility is known. */
  public static final int WARM_UP = 1_440;

  private static final Set<Gate> TOLD_BY_CANDLES = EnumSet.copyOf(Gate.DISTANCES);

  static {
    TOLD_BY_CANDLES.addAll(
        EnumSet.of(
            Gate.A_PHASE,
            Gate.A_VOLATILITY,
            Gate.A_LEVEL,
            Gate.B_RSI,
            Gate.B_BAND,
            Gate.B_PHASE,
            Gate.B_VOLATILITY));
  }

  private static final int TICK_DIGITS = 5;

  private final RegimeEngine regime;
  private final TechnicalEngine technical;
  private final List<Counted> counted;
  private final Geometry geometry;
  private final FeeRates fees;
  private final double tick;
  private final List<Merging> merging =
      List.of(new Merging(Timeframe.M3), new Merging(Timeframe.M5));

  /**
   * What is left to one strategy.
   *
   * @param judged minutes that were looked at
   * @param admissible those in which it could enter, as far as candles tell
   * @param stopper the gate that stopped it in most of the others, the first of each minute
   */
  public record Left(Strategy strategy, long judged, long admissible, Optional<Gate> stopper) {
    public double share() {
      return judged == 0 ? 0 : (double) admissible / judged;
    }
  }

  private record Counted(Play play, Tally tally) {}

  private static final class Tally {
    private final Map<Gate, Long> stopped = new EnumMap<>(Gate.class);
    private long judged;
    private long admissible;

    Left left(Strategy strategy) {
      Optional<Gate> most =
          stopped.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
      return new Left(strategy, judged, admissible, most);
    }
  }

  /** Makes a longer candle of minutes. */
  private static final class Merging {
    private final Timeframe timeframe;
    private final List<Candle> minutes = new ArrayList<>();

    Merging(Timeframe timeframe) {
      this.timeframe = timeframe;
    }

    /** The longer candle when this minute is its last one and none was missing. */
    Optional<Candle> add(Candle minute) {
      long start = Math.floorDiv(minute.openTime(), timeframe.millis()) * timeframe.millis();
      if (!minutes.isEmpty() && minutes.getFirst().openTime() < start) {
        minutes.clear();
      }
      minutes.add(minute);
      if (minute.closeTime() != start + timeframe.millis() - 1) {
        return Optional.empty();
      }
      Candle first = minutes.getFirst();
      double high = minutes.stream().mapToDouble(Candle::high).max().orElseThrow();
      double low = minutes.stream().mapToDouble(Candle::low).min().orElseThrow();
      double volume = minutes.stream().mapToDouble(Candle::volume).sum();
      minutes.clear();
      return Optional.of(
          new Candle(timeframe, start, first.open(), high, low, minute.close(), volume, true));
    }
  }

  private MinuteSurvey(PipelineRules rules, FeeRates fees, double price) {
    this.fees = fees;
    regime = new RegimeEngine(rules.regime());
    technical = new TechnicalEngine(rules.technical());
    counted =
        List.of(
            new Counted(new MomentumRide(rules.decision().strategyA()), new Tally()),
            new Counted(new MeanReversion(rules.decision().strategyB()), new Tally()));
    tick = Math.pow(10, Math.floor(Math.log10(price)) - TICK_DIGITS);
    geometry = new Geometry(instrument(tick), rules.decision());
  }

  /** The venue's other rules play no part: five digits of price are its usual tick. */
  private static Instrument instrument(double tick) {
    BigDecimal one = BigDecimal.ONE;
    return new Instrument(
        Symbol.of("SURVEYUSDT"),
        "SURVEY",
        "USDT",
        BigDecimal.valueOf(tick),
        BigDecimal.valueOf(tick),
        BigDecimal.valueOf(Long.MAX_VALUE),
        one,
        one,
        one,
        one,
        one,
        one,
        one,
        one,
        one);
  }

  /**
   * Of closed one-minute candles, oldest first; the first {@link #WARM_UP} only warm the engines.
   */
  public static List<Left> of(List<Candle> candles, PipelineRules rules, FeeRates fees) {
    if (candles.size() <= WARM_UP) {
      return List.of();
    }
    MinuteSurvey survey = new MinuteSurvey(rules, fees, candles.getFirst().close());
    for (int i = 0; i < candles.size(); i++) {
      survey.feed(candles.get(i));
      if (i >= WARM_UP) {
        survey.judge(candles.get(i));
      }
    }
    return survey.counted.stream().map(each -> each.tally().left(each.play().strategy())).toList();
  }

  private void feed(Candle minute) {
    regime.onCandle(minute);
    technical.onCandle(minute);
    for (Merging longer : merging) {
      longer
          .add(minute)
          .ifPresent(
              candle -> {
                regime.onCandle(candle);
                technical.onCandle(candle);
              });
    }
  }

  private void judge(Candle minute) {
    PanelReading readings = readings(minute);
    for (Counted each : counted) {
      Tally tally = each.tally();
      tally.judged++;
      Optional<Gate> stopped = stopped(each.play(), readings, Direction.LONG);
      if (stopped.isPresent() && stopped(each.play(), readings, Direction.SHORT).isEmpty()) {
        stopped = Optional.empty();
      }
      if (stopped.isEmpty()) {
        tally.admissible++;
      } else {
        tally.stopped.merge(stopped.get(), 1L, Long::sum);
      }
    }
  }

  /** The first gate that candles tell of and that does not hold. */
  private Optional<Gate> stopped(Play play, PanelReading readings, Direction direction) {
    if (!readings.regime().tradeable()) {
      return Optional.of(Gate.TRADEABLE);
    }
    Checklist checklist = new Checklist();
    play.judge(readings, direction, checklist);
    geometry.judge(play, geometry.scene(readings, direction), fees, checklist);
    return checklist.verdicts().stream()
        .filter(verdict -> TOLD_BY_CANDLES.contains(verdict.gate()) && !verdict.open())
        .map(GateVerdict::gate)
        .findFirst();
  }

  private PanelReading readings(Candle minute) {
    long time = minute.closeTime() + 1;
    double bid = Math.round(minute.close() / tick) * tick;
    TechnicalReading reading = technical.reading(time);
    return new PanelReading(
        new Mark(1, time),
        quote(bid, bid + tick),
        TickReading.neutral(Validity.VALID),
        reading,
        SentimentReading.neutral(Validity.ABSENT),
        regime.reading(time));
  }

  private static OrderFlowReading quote(double bid, double ask) {
    return new OrderFlowReading(
        Validity.VALID,
        Direction.NEUTRAL,
        0,
        1,
        0,
        0,
        false,
        0,
        0,
        false,
        0,
        false,
        Double.NaN,
        0,
        0,
        false,
        (bid + ask) / 2,
        bid,
        ask);
  }
}
