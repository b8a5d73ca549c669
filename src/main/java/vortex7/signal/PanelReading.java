package vortex7.signal;

/** The readings of all engines as of one mark; an engine that is not there reads ABSENT. */
public record PanelReading(
    Mark mark,
    OrderFlowReading orderFlow,
    TickReading tick,
    TechnicalReading technical,
    SentimentReading sentiment,
    RegimeReading regime) {

  public Reading of(EngineId engine) {
    return switch (engine) {
      case ORDER_FLOW -> orderFlow;
      case TICK -> tick;
      case TECHNICAL -> technical;
      case SENTIMENT -> sentiment;
      case REGIME -> regime;
    };
  }

  public Validity validity(EngineId engine) {
    return of(engine).validity();
  }

  public boolean present(EngineId engine) {
    return validity(engine) != Validity.ABSENT;
  }
}
