package vortex7.signal;

/** What one engine says as of one mark. */
public sealed interface Reading
    permits OrderFlowReading, TickReading, TechnicalReading, SentimentReading, RegimeReading {
  EngineId engine();

  Validity validity();

  /** NEUTRAL whenever the reading is not valid. */
  Direction direction();

  /** In [0, 1]; 0 whenever the reading is not valid. */
  double strength();

  /** A neutral reading of the engine without any figures, for the reason given. */
  static Reading neutral(EngineId engine, Validity validity) {
    return switch (engine) {
      case ORDER_FLOW -> OrderFlowReading.neutral(validity);
      case TICK -> TickReading.neutral(validity);
      case REGIME -> RegimeReading.neutral(validity);
      case TECHNICAL -> TechnicalReading.neutral(validity);
      case SENTIMENT -> SentimentReading.neutral(validity);
    };
  }
}
