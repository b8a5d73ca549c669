package vortex7.venue.binance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * This process's time, beside which the venue's is measured.
 *
 * @param clock never steps, whatever is done to the machine's clock
 * @param wall what the machine shows, which may step; only ever compared
 * @param nanos the process's monotonic clock
 */
public record OwnTime(InstantSource clock, InstantSource wall, LongSupplier nanos) {

  /** Read from {@code wall} once; from there on it goes by {@code nanos}. */
  public static OwnTime ofMachine(InstantSource wall, LongSupplier nanos) {
    Instant began = wall.instant();
    long beganNanos = nanos.getAsLong();
    InstantSource clock = () -> began.plusNanos(nanos.getAsLong() - beganNanos);
    return new OwnTime(clock, wall, nanos);
  }

  /** The machine's own. */
  public static OwnTime ofMachine() {
    return ofMachine(InstantSource.system(), System::nanoTime);
  }

  /** The virtual time of a venue inside this process: perhaps another day's, perhaps faster. */
  public static OwnTime ofVenue(InstantSource virtual, LongSupplier nanos) {
    return new OwnTime(virtual, virtual, nanos);
  }
}
