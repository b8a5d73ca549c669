package vortex7.live.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The place TOP_ALT: who trades in it, and who is going to.
 *
 * @param symbol empty while nobody trades there
 * @param since when it took the place, or left it empty; empty before the first choice
 * @param day the UTC day of the choice that stands
 * @param reason of that choice, in words
 * @param passedOver who would have come before it and was not eligible, by the choice made since
 *     the start; none when no choice was made since
 * @param next who takes the place as soon as the present symbol is flat; empty while nobody waits
 *     or the place is to be empty
 * @param waitsFor what the change waits for, in words; empty while nothing is to change
 * @param fault why the choice that is due could not be made, in words
 */
public record TopAltView(
    Optional<String> symbol,
    Optional<Instant> since,
    Optional<LocalDate> day,
    String reason,
    List<String> passedOver,
    Optional<String> next,
    Optional<String> waitsFor,
    Optional<String> fault) {
  public TopAltView {
    passedOver = List.copyOf(passedOver);
  }
}
