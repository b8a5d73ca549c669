package vortex7.market;

import java.time.Duration;

/** The candle lengths that the daemon keeps. */
public enum Timeframe {
  M1("1m", 1),
  M3("3m", 3),
  M5("5m", 5),
  M15("15m", 15);

  private final String code;
  private final long millis;

  Timeframe(String code, int minutes) {
    this.code = code;
    this.millis = minutes * 60_000L;
  }

  /** The venue's name, such as {@code 1m}. */
  public String code() {
    return code;
  }

  public long millis() {
    return millis;
  }

  public Duration duration() {
    return Duration.ofMillis(millis);
  }

  /** The open time of the candle that holds {@code timeMillis}, in epoch milliseconds. */
  public long openOf(long timeMillis) {
    return Math.floorDiv(timeMillis, millis) * millis;
  }

  /**
   * The timeframe with the venue's name {@code code}.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Timeframe ofCode(String code) {
    for (Timeframe timeframe : values()) {
      if (timeframe.code.equals(code)) {
        return timeframe;
      }
    }
    throw new IllegalArgumentException("timeframe must be 1m, 3m, 5m or 15m, was " + code);
  }
}
