package vortex7.matching.synthetic;

/** How busy a market is by the venue's clock, as on the recordings; 1 is the mean of a day. */
final class TimeOfDay {
  private static final double[] VOLUME = {
    1.05, 1.11, 0.90, 0.75, 0.73, 0.57, 0.67, 1.00, 0.92, 0.85, 0.72, 0.80, 1.02, 1.50, 1.85, 1.61,
    1.33, 1.31, 1.07, 0.89, 0.73, 0.57, 0.94, 1.11
  };

  private TimeOfDay() {}

  /** Volume of the hour, UTC, and more in the minutes at which others' clocks strike. */
  static double volume(long millis) {
    double hours = (double) Math.floorMod(millis, 86_400_000L) / 3_600_000.0;
    int hour = (int) hours;
    double past = hours - hour;
    double level = VOLUME[hour] * (1.0 - past) + VOLUME[(hour + 1) % VOLUME.length] * past;
    return level * strike((int) (past * 60.0));
  }

  private static double strike(int minute) {
    return switch (minute) {
      case 0 -> 1.45;
      case 30 -> 1.18;
      default -> 1.0;
    };
  }

  /** Volatility of the hour, which has the shape of volume, flatter. */
  static double volatility(long millis) {
    return 0.5 + 0.5 * volume(millis);
  }
}
