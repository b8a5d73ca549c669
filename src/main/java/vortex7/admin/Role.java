package vortex7.admin;

import java.util.Locale;

/** Who may do what; each role may do all that the ones before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Also stops, starts, closes, panics, resumes and resets breakers. */
  OPERATOR,
  /** Also goes live, raises limits and rolls weights back. */
  ADMIN;

  public boolean may(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** Its user name for Basic authentication. */
  public String user() {
    return name().toLowerCase(Locale.ROOT);
  }
}
