package vortex7.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures of all engines' readings as plain numbers in a fixed order, for plots and tables.
 * What is not known, or of an engine whose reading may not be acted on, is NaN.
 */
public final class ReadingFigures {
  private static final List<Figure> ALL = new ArrayList<>();

  /**
   * One column.
   *
   * @param name unique within its engine
   */
  public record Figure(EngineId engine, String name, ToDoubleFunction<PanelReading> of) {

    /** The figure of that panel, NaN unless the engine's reading is valid. */
    public double value(PanelReading readings) {
      return readings.validity(engine) == Validity.VALID ? of.applyAsDouble(readings) : Double.NaN;
    }

    /** Such as {@code E1.imbalance}. */
    public String title() {
      return engine.number() + "." + name;
    }
  }

  static {
    for (EngineId engine : EngineId.values()) {
      if (engine != EngineId.REGIME) {
        add(engine, "signal", readings -> signal(readings.of(engine)));
      }
      switch (engine) {
        case ORDER_FLOW -> addOrderFlow();
        case TICK -> addTick();
        case TECHNICAL -> addTechnical();
        case SENTIMENT -> addSentiment();
        case REGIME -> addRegime();
      }
    }
  }

  private ReadingFigures() {}

  /** Direction times strength, in [−1, 1]. */
  private static double signal(Reading reading) {
    return reading.direction().sign() * reading.strength();
  }

  private static void add(EngineId engine, String name, ToDoubleFunction<PanelReading> of) {
    ALL.add(new Figure(engine, name, of));
  }

  private static void addOrderFlow() {
    EngineId engine = EngineId.ORDER_FLOW;
    add(engine, "conviction", readings -> readings.orderFlow().conviction());
    add(engine, "imbalance", readings -> readings.orderFlow().imbalance());
    add(engine, "velocity", readings -> readings.orderFlow().velocity());
    add(engine, "cvd", readings -> readings.orderFlow().cvd());
    add(engine, "cvdSlope", readings -> readings.orderFlow().cvdSlope());
    add(engine, "cvdDivergence", readings -> readings.orderFlow().cvdDivergence());
    add(engine, "wallNear", readings -> flag(readings.orderFlow().wallNear()));
    add(engine, "wallAbsorbed", readings -> readings.orderFlow().wallAbsorbed());
    add(engine, "spoofRatio", readings -> readings.orderFlow().spoofRatio());
    add(engine, "microPrice", readings -> readings.orderFlow().microPrice());
  }

  private static void addTick() {
    EngineId engine = EngineId.TICK;
    add(engine, "velocityRatio", readings -> readings.tick().velocityRatio());
    add(engine, "aggressorRatio", readings -> readings.tick().aggressorRatio());
    add(
        engine,
        "streak",
        readings -> readings.tick().streakSide().sign() * readings.tick().streak());
    add(engine, "spikeRatio", readings -> readings.tick().spikeRatio());
    add(engine, "bigTrade", readings -> readings.tick().bigTradeSide().sign());
    add(engine, "deltaSlope", readings -> readings.tick().deltaSlope());
  }

  private static void addTechnical() {
    EngineId engine = EngineId.TECHNICAL;
    add(engine, "trendScore", readings -> readings.technical().trendScore());
    add(engine, "reversionScore", readings -> readings.technical().reversionScore());
    add(engine, "rsi", readings -> readings.technical().rsi());
    add(engine, "macdHistogram", readings -> readings.technical().macdHistogram());
    add(engine, "vwapDistance", readings -> readings.technical().vwapDistance());
    add(engine, "atr", readings -> readings.technical().atr());
  }

  private static void addSentiment() {
    EngineId engine = EngineId.SENTIMENT;
    add(engine, "score", readings -> readings.sentiment().score());
    add(engine, "openInterestChange", readings -> readings.sentiment().openInterestChange());
    add(engine, "longShare", readings -> readings.sentiment().longShare());
    add(engine, "topTraderLongShare", readings -> readings.sentiment().topTraderLongShare());
    add(engine, "fundingRate", readings -> readings.sentiment().fundingRate());
    add(engine, "extremeLevel", readings -> readings.sentiment().extremeLevel());
  }

  private static void addRegime() {
    EngineId engine = EngineId.REGIME;
    add(engine, "atrPct", readings -> readings.regime().atrPct());
    add(engine, "volatility", readings -> level(readings.regime().volPhase()));
    add(engine, "phase", readings -> level(readings.regime().phase()));
    add(engine, "adx", readings -> readings.regime().adx());
    add(engine, "slopePct", readings -> readings.regime().slopePct());
    add(engine, "spread", readings -> readings.regime().spread());
    add(engine, "sizeMultiplier", readings -> readings.regime().sizeMultiplier());
    add(engine, "correlation", readings -> readings.regime().correlation());
  }

  private static double level(VolatilityPhase phase) {
    return switch (phase) {
      case LOW -> -1;
      case NORMAL -> 0;
      case HIGH -> 1;
      case EXTREME -> 2;
    };
  }

  private static double level(MarketPhase phase) {
    return switch (phase) {
      case CHOPPY -> -1;
      case RANGING -> 0;
      case TRENDING -> 1;
      case UNKNOWN -> Double.NaN;
    };
  }

  private static double flag(boolean holds) {
    return holds ? 1 : 0;
  }

  /** All columns, by engine. */
  public static List<Figure> all() {
    return List.copyOf(ALL);
  }
}
