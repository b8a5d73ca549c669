package vortex7.signal;

/** Where an engine or the decision points to. */
public enum Direction {
  LONG(1),
  NEUTRAL(0),
  SHORT(-1);

  private final int sign;

  Direction(int sign) {
    this.sign = sign;
  }

  /** +1, 0 or −1. */
  public int sign() {
    return sign;
  }

  /** The direction with the sign of {@code value}; NaN and 0 are neutral. */
  public static Direction of(double value) {
    return value > 0 ? LONG : value < 0 ? SHORT : NEUTRAL;
  }

  /** What the engine calls this direction, such as BUY_PRESSURE. */
  public String label(EngineId engine) {
    return switch (engine) {
      case ORDER_FLOW -> pick("BUY_PRESSURE", "SELL_PRESSURE", "NEUTRAL");
      case TICK -> pick("MOMENTUM_LONG", "MOMENTUM_SHORT", "NEUTRAL");
      case TECHNICAL, REGIME -> name();
      case SENTIMENT -> pick("CROWD_SHORT", "CROWD_LONG", "BALANCED");
    };
  }

  private String pick(String up, String down, String neutral) {
    return switch (this) {
      case LONG -> up;
      case SHORT -> down;
      case NEUTRAL -> neutral;
    };
  }
}
