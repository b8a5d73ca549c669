package vortex7.signal;

/** The five engines, in the order E1 to E5 of their weights. */
public enum EngineId {
  ORDER_FLOW("E1", "order-flow"),
  TICK("E2", "tick"),
  TECHNICAL("E3", "technical"),
  SENTIMENT("E4", "sentiment"),
  /** The regime filter: it votes for nothing, it scales what the others say. */
  REGIME("E5", "regime");

  private final String number;
  private final String code;

  EngineId(String number, String code) {
    this.number = number;
    this.code = code;
  }

  /** The short name in reasons and gates, such as {@code E1}. */
  public String number() {
    return number;
  }

  /** The name in paths and actor names, such as {@code order-flow}. */
  public String code() {
    return code;
  }
}
