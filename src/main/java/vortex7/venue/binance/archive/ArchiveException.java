package vortex7.venue.binance.archive;

/** A file of the archive cannot be had; the message names it and says why. */
public final class ArchiveException extends Exception {
  private static final long serialVersionUID = 1L;

  ArchiveException(String message) {
    super(message);
  }
}
