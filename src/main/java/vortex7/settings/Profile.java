package vortex7.settings;

/** Which set of thresholds trades. */
public enum Profile {
  /** The source documents' numbers, with the repairs without which they cannot work. */
  DOCUMENTS,
  /**
   * Values chosen on recordings and checked on others, with the same repairs: it leaves some of the
   * documents' limits, and names each of them.
   */
  CALIBRATED
}
