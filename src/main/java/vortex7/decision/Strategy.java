package vortex7.decision;

/** The strategies a decision may choose; each arrives with the engines it needs. */
public enum Strategy {
  /** Momentum ride. */
  A;

  public char letter() {
    return name().charAt(0);
  }
}
