package vortex7.backtest.cache;

/** A cache file cannot be used or written; the message names it and says why. */
public final class CacheException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CacheException(String message) {
    super(message);
  }

  CacheException(String message, Throwable cause) {
    super(message, cause);
  }
}
