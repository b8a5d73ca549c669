package vortex7.settings;

/** Which set of thresholds trades. */
public enum Profile {
  /** The source documents' numbers, with the repairs without which they cannot work. */
  DOCUMENTS
}
