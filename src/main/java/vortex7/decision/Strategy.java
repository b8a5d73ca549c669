package vortex7.decision;

/** The strategies a decision may choose. */
public enum Strategy {
  /** Momentum ride. */
  A,
  /** Mean reversion. */
  B,
  /** Liquidation cascade. */
  C;

  public char letter() {
    return name().charAt(0);
  }
}
