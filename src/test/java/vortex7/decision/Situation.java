package vortex7.decision;

import vortex7.signal.Direction;
import vortex7.signal.Mark;
import vortex7.signal.MarketPhase;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;
import vortex7.signal.SentimentReading;
import vortex7.signal.StrategyPreference;
import vortex7.signal.TechnicalReading;
import vortex7.signal.TickReading;
import vortex7.signal.Validity;
import vortex7.signal.VolatilityPhase;

/** Readings for tests: by default a momentum burst upwards that every gate lets through. */
public final class Situation {
  long time = 1_700_000_000_000L;
  long number = 1;
  Validity flowValidity = Validity.VALID;
  Validity tickValidity = Validity.VALID;
  Validity volatilityValidity = Validity.VALID;
  Direction flow = Direction.LONG;
  double flowStrength = 0.8;
  double conviction = 1;
  double imbalance = 0.7;
  double slope = 0.6;
  Direction tick = Direction.LONG;
  double tickStrength = 0.8;
  double velocity = 3;
  int streak = 10;
  Direction streakSide = Direction.LONG;
  double spike = 3;
  double bid = 60_000;
  double ask = 60_000.1;
  double atr = 90;
  VolatilityPhase volPhase = VolatilityPhase.NORMAL;
  MarketPhase phase = MarketPhase.UNKNOWN;
  double adx = 30;
  boolean spreadOk = true;
  double multiplier = 1;

  Situation mirrored() {
    flow = Direction.SHORT;
    tick = Direction.SHORT;
    streakSide = Direction.SHORT;
    imbalance = -imbalance;
    slope = -slope;
    return this;
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
            0,
            false,
            Double.NaN,
            0,
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
            false,
            Direction.NEUTRAL,
            1),
        TechnicalReading.neutral(Validity.ABSENT),
        SentimentReading.neutral(Validity.ABSENT),
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
            RegimeReading.Overrides.NONE,
            multiplier,
            multiplier,
            12,
            1,
            StrategyPreference.ANY,
            Double.NaN,
            false));
  }
}
