package vortex7.signal;

/** The readings of all engines as of one mark; an engine that is not there reads ABSENT. */
public record PanelReading(
    Mark mark, OrderFlowReading orderFlow, TickReading tick, VolatilityReading volatility) {

  /** The validity of an engine's reading; engines of later versions are ABSENT. */
  public Validity validity(EngineId engine) {
    return switch (engine) {
      case ORDER_FLOW -> orderFlow.validity();
      case TICK -> tick.validity();
      case REGIME -> volatility.validity();
      case TECHNICAL, SENTIMENT -> Validity.ABSENT;
    };
  }

  public boolean present(EngineId engine) {
    return validity(engine) != Validity.ABSENT;
  }
}
