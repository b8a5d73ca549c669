package vortex7.signal;

/**
 * What is wrong with one stream of an engine: lost data, silence by the shell's clock, or silence
 * by event time; never allocates.
 */
final class StreamHealth {
  private static final long NOTHING = Long.MIN_VALUE;

  private final long staleMillis;
  private final long warmUpMillis;
  private boolean gap;
  private boolean silent;
  private long first = NOTHING;
  private long last = NOTHING;

  StreamHealth(long staleMillis, long warmUpMillis) {
    this.staleMillis = staleMillis;
    this.warmUpMillis = warmUpMillis;
  }

  void seen(long timeMillis) {
    if (first == NOTHING) {
      first = timeMillis;
    }
    last = timeMillis;
  }

  void lost() {
    gap = true;
  }

  void healed() {
    gap = false;
  }

  /** What was lost stays lost: the stream has to warm up again. */
  void anew() {
    gap = false;
    first = NOTHING;
    last = NOTHING;
  }

  void silent(boolean now) {
    silent = now;
  }

  /** Milliseconds since the stream began (anew), at most {@code most}; 0 before. */
  long known(long markTime, long most) {
    return first == NOTHING ? 0 : Math.min(most, Math.max(0, markTime - first));
  }

  /** Milliseconds until the stream has warmed up, as of {@code markTime}. */
  long warmIn(long markTime) {
    return warmUpMillis - known(markTime, warmUpMillis);
  }

  /** The gravest complaint as of {@code markTime}. */
  Validity judge(long markTime) {
    if (gap) {
      return Validity.GAP;
    }
    if (first == NOTHING) {
      return silent ? Validity.STALE : Validity.NOT_WARM;
    }
    // A stream that claims to be far ahead of the mark is as useless as one that lags.
    if (silent || Math.abs(markTime - last) > staleMillis) {
      return Validity.STALE;
    }
    return markTime - first < warmUpMillis ? Validity.NOT_WARM : Validity.VALID;
  }
}
